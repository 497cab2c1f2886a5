"""New modules for live objects that no code describes yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..model.artifact import Artifact
from ..model.contact_point import ContactPoint
from ..model.folder import Folder
from ..model.integrations import Integration, Webhook
from ..model.json_dashboard import JsonDashboard
from ..model.resource import ResourceId, ResourceKind
from ..model.rule_group import RuleGroup
from ..render.dashboard_json import dashboard_json
from .module import AUTHORING, Statement, module_text
from .names import free_name, snake_case
from .objects import expression_of


@dataclass(frozen=True)
class Place:
    """Where an object stands, or is to stand."""

    module: str
    """With `/` and without `.py`."""
    variable: str

    @property
    def dotted(self) -> str:
        """The module as an import names it."""
        return self.module.replace("/", ".")


@dataclass(frozen=True)
class Surroundings:
    """What there is already in the project."""

    places: Mapping[int, Place]
    """`id(object)` → where the project defines it, of the objects that can be imported."""
    variables: Collection[str]
    """Names that are taken."""
    paths: Collection[str]
    """Files that are there, or that a build makes."""
    titles: Mapping[ResourceId, str]
    """What people call the objects."""
    beside_package: bool = False
    """Whether the project is the one of glimpse-gitops itself."""


_MODULES: Mapping[ResourceKind, tuple[str, str, str]] = {
    ResourceKind.FOLDER: ("stack/adopted", "folder", "Folders and data sources"),
    ResourceKind.DATASOURCE: ("stack/adopted", "datasource", "Folders and data sources"),
    ResourceKind.TEMPLATE: ("alerts/adopted_templates", "template", "Notification templates"),
    ResourceKind.MUTE_TIMING: ("alerts/adopted_mute_timings", "timing", "Mute timings"),
    ResourceKind.CONTACT_POINT: ("alerts/adopted_contact_points", "contact_point", "Contact points"),
    ResourceKind.POLICY: ("alerts/adopted_policies", "policy", "The notification policy tree"),
    ResourceKind.RULE_GROUP: ("alerts/adopted", "rules", "Rule groups"),
    ResourceKind.DASHBOARD: ("dashboards/adopted", "dashboard", "Dashboards"),
}
"""Kind → the module that its objects go to, what they are called in names, and in the module's first line."""


def new_files(objects: Mapping[ResourceId, object], around: Surroundings) -> tuple[Artifact, ...]:
    """The modules that define `objects`, and the JSON files of dashboards; no path is one of those in `around`."""
    paths = set(around.paths)
    modules: dict[str, str] = {}
    places = dict(around.places)
    variables = set(around.variables)
    standing: defaultdict[str, list[tuple[ResourceId, Place]]] = defaultdict(list)
    for id, value in objects.items():
        stem = _stem(id, value, around)
        if stem not in modules:
            modules[stem] = _free_path(stem, ".py", paths)
            paths.add(f"{modules[stem]}.py")
        kind = _MODULES[id.kind][1]
        title = around.titles.get(id, id.identity)
        place = Place(modules[stem], "policy" if kind == "policy" else free_name(title, kind, variables))
        variables.add(place.variable)
        places[id_of(value)] = place
        standing[modules[stem]].append((id, place))
    files: list[Artifact] = []
    for module, ids in standing.items():
        named = {id: _with_file(objects[id], place, paths) for id, place in ids}
        files += [_json(value, module) for value in named.values() if isinstance(value, JsonDashboard)]
        files.append(_module(module, ids, named, places, around))
    return tuple(sorted(files, key=lambda file: file.path))


def id_of(value: object) -> int:
    """What tells objects apart: two of equal content may be two."""
    return id(value)


def in_the_clear(point: ContactPoint) -> tuple[str, ...]:
    """The addresses of a contact point that Grafana shows, and that a careful author would give as secrets."""
    settings = [one.settings() for one in point.integrations if isinstance(one, Webhook | Integration)]
    texts = [(key, value) for given in settings for key, value in given.items() if isinstance(value, str)]
    return tuple(key for key, value in texts if "url" in key.lower() and value)


def _stem(id: ResourceId, value: object, around: Surroundings) -> str:
    """The module of an object: rules and dashboards stand with those of the same folder."""
    stem = _MODULES[id.kind][0]
    folder = value.folder if isinstance(value, RuleGroup | JsonDashboard) else None
    if not isinstance(folder, Folder) or not folder.uid:
        return stem
    title = around.titles.get(ResourceId(ResourceKind.FOLDER, folder.uid), folder.title)
    return f"{stem}_{snake_case(title, 'folder')}"


def _free_path(stem: str, suffix: str, taken: Collection[str]) -> str:
    """`stem`, with a number behind it where a file has that name."""
    candidates = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in candidates if f"{one}{suffix}".lower() not in {path.lower() for path in taken})


def _with_file(value: object, place: Place, paths: set[str]) -> object:
    """A dashboard with the name of its JSON file, which is that of its variable."""
    if not isinstance(value, JsonDashboard):
        return value
    stem = _free_path(f"{PurePosixPath(place.module).parent}/{place.variable}", ".json", paths)
    paths.add(f"{stem}.json")
    return replace(value, file=f"{PurePosixPath(stem).name}.json")


def _json(value: JsonDashboard, module: str) -> Artifact:
    return Artifact(f"{PurePosixPath(module).parent}/{value.file}", dashboard_json(value.to_json_data()))


def _module(
    module: str,
    ids: list[tuple[ResourceId, Place]],
    named: Mapping[ResourceId, object],
    places: Mapping[int, Place],
    around: Surroundings,
) -> Artifact:
    imports: defaultdict[str, set[str]] = defaultdict(set)

    def name_of(value: object) -> str | None:
        place = places.get(id(value))
        if place is None:
            return None
        if place.module != module:
            imports[place.dotted].add(place.variable)
        return place.variable

    def use(name: str) -> None:
        imports[AUTHORING].add(name)

    statements = [Statement(place.variable, expression_of(named[id], name_of, use)) for id, place in ids]
    summary = f"{_MODULES[ids[0][0].kind][2]}, adopted from Grafana."
    return Artifact(f"{module}.py", module_text(summary, statements, imports, beside_package=around.beside_package))
