"""A page of Markdown as a terminal shows it: headings stand out, fences become indentation."""

from __future__ import annotations

import re

from .excerpt import painted

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def shown(page: str, *, color: bool = False) -> str:
    """The page as plain lines; only its headings and code are painted."""
    lines: list[str] = []
    in_code = False
    for line in page.rstrip("\n").split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            lines.append(f"    {painted(line, '36', color)}" if line else "")
        elif line.startswith("#"):
            lines.append(painted(line.lstrip("#").strip(), "1", color))
        else:
            lines.append(_LINK.sub(_plain_link, line))
    return "\n".join(lines) + "\n"


def _plain_link(match: re.Match[str]) -> str:
    return match[1] if match[1] == match[2] else f"{match[1]} ({match[2]})"
