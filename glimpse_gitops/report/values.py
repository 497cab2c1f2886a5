"""Values of a difference, as people read them."""

from __future__ import annotations

import json
from typing import Any

LONGEST = 400
"""Characters of a value that are shown."""


def shown(value: Any) -> str:
    """A text as it is, anything else as JSON; cut where it is long."""
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
