"""The syntax of notification templates, as far as the server refuses to store them."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|`[^`]*`|[$.]?[A-Za-z_][\w.]*|\S', flags=re.DOTALL)
_WORD = re.compile(r"[A-Za-z_]\w*")
_BLOCKS = ("if", "range", "with", "define", "block")
_KEYWORDS = (*_BLOCKS, "else", "end", "template", "nil", "true", "false", "break", "continue")
_FUNCTIONS = frozenset(
    (
        "and",
        "call",
        "html",
        "index",
        "slice",
        "js",
        "len",
        "not",
        "or",
        "print",
        "printf",
        "println",
        "urlquery",
        "eq",
        "ge",
        "gt",
        "le",
        "lt",
        "ne",
        "toUpper",
        "toLower",
        "title",
        "trimSpace",
        "join",
        "match",
        "safeHtml",
        "safeUrl",
        "urlUnescape",
        "reReplaceAll",
        "stringSlice",
        "date",
        "tz",
        "since",
        "humanizeDuration",
        "toJson",
        "graphLink",
        "tableLink",
        "coll",
        "data",
        "time",
        "first",
        "value",
        "label",
        "strvalue",
        "query",
        "externalURL",
        "pathPrefix",
        "parseDuration",
        "humanize",
        "humanize1024",
        "humanizePercentage",
        "humanizeTimestamp",
        "toTime",
        "sortByLabel",
        "stripPort",
        "stripDomain",
        "filterLabels",
        "filterLabelsRe",
        "removeLabels",
        "removeLabelsRe",
        "args",
        "deduplicateStringSlice",
    )
)


def template_fault(text: str) -> str | None:
    """`<line>: <what is wrong>` for the first fault that the parser would find."""
    depth, position = 0, 0
    while (start := text.find("{{", position)) >= 0:
        line = text.count("\n", 0, start) + 1
        if text.startswith(("{{/*", "{{- /*"), start):
            end = text.find("*/", start)
            close = text.find("}}", end) if end >= 0 else -1
            if close < 0:
                return f"{line}: unclosed comment"
            position = close + 2
            continue
        close = _closing(text, start + 2)
        if close < 0:
            return f"{line}: unclosed action"
        words = _TOKEN.findall(text[start + 2 : close].strip().strip("-"))
        fault = _fault_of(words)
        if fault is not None:
            return f"{line}: {fault}"
        if words and words[0] in _BLOCKS:
            depth += 1
        elif words and words[0] == "end":
            depth -= 1
            if depth < 0:
                return f"{line}: unexpected {{{{end}}}}"
        position = close + 2
    if depth:
        return f"{text.count(chr(10)) + 1}: unexpected EOF"
    return None


def _closing(text: str, start: int) -> int:
    """Where the action ends, past the strings in it."""
    position = start
    while position < len(text):
        if text.startswith("}}", position):
            return position
        if text[position] in '"`':
            match = _TOKEN.match(text, position)
            if match is None or len(match[0]) == 1:
                return -1
            position = match.end()
        else:
            position += 1
    return -1


def _fault_of(words: list[str]) -> str | None:
    if not words:
        return "missing value for command"
    for word in words:
        if _WORD.fullmatch(word) and word not in _KEYWORDS and word not in _FUNCTIONS:
            return f'function "{word}" not defined'
    return None
