"""Logs and traces, each with the way to the other."""

from dashboards.variables import logs, traces
from glimpse_gitops.authoring import DataLink, Logs, PanelLink, TraceList, explore_url

error_logs = Logs(
    title="Error logs",
    description="The latest errors of the service. A click opens the line; its trace id leads to the trace.",
    height=10,
    targets=[logs.query('{job=~"$job"} | json | level=~"error|fatal"', limit=200)],
    links=[
        PanelLink(
            "All traces with errors",
            explore_url(traces.query('{ resource.service.name =~ "${job:pipe}" && status = error }')),
        )
    ],
)
slow_traces = TraceList(
    title="Slow traces",
    description="Recent requests that took longer than half a second. An id leads to the trace, a name to its logs.",
    height=10,
    sort_by=[("Start time", "desc")],
    targets=[
        traces.query('{ resource.service.name =~ "$job" && span.http.route =~ "$route" && duration > 500ms }', limit=20)
    ],
    data_links=[
        DataLink("Logs of this trace", explore_url(logs.query('{job=~"${job:pipe}"} |= "${__data.fields.traceID}"')))
    ],
    links=[PanelLink("All error logs", explore_url(logs.query('{job=~"${job:pipe}"} | json | level=~"error|fatal"')))],
)
