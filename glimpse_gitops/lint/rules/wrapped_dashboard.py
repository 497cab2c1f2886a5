"""Dashboards in files that Grafana loads, wrapped as its API gives them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class WrappedDashboard(Rule[DashboardSubject]):
    """A dashboard that Grafana does not load, because it stands inside of `dashboard`.

    ## What it does
    Reports dashboards that are wrapped as the API gives and takes them, `{"dashboard": {…}}`, where Grafana is told to
    load them itself: in a `ConfigMap` with the label `grafana_dashboard`, and in a folder that a file of providers
    names, as long as that file is linted, too: its own folder, and for `provisioning/dashboards/any.yml` with the path
    `/var/lib/grafana/dashboards` the folder `dashboards` beside `provisioning`.

    ## Why is this bad?
    Grafana looks for the title where the file begins, logs "Dashboard title cannot be empty", and goes on without the
    dashboard. Nobody is told.

    ## Example
    ```yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: requests, labels: {grafana_dashboard: "1"}}
    data:
      requests.json: |
        {"dashboard": {"uid": "requests", "title": "Requests", "panels": []}}
    ```

    ## Use instead
    ```yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: requests, labels: {grafana_dashboard: "1"}}
    data:
      requests.json: |
        {"uid": "requests", "title": "Requests", "panels": []}
    ```

    ## References
    * https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards
    """

    id = "DB348"
    name = "wrapped-dashboard"
    severity = Severity.ERROR
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.unloaded:
            said = 'Grafana does not load the dashboard: it looks for its title beside "dashboard", not inside of it'
            yield Fault(said, 'leave only what stands inside of "dashboard"')
