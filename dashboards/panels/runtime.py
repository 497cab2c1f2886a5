"""The Node.js runtime: memory, CPU and the event loop."""

from dashboards.variables import PROCESSES, metrics
from glimpse_gitops.authoring import Legend, TimeSeries
from metrics.glimpse import heap_limit

_TABLE = Legend(mode="table", calcs=["lastNotNull", "mean", "max"])

heap = TimeSeries(
    title="Memory",
    description=(
        "Memory by type, of the process that uses most of it. HighMemoryUsage fires when the used heap of one process "
        "stays above the red line for ten minutes."
    ),
    unit="decbytes",
    min=0,
    fill_opacity=0,
    thresholds=[heap_limit],
    legend=_TABLE,
    targets=[metrics.query(f"max by (type) (nodejs_memory_usage_bytes{PROCESSES})", "{{type}}")],
)
cpu = TimeSeries(
    title="CPU",
    description="CPU time of each process; 100 % is one core, which is all that its JavaScript can use.",
    unit="percent",
    decimals=0,
    min=0,
    axis_soft_max=100,
    legend=_TABLE,
    targets=[metrics.query(f"nodejs_cpu_usage_percent{PROCESSES}", "{{instance}}")],
)
event_loop_lag = TimeSeries(
    title="Event loop lag by instance",
    description="How late each process runs what is due. A peak is one long computation; a plateau is too much work.",
    unit="s",
    min=0,
    legend=_TABLE,
    targets=[metrics.query(f"nodejs_event_loop_lag_seconds{PROCESSES}", "{{instance}}")],
)
