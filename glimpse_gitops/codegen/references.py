"""What a generated object may refer to: objects of the project, objects made beside it, and what others keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.mute_timing import MuteTiming
from ..model.resource import ResourceId, ResourceKind
from ..model.secret import SecretRef, env
from .names import secret_name

Object = TypeVar("Object")


class References:
    """Objects by their identity in Grafana; what nobody defines here is referred to as existing."""

    def __init__(
        self,
        objects: Mapping[ResourceId, object],
        panels: Mapping[tuple[str, str], str] | None = None,
        default_folder: str = "",
    ) -> None:
        self.objects = dict(objects)
        self.panels = panels or {}
        """Dashboard uid and panel id → `"dashboard-uid/Panel title"`, where that names one panel only."""
        self.default_folder = default_folder
        """The uid of the folder of dashboards that name none; empty for Grafana's root."""
        self.existing: dict[ResourceId, object] = {}
        """What somebody else keeps and the objects refer to."""
        self.secrets: list[str] = []
        """The environment variables that the objects refer to, in their order."""

    def folder(self, uid: str) -> Folder:
        """The folder with this uid; the empty one is Grafana's root."""
        if not uid:
            return Folder.root()
        return self._known(ResourceKind.FOLDER, uid, Folder, Folder.existing(uid))

    def datasource(self, uid: str, type: str) -> Datasource:
        """The data source with this uid."""
        other = Datasource.existing(uid, type) if type else Datasource.existing(uid)
        found = self._known(ResourceKind.DATASOURCE, uid, Datasource, other)
        # The type that a query names may be an older name of the plugin.
        return found if not type or found.type == type else other

    def contact_point(self, name: str) -> ContactPoint:
        """The contact point of this name."""
        return self._known(ResourceKind.CONTACT_POINT, name, ContactPoint, ContactPoint.existing(name))

    def mute_timing(self, name: str) -> MuteTiming:
        """The mute timing of this name."""
        return self._known(ResourceKind.MUTE_TIMING, name, MuteTiming, MuteTiming.existing(name))

    def secret(self, *words: str) -> SecretRef:
        """A reference to a secret, under a name of its own that is made of `words`."""
        self.secrets.append(secret_name(words, self.secrets))
        return env(self.secrets[-1])

    def _known(self, kind: ResourceKind, identity: str, wanted: type[Object], otherwise: Object) -> Object:
        id = ResourceId(kind, identity)
        found = self.objects.get(id) or self.existing.setdefault(id, otherwise)
        return found if isinstance(found, wanted) else otherwise
