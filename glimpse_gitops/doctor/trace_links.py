"""Whether the links from traces to logs, from logs to traces and from metrics to traces lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.diagnosis import Diagnosis, Problem
from ..model.grafana_status import LiveDatasource
from ..report.count import counted
from .observations import Missed, Observations, not_checked

_TRACES = ("tempo", "jaeger", "zipkin")
_LOGS = ("loki", "elasticsearch", "opensearch")
_METRICS = ("prometheus",)


def trace_links(seen: Observations) -> Diagnosis:
    """Every link of a data source names one that exists and is of the right type, by labels that exist."""
    where = f"{seen.grafana.url}/api/datasources"
    if isinstance(seen.datasources, Missed):
        return not_checked(where, seen.datasources)
    live = {source.uid: source for source in seen.datasources}
    links = [link for source in seen.datasources for link in _links(source)]
    if not links:
        return not_checked(where, Missed("no data source links to another one"))
    problems = [problem for link in links for problem in _aim(*link, live)]
    notes = ""
    for source in seen.datasources:
        for label in _log_labels(source):
            if isinstance(seen.log_labels, Missed):
                notes = f"; labels of logs not checked: {seen.log_labels.reason}"
            elif not seen.log_labels:
                notes = "; Loki has no logs yet, so labels were not checked"
            elif label not in seen.log_labels:
                problems.append(
                    Problem(
                        f'data source {source.uid} links to logs by the label "{label}", which no log stream has',
                        f"Loki has {', '.join(sorted(seen.log_labels))}: mend log_tags of the data source",
                    )
                )
    problems += [problem for source in seen.datasources for problem in _patterns(source)]
    return Diagnosis(where, f"{counted(len(links), 'link')} between data sources{notes}", tuple(problems))


def _links(source: LiveDatasource) -> Iterator[tuple[LiveDatasource, str, str, tuple[str, ...]]]:
    """The data source, the setting, the uid that it names, and the types that this one may have."""
    data = source.json_data
    for key, types in (("tracesToLogsV2", _LOGS), ("tracesToMetrics", _METRICS), ("serviceMap", _METRICS)):
        setting = data.get(key)
        if isinstance(setting, dict) and setting.get("datasourceUid"):
            yield source, key, str(setting["datasourceUid"]), types
    for key in ("derivedFields", "exemplarTraceIdDestinations"):
        for field in data.get(key) or ():
            if isinstance(field, dict) and field.get("datasourceUid"):
                yield source, key, str(field["datasourceUid"]), _TRACES


def _aim(
    source: LiveDatasource, setting: str, uid: str, types: tuple[str, ...], live: dict[str, LiveDatasource]
) -> Iterator[Problem]:
    target = live.get(uid)
    if target is None:
        there = ", ".join(sorted(live))
        yield Problem(
            f'{setting} of data source {source.uid} leads to the uid "{uid}", which does not exist',
            f"Grafana has {there}: mend the uid in stack/, then glimpse-gitops apply",
        )
    elif target.type not in types:
        yield Problem(
            f"{setting} of data source {source.uid} leads to {uid}, which is a {target.type} and no {types[0]}",
            "mend the uid in stack/, then glimpse-gitops apply",
        )


def _log_labels(source: LiveDatasource) -> Iterator[str]:
    """The labels of logs by which a trace's link searches."""
    setting = source.json_data.get("tracesToLogsV2")
    if not isinstance(setting, dict) or not setting.get("datasourceUid") or setting.get("customQuery"):
        return
    for tag in setting.get("tags") or ():
        if isinstance(tag, dict) and (label := tag.get("value") or tag.get("key")):
            yield re.sub(r"[^\w:]", "_", str(label))


def _patterns(source: LiveDatasource) -> Iterator[Problem]:
    for field in source.json_data.get("derivedFields") or ():
        pattern = str(field.get("matcherRegex") or "") if isinstance(field, dict) else ""
        if pattern and field.get("matcherType", "regex") == "regex" and "(" not in pattern:
            yield Problem(
                f'derived field "{field.get("name", "")}" of data source {source.uid} captures nothing: {pattern}',
                "put the trace id of the pattern between parentheses",
            )
