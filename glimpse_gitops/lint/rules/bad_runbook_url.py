"""Runbook links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject, ProjectSubject


class BadRunbookUrl(Rule[ProjectSubject]):
    """A runbook link that is no URL.

    ## What it does
    Checks that the annotation `runbook_url` is an address with `http://` or `https://` and a host. One that holds a
    template is left alone, of Prometheus or of what makes the file: `[[ .URL ]]/requests`, `${URL}/requests`. So are
    paths such as `docs/runbooks/requests.md` in files from elsewhere where five alerts or more have one: they are meant
    for who has the repository at hand.

    ## Why is this bad?
    Grafana and Alertmanager make a link of it that leads nowhere.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, runbook_url: TODO}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum(http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: Too many requests in flight, runbook_url: "https://example.org/runbooks/requests"}
    ```
    """

    id = "AL230"
    name = "bad-runbook-url"
    severity = Severity.WARNING
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """At most one fault for each alert."""
        wrong = [(alert, url) for alert in subject.of(AlertRuleSubject) if (url := _wrong(alert))]
        paths = sum(1 for _, url in wrong if _PATH.fullmatch(url))
        for alert, url in wrong:
            if subject.complete or paths < _CUSTOM or not _PATH.fullmatch(url):
                passage = alert.part("/annotations/runbook_url")
                yield Fault(f'"{url}" is no address', "write it with https://", passage=passage, subject=alert)


def _wrong(alert: AlertRuleSubject) -> str:
    """The link of the alert where it is none; else an empty text."""
    url = alert.rule.all_annotations.get("runbook_url", "").strip()
    return "" if any(sign in url for sign in _TEMPLATES) or _FORM.match(url) else url


_CUSTOM = 5
_FORM = re.compile(r"https?://[^\s/]+\S*$", re.IGNORECASE)
_PATH = re.compile(r"[\w./-]+\.(?:md|adoc|rst|txt|html?)(?:#\S*)?", re.IGNORECASE)
_TEMPLATES = ("{{", "[[", "${", "<%")
