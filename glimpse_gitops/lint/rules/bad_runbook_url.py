"""Runbook links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class BadRunbookUrl(Rule[AlertRuleSubject]):
    """A runbook link that is no URL.

    ## What it does
    Checks that the annotation `runbook_url` is an address with `http://` or `https://` and a host. One that holds a
    template is left alone, of Prometheus or of what makes the file: `[[ .URL ]]/requests`, `${URL}/requests`.

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
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        url = subject.rule.all_annotations.get("runbook_url", "").strip()
        if url and not any(sign in url for sign in _TEMPLATES) and not _FORM.match(url):
            yield Fault(
                f'"{url}" is no address', "write it with https://", passage=subject.part("/annotations/runbook_url")
            )


_FORM = re.compile(r"https?://[^\s/]+\S*$", re.IGNORECASE)
_TEMPLATES = ("{{", "[[", "${", "<%")
