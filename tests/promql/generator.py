"""Random PromQL over the metrics of ``database.py``: mostly sensible, sometimes odd."""

from __future__ import annotations

from random import Random

METRICS = {
    "up": ("job", "instance"),
    "memory_bytes": ("job", "instance"),
    "node_info": ("instance", "zone", "team"),
    "requests_total": ("job", "instance", "route", "code"),
    "latency_bucket": ("job", "route", "le"),
    "build_info": ("job", "version"),
    "temperature": ("zone",),
    "unheard_of": ("job", "zone"),
}
LABELS = ("job", "instance", "route", "code", "zone", "team", "version", "le", "nowhere")
_VALUES = {
    "job": ("job0", "job1", "job2"),
    "instance": ("host0:90", "host1:90", "host2:90"),
    "route": ("/job0/0", "/job1/0"),
    "code": ("200", "404", "500", "503"),
    "zone": ("z1", "z2"),
    "team": ("red", "blue", ""),
    "version": ("v1", "v2"),
    "le": ("0.1", "1", "+Inf"),
    "nowhere": ("", "x"),
}
_PATTERNS = ("", ".*", ".+", "5..", "job0|job1", "host[0-3].*", "z1", "/job0/.*", "red|", "v[12]")
_AGGREGATIONS = (
    *("sum", "avg", "min", "max", "count", "group", "stddev", "sum"),
    *("topk", "bottomk", "quantile", "count_values"),
)
_FUNCTIONS = (
    *("rate", "increase", "irate", "delta", "over_time", "over_time", "changes", "absent", "absent_over_time"),
    *("abs", "ceil", "floor", "round", "sqrt", "exp", "ln", "sgn", "clamp", "clamp_min", "clamp_max"),
    *("vector", "sort", "timestamp", "histogram_quantile"),
)
_JOINS = (("build_info", "job", "version"), ("node_info", "instance", "zone, team"), ("up", "job, instance", ""))
_OVER_TIME = ("sum", "avg", "min", "max", "count", "last", "stddev", "present")


class Generator:
    """Makes expressions; every choice comes from one source of chance, so a seed repeats them."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def vector(self, depth: int) -> str:
        if depth <= 0 or self.random.random() < 0.12:
            return self.selector()
        return self.random.choice((*(self.aggregation, self.operation, self.call) * 2, self.paren, self.labelled))(
            depth - 1
        )

    def selector(self) -> str:
        metric = self.random.choice(tuple(METRICS))
        matchers = [self.matcher(metric) for _ in range(self.random.choice((0, 0, 1, 1, 2)))]
        text = metric if not matchers else f"{metric}{{{', '.join(matchers)}}}"
        return text + self.random.choice(("", "", "", "", " offset 1m"))

    def matcher(self, metric: str) -> str:
        label = self.random.choice(METRICS[metric] if self.random.random() < 0.85 else LABELS)
        op = self.random.choice(("=", "=", "!=", "=~", "=~", "!~"))
        value = self.random.choice(_PATTERNS if "~" in op else _VALUES[label])
        return f'{label}{op}"{value}"'

    def labels(self, least: int = 0) -> str:
        return ", ".join(self.random.sample(LABELS, self.random.randint(least, 3)))

    def matrix(self, depth: int) -> str:
        if depth > 0 and self.random.random() < 0.15:
            return f"{self.enclosed(depth - 1)}[3m:1m]"
        metric = self.random.choice(tuple(METRICS))
        matchers = self.matcher(metric) if self.random.random() < 0.5 else ""
        return f"{metric}{{{matchers}}}[{self.random.choice(('1m', '5m', '150s'))}]"

    def enclosed(self, depth: int) -> str:
        return f"({self.vector(depth)})"

    def paren(self, depth: int) -> str:
        return f"{self.random.choice(('', '', '-', '+'))}({self.vector(depth)})"

    def number(self) -> str:
        return self.random.choice(("0", "1", "2", "0.5", "-3", "100", "1e3"))

    def scalar(self, depth: int) -> str:
        roll = self.random.random()
        if roll < 0.15 and depth > 0:
            return f"scalar({self.vector(depth - 1)})"
        return self.number() if roll < 0.9 else f"({self.number()} {self.random.choice('+-*/')} {self.number()})"

    def aggregation(self, depth: int) -> str:
        grouping = self.random.choice(("", " by ({})", " by ({})", " without ({})")).format(self.labels())
        inner = self.vector(depth)
        op = self.random.choice(_AGGREGATIONS)
        if op in ("topk", "bottomk"):
            return f"{op}{grouping} ({self.random.randint(0, 3)}, {inner})"
        if op == "quantile":
            return f"quantile{grouping} ({self.random.choice(('0.5', '0.9', '2'))}, {inner})"
        if op == "count_values":
            return f'count_values{grouping} ("{self.random.choice(("value", "job"))}", {inner})'
        return f"{op}{grouping} ({inner})"

    def operation(self, depth: int) -> str:
        roll = self.random.random()
        op = self.random.choice(("+", "-", "*", "/", "/", ">", "<", ">=", "==", "!=", "%", "^"))
        if op in (">", "<", ">=", "==", "!=") and self.random.random() < 0.2:
            op += " bool"
        if roll < 0.3:
            sides = [self.enclosed(depth), self.scalar(depth)]
            self.random.shuffle(sides)
            return f"{sides[0]} {op} {sides[1]}"
        if roll < 0.42:
            return self.share(op)
        if roll < 0.6:
            modifier = self.random.choice(("", "", " on ({})", " ignoring ({})")).format(self.labels())
            op = self.random.choice(("and", "or", "or", "unless"))
            return f"{self.enclosed(depth)} {op}{modifier} {self.enclosed(depth)}"
        if roll < 0.72:
            return self.joined(op, depth)
        modifier = self.random.choice(("", " on ({})", " on ({})", " ignoring ({})")).format(self.labels())
        if modifier and self.random.random() < 0.4:
            side = self.random.choice(("left", "right"))
            copied = ", ".join(label for label in self.random.sample(LABELS, 2) if label not in modifier)
            modifier += f" group_{side} ({copied})"
        return f"{self.enclosed(depth)} {op}{modifier} {self.enclosed(depth)}"

    def joined(self, op: str, depth: int) -> str:
        """The joins that people write."""
        one, key, copied = self.random.choice(_JOINS)
        return f"{self.enclosed(depth)} {op} on ({key}) group_left ({copied}) {one}"

    def share(self, op: str) -> str:
        """The same sum over fewer and over all series."""
        by = self.random.choice(("by (job)", "by (job, route)", "without (code)", ""))
        more = self.random.choice(('code="500"', 'code=~"5.."', 'job="job0"'))
        return f"sum {by} (rate(requests_total{{{more}}}[5m])) {op} sum {by} (rate(requests_total[5m]))"

    def call(self, depth: int) -> str:
        name = self.random.choice(_FUNCTIONS)
        if name == "over_time":
            return f"{self.random.choice(_OVER_TIME)}_over_time({self.matrix(depth)})"
        if name in ("rate", "increase", "irate", "delta", "absent_over_time", "changes"):
            return f"{name}({self.matrix(depth)})"
        if name == "clamp":
            return f"clamp({self.vector(depth)}, {self.number()}, {self.number()})"
        if name in ("clamp_min", "clamp_max"):
            return f"{name}({self.vector(depth)}, {self.number()})"
        if name == "vector":
            return f"vector({self.scalar(depth)})"
        if name == "histogram_quantile":
            inner = "latency_bucket" if self.random.random() < 0.5 else self.vector(depth)
            return f"histogram_quantile({self.random.choice(('0.9', '0.5', '2'))}, {inner})"
        return f"{name}({self.vector(depth)})"

    def labelled(self, depth: int) -> str:
        inner, target = self.vector(depth), self.random.choice((*LABELS, "made"))
        if self.random.random() < 0.4:
            sources = ", ".join(f'"{label}"' for label in self.random.sample(LABELS, self.random.randint(1, 2)))
            return f'label_join({inner}, "{target}", "{self.random.choice(("", "-"))}", {sources})'
        replacement = self.random.choice(("$1", "x$1", "fixed", "", "$1$2"))
        pattern = self.random.choice(("(.*)", "(.+)", "job(.*)", ".*", "host(\\\\d):(.*)", "nothing"))
        return f'label_replace({inner}, "{target}", "{replacement}", "{self.random.choice(LABELS)}", "{pattern}")'
