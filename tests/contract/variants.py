"""The kinds of server, and everything that the product knows to differ between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Refusal:
    """How a server says no."""

    status: int
    message_id: str = ""


@dataclass(frozen=True)
class Variant:
    """A version of Grafana with its storage."""

    name: str
    resource_api: bool
    """Whether dashboards and folders are resources as well."""
    unified: bool
    """Whether dashboards are stored as resources, rather than in SQL tables."""
    folder_description: bool
    """Whether folders have a description."""
    unknown_parent: int
    """The answer to creating a folder below one that is not there; 200 makes an orphan."""
    folder_versions_differ: bool
    """Whether each change of a folder gives it another resource version."""
    stale_folder: int
    """The answer to writing or deleting a folder as a resource with a resource version that is not its own."""
    full_folder_delete: Mapping[str, int]
    """The answer to deleting a folder as a resource, by what it holds."""
    write_to_deleted: int
    """The answer to a PUT with the resource version of a dashboard that is not there any more."""
    unknown_folder_of_dashboard: int
    """The answer to a classic save into a folder that is not there."""
    default_receiver: str
    """The receiver of the notification policies that a fresh server starts with."""
    taken_channel: Refusal
    """The answer to creating a channel whose uid another contact point has."""
    signature_redacted: bool
    """Whether the secret of a webhook's signature is hidden."""
    rules_without_folder: int
    """The answer to writing a rule group into a folder that is not there; 200 makes an orphan."""
    taken_title: int
    """The answer to a second rule of one title in a folder."""
    keeps_firing: bool
    """Whether rules know `keep_firing_for` and `missingSeriesEvalsToResolve`."""
    first_writes_in_new_folder: Collection[tuple[int, int]]
    """What a rule group's and a dashboard's writes into a folder that an Editor's token has just made can be told."""


_TWELVE = Variant(
    name="12.4",
    resource_api=True,
    unified=True,
    folder_description=True,
    unknown_parent=200,
    folder_versions_differ=True,
    stale_folder=409,
    full_folder_delete={"folder": 400, "dashboard": 400, "rules": 400},
    write_to_deleted=500,
    unknown_folder_of_dashboard=400,
    default_receiver="empty",
    taken_channel=Refusal(409, "alerting.notifications.contact-points.uidInUse"),
    signature_redacted=True,
    rules_without_folder=400,
    taken_title=200,
    keeps_firing=True,
    first_writes_in_new_folder={(200, 200)},
)

_SQL = replace(
    _TWELVE,
    name="12.4-sql",
    unified=False,
    unknown_parent=404,
    stale_folder=200,
    full_folder_delete={"folder": 200, "dashboard": 200, "rules": 400},
)

_ELEVEN = replace(
    _SQL,
    name="11.6",
    resource_api=False,
    folder_description=False,
    default_receiver="grafana-default-email",
    signature_redacted=False,
    rules_without_folder=200,
    taken_title=400,
    keeps_firing=False,
    first_writes_in_new_folder={(200, 200), (403, 500), (403, 200)},
)

VARIANTS: Mapping[str, Variant] = {variant.name: variant for variant in (_TWELVE, _SQL, _ELEVEN)}
