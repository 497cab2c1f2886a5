"""Runs in words: what each did, and one of them in all its parts."""

from __future__ import annotations

import json
from dataclasses import replace

from glimpse_gitops.model.plan import Action
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.model.run import EntryState, RunEntry, RunHead, RunRecord
from glimpse_gitops.plan.run_changes import run_changes
from glimpse_gitops.report.history_text import history_json, history_text, run_text
from tests.plan.specs import dashboard, folder, panel

HEAD = RunHead("20261123-052551-a1b2c3", "2026-11-23T05:25:51Z", "apply", "kim", "http://g", 1, "shop", "p-1")
OLD, NEW = dashboard(panels=[panel(1, "Up", "up")]), dashboard(panels=[panel(1, "Up", "sum(up)")])


def made(resource: Resource, state: EntryState = EntryState.DONE) -> RunEntry:
    return RunEntry(Action.CREATE, resource.id, resource.title, None, resource, state=state)


CHANGED = RunEntry(Action.UPDATE, NEW.id, "Shop", OLD, NEW, state=EntryState.DONE)


def line(*entries: RunEntry, head: RunHead = HEAD, ended: str = "done") -> str:
    return history_text([RunRecord(head, entries, ended)])


def test_a_run_is_told_by_what_it_did() -> None:
    said = line(CHANGED)
    assert said.startswith("20261123-052551-a1b2c3  apply to http://g, owner shop, by kim: done")
    assert said.endswith("(1 changed: dashboard Shop)\n")


def test_of_many_objects_a_few_are_named() -> None:
    said = line(CHANGED, *(made(folder(f"f{number}")) for number in range(5)))
    assert "(5 created: folder f0, folder f1, folder f2 and 2 more; 1 changed: dashboard Shop)" in said


def test_what_a_run_did_not_do_is_told_too() -> None:
    said = line(made(folder("a"), EntryState.FAILED), made(folder("b"), EntryState.NOT_TRIED), ended="partly applied")
    assert said.endswith("partly applied (1 failed: folder a; 1 not tried: folder b)\n")


def test_a_run_that_only_adopted_says_so() -> None:
    assert line(head=replace(HEAD, adopted=2)).endswith("done (2 adopted)\n")
    assert json.loads(history_json([RunRecord(HEAD, (), "done")]))[0]["adopted"] == 0


def test_one_run_is_told_part_by_part() -> None:
    failed = replace(made(folder("a"), EntryState.FAILED), message="Grafana says no")
    record = RunRecord(HEAD, (CHANGED, failed), "partly applied")
    said = run_text(record, run_changes(record))
    assert '    panel "Up", query A, expr: up → sum(up)\n' in said
    assert "a  (failed: Grafana says no)\n" in said
    assert said.startswith("20261123-052551-a1b2c3  apply to http://g, owner shop, by kim: partly applied\n")
