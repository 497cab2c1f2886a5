"""Before the first write: may this account do what the plan needs?"""

from __future__ import annotations

from ..errors import NotAuthorisedError
from ..grafana.permissions import granted
from ..plan.permissions import lacks
from .plan import Planned

_ROLES = ("Editor", "Admin")


def ensure_permitted(planned: Planned) -> None:
    """Raise NotAuthorisedError with everything that the account lacks, and the role that has it."""
    may = granted(planned.client)
    if may is None:
        return
    missing = lacks(planned.plan.changes, planned.live, may, locked=planned.client.provenance == "locked")
    if missing:
        listed = "\n".join(f"  {lack.what} ({lack.action})" for lack in missing)
        role = max((lack.role for lack in missing), key=_ROLES.index)
        raise NotAuthorisedError(
            f"nothing was written: this account may not\n{listed}",
            f"give it the role {role} or these permissions, or plan with what it may do",
        )
