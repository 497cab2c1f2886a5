"""Adopt --drift where panels were retitled in Grafana: a panel has its id by its title, and must keep it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.model.adoption import Revised
from glimpse_gitops.model.plan import Action, ApplyResult
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.adopt_drift import revised, write_revised
from glimpse_gitops.workflow.adoptable import Wanted
from glimpse_gitops.workflow.drift import find_drift
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .made_by_hand import People

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]

BOARD = """\
from glimpse_gitops.authoring import Dashboard, Row, TimeSeries
from stack.things import prometheus, shop

up = TimeSeries(title="Up", unit="short", targets=[prometheus.query("sum(up)", "up")])
down = TimeSeries(
    title="Down",
    unit="short",
    targets=[prometheus.query("count(up == 0)", "down")],
)
LATE = "Late"
late = TimeSeries(title=LATE, unit="s", targets=[prometheus.query("max(late)", "late")])
plain = {"type": "text", "title": "Help", "options": {"content": "call"}}
overview = Dashboard(uid="shop-1", title="Shop", folder=shop, panels=[up], rows=[Row("All", [down, late, plain])])
keyed = Dashboard(uid="shop-2", title="Keyed", folder=shop, rows={"Some": [up]})
"""


@pytest.fixture
def people(grafana: SandboxServer) -> People:
    return People(grafana.url, grafana.login, grafana.password)


@pytest.fixture
def board(shop: Path, apply_to: ApplyTo) -> Path:
    """The project with the module of `BOARD`, applied."""
    (shop / "dashboards/shop.py").write_text(BOARD)
    apply_to(shop)
    return shop


def save(people: People, uid: str, **titles: str) -> None:
    """Retitle panels of a dashboard, in Grafana: `Up="Running"`."""
    content = people.send("GET", f"/dashboards/uid/{uid}")["dashboard"]
    for panel in content["panels"]:
        panel["title"] = titles.get(panel["title"], panel["title"])
    people.send("POST", "/dashboards/db", {"dashboard": content, "folderUid": "shop"})


def panel_ids(people: People, uid: str = "shop-1") -> dict[str, int]:
    content = people.send("GET", f"/dashboards/uid/{uid}")["dashboard"]
    return {panel["title"]: panel["id"] for panel in content["panels"]}


def follow(plan_for: PlanFor, root: Path) -> Revised:
    with plan_for(root) as planned:
        found = revised(planned, Wanted(drift=True))
    write_revised(found, root)
    return found


def source(root: Path) -> str:
    return (root / "dashboards/shop.py").read_text()


def test_a_panel_that_was_retitled_keeps_its_id(board: Path, people: People, plan_for: PlanFor) -> None:
    number = panel_ids(people)["Down"]
    save(people, "shop-1", Down="Not up")
    assert not follow(plan_for, board).regenerated
    assert source(board) == BOARD.replace('title="Down",\n', f'title="Not up",\n    id={number},\n')
    with plan_for(board) as planned:
        assert planned.plan.is_empty and not planned.plan.drift


def test_an_id_that_stands_there_already_is_not_written_twice(
    board: Path, people: People, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    edit(board, "dashboards/shop.py", 'title="Down",', 'title="Down", id=7,')
    apply_to(board)
    save(people, "shop-1", Down="Not up")
    assert not follow(plan_for, board).regenerated
    assert 'title="Not up", id=7,\n' in source(board)


def test_rows_and_panels_in_json_keep_their_ids_too(board: Path, people: People, plan_for: PlanFor) -> None:
    ids = panel_ids(people)
    save(people, "shop-1", All="Everything", Help="Ask")
    assert not follow(plan_for, board).regenerated
    assert f'Row("Everything", [down, late, plain], id={ids["All"]})' in source(board)
    assert f'"title": "Ask", "id": {ids["Help"]}, "options"' in source(board)
    with plan_for(board) as planned:
        assert planned.plan.is_empty and not planned.plan.drift


def test_a_title_that_cannot_be_followed_holds_nothing_else_up(board: Path, people: People, plan_for: PlanFor) -> None:
    number = panel_ids(people)["Late"]
    content = people.send("GET", "/dashboards/uid/shop-1")["dashboard"]
    next(one for one in content["panels"] if one["title"] == "Down")["targets"][0]["expr"] = "count(up < 1)"
    people.send("POST", "/dashboards/db", {"dashboard": content, "folderUid": "shop"})
    save(people, "shop-1", Late="Later")
    found = follow(plan_for, board)
    assert source(board) == BOARD.replace("up == 0", "up < 1")
    (left,) = found.regenerated
    assert left.why == f"line 10 of dashboards/shop.py does not hold the title of a panel: write id={number} beside it"
    assert [(field.where, field.after) for field in left.fields] == [('panel "Later", title', "Later")]
    edit(board, "dashboards/shop.py", "title=LATE", f'title="Later", id={number}')
    with plan_for(board) as planned:
        assert planned.plan.is_empty and not planned.plan.drift


def test_a_row_that_is_a_key_is_told_how_it_keeps_its_id(board: Path, people: People, plan_for: PlanFor) -> None:
    number = panel_ids(people, "shop-2")["Some"]
    save(people, "shop-2", Some="Few")
    (left,) = follow(plan_for, board).regenerated
    assert left.why.endswith(f'write it as Row("Few", […], id={number}), in a list')


def test_a_panel_of_two_dashboards_is_not_retitled_in_both(board: Path, people: People, plan_for: PlanFor) -> None:
    save(people, "shop-1", Up="Running")
    (left,) = follow(plan_for, board).regenerated
    assert left.why == "its lines make dashboard shop-2 as well, which would change too"
    assert source(board) == BOARD


def test_the_same_title_on_both_sides_is_no_conflict(
    board: Path, people: People, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    number = panel_ids(people)["Down"]
    save(people, "shop-1", Down="Not up")
    edit(board, "dashboards/shop.py", 'title="Down"', 'title="Not up"')
    with plan_for(board) as planned:
        assert not planned.plan.refused
        assert not find_drift(planned).drift
        (change,) = [one for one in planned.plan.changes if one.id.identity == "shop-1"]
        assert change.action is Action.UPDATE
        (field,) = change.fields
        assert (field.where, field.before) == ('panel "Not up", id', number)
    apply_to(board)
    with plan_for(board) as planned:
        assert planned.plan.is_empty


def test_what_was_adopted_is_no_change_of_grafana_any_more(
    board: Path, people: People, plan_for: PlanFor, apply_to: ApplyTo, grafana: SandboxServer
) -> None:
    save(people, "shop-1", Down="Not up")
    follow(plan_for, board)
    grafana.requests.clear()
    apply_to(board)
    assert all("gitops" in request.path + str(request.body) for request in grafana.requests.writes()), "its own list"
    assert apply_to(board).writes == 0
    save(people, "shop-1", **{"Not up": "Gone"})
    assert not follow(plan_for, board).regenerated, "a second change is no conflict"
    apply_to(board)
    edit(board, "dashboards/shop.py", '"Gone"', '"Away"')
    with plan_for(board) as planned:
        assert not planned.plan.refused, "nor is a change of the code"
