"""The subjects of unit tests of rules, as promtool runs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .json_lists import mappings_in
from .site import Site, text_of
from .subjects import RuleTestSubject


def rule_test_subject(json: Mapping[str, Any], site: Site) -> RuleTestSubject:
    """One entry of `tests`."""
    name = text_of(json.get("name"))
    alerts = [text_of(one.get("alertname")) for _, one in mappings_in(json.get("alert_rule_test"))]
    return RuleTestSubject(
        object=f"rule test {name}".rstrip(),
        place=site.home,
        passage=site.text("/name", name),
        json=json,
        parts=site.parts("", site.home, name),
        alerts=alerts,
    )
