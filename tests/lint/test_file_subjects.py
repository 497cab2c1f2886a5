"""Two processes look at half of the files each, and tell what one would have told."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import ClassVar, TypeVar

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.asides import Asides
from glimpse_gitops.lint.config import config_of
from glimpse_gitops.lint.context import Context
from glimpse_gitops.lint.file_subjects import Beside
from glimpse_gitops.lint.files_run import FilesRun, run_on_files
from glimpse_gitops.lint.foreign_walk import ForeignWalk
from glimpse_gitops.lint.rule import Fault, Rule
from glimpse_gitops.lint.rule_run import MOST
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.selection import Rules, selection_of
from glimpse_gitops.lint.subjects import AlertRuleSubject, ExpressionSubject
from glimpse_gitops.model.finding import Severity
from glimpse_gitops.model.lint_choices import LintChoices

Answer = TypeVar("Answer")

STRICT = LintChoices(profile="strict")

EXPRESSIONS = (
    "sum(rate(http_requests_total[5m])) by (job) > 1",
    "rat(up[5m]) > 0",
    "irate(http_requests_total[5m]) > 1 # glimpse: ignore[PQ108] short bursts",
    "up == 0",
    "histogram_quantile(0.99, rate(a_bucket[5m])) > 1",
    "sum by (pod) (a) / sum by (node) (b) > 0.5",
    "sum(a) > 1 or sum(b",
)


def rule_file(expressions: Sequence[str]) -> str:
    rules = "".join(f"  - {{alert: A{number}, expr: {expr!r}}}\n" for number, expr in enumerate(expressions))
    return f"groups:\n- name: g\n  rules:\n{rules}"


class Halves:
    """Does in this process what a child would do, and counts how often it was asked; answers are pickled."""

    def __init__(self) -> None:
        self.begun = 0

    @contextmanager
    def __call__(self, work: Callable[[], Answer]) -> Iterator[Callable[[], Answer]]:
        self.begun += 1
        answer: Answer = pickle.loads(pickle.dumps(work()))
        yield lambda: answer


def told(texts: Sequence[str], beside: Beside | None = None, rules: Rules | None = None) -> FilesRun:
    files = [foreign_from_bytes(f"{number}.yml", text.encode()) for number, text in enumerate(texts)]
    walk = ForeignWalk(files, None)
    return run_on_files(walk, Asides(), selection_of(config_of(walk.settings), STRICT, rules), beside=beside)


@pytest.mark.parametrize("seed", range(5))
def test_two_halves_tell_what_one_run_tells(seed: int) -> None:
    chance = random.Random(seed)
    texts = [rule_file(chance.choices(EXPRESSIONS, k=chance.randint(1, 40))) for _ in range(20)]
    halves = Halves()
    shared, alone = told(texts, halves), told(texts)
    assert halves.begun == 1
    assert shared.findings == alone.findings
    assert shared.fresh == alone.fresh, "and as much is kept"


def test_one_file_is_shared_too() -> None:
    texts = [rule_file(EXPRESSIONS * 60)]
    halves = Halves()
    assert told(texts, halves).findings == told(texts).findings
    assert halves.begun == 1


def test_a_few_rules_are_not_worth_a_second_process() -> None:
    halves = Halves()
    told([rule_file(EXPRESSIONS)], halves)
    assert not halves.begun


def test_a_large_file_is_looked_at_by_one_of_the_two() -> None:
    large, alone, halves = [rule_file(["up == 0"] * 2_000)], Halves(), Halves()
    told(large, alone, LOUD)
    assert not alone.begun, "there is no other file"
    small = [rule_file(["up == 0"] * 200)] * 2
    assert told([*large, *small], halves, LOUD).findings == told([*large, *small], None, LOUD).findings
    assert halves.begun == 1


class Loud(Rule[AlertRuleSubject]):
    """Finds something in every alert rule."""

    id = "XX1"
    name = "loud"
    severity = Severity.INFO
    subject: ClassVar[type[AlertRuleSubject]] = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        yield Fault(f"{subject.rule.name} is an alert")


class BrokenByOne(Loud):
    """Raises where it sees the last alert, and finds something in the others."""

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        if subject.rule.name == "A499":
            raise KeyError("oops")
        yield from super().check(subject, context)


class Inventive(Rule[ExpressionSubject]):
    """Tells about a subject that is in no file."""

    id = "XX2"
    name = "inventive"
    severity = Severity.INFO
    subject: ClassVar[type[ExpressionSubject]] = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        yield Fault("this is made up", subject=replace(subject, object="made up"))


LOUD: Rules = (Loud(),)


def test_of_one_file_no_more_is_told_than_of_any() -> None:
    texts = [rule_file(["up == 0"] * (MOST + 200))]
    halves = Halves()
    shared, alone = told(texts, halves, LOUD), told(texts, None, LOUD)
    assert halves.begun == 1
    assert shared.findings == alone.findings
    assert len(alone.findings) == MOST + 1


def test_a_rule_that_crashes_in_one_half_is_told_of_once() -> None:
    texts = [rule_file(["up == 0"] * 500)] * 2
    for rules in ((BrokenByOne(),), (BrokenByOne(), *RULES)):
        shared, alone = told(texts, Halves(), rules), told(texts, None, rules)
        assert shared.findings == alone.findings
        assert shared.crashed
        assert not shared.fresh
        assert sum(one.rule == "SP799" for one in shared.findings) == 1


def test_what_a_rule_made_up_is_told_and_not_kept() -> None:
    texts = [rule_file(["up == 0"] * 300), rule_file(["up == 0"] * 300)]
    shared, alone = told(texts, Halves(), (Inventive(),)), told(texts, None, (Inventive(),))
    assert shared.findings == alone.findings
    assert {one.object for one in shared.findings} == {"made up"}
    assert shared.fresh == alone.fresh == {}
