"""What a template engine leaves behind when it does not run: `{{ x }}`, `%(x)s`, `<no value>`."""

from __future__ import annotations


def left_over(text: str) -> tuple[int, int] | None:
    """The first place where something was not filled in."""
    if "{{" in text:
        start = text.index("{{")
        end = text.find("}}", start)
        if end > 0:
            return start, end + 2
    for word in ("<no value>", "<nil>"):
        if word in text:
            return text.index(word), text.index(word) + len(word)
    start = text.find("%(")
    while start >= 0:
        end = text.find(")", start)
        if end > 0 and text[start + 2 : end].isidentifier() and text[end + 1 : end + 2] in ("s", "d", "f"):
            return start, end + 2
        start = text.find("%(", start + 1)
    return None
