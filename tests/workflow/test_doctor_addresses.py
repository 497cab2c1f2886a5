"""Where doctor looks: what is named counts first, then the environment, then the stack's own ports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.environment import Environment
from glimpse_gitops.model.project import Project
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.doctor_addresses import GUIDE, Address, Named, addresses

from ..conftest import ProjectMaker


@pytest.fixture
def plain(project: ProjectMaker) -> Project:
    return load_project(project({}))


def found(project: Project, url: str = "", environ: dict[str, str] | None = None, **named: str) -> dict[str, Address]:
    return dict(addresses(Named(Connection(url, environ or {}), named), project))


def test_without_a_stack_the_ports_are_those_of_the_guide_and_nothing_is_named(plain: Project) -> None:
    there = found(plain)
    assert {name: one.url for name, one in there.items()} == {
        name: f"http://localhost:{port}" for name, port in GUIDE.items()
    }
    assert not any(one.named for one in there.values())


def test_an_option_or_a_variable_names_a_program(plain: Project) -> None:
    there = found(plain, environ={"PROMETHEUS_URL": "http://p:1/", "GRAFANA_URL": "http://g:1"}, loki="http://l:1/x/")
    assert [(name, one.url) for name, one in there.items() if one.named] == [
        ("prometheus", "http://p:1"),
        ("loki", "http://l:1/x"),
        ("grafana", "http://g:1"),
    ]


def test_the_environment_of_the_settings_names_grafana(plain: Project) -> None:
    settings = replace(plain.settings, environment=Environment("staging", url="http://s:1"))
    there = found(replace(plain, settings=settings), environ={"GRAFANA_URL": "http://g:1"})
    assert there["grafana"].url == "http://s:1"


def test_the_collector_may_be_named_with_the_guides_whole_path(plain: Project) -> None:
    assert found(plain, collector="http://c:13133/health")["collector"].url == "http://c:13133"


@pytest.mark.parametrize("url", ["localhost:3100", "ftp://a", "http://", "http://a:x", "http://a/?b=c"])
def test_what_is_no_address_is_refused(plain: Project, url: str) -> None:
    with pytest.raises(UsageError, match="address of Loki"):
        found(plain, loki=url)


def test_a_password_in_an_address_is_refused_and_not_shown(plain: Project) -> None:
    with pytest.raises(UsageError) as error:
        found(plain, prometheus="http://ann:secret@p:1")
    assert "secret" not in error.value.message + error.value.hint
    assert "PROMETHEUS_USER" in error.value.hint
