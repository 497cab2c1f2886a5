"""Rule groups as Prometheus rule files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.render.prometheus_rules import prometheus_rules

needs_promtool = pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")

LIKE_NUMBERS = ["1", "1.5", "1e3", "0x1F", "0o17", "017", "1_000", "12:30:45", ".inf", "2020-01-01"]
LIKE_WORDS = ["yes", "no", "on", "true", "null", "~"]
LIKE_SYNTAX = ["", "=", "<<", "- a", "a: b", "#", "*a", "'\"\\", "a\nb\n", "tab\there  \nx"]
LIKE_NOTHING_PRINTABLE = ["\x07", "\x85", "a\u2028b\n", "\ufeff", "a\r\nb", "한국어 😀"]
ODD_TEXTS = [*LIKE_NUMBERS, *LIKE_WORDS, *LIKE_SYNTAX, *LIKE_NOTHING_PRINTABLE]

TEXTS = st.one_of(
    st.sampled_from(ODD_TEXTS),
    st.text(st.characters(codec="utf-8")),
    st.text(alphabet=" \t\n\r\x85\u2028\ufeff:#'\"\\{}한", max_size=8),
)
NAMES = st.from_regex(r"[a-zA-Z_][a-zA-Z0-9_]{0,8}", fullmatch=True)
DURATIONS = st.sampled_from(["1s", "5m", "1h30m", "7d"])

ALERTS = st.builds(
    AlertRule,
    name=TEXTS.filter(bool),
    expr=st.just("up == 0"),
    for_=DURATIONS,
    labels=st.dictionaries(NAMES, TEXTS, max_size=3),
    annotations=st.dictionaries(NAMES, TEXTS, max_size=3),
    keep_firing_for=DURATIONS,
)
RECORDINGS = st.builds(
    RecordingRule, record=NAMES, expr=st.just("sum(up)"), labels=st.dictionaries(NAMES, TEXTS, max_size=3)
)


def read(*groups: RuleGroup) -> list[dict[str, Any]]:
    """The groups of the rule file, as a YAML reader sees them."""
    document = yaml.safe_load(prometheus_rules(groups, "alerts/app.py"))
    assert list(document) == ["groups"]
    return list(document["groups"])


def expr_of(expr: str) -> str:
    """An expression after a way through the rule file."""
    return str(read(RuleGroup("g", [AlertRule("x", expr)]))[0]["rules"][0]["expr"])


@given(
    name=TEXTS.filter(bool),
    interval=DURATIONS,
    alerts=st.lists(ALERTS, max_size=2),
    recordings=st.lists(RECORDINGS, max_size=2),
)
def test_the_rule_file_reads_back_as_the_same_rules(
    name: str, interval: str, alerts: list[AlertRule], recordings: list[RecordingRule]
) -> None:
    (group,) = read(RuleGroup(name, [*alerts, *recordings], interval=interval))
    assert (group["name"], group["interval"]) == (name, interval)
    read_alerts, read_recordings = group["rules"][: len(alerts)], group["rules"][len(alerts) :]
    for rule, one in zip(alerts, read_alerts, strict=True):
        assert (one["alert"], one["expr"], one["for"], one["keep_firing_for"]) == (
            rule.name,
            rule.expr,
            rule.for_,
            rule.keep_firing_for,
        )
        assert (one.get("labels", {}), one.get("annotations", {})) == (rule.labels, rule.annotations)
    for recording, one in zip(recordings, read_recordings, strict=True):
        assert (one["record"], one["expr"], one.get("labels", {})) == (
            recording.record,
            recording.expr,
            recording.labels,
        )


@pytest.mark.parametrize(
    ("expr", "written"),
    [
        ("\n  up == 0\n", "up == 0"),
        ("sum(up)  \n\t/ sum(x)\t", "sum(up)\n  / sum(x)"),
        ("up\r\n== 0", "up\n== 0"),
        ('label_replace(up, "a", "\t", "b", ".*") == 0', 'label_replace(up, "a", "\t", "b", ".*") == 0'),
        ("up{a=`x  \n\ty`} == 0", "up{a=`x  \n\ty`} == 0"),
    ],
)
def test_blanks_around_lines_go_and_blanks_inside_strings_stay(expr: str, written: str) -> None:
    assert expr_of(expr) == written


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_stay_as_they_are(text: str) -> None:
    (group,) = read(RuleGroup("g", [AlertRule("x", "up", labels={"a": text}, annotations={"b": text})]))
    assert (group["rules"][0]["labels"], group["rules"][0]["annotations"]) == ({"a": text}, {"b": text})


def test_a_rule_says_nothing_that_it_does_not_need() -> None:
    (group,) = read(RuleGroup("g", [AlertRule("x", "up"), RecordingRule("a:b", "up")]))
    assert group["rules"] == [{"alert": "x", "expr": "up"}, {"record": "a:b", "expr": "up"}]


def test_the_file_is_written_for_people_to_read() -> None:
    rule = AlertRule(
        "HighErrorRate",
        "sum(rate(errors[5m]))\n/\nsum(rate(requests[5m])) > 0.05",
        "5m",
        {"severity": "critical", "tier": "1"},
        summary="오류가 많다",
        description='{{ $labels.job }}: {{ $value | printf "%.2f" }}',
    )
    assert prometheus_rules([RuleGroup("app", [rule], interval="30s")], "alerts/app.py") == (
        "# Made from alerts/app.py by `glimpse-gitops build`: edit that file, not this one.\n"
        "groups:\n"
        "  - name: app\n"
        "    interval: 30s\n"
        "    rules:\n"
        "      - alert: HighErrorRate\n"
        "        expr: |-\n"
        "          sum(rate(errors[5m]))\n"
        "          /\n"
        "          sum(rate(requests[5m])) > 0.05\n"
        "        for: 5m\n"
        "        labels:\n"
        "          severity: critical\n"
        '          tier: "1"\n'
        "        annotations:\n"
        "          summary: 오류가 많다\n"
        "          description: '{{ $labels.job }}: {{ $value | printf \"%.2f\" }}'\n"
    )


def test_labels_that_two_rules_share_are_written_twice() -> None:
    shared = {"severity": "critical"}
    text = prometheus_rules(
        [RuleGroup("g", [AlertRule("a", "up", labels=shared), AlertRule("b", "up", labels=shared)])], "x"
    )
    assert "&" not in text
    assert "*" not in text


@needs_promtool
def test_promtool_takes_every_text(tmp_path: Path) -> None:
    rules = [
        AlertRule(f"r{number}", "up ==\t0\n  or  \nup == 1", "5m", {"text": text}, description=text.replace("{", ""))
        for number, text in enumerate(ODD_TEXTS)
    ]
    file = tmp_path / "rules.yml"
    groups = [RuleGroup("12:30", [*rules, RecordingRule("a:b", "sum(up)", {"text": "on"})]), RuleGroup("empty", [])]
    file.write_text(prometheus_rules(groups, "alerts/app.py"), encoding="utf-8")
    checked = subprocess.run(["promtool", "check", "rules", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"SUCCESS: {len(rules) + 1} rules found" in checked.stdout
