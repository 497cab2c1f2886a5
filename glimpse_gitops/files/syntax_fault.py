"""What a user reads of a module that is no Python: the line, the place in it, and what was probably meant."""

from __future__ import annotations

import keyword
import re

from ..errors import ProjectError
from ..report.excerpt import marked_line

_ARGUMENT = re.compile(r"\b([a-z]+)\s*=(?!=)")


def syntax_fault(error: SyntaxError, path: str) -> ProjectError:
    """The error of Python's parser in the file at `path`, as one that shows the line."""
    said = f"{path}:{error.lineno}: {error.msg}" if error.lineno else f"{path}: {error.msg}"
    line = (error.text or "").rstrip("\n")
    if not line.strip() or not error.lineno or not error.offset:
        return ProjectError(said, "this is Python that cannot be parsed: correct the line")
    start = error.offset - 1
    # An end on another line, or none, is said as that of a line or as a number below 1.
    end = error.end_offset - 1 if error.end_lineno == error.lineno and error.end_offset else start + 1
    shown = marked_line(line, start, end, number=str(error.lineno))
    return ProjectError("\n".join([said, *shown]), _hint(line, start))


def _hint(line: str, at: int) -> str:
    """A word of Python's own as the name of an argument is what authors of alert rules write: `for="5m"`."""
    for found in _ARGUMENT.finditer(line):
        if found.start() <= at < found.end() and keyword.iskeyword(found[1]):
            return f'did you mean "{found[1]}_"? "{found[1]}" is a word of Python, and no name of an argument'
    return "this is Python that cannot be parsed: correct the line"
