"""Python modules with anything in them: a finding, or an error that names a place and the next step; never a crash."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.workflow.lint import lint

from ..conftest import ProjectMaker

ALERTS = """from glimpse_gitops.authoring import *

app = RuleGroup("app", [
    # glimpse: ignore[AL201] so
    AlertRule("Down", expr='up{job="a"} == 0', for_="5m", labels={"severity": "critical"}, summary="down {{ $value }}"),
    RecordingRule("job:up:sum", "sum by (job) (up)", labels={"a": "b"}),
])
"""
BOARD = """from glimpse_gitops.authoring import *

prometheus = Prometheus(uid="prom")
NAME = "job"
up = TimeSeries(title="Up", description="Up.", unit="short", targets=[prometheus.query(f"sum(up) by ({NAME})", "up")])
board = Dashboard(uid="a", title="A" "B", panels=[up, Stat(title="C", targets=[prometheus.query("up", "")])])
"""
TOKENS = (
    *("(", ")", "[", "]", "{", "}", ",", '"', "'", '"""', "\n", "    ", "=", "None", "0", "-1", "1e999", '""', "[]"),
    *(
        "lambda: 0",
        "\0",
        "\xff",
        "\\",
        "#",
        'f"',
        "{x}",
        "*",
        "...",
        'b"x"',
        "object()",
        '"\\ud800"',
        "10**400",
        "yield",
    ),
    *("yield", "{1: 2}", "type", "range(10**9)", "del ", ":=", "Exception", 'float("nan")'),
)
LITERAL = re.compile(r'"[^"\n]*"|\b\d+\b|\[[^\[\]\n]*\]')


def mutated(text: str, chance: random.Random) -> str:
    """The module cut off, with odd tokens in it, or with odd values in place of its own."""
    kind = chance.randrange(4)
    if kind == 0:
        return text[: chance.randrange(len(text))]
    for _ in range(chance.randrange(1, 4)):
        spans = [match.span() for match in LITERAL.finditer(text)]
        start = chance.randrange(len(text))
        span = chance.choice(spans) if kind > 1 and spans else (start, start + chance.randrange(6))
        text = text[: span[0]] + chance.choice(TOKENS) + text[span[1] :]
    return text


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.filterwarnings("ignore")
def test_a_mutated_module_gives_findings_or_an_error_that_says_where(project: ProjectMaker, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        files = {"alerts/app.py": ALERTS, "dashboards/a.py": BOARD}
        path = chance.choice(sorted(files))
        root = project({**files, path: mutated(files[path], chance)})
        try:
            found = lint(root, []).findings
        except ProjectError as error:
            assert "alerts/app.py" in error.message or "dashboards/a.py" in error.message
        else:
            assert [one.traceback for one in found if one.rule == "SP799"] == []


RAISING = {
    "the program ends": ("import sys\nsys.exit(3)", "alerts/app.py:2: the module ends the program"),
    "an exception that is none": ("class B(BaseException): pass\nraise B('x')", "alerts/app.py:2: B: x"),
    "one without words": (
        "class B(BaseException):\n  def __str__(self): raise ValueError\nraise B()",
        "alerts/app.py:3: B: <exception str() failed>",
    ),
    "a generator ends": ("raise GeneratorExit", "alerts/app.py:1: GeneratorExit"),
    "a group": ("raise BaseExceptionGroup('g', [SystemExit(1)])", "alerts/app.py:1: BaseExceptionGroup: g"),
    "recursion without an end": ("def f(): return f()\nx = f()", "alerts/app.py:1: RecursionError"),
    "too deep for Python": ("x = " + "[" * 5_000, "alerts/app.py:1: too many nested parentheses"),
    "a long chain": ("x = a" + ".b" * 100_000, "alerts/app.py: it is nested too deep"),
    "a null byte": ('x = "\0"', "alerts/app.py: source code string cannot contain null bytes"),
    "too large for memory": ('x = "a" * (1 << 62)', "alerts/app.py:1: MemoryError"),
    "half of a character": (ALERTS.replace('"Down"', '"\\ud800"'), "app.rules[0].name has half of a character"),
    "attributes that end the program": (
        "class E:\n  def __getattr__(self, name): raise SystemExit(name)\nx = E()",
        "alerts/app.py: x cannot be looked at: SystemExit: to_json_data",
    ),
    "a class that is not told": (
        "class E:\n  def __getattribute__(self, name): raise RuntimeError(name)\nx = E()",
        "alerts/app.py: x cannot be looked at: RuntimeError: __class__",
    ),
    "a list that ends the program": (
        "class E(list):\n  def __iter__(self): raise SystemExit\nx = E([1])",
        "alerts/app.py: x cannot be looked at: SystemExit",
    ),
    "a dashboard that ends the program": (
        "class E:\n  title = 't'\n  panels = ()\n  def to_json_data(self): raise SystemExit(1)\nx = E()",
        "alerts/app.py:5: dashboard x cannot be built: SystemExit: 1",
    ),
}


@pytest.mark.parametrize(("text", "said"), RAISING.values(), ids=RAISING)
def test_whatever_a_module_raises_is_an_error_with_a_place_and_a_next_step(
    project: ProjectMaker, text: str, said: str
) -> None:
    with pytest.raises(ProjectError) as raised:
        lint(project({"alerts/app.py": text}), [])
    assert said in raised.value.message
    assert raised.value.hint or "half of a character" in said


HARMLESS = {
    "limits": "import sys\nsys.setrecursionlimit(80)",
    "streams": "import sys\nsys.stdout = sys.stderr = None",
    "its own place": "import sys\nsys.modules[__name__] = object()",
    "its own names": "__all__ = 3\n__path__ = 3\n__file__ = None",
    "a list in itself": "x = []\nx.append(x)",
    "a deep list": "x = []\nfor _ in range(50_000): x = [x]",
    "a generator without an end": "from itertools import count\nx = (one for one in count())",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_a_module_does_to_the_interpreter_is_put_right_again(project: ProjectMaker, text: str) -> None:
    before = (sys.getrecursionlimit(), sys.stdout, sys.stderr)
    assert lint(project({"alerts/app.py": ALERTS, "alerts/odd.py": text}), []).findings == ()
    assert (sys.getrecursionlimit(), sys.stdout, sys.stderr) == before


LARGE = {
    "a text": f'x = "{"x" * 1_000_000}"',
    "texts": "x = [" + '"ab",' * 30_000 + "]",
    "texts with other letters": "x = [" + '"한",' * 30_000 + "]",
    "numbers": "x = [" + "1," * 100_000 + "]",
    "comments": "# glimpse: ignore[PQ001] x\n" * 38_000,
    "an expression": ALERTS.replace("== 0", "+ up" * 190_000),
    "parentheses": ALERTS.replace("== 0", "(" * 900_000),
    "a template": ALERTS.replace("down {{ $value }}", "{{ " * 300_000),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_module_of_a_megabyte_is_read(project: ProjectMaker, text: str) -> None:
    found = lint(project({"alerts/app.py": text}), []).findings
    assert all(one.rule != "SP799" and one.origin.path == "alerts/app.py" for one in found)


def test_the_places_in_long_lines_of_other_letters_are_right(project: ProjectMaker) -> None:
    pads = '"한국어", ' * 2_000
    text = ALERTS.replace("AlertRule(", f"AlertRule(*[{pads}][:0], ").replace("== 0", "+ sum(up")
    root = project({"alerts/app.py": text})
    (found,) = [one for one in lint(root, []).findings if one.rule == "PQ001"]
    line = Path(root, "alerts/app.py").read_text(encoding="utf-8").split("\n")[found.origin.line - 1]
    assert line[: found.origin.column - 1].endswith("sum(up")
