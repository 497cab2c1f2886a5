"""How much longer does everything take that we learn of a query than promql-parser's bare parse of it?

Run it as `python benchmarks/promql.py`. It prints the ratio for the parser alone and for parser, labels, values and
cardinality together, measured side by side on queries of the kind that dashboards and rules hold. The rounds
alternate and the fastest of each counts, so that other work on the machine disturbs the ratio little.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import promql_parser

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge, Histogram
from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import world_of

LIMIT = 3.5
ROUNDS = 80
ROUTE = Label[Any]("route", at_most=60)
CATALOGUE = Catalogue(
    (
        Counter(
            "http_requests_total", "", labels=(Label("code", ("200", "404", "500")), Label[Any]("route", at_most=60))
        ),
        Histogram("http_request_duration_seconds", "", labels=(Label[Any]("route", at_most=60),)),
        Gauge("node_filesystem_avail_bytes", "", labels=(Label[Any]("mountpoint", at_most=9),), minimum=0),
        Gauge("node_filesystem_size_bytes", "", labels=(Label[Any]("mountpoint", at_most=9),), minimum=0),
    ),
    target_labels=(Label("job", ("api", "web", "node")), Label[Any]("instance", at_most=200)),
)
_TEXT = r"""
sum(rate(http_requests_total{job="api", code=~"5.."}[5m])) by (route) /
sum(rate(http_requests_total{job="api"}[5m])) by (route) > 0.05

histogram_quantile(0.99, sum by (job, route, le) (rate(http_request_duration_seconds_bucket{job="api",
route!~"/internal/.*"}[5m])))

100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle", job="node",
instance=~"web-[0-9]+\\.example\\.com:9100"}[5m])))

node_filesystem_avail_bytes{job="node", mountpoint="/", fstype!~"tmpfs|overlay"} /
node_filesystem_size_bytes{job="node", mountpoint="/"} < 0.1

max_over_time(sum by (route) (rate(http_requests_total{job="web", code=~"2..|3.."}[5m]))[1d:1m]) > 1000 and on
(route) slo_enabled == 1

topk(10, sum by (route, code) (increase(http_requests_total{job="api", instance=~"api-[0-9]+",
code=~"4..|5.."}[1h])))

label_replace(up{job="node", environment="production"}, "host", "$1", "instance", "([^:]+):.*") * on (host)
group_left (zone) machine_info

kube_pod_container_status_restarts_total{namespace=~"production-.*", container!="istio-proxy"} -
kube_pod_container_status_restarts_total offset 1h > 3

absent(up{job="payments", environment="production"} == 1) or sum(up{job="payments", environment="production"})
< 2

sum(container_memory_working_set_bytes{namespace="production", container!="", image!=""}) by (pod) > 0.9 *
2147483648

predict_linear(node_filesystem_avail_bytes{job="node", mountpoint="/var/lib/postgresql"}[6h], 4 * 3600) < 0

sum(rate(container_network_receive_bytes_total{namespace="production", pod=~"checkout-.*",
interface="eth0"}[5m])) by (pod, interface)
"""
QUERIES = tuple(" ".join(query.split("\n")) for query in _TEXT.strip().split("\n\n"))


def main() -> int:
    """Prints the ratios; 1 if the limit is broken."""
    world = world_of(CATALOGUE)
    subjects: dict[str, Callable[[str], object]] = {
        "promql-parser": promql_parser.parse,
        "parse": parse,
        "parse + labels + values + cardinality": lambda text: analyse(parse(text), world),
    }
    best = dict.fromkeys(subjects, float("inf"))
    for _ in range(ROUNDS):
        for name, subject in subjects.items():
            best[name] = min(best[name], _round(subject))
    bare = best["promql-parser"]
    mean = sum(map(len, QUERIES)) / len(QUERIES)
    lines = [f"{len(QUERIES)} queries of {mean:.0f} characters on average"]
    lines += [
        f"{name}: {seconds / len(QUERIES) * 1e6:.0f} µs, {seconds / bare:.2f} ×" for name, seconds in best.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(best["parse + labels + values + cardinality"] / bare > LIMIT)


def _round(subject: Callable[[str], object]) -> float:
    start = time.perf_counter()
    for query in QUERIES:
        subject(query)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
