"""Policies, mute timings and templates."""

from __future__ import annotations

from typing import Any

from .bodies import P
from .contact_point_scenarios import TYPES
from .recorder import Recorder


def _put_tree(r: Recorder) -> None:
    p = f"{P}/policies"
    r.call("GET", p, note="default tree")
    for kind in ("email", "slack"):
        r.call(
            "POST",
            f"{P}/contact-points",
            {"uid": f"po-{kind}", "name": f"po {kind}", "type": kind, "settings": TYPES[kind]},
            note="set-up",
        )
    r.call(
        "POST",
        f"{P}/mute-timings",
        {"name": "po-nights", "time_intervals": [{"times": [{"start_time": "22:00", "end_time": "24:00"}]}]},
        note="set-up",
    )
    tree = {
        "receiver": "po email",
        "group_by": ["grafana_folder", "alertname"],
        "group_wait": "30s",
        "group_interval": "5m",
        "repeat_interval": "4h",
        "routes": [
            {
                "receiver": "po slack",
                "object_matchers": [["team", "=~", "b|a"], ["severity", "=", "critical"]],
                "continue": True,
                "mute_time_intervals": ["po-nights"],
                "routes": [
                    {
                        "receiver": "po email",
                        "object_matchers": [["env", "!=", '"prod"']],
                        "group_wait": "90s",
                        "repeat_interval": "7d",
                    }
                ],
            },
            {"object_matchers": [["x", "!~", "y"]]},
        ],
    }
    r.call("PUT", p, tree)
    r.call("GET", p)
    r.call("PUT", p, tree, note="identical")


def _refuse_trees(r: Recorder) -> None:
    p = f"{P}/policies"
    for name, bad in {
        "receiver": {"receiver": "nope"},
        "no receiver": {"group_by": ["alertname"]},
        "child receiver": {"receiver": "po email", "routes": [{"receiver": "nope"}]},
        "mute": {"receiver": "po email", "routes": [{"mute_time_intervals": ["nope"]}]},
        "root matchers": {"receiver": "po email", "object_matchers": [["a", "=", "b"]]},
        "root mute": {"receiver": "po email", "mute_time_intervals": ["po-nights"]},
        "op": {"receiver": "po email", "routes": [{"object_matchers": [["a", "==", "b"]]}]},
        "regex": {"receiver": "po email", "routes": [{"object_matchers": [["a", "=~", "("]]}]},
        "group_by": {"receiver": "po email", "group_by": ["...", "a"]},
        "interval": {"receiver": "po email", "group_interval": "0s"},
        "duration": {"receiver": "po email", "group_wait": "soon"},
    }.items():
        r.call("PUT", p, bad, note=f"bad {name}")
    r.call(
        "PUT",
        p,
        {"receiver": "po email", "routes": [{"receiver": "po slack", "match": {"a": "b"}, "matchers": ["c=d"]}]},
        note="old matcher forms",
    )
    r.call("GET", p)
    for fmt in ("yaml", "json", "hcl"):
        r.call("GET", f"{p}/export?format={fmt}")
    r.call("DELETE", p)
    r.call("GET", p)
    r.call("DELETE", f"{P}/mute-timings/po-nights")
    for kind in ("email", "slack"):
        r.call("DELETE", f"{P}/contact-points/po-{kind}")


def policies(r: Recorder) -> None:
    """The tree: normalised, refused, in the old forms, exported, reset."""
    _put_tree(r)
    _refuse_trees(r)


NIGHTS: dict[str, Any] = {
    "name": "mt",
    "time_intervals": [
        {
            "times": [{"start_time": "22:00", "end_time": "24:00"}],
            "weekdays": ["monday:friday"],
            "days_of_month": ["1:5", "-3:-1"],
            "months": ["january:march"],
            "years": ["2026:2027"],
            "location": "Asia/Seoul",
        }
    ],
}


def _create_timings(r: Recorder) -> None:
    m = f"{P}/mute-timings"
    r.call("GET", m)
    full = NIGHTS
    r.call("POST", m, full)
    r.call("GET", m)
    r.call("GET", f"{m}/mt")
    r.call("POST", m, full, note="name taken")
    _, got = r.call("GET", f"{m}/mt")
    r.call("PUT", f"{m}/mt", {**full, "version": got.get("version", "")}, note="right version")
    r.call(
        "PUT",
        f"{m}/mt",
        {**full, "time_intervals": [{"weekdays": ["sunday"]}], "version": "0000000000000000"},
        note="stale version",
    )
    r.call("PUT", f"{m}/nope", {**full, "name": "nope"}, note="missing")


def _refuse_timings(r: Recorder) -> None:
    m = f"{P}/mute-timings"
    full = NIGHTS
    for name, bad in {
        "name": {**full, "name": ""},
        "times": {"name": "b", "time_intervals": [{"times": [{"start_time": "22:00", "end_time": "06:00"}]}]},
        "weekday": {"name": "b", "time_intervals": [{"weekdays": ["someday"]}]},
        "location": {"name": "b", "time_intervals": [{"location": "Mars/Base"}]},
        "empty": {"name": "b", "time_intervals": []},
    }.items():
        r.call("POST", m, bad, note=f"bad {name}")
    r.call("DELETE", f"{m}/b", note="clean up")
    r.call(
        "POST",
        f"{P}/contact-points",
        {"uid": "mt-cp", "name": "mt cp", "type": "email", "settings": TYPES["email"]},
        note="set-up",
    )
    r.call(
        "PUT",
        f"{P}/policies",
        {
            "receiver": "mt cp",
            "routes": [{"receiver": "mt cp", "object_matchers": [["a", "=", "b"]], "mute_time_intervals": ["mt"]}],
        },
        note="set-up: in use",
    )
    r.call("DELETE", f"{m}/mt", note="in use")
    r.call("PUT", f"{m}/mt", {**full, "name": "mt2"}, note="renamed while in use")
    r.call("GET", f"{P}/policies", note="does the tree follow the rename?")
    r.call("DELETE", f"{P}/policies")
    r.call("DELETE", f"{P}/contact-points/mt-cp")
    r.call("DELETE", f"{m}/mt2")
    r.call("DELETE", f"{m}/mt")
    r.call("DELETE", f"{m}/nope", note="missing")


def mute_timings(r: Recorder) -> None:
    """Created, locked, refused, in use, renamed."""
    _create_timings(r)
    _refuse_timings(r)


def templates(r: Recorder) -> None:
    t = f"{P}/templates"
    r.call("GET", t)
    r.call("PUT", f"{t}/tp", {"template": '  {{ define "tp" }}hello{{ end }}\n\n'})
    _, got = r.call("GET", f"{t}/tp")
    r.call(
        "PUT",
        f"{t}/tp",
        {"template": '{{ define "tp" }}hello 2{{ end }}', "version": got["version"]},
        note="right version",
    )
    r.call(
        "PUT",
        f"{t}/tp",
        {"template": '{{ define "tp" }}hello 3{{ end }}', "version": got["version"]},
        note="stale version",
    )
    r.call("PUT", f"{t}/wrap", {"template": "no define here"}, note="no define")
    r.call("GET", f"{t}/wrap")
    r.call("PUT", f"{t}/bad", {"template": '{{ define "x" }}{{ .Oops'}, note="syntax error")
    r.call("PUT", f"{t}/bad", {"template": ""}, note="empty")
    r.call("PUT", f"{t}/bad", {"template": '{{ define "bad" }}{{ nofunc .X }}{{ end }}'}, note="unknown function")
    r.call("GET", t)
    r.call("GET", f"{t}/nope", note="missing")
    for name in ("tp", "wrap", "bad"):
        r.call("DELETE", f"{t}/{name}")
