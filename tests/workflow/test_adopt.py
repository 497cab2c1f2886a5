"""Adopt, on every version of the sandbox: what people made becomes code whose plan is empty."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.model.adoption import NewModules
from glimpse_gitops.model.plan import Action, ApplyResult
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.adopt import new_modules, write_new
from glimpse_gitops.workflow.adoptable import Wanted
from glimpse_gitops.workflow.build import build
from glimpse_gitops.workflow.plan import Planned

from .made_by_hand import People, fill

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]
ALL = Wanted(unmanaged=True)


@pytest.fixture
def people(grafana: SandboxServer) -> People:
    return People(grafana.url, grafana.login, grafana.password)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A project that describes nothing."""
    (tmp_path / "pyproject.toml").write_text('[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\n')
    return tmp_path


def adopt(plan_for: PlanFor, root: Path, wanted: Wanted = ALL) -> NewModules:
    with plan_for(root) as planned:
        made = new_modules(planned, wanted)
    write_new(made, root)
    return made


def test_a_grafana_that_people_filled_becomes_code_with_an_empty_plan(
    bare: Path, people: People, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    fill(people)
    grafana.requests.clear()
    made = adopt(plan_for, bare)
    assert {request.method for request in grafana.requests} == {"GET"}
    assert not made.left_out
    assert len(made.adopted) == 11
    assert "CANARY" not in "".join(file.text for file in made.files)
    build(bare)
    secrets = dict.fromkeys(made.secrets, "value")
    with plan_for(bare, secrets=secrets) as planned:
        assert {change.action for change in planned.plan.changes} == {Action.ADOPT}
        assert {change.id for change in planned.plan.changes} == set(made.adopted)
    grafana.requests.clear()
    apply_to(bare, secrets=secrets)
    assert all("gitops" in request.path or "gitops" in str(request) for request in grafana.requests.writes())
    with plan_for(bare, secrets=secrets) as planned:
        assert planned.plan.is_empty


def test_what_was_adopted_is_not_adopted_again(bare: Path, people: People, plan_for: PlanFor) -> None:
    fill(people)
    adopt(plan_for, bare)
    with plan_for(bare) as planned:
        assert new_modules(planned, ALL) == NewModules()


@pytest.mark.parametrize(
    ("folder", "hint"), [("shp", 'did you mean "shop"?'), ("zzz", "the uid stands in the address")]
)
def test_a_folder_that_is_not_there_is_refused(
    bare: Path, people: People, plan_for: PlanFor, folder: str, hint: str
) -> None:
    people.send("POST", "/folders", {"uid": "shop", "title": "Shop"})
    with plan_for(bare) as planned, pytest.raises(UsageError, match=f'no folder of the uid "{folder}"') as error:
        new_modules(planned, Wanted(folder=folder))
    assert error.value.hint.startswith(hint)


def test_a_name_that_nothing_has_is_refused_with_the_nearest_one(bare: Path, people: People, plan_for: PlanFor) -> None:
    fill(people)
    with plan_for(bare) as planned, pytest.raises(UsageError) as caught:
        new_modules(planned, Wanted(("Salse",)))
    assert caught.value.hint == 'did you mean "Sales"?'


def test_one_kind_refers_to_the_others_as_existing(bare: Path, people: People, plan_for: PlanFor) -> None:
    fill(people)
    made = adopt(plan_for, bare, Wanted(("rule groups",), unmanaged=True))
    assert [str(id) for id in made.adopted] == ["rule group team/ui / rules"]
    stack = (bare / "stack/adopted.py").read_text()
    assert 'team_결제 = Folder.existing("team")' in stack
    with plan_for(bare) as planned:
        assert [change.action for change in planned.plan.changes] == [Action.ADOPT]


def test_a_project_names_its_own_folder_and_no_file_is_overwritten(
    shop: Path, people: People, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    dashboard = {"uid": "by-hand", "title": "shop", "panels": [], "schemaVersion": 39}
    people.send("POST", "/dashboards/db", {"folderUid": "shop", "dashboard": dashboard})
    (shop / "dashboards/adopted_shop.py").write_text("")
    made = adopt(plan_for, shop, Wanted(folder="shop"))
    assert [file.path for file in made.files] == ["dashboards/adopted_shop_2.py", "dashboards/shop_dashboard.json"]
    source = (shop / "dashboards/adopted_shop_2.py").read_text()
    assert "from stack.things import shop\n" in source
    assert 'shop_dashboard = JsonDashboard("shop_dashboard.json", folder=shop)' in source
    with plan_for(shop) as planned:
        assert [change.action for change in planned.plan.changes] == [Action.ADOPT]


def test_manifests_and_what_others_own_are_left_alone(
    shop: Path, tmp_path_factory: pytest.TempPathFactory, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    other = tmp_path_factory.mktemp("other")
    (other / "pyproject.toml").write_text('[tool.glimpse-gitops]\nowner = "other"\nproject = "p-2"\n')
    with plan_for(other) as planned:
        made = new_modules(planned, ALL)
    assert made.adopted == ()
    assert set(made.left_out.values()) == {'owner "shop" manages it'}
