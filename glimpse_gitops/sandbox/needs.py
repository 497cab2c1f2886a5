"""The permissions that an endpoint asks for, and how a refusal names them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from .answer import RefusalError


@dataclass(frozen=True)
class Need:
    """One action, or any or all of several needs."""

    mode: str
    """`action`, `any` or `all`."""
    action: str = ""
    parts: tuple[Need, ...] = ()

    @property
    def text(self) -> str:
        if self.mode == "action":
            return self.action
        return f"{self.mode} of " + ", ".join(part.text for part in self.parts)

    def is_met_by(self, actions: Collection[str]) -> bool:
        if self.mode == "action":
            return self.action in actions
        met = (part.is_met_by(actions) for part in self.parts)
        return any(met) if self.mode == "any" else all(met)


def _parts(needs: tuple[str | Need, ...]) -> tuple[Need, ...]:
    return tuple(need if isinstance(need, Need) else Need("action", need) for need in needs)


def one(action: str) -> Need:
    return Need("action", action)


def any_of(*needs: str | Need) -> Need:
    return Need("any", parts=_parts(needs))


def all_of(*needs: str | Need) -> Need:
    return Need("all", parts=_parts(needs))


def access_denied(need: Need) -> RefusalError:
    """The 403 that names what is missing."""
    return RefusalError(
        403,
        {
            "accessErrorId": f"ACE{secrets.randbelow(10**10):010d}",
            "message": f"You'll need additional permissions to perform this action. Permissions needed: {need.text}",
            "title": "Access denied",
        },
    )
