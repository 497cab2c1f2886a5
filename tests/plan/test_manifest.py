"""The manifest: a page for people that carries the machine's list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.model.manifest import Manifest, OwnedObject
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.plan.manifest import manifest_resource, read_manifest

from .specs import dashboard

names = st.text(min_size=1, max_size=20)
entries = st.builds(
    lambda kind, id, title, hash, secrets: OwnedObject(ResourceId(kind, id), title, hash, secrets),
    st.sampled_from(list(ResourceKind)),
    names,
    st.text(max_size=40),
    st.text("0123456789abcdef", max_size=16),
    st.dictionaries(names, names, max_size=2),
)


def page(manifest: Manifest) -> str:
    panels = manifest_resource(manifest).spec["dashboard"]["panels"]
    return str(panels[0]["options"]["content"])


def of_panels(*panels: object) -> Resource:
    return dashboard("gitops-glimpse", panels=list(panels))


@given(st.lists(entries, max_size=6))
def test_what_is_written_is_what_is_read(objects: list[OwnedObject]) -> None:
    manifest = Manifest("glimpse", "p-1", {entry.id: entry for entry in objects})
    assert read_manifest(manifest_resource(manifest), "glimpse", "p-1") == manifest


def test_no_page_means_that_nothing_is_ours() -> None:
    assert read_manifest(None, "glimpse", "p-1") == Manifest("glimpse", "p-1", {})


def test_people_read_the_titles_and_follow_links() -> None:
    board = OwnedObject(ResourceId(ResourceKind.DASHBOARD, "shop"), "Shop [EU]", "0" * 16)
    text = page(Manifest("glimpse", "p", {board.id: board}))
    assert "[Shop \\[EU\\]](/d/shop)" in text
    assert "## Dashboards" in text


def test_a_title_cannot_break_out_of_the_list() -> None:
    entry = OwnedObject(ResourceId(ResourceKind.FOLDER, "f"), "--> <script>", "")
    manifest = Manifest("glimpse", "p", {entry.id: entry})
    assert page(manifest).count("-->") == 1
    assert read_manifest(manifest_resource(manifest), "glimpse", "p") == manifest


def test_another_project_with_the_same_owner_is_refused() -> None:
    theirs = manifest_resource(Manifest("glimpse", "theirs", {}))
    with pytest.raises(UnsafePlanError, match="another project"):
        read_manifest(theirs, "glimpse", "ours")


@pytest.mark.parametrize(
    "content", ["", "# ours", "<!-- glimpse-gitops manifest\n{}\n-->", "<!-- glimpse-gitops manifest\n[\n-->"]
)
def test_a_page_whose_list_was_lost_is_refused_rather_than_taken_for_empty(content: str) -> None:
    broken = dashboard("gitops-glimpse", panels=[{"type": "text", "options": {"content": content}}])
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(broken, "glimpse", "p")


def test_the_same_objects_make_the_same_page_in_any_order() -> None:
    objects = [OwnedObject(ResourceId(ResourceKind.FOLDER, uid), uid, "") for uid in "abc"]
    forwards = Manifest("glimpse", "p", {one.id: one for one in objects})
    backwards = Manifest("glimpse", "p", {one.id: one for one in reversed(objects)})
    assert manifest_resource(forwards) == manifest_resource(backwards)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id": "shop"', '"id": 5'),
        ('"title": "Shop"', '"title": null'),
        ('"hash": ""', '"hash": 7'),
        ('"hash": ""', '"hash": "", "secrets": {"/url": 1}'),
        ('"hash": ""', '"hash": "", "secrets": [1]'),
        ('"kind": "folder"', '"kind": ["folder"]'),
        ('"objects": [', '"objects": [1, '),
        ('"format": 1, ', ""),
    ],
)
def test_a_list_that_was_edited_by_hand_into_nonsense_is_refused(old: str, new: str) -> None:
    entry = OwnedObject(ResourceId(ResourceKind.FOLDER, "shop"), "Shop", "")
    content = page(Manifest("glimpse", "p", {entry.id: entry}))
    assert old in content
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(of_panels({"options": {"content": content.replace(old, new)}}), "glimpse", "p")


@pytest.mark.parametrize("panel", [{"options": "text"}, {"options": {"content": 5}}, {}, "panel", None], ids=repr)
def test_a_page_that_was_edited_by_hand_into_nonsense_is_refused(panel: object) -> None:
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(of_panels(panel), "glimpse", "p")


def test_a_page_of_a_newer_format_is_not_taken_for_one_of_ours() -> None:
    content = page(Manifest("glimpse", "p", {})).replace('"format": 1', '"format": 2')
    with pytest.raises(UnsafePlanError, match="this version cannot read") as raised:
        read_manifest(of_panels({"options": {"content": content}}), "glimpse", "p")
    assert "newer" in raised.value.hint
