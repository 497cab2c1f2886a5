"""Random objects of the kinds that are merged part by part, close enough to each other to have much in common."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from glimpse_gitops.model.resource import POLICY_ID, Resource, ResourceId, ResourceKind, rule_group_id

few = st.sampled_from("xyz")
some_ids = st.lists(st.sampled_from("abcd"), unique=True, max_size=4)


def _dashboard(panels: list[str], exprs: dict[str, str], places: dict[str, str], keys: dict[str, str]) -> Resource:
    made = [
        {"id": ord(one), "title": one, "targets": [{"refId": "A", "expr": exprs.get(one, "x")}]}
        | ({"gridPos": {"y": places[one]}} if one in places else {})
        for one in panels
    ]
    spec = {"folderUid": keys.get("folder", "x"), "dashboard": {"uid": "u", "title": "T", "panels": made, **keys}}
    return Resource(ResourceId(ResourceKind.DASHBOARD, "u"), "T", spec)


def _row(panels: list[str], inner: list[str], exprs: dict[str, str]) -> Resource:
    """A dashboard whose panels lie in a row, some of them."""

    def panel(one: str) -> dict[str, Any]:
        return {"id": one, "title": one, "targets": [{"refId": "A", "expr": exprs.get(one, "x")}]}

    row = {"id": "r", "type": "row", "title": "R", "panels": [panel(one) for one in inner if one not in panels]}
    spec = {"folderUid": "", "dashboard": {"uid": "u", "title": "T", "panels": [*map(panel, panels), row]}}
    return Resource(ResourceId(ResourceKind.DASHBOARD, "u"), "T", spec)


def _group(rules: list[str], exprs: dict[str, str], pauses: dict[str, bool], interval: int) -> Resource:
    made = [
        {"uid": one, "title": one, "for": "1m", "labels": {"a": exprs.get(one, "x")}, "data": []}
        | ({"isPaused": pauses[one]} if one in pauses else {})
        for one in rules
    ]
    spec = {"title": "g", "folderUid": "f", "interval": interval, "rules": made}
    return Resource(rule_group_id("f", "g"), "g", spec)


def _policy(routes: list[str], receivers: dict[str, str], root: dict[str, str]) -> Resource:
    made = [{"receiver": receivers.get(one, "x"), "object_matchers": [["team", "=", one]]} for one in routes]
    return Resource(POLICY_ID, "notification policy", {"receiver": "x", **root, "routes": made})


def _contact_point(channels: list[str], settings: dict[str, str]) -> Resource:
    made = [{"uid": one, "type": "email", "settings": {"addresses": settings.get(one, "x")}} for one in channels]
    return Resource(ResourceId(ResourceKind.CONTACT_POINT, "p"), "p", {"integrations": made})


def _folder(keys: dict[str, str]) -> Resource:
    spec = {"title": "F", "parentUid": "", "description": "", **keys}
    return Resource(ResourceId(ResourceKind.FOLDER, "f"), "F", spec)


values = st.dictionaries(st.sampled_from("abcd"), few, max_size=4)
pauses = st.dictionaries(st.sampled_from("abcd"), st.booleans(), max_size=4)


def keys(*names: str) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(names), few, max_size=len(names))


KINDS: tuple[st.SearchStrategy[Resource], ...] = (
    st.builds(_dashboard, some_ids, values, values, keys("refresh", "folder", "timezone")),
    st.builds(_row, some_ids, some_ids, values),
    st.builds(_group, some_ids, values, pauses, st.sampled_from([60, 120])),
    st.builds(_policy, some_ids, values, keys("group_wait", "repeat_interval")),
    st.builds(_contact_point, some_ids, values),
    st.builds(_folder, keys("title", "parentUid", "description")),
)


def triples() -> st.SearchStrategy[tuple[Resource, Resource, Resource]]:
    """As it was last applied, as the code has it now, as it is live now: three of one kind, often two of them alike."""

    def of_kind(kind: st.SearchStrategy[Resource]) -> st.SearchStrategy[tuple[Resource, Resource, Resource]]:
        three = st.tuples(kind, kind, kind)
        return st.one_of(three, three.map(lambda t: (t[0], t[0], t[2])), three.map(lambda t: (t[0], t[1], t[0])))

    return st.one_of(*map(of_kind, KINDS))
