"""A project whose second release creates, changes, moves and deletes sixty objects of all kinds in a Grafana."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SECRETS: Mapping[int, Mapping[str, str]] = {
    1: {"SLACK_URL": "https://hooks.slack.example/CANARY-1", "HOOK_TOKEN": "CANARY-2", "DB_PASSWORD": "CANARY-3"},
    2: {"SLACK_URL": "https://hooks.slack.example/CANARY-1", "HOOK_TOKEN": "CANARY-4", "DB_PASSWORD": "CANARY-5"},
}
"""The environment of each release: with the second one, two secrets have been rotated."""

FILES = {
    "pyproject.toml": """
[tool.glimpse-gitops]
owner = "shop"
project = "p-1"
folder = "f-0"
datasource = "ds-0"
[tool.glimpse-gitops.brakes]
at_least = 1000
""",
    "stack/things.py": """
from glimpse_gitops.authoring import Folder, Prometheus, env
from stack.release import RELEASE, there, word
tops = [Folder(f"f-{n}", f"Folder {n} {word(n)}") for n in there(6)]
inner = Folder("f-inner", "Inner", parent=tops[0] if RELEASE == 1 else tops[1])
sources = [
    Prometheus(uid=f"ds-{n}", name=f"ds-{n}", url=f"http://localhost/{word(n)}", basic_auth_user="reader",
        secure_json_data={"basicAuthPassword": env("DB_PASSWORD")} if n == 1 else {})
    for n in there(6)
]
""",
    "dashboards/boards.py": """
from glimpse_gitops.authoring import Dashboard, TimeSeries
from stack.release import RELEASE, there, word
from stack.things import inner, sources, tops
def home(n):
    "Folder 3 goes with release 2, and the dashboards in it; the tenth dashboard gets another folder."
    if n == 10:
        return tops[0] if RELEASE == 1 else inner
    return tops[3] if n in (3, 7) else tops[n % 2]
boards = [
    Dashboard(uid=f"d-{n}", title=f"Board {n}", folder=home(n), panels=[
        TimeSeries(title="Up", unit="short", targets=[sources[0].query(f"sum({word(n)})", "up")])])
    for n in there(21)
]
""",
    "alerts/rules.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from stack.release import RELEASE, there, word
from stack.things import tops
def rule(n, r, **also):
    title = also.pop("title", f"Rule {n} {r}")
    return AlertRule(title, expr=f"{word(n)} > {r}", for_="5m", labels={"severity": "warning"}, summary="x", **also)
def rules(n):
    "With release 2 a rule gets another title, one another group, and two groups exchange theirs."
    made = [rule(n, r) for r in range(2)]
    if RELEASE == 2 and n == 0:
        made[1] = rule(0, 1, title="Renamed", moved_from="Rule 0 1")
    if RELEASE == 2 and n == 2:
        made = made[:1]
    if RELEASE == 2 and n == 5:
        made.append(rule(2, 1, moved_from="group 2/Rule 2 1"))
    if RELEASE == 2 and n in (6, 9):
        made[1] = rule(15 - n, 1, moved_from=f"group {15 - n}/Rule {15 - n} 1")
    return made
def group(n):
    if RELEASE == 2 and n == 1:
        return RuleGroup("그룹 / one", rules=rules(n), moved_from="group 1")
    return RuleGroup(f"group / {n}" if n == 5 else f"group {n}", rules=rules(n), folder=tops[n % 3 == 2])
groups = [group(n) for n in there(15)]
""",
    "alerts/routing.py": """
from glimpse_gitops.authoring import (
    ContactPoint, Email, MuteTiming, NotificationPolicy, Route, Slack, Template, Webhook, env)
from stack.release import there, name, word
points = [
    ContactPoint(*name("point", n), Email(f"{word(n)}@example.com"), Slack(url=env("SLACK_URL"), recipient=f"#{n}"),
        Webhook(url="http://127.0.0.1:9/hook", authorization_credentials=env("HOOK_TOKEN")), **name.of("point", n))
    for n in there(6)
]
nights = [
    MuteTiming(*name("night", n), ("22:00", "07:00"), months=[word(n, "march", "may")], **name.of("night", n))
    for n in there(6)
]
texts = [
    Template(*name("text", n), '{{ define "t%d" }}%s{{ end }}' % (n, word(n)), **name.of("text", n)) for n in there(6)
]
policy = NotificationPolicy(points[0], routes=[
    Route(point, [f'a="{word(2)}{n}"'], mute=[nights[n]], routes=[Route(points[0], ['b=~"x|y"'], continue_=True)])
    for n, point in enumerate(points)])
""",
}

RELEASE = """
RELEASE = {release}
def there(count):
    "Numbers of what is there: the last third comes with release 2, of the first two thirds every fourth goes with it."
    return [n for n in range(count) if (n < count * 2 // 3 if RELEASE == 1 else n % 4 != 3 or n >= count * 2 // 3)]
def word(n, old="old", new="new"):
    "What every second object changes."
    return old if RELEASE == 1 or n % 2 else new
class Name:
    "The names of things that have no uid: the second of each kind gets another one."
    def __call__(self, kind, n):
        return [f"{{kind}} one" if RELEASE == 2 and n == 1 else f"{{kind}} {{n}}"]
    def of(self, kind, n):
        return {{"moved_from": f"{{kind}} 1"}} if RELEASE == 2 and n == 1 else {{}}
name = Name()
"""


def write_release(root: Path, release: int) -> Path:
    """Write the project as of one release."""
    for path, text in {**FILES, "stack/release.py": RELEASE.format(release=release)}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
