"""Before the first write: may this account do what the plan needs, and keep the manifest where it belongs?"""

from __future__ import annotations

from ..errors import NotAuthorisedError, UsageError
from ..grafana.permissions import granted
from ..model.manifest import MANIFEST_FOLDER
from ..model.resource import ResourceId, ResourceKind
from ..plan.permissions import Granted, editable_folder, lacks, manifest_lacks
from .plan import Planned

_ROLES = ("Viewer", "Editor", "Admin")


def ensure_permitted(planned: Planned) -> None:
    """Raise NotAuthorisedError with everything that the account lacks, and the role that has it.

    A UsageError where the folder that the settings name for the manifest is not there.
    """
    may = granted(planned.client)
    homeless = _homeless(planned, may)
    if may is None:
        return
    old = planned.client.version < (12, 0)
    missing = lacks(planned.plan.changes, planned.live, may, queried_deletes=old)
    listed = [f"  {lack.what} ({lack.action})" for lack in missing]
    hints = []
    if missing:
        role = max((lack.role for lack in missing), key=_ROLES.index)
        hints.append(f"give it the role {role} or these permissions, or plan with what it may do")
    if homeless:
        folder = planned.manifest.folder
        listed.append(f'  keep its list of what it manages in folder "{folder}" (folders:create, dashboards:create)')
        hints.append(_other_home(may))
    if listed:
        raise NotAuthorisedError(
            "\n".join(["nothing was written: this account may not", *listed]), "; ".join(dict.fromkeys(hints))
        )


def _homeless(planned: Planned, may: Granted | None) -> bool:
    """Whether the manifest and the lease cannot stand where they should."""
    home = ResourceId(ResourceKind.FOLDER, planned.manifest.folder)
    there = home in planned.live or _is_shown(planned, home)
    if not there and home.identity != MANIFEST_FOLDER:
        raise UsageError(
            f'nothing was written: manifest_folder is "{home.identity}", and there is no such folder, '
            "or this account may not see it",
            "it is the uid of a folder that is there: make it in Grafana first, or correct it in pyproject.toml",
        )
    if may is None:
        return False
    return manifest_lacks(home.identity, there, planned.page is not None, planned.live, may)


def _is_shown(planned: Planned, folder: ResourceId) -> bool:
    try:
        return planned.adapters[ResourceKind.FOLDER].read_one(folder) is not None
    except NotAuthorisedError:
        return False


def _other_home(may: Granted) -> str:
    return f'set manifest_folder = "{editable_folder(may) or "<uid>"}" in pyproject.toml: a folder that it may edit'
