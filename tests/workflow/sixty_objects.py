"""A project whose second release creates, changes and deletes sixty objects of all kinds in a Grafana."""

from __future__ import annotations

from pathlib import Path

SECRETS = {"SLACK_URL": "https://hooks.slack.example/CANARY-1", "HOOK_TOKEN": "CANARY-2", "DB_PASSWORD": "CANARY-3"}

FILES = {
    "pyproject.toml": '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\nfolder = "f-0"\ndatasource = "ds-0"\n',
    "stack/things.py": """
from glimpse_gitops.authoring import Folder, Prometheus
from stack.release import there, word
folders = [Folder(f"f-{n}", f"Folder {n} {word(n)}") for n in there(6)]
sources = [Prometheus(uid=f"ds-{n}", name=f"ds-{n}", url=f"http://localhost/{word(n)}") for n in there(6)]
""",
    "dashboards/boards.py": """
from glimpse_gitops.authoring import Dashboard, TimeSeries
from stack.release import there, word
from stack.things import folders, sources
boards = [
    Dashboard(uid=f"d-{n}", title=f"Board {n}", folder=folders[n % 2], panels=[
        TimeSeries(title="Up", unit="short", targets=[sources[0].query(f"sum({word(n)})", "up")])])
    for n in there(30)
]
""",
    "alerts/rules.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from stack.release import there, word
groups = [
    RuleGroup(f"group / {n}", rules=[
        AlertRule(f"Rule {n} {r}", expr=f"{word(n)} > {r}", for_="5m", labels={"severity": "warning"}, summary="x")
        for r in range(2)])
    for n in there(21)
]
""",
    "alerts/routing.py": """
from glimpse_gitops.authoring import (
    ContactPoint, Email, MuteTiming, NotificationPolicy, Route, Slack, Template, Webhook, env)
from stack.release import there, word
points = [
    ContactPoint(f"point {n}", Email(f"{word(n)}@example.com"), Slack(url=env("SLACK_URL"), recipient=f"#{word(n)}"),
        Webhook(url="http://127.0.0.1:9/hook", authorization_credentials=env("HOOK_TOKEN")))
    for n in there(6)
]
nights = [MuteTiming(f"night {n}", ("22:00", "07:00"), months=["january", "march" if word(n) == "old" else "may"])
          for n in there(6)]
texts = [Template(f"text {n}", '{{ define "t%d" }}%s{{ end }}' % (n, word(n))) for n in there(6)]
policy = NotificationPolicy(points[0], routes=[
    Route(point, [f'a="{word(2)}{n}"'], mute=[nights[0]]) for n, point in enumerate(points)])
""",
}

RELEASE = """
RELEASE = {release}
def there(count):
    "Numbers of what is there: the last third comes with release 2, of the first two thirds every fourth goes with it."
    return [n for n in range(count) if (n < count * 2 // 3 if RELEASE == 1 else n % 4 != 3 or n >= count * 2 // 3)]
def word(n):
    "What every second object changes."
    return "old" if RELEASE == 1 or n % 2 else "new"
"""


def write_release(root: Path, release: int) -> Path:
    """Write the project as of one release."""
    for path, text in {**FILES, "stack/release.py": RELEASE.format(release=release)}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
