"""Files made to take for ever, or to be told without an end: each is done with in a moment.

What a regular expression or a loop would go through again and again from each of its places is half a megabyte here:
minutes where the time grows with the square.
"""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files
from glimpse_gitops.lint.foreign_walk import ForeignWalk
from glimpse_gitops.lint.subjects import BrokenPartSubject
from glimpse_gitops.report import REPORTERS
from glimpse_gitops.report.findings_report import FindingsReport

RULES = """groups:
- name: g
  rules:
  - record: "a:b"
    expr: sum(up)
    # glimpse: ignore[PQ001] x
"""
MANY = 500_000


def board(**parts: object) -> str:
    return json.dumps({"title": "A", "schemaVersion": 41, "panels": [], **parts})


def variable(query: str) -> str:
    one = {"name": "v", "type": "query", "query": query, "datasource": {"type": "prometheus", "uid": "p"}}
    return board(templating={"list": [one]})


def panel(**parts: object) -> str:
    target = {"refId": "A", "expr": "up", "datasource": {"type": "prometheus", "uid": "p"}}
    return board(panels=[{"id": 1, "type": "timeseries", "title": "T", "targets": [target | parts]}])


FILES = {
    "rules that read each other in a row.yml": "groups:\n- name: g\n  rules:\n"
    + "".join(f'  - {{record: "a{number}", expr: "a{number - 1}"}}\n' for number in range(3_000)),
    "an alert on a thousand series.yml": "groups:\n- name: g\n  rules:\n"
    f"  - {{alert: A, expr: max({' or '.join(['a'] * 990)})}}\n",
    "an alert on many joins.yml": "groups:\n- name: g\n  rules:\n"
    f"  - {{alert: A, expr: '{' * on (x) group_left () '.join(['a'] * 220)}'}}\n",
    "rules that record one series.yml": "groups:\n- name: g\n  rules:\n"
    + "".join(
        f'  - {{record: a, expr: "sum by (x{number}) (b)", labels: {{l: x{number}}}}}\n' for number in range(4_000)
    ),
    "rules that add labels to each other's series.yml": "groups:\n- name: g\n  rules:\n"
    + "".join(
        f'  - {{record: "a{number}", expr: "a{number - 1}", labels: {{l{number}: x}}}}\n' for number in range(4_000)
    ),
    "labels with a template each.yml": "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up\n    labels:\n"
    + "".join(f'      l{number}: "{{{{ $labels.x{number} }}}}"\n' for number in range(8_000)),
    "panels without a title.json": board(panels=[{"id": number} for number in range(10_000)]),
    "variables that need each other.json": board(
        templating={
            "list": [
                {"name": f"v{number}", "type": "query", "query": f"label_values(a{{b='$v{number + 1}'}}, c)"}
                for number in range(4_000)
            ]
        }
    ),
    "a comment of rules that are none.yml": f"# glimpse: ignore[{'A,' * 200_000}B] x\n{RULES}",
    "comments of rules that are none.yml": RULES
    + "".join(f"# glimpse: ignore-file[PQ{number}] x\n" for number in range(20_000)),
    "routes below one.json": json.dumps(
        {
            "apiVersion": 1,
            "policies": [
                {
                    "receiver": "a",
                    "routes": [{"receiver": "r", "object_matchers": [["a", "=", f"b{one}"]]} for one in range(8_000)],
                }
            ],
        }
    ),
    "overrides of a panel with many queries.json": board(
        panels=[
            {
                "id": 1,
                "type": "timeseries",
                "datasource": {"type": "prometheus", "uid": "p"},
                "fieldConfig": {"defaults": {"unit": "s"}, "overrides": [{"properties": [{"id": "max"}]}] * 5_000},
                "targets": [{"refId": f"A{number}", "expr": f"x{number}"} for number in range(3_000)],
            }
        ]
    ),
    "panels over panels.json": board(
        panels=[{"id": one, "type": "text", "gridPos": {"x": 0, "y": one, "w": 9, "h": 1}} for one in range(9_000)]
    ),
    "numbers of many digits.json": board(
        time={"from": f"now-{'9' * 5_000}h", "to": f"now-{'9' * 400}s"}, refresh=f"{'9' * 5_000}s"
    ),
    "rules with a comment each.yml": "groups:\n- name: g\n  rules:\n"
    + "  - {record: a, expr: up} # glimpse: ignore[RR251] x\n" * 6_000,
    "comments for the whole file.yml": "# glimpse: ignore-file[PQ999] x\n" * 10_000
    + "groups:\n- name: g\n  rules:\n"
    + "  - {alert: a, expr: up}\n" * 3_000,
    "a nest behind a comment that speaks.yml": f"{RULES}---\na: {'[' * MANY}",
    "an alias in itself behind a comment that speaks.yml": f"{RULES}---\na: &a [*a]\n",
    "comments.yml": f"{RULES}x: [a,\n{('a, # x' + chr(10)) * 20_000}]\n",
    "lines with nothing, then no YAML.yml": "a: [" + " \n" * (MANY // 2),
    "beginnings of Ruby.yml": f"a: '{'<% a' * (MANY // 4)}'\n",
    "a variable's query of white space.json": variable(f"label_values(up{' ' * MANY}> 1, job"),
    "a variable's query of commas.json": variable(f"label_values(up{' ,' * (MANY // 2)}a b)"),
    "beginnings of variables.json": panel(expr='up{a="' + "${q:" * (MANY // 4) + '"}'),
    "null characters.json": panel(expr="\0a" * (MANY // 2)),
    "escapes with a fault in each.json": panel(expr='up{a="' + "\n$a" * 20_000 + '"}'),
    "a word before a fault.json": panel(expr="a" * MANY + "1 up"),
    "a title that is told again and again.json": board(title="$x " * (MANY // 3)),
    "addresses.yml": "apiVersion: 1\ncontactPoints:\n- name: a\n  receivers:\n  - uid: a\n    type: webhook\n"
    f"    settings: {{url: {'q' * MANY}}}\n",
    "a verb of zeros.yml": "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up == 0\n"
    f"    annotations: {{summary: '{{{{ printf \"%{'0' * MANY}\" 1 }}}}'}}\n",
    "a matcher of spaces.yml": "apiVersion: 1\npolicies:\n- receiver: a\n  routes:\n  - receiver: a\n"
    f"    matchers: ['a={' ' * MANY}=']\n",
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_linted_and_told_in_all_forms(name: str) -> None:
    content = FILES[name].encode()
    found = lint_files([foreign_from_bytes(name, content)])
    assert [one.traceback for one in found if one.rule == "SP799"] == []
    report = FindingsReport(found, {name: FILES[name]})
    assert max(len(render(report)) for render in REPORTERS.values()) < 20 * MANY


def test_a_file_of_more_parts_than_anybody_writes_says_where_it_was_left() -> None:
    rules = ",\n".join(f"{{alert: A{number}, expr: a > {number}}}" for number in range(40_000))
    content = f"groups: [{{name: g, rules: [\n{rules}]}}]\n"
    *_, last = ForeignWalk([foreign_from_bytes("a.yml", content.encode())], None).subjects()
    most = len(content) // 50
    assert isinstance(last, BrokenPartSubject)
    assert last.broken.message.startswith(f"the file has more than {most:,} parts: what begins here")
    assert most // 3 < last.home.line < most


def test_a_large_file_that_could_be_real_is_looked_at_to_its_end() -> None:
    rule = "  - {alert: A%d, expr: 'sum by (job) (rate(http_request_errors_total[5m])) > %d', labels: {team: a}}\n"
    content = "groups:\n- name: g\n  rules:\n" + "".join(rule % (number, number) for number in range(11_000))
    subjects = list(ForeignWalk([foreign_from_bytes("a.yml", content.encode())], None).subjects())
    assert len(subjects) > 22_000
    assert subjects[-1].home.line == 11_003


def test_a_file_of_more_operands_than_anybody_writes_says_where_it_was_left() -> None:
    sums = [" + ".join(f"a{number + one}" for one in range(200)) for number in range(300)]
    content = "groups:\n- name: g\n  rules:\n" + "".join(
        f'  - {{record: "a:{len(one)}", expr: "{one}"}}\n' for one in sums
    )
    told = [one for one in lint_files([foreign_from_bytes("a.yml", content.encode())]) if one.rule == "PQ011"]
    assert [one.message for one in told] == [
        "the file has more than 30,000 operands: this expression, and all behind it, was not looked at"
    ]
    assert told[0].origin.line == 3 + 30_000 // 399 + 1
