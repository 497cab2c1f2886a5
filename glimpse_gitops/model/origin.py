"""Where in the users' files something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Origin:
    """A place in a file of the user's. Lines and columns count from 1; the end is exclusive; 0 means not known."""

    path: str
    """Relative to the project, with `/`."""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    variable: str = ""
    """The module's variable that the object is bound to."""
    exact: bool = True
    """False where the text itself was not found and this is the construct around it."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path
