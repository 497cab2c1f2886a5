"""Dashboards as JSON files: what Grafana's file provisioning and its import take."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def dashboard_json(dashboard: Mapping[str, Any]) -> str:
    """The dashboard with sorted keys and a line break at the end: the same bytes for the same dashboard."""
    return json.dumps(dashboard, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
