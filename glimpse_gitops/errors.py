"""Why the tool could not do its work: one tree, printed at one door (`cli/main.py`), where each has its exit code.

Faults in the users' expressions, rules and panels are findings, not exceptions.

    GlimpseError
    ├── UsageError          the call itself makes no sense
    ├── SettingsError       pyproject.toml or an environment variable is unusable
    ├── ProjectError        a module of the user's cannot be loaded or compiled
    ├── MissingSecretError  a secret that a write needs is not there, or cannot be it
    ├── NotAuthorisedError  the server refused the credentials or a permission
    ├── UnreachableError    nothing answers, or what answers is no Grafana
    ├── RefusedError        the server refused one request for a reason of its own
    ├── ConflictError       what was read has changed meanwhile
    │   ├── LeaseHeldError  somebody else applies right now
    │   └── StalePlanError  a saved plan no longer fits what is there
    ├── FindingsError       lint finds errors in what should be written
    ├── UnsafePlanError     the plan would overwrite what is not ours, or resolve firing alerts
    └── PartlyAppliedError  some changes were made, some were not
"""

from __future__ import annotations


class GlimpseError(Exception):
    """Something the tool could not do; `message` says what, `hint` what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GlimpseError):
    """The call makes no sense: an unknown path, options that exclude each other."""


class SettingsError(GlimpseError):
    """A setting is missing, unknown or of the wrong type."""


class ProjectError(GlimpseError):
    """A module of the user's is broken, or its objects contradict each other."""


class MissingSecretError(GlimpseError):
    """One or more secrets are not there, or hold what cannot be a secret, such as a placeholder."""


class NotAuthorisedError(GlimpseError):
    """The server refused the credentials (401) or a permission (403)."""


class UnreachableError(GlimpseError):
    """Nothing answers at the address, or what answers is no Grafana."""


class RefusedError(GlimpseError):
    """The server refused one request; `status` is the HTTP status."""

    def __init__(self, message: str, hint: str = "", *, status: int) -> None:
        super().__init__(message, hint)
        self.status = status


class ConflictError(RefusedError):
    """The object was changed by somebody else since it was read (409 or 412)."""


class LeaseHeldError(ConflictError):
    """Somebody else applies for the same owner right now."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, status=409)


class StalePlanError(ConflictError):
    """Since a plan was saved, Grafana or the code has changed."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, status=409)


class FindingsError(GlimpseError):
    """Lint finds errors in what should be written."""


class UnsafePlanError(GlimpseError):
    """The plan would take over or overwrite something that is not ours, or resolve alerts that are firing."""


class PartlyAppliedError(GlimpseError):
    """Some changes were written and some were not."""
