"""Glimpse Overview, for whoever is on call. From the top: is anything wrong, where, since when, and why."""

from dashboards.panels.business import (
    average_payment,
    business_rate,
    likes,
    matches,
    payments,
    revenue,
    revenue_rate,
    sign_ups,
)
from dashboards.panels.logs_and_traces import error_logs, slow_traces
from dashboards.panels.now import error_ratio_now, heap_now, instances_now, lag_now, latency_now, requests_now
from dashboards.panels.requests import (
    error_ratio,
    errors_by_route,
    in_flight,
    latency,
    latency_heatmap,
    request_rate,
    request_size,
    response_size,
)
from dashboards.panels.runtime import cpu, event_loop_lag, heap
from dashboards.variables import instance, job, logs, metrics, route, traces
from glimpse_gitops.authoring import AlertAnnotation, Dashboard, DashboardLink
from stack.datasources import glimpse

__all__ = ["error_ratio", "errors_by_route", "heap", "overview"]

# glimpse: ignore[DB323] people try out changes in the browser; `plan` shows them, and `adopt` brings them into code
overview = Dashboard(
    uid="glimpse-overview",
    title="Glimpse Overview",
    description="The Glimpse server at a glance: traffic, errors, latency, the business, the runtime, logs and traces.",
    folder=glimpse,
    tags=["glimpse"],
    time="now-3h",
    refresh="30s",
    variables=[metrics, logs, traces, job, instance, route],
    annotations=[
        AlertAnnotation(name="Alerts of these panels"),
        AlertAnnotation(name="Alerts of Prometheus", datasource=metrics, matchers='job=~"$job"'),
    ],
    links=[DashboardLink("Glimpse dashboards", tags=["glimpse"], include_variables=True)],
    rows={
        "Now": [requests_now, error_ratio_now, latency_now, heap_now, lag_now, instances_now],
        "Traffic": [request_rate, in_flight],
        "Errors": [error_ratio, errors_by_route],
        "Latency": [latency, latency_heatmap],
        "Sizes": [request_size, response_size],
        "Business": [sign_ups, matches, likes, payments, revenue, business_rate, revenue_rate, average_payment],
        "Node.js runtime": [heap, cpu, event_loop_lag],
        "Logs and traces": [error_logs, slow_traces],
    },
)
