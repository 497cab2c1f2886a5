"""Notification templates."""

from __future__ import annotations

from typing import Any

import pytest

from .grafana import EDITABLE, NO_HEADERS, Grafana, Reply, segment

LIST = "/api/v1/provisioning/templates"
TEXT = '{{ define "gitops.contract" }}{{ .Status }}{{ end }}'


def path_of(name: str) -> str:
    return f"{LIST}/{segment(name)}"


def put(grafana: Grafana, name: str, text: str, version: str = "", editable: bool = False) -> Reply:
    body = {"template": text, "version": version}
    return grafana.put(path_of(name), body, EDITABLE if editable else NO_HEADERS)


def create(grafana: Grafana, what: str = "text", editable: bool = False) -> str:
    name = grafana.name(what)
    assert put(grafana, name, TEXT.replace("contract", name), editable=editable).status == 202
    return name


def read(grafana: Grafana, name: str) -> Any:
    reply = grafana.get(path_of(name))
    assert reply.status == 200
    return reply.body


@pytest.mark.parametrize("what", ["plain", "한국어 텍스트", "a/b?c#d%e"])
def test_a_template_reads_back_as_it_was_sent(grafana: Grafana, what: str) -> None:
    name = create(grafana, what)
    body = read(grafana, name)
    assert body["name"] == name
    assert body["template"].strip() == TEXT.replace("contract", name)
    assert body["version"]
    assert body["provenance"] == "api"
    listed = {one["name"]: one for one in grafana.get(LIST).body}
    assert listed[name] == body


def test_a_missing_template_is_answered_with_404(grafana: Grafana) -> None:
    assert grafana.get(path_of("gitops-contract-none")).status == 404


def test_a_listing_without_any_is_null_or_empty(grafana: Grafana) -> None:
    body = grafana.get(LIST).body
    assert body is None or isinstance(body, list)


def test_a_write_of_the_version_that_was_read_gives_a_new_one(grafana: Grafana) -> None:
    name = create(grafana)
    before = read(grafana, name)["version"]
    assert put(grafana, name, TEXT.replace("contract", f"{name}.new"), before).status == 202
    after = read(grafana, name)
    assert f"{name}.new" in after["template"]
    assert after["version"] != before


def test_a_write_of_a_stale_version_is_refused_and_changes_nothing(grafana: Grafana) -> None:
    name = create(grafana)
    assert put(grafana, name, TEXT.replace("contract", f"{name}.late"), "0123456789abcdef").status == 409
    assert f"{name}.late" not in read(grafana, name)["template"]


def test_a_write_without_a_version_replaces_what_is_there(grafana: Grafana) -> None:
    name = create(grafana)
    assert put(grafana, name, TEXT.replace("contract", f"{name}.new")).status == 202
    assert f"{name}.new" in read(grafana, name)["template"]


def test_a_broken_template_is_refused(grafana: Grafana) -> None:
    name = grafana.name("broken")
    refusal = put(grafana, name, '{{ define "x" }}')
    assert refusal.status == 400
    assert refusal.body["message"]
    assert grafana.get(path_of(name)).status == 404


def test_a_template_is_deleted_at_its_version_only(grafana: Grafana) -> None:
    name = create(grafana)
    assert grafana.delete(f"{path_of(name)}?version=0123456789abcdef").status == 409
    assert grafana.delete(f"{path_of(name)}?version={read(grafana, name)['version']}").status == 204
    assert grafana.get(path_of(name)).status == 404


def test_deleting_what_is_gone_is_no_error(grafana: Grafana) -> None:
    assert grafana.delete(f"{path_of('gitops-contract-none')}?version=0123456789abcdef").status == 204


def test_the_header_leaves_a_template_editable_whatever_its_value(grafana: Grafana) -> None:
    name = create(grafana, editable=True)
    assert not read(grafana, name).get("provenance")
    other = grafana.name("text")
    body = {"template": TEXT.replace("contract", other), "version": ""}
    grafana.made("PUT", path_of(other), body, {"X-Disable-Provenance": "false"})
    assert not read(grafana, other).get("provenance")


def test_a_locked_template_is_not_made_editable(grafana: Grafana) -> None:
    name = create(grafana)
    assert put(grafana, name, TEXT, read(grafana, name)["version"], editable=True).status in (403, 409, 500)
    assert read(grafana, name)["provenance"] == "api"


def test_an_editable_template_can_be_locked(grafana: Grafana) -> None:
    name = create(grafana, editable=True)
    assert put(grafana, name, TEXT, read(grafana, name)["version"]).status == 202
    assert read(grafana, name)["provenance"] == "api"


def test_a_delete_must_say_how_the_template_was_written(grafana: Grafana) -> None:
    locked, editable = create(grafana), create(grafana, editable=True)
    assert grafana.delete(path_of(locked), headers=EDITABLE).status >= 400
    assert grafana.delete(path_of(locked)).status == 204
    assert grafana.delete(path_of(editable), headers=EDITABLE).status == 204
