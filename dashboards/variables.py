"""What people choose at the top of Glimpse's dashboards, and the selectors that their choices make."""

from glimpse_gitops.authoring import DatasourceVariable, LabelValues
from stack.datasources import loki, prometheus, tempo

metrics = DatasourceVariable(prometheus, label="Metrics")
logs = DatasourceVariable(loki, label="Logs")
traces = DatasourceVariable(tempo, label="Traces")

# Without an `all_value`: the service goes into links, where Grafana would not escape the `+` of `.+`.
job = LabelValues(
    name="job", label="Service", metric="http_requests_total", datasource=metrics, multi=True, include_all=True
)
instance = LabelValues(
    name="instance",
    label="Instance",
    metric='http_requests_total{job=~"$job"}',
    datasource=metrics,
    multi=True,
    include_all=True,
    all_value=".+",
    refresh="on time range change",
)
route = LabelValues(
    name="route",
    label="Route",
    metric='http_requests_total{job=~"$job"}',
    datasource=metrics,
    multi=True,
    include_all=True,
    all_value=".+",
    refresh="on time range change",
)

PROCESSES = '{job=~"$job", instance=~"$instance"}'
"""The chosen processes."""
REQUESTS = '{job=~"$job", instance=~"$instance", route=~"$route"}'
"""The requests to the chosen routes."""
FAILED = '{job=~"$job", instance=~"$instance", route=~"$route", status_class="5xx"}'
"""Those of them that the server failed to answer."""
