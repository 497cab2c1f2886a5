"""Names of variables and modules, made of the names that people gave in Grafana."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection

_RESERVED = frozenset((*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "env", "l"))
_LONGEST = 60


def snake_case(text: str, otherwise: str) -> str:
    """`HTTP errors (5xx)` → `http_errors_5xx`; letters of any alphabet stay: `야간 당번` → `야간_당번`.

    `otherwise` stands in for a text without letters, and before one that starts with a digit.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", plain).lower()
    # The second normalisation is Python's own: some letters become others when they become small.
    letters = "".join(one if f"a{one}".isidentifier() else "_" for one in unicodedata.normalize("NFKC", plain))
    name = re.sub(r"_+", "_", letters).strip("_")[:_LONGEST].rstrip("_")
    if not name:
        return otherwise
    return name if name.isidentifier() else f"{otherwise}_{name}"


def free_name(text: str, kind: str, taken: Collection[str]) -> str:
    """A name for an object that is called `text`, of a kind that is called `kind`, that is not `taken` yet."""
    name = snake_case(text, kind)
    if name not in taken and name not in _RESERVED:
        return name
    longer = name if name.endswith(f"_{kind}") or name == kind else f"{name}_{kind}"
    return next(one for one in (longer, *(f"{longer}_{n}" for n in range(2, len(taken) + 3))) if _is_free(one, taken))


def _is_free(name: str, taken: Collection[str]) -> bool:
    return name not in taken and name not in _RESERVED


def secret_name(parts: Collection[str], taken: Collection[str]) -> str:
    """The environment variable for a secret: `("oncall", "slack", "url")` → `ONCALL_SLACK_URL`.

    Only letters of ASCII are sure to work in every shell; words that the name has already are not said twice.
    """
    words: list[str] = []
    for part in parts:
        spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", part)
        for word in re.findall(r"[A-Z0-9]+", spaced.upper().encode("ascii", "replace").decode()):
            if word not in words:
                words.append(word)
    name = "_".join(words) or "SECRET"
    name = name if name[0].isalpha() else f"SECRET_{name}"
    return next(one for one in (name, *(f"{name}_{n}" for n in range(2, len(taken) + 3))) if one not in taken)
