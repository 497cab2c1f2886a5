"""`adopt --drift`: the code follows what was changed in Grafana; every change is tried out before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..codegen.adoption import Place
from ..codegen.follow import Around, Drifted, follow, regenerated
from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import target_for
from ..errors import ProjectError, UsageError
from ..files.loader import load_project
from ..files.trial import trial
from ..files.writer import write_artifacts
from ..model.adoption import FileChange, Regenerated, Revised
from ..model.artifact import Artifact
from ..model.origin import Origin
from ..model.plan import Cause, FieldChange
from ..model.project import Definition, Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..plan.diff import changed_fields, masked
from ..plan.drift import compare, with_parts
from ..plan.neighbours import owners_of
from .adopt import differences, ensure_plain, panel_titles, surroundings
from .adoptable import Wanted
from .plan import Planned


@dataclass(frozen=True)
class Difference:
    """An object that the code describes and that was changed in Grafana."""

    code: Resource
    target: Resource
    """What it has to build to: itself with what only Grafana changed, or all that is live of what is not ours."""
    disputed: tuple[FieldChange, ...] = ()
    """What the code and Grafana both changed since the last apply, from live to the code."""


def revised(planned: Planned, wanted: Wanted) -> Revised:
    """The changes of the code for everything that drifted and is `wanted`."""
    ensure_plain(planned.project)
    attempt = _Attempt(planned)
    for difference in drifted(planned):
        if wanted.matches(difference.target):
            attempt.follow(difference)
    return attempt.revised()


def drifted(planned: Planned) -> Iterator[Difference]:
    """What was changed in Grafana since the last apply, or differs and was never ours."""
    others = owners_of(planned.live.values(), planned.manifest.owner)
    for id, code in planned.desired.items():
        live, entry = planned.live.get(id), planned.manifest.objects.get(id)
        if live is None or live.keeper or live.stored_as:
            continue
        if entry is None:
            if id not in others and changed_fields(live, code):
                yield Difference(code, masked(live, code))
            continue
        found = compare(live, code, entry)
        if found.by(Cause.GRAFANA, Cause.BOTH):
            yield Difference(code, found.merged, found.fields(Cause.BOTH))


def write_revised(revised: Revised, root: Path) -> None:
    """Write the changed files; a UsageError where one of them changed meanwhile."""
    for change in revised.changes:
        if _read(root / change.path) != change.before:
            raise UsageError(f"{change.path} was changed meanwhile", "run adopt again")
    write_artifacts([Artifact(change.path, change.after) for change in revised.changes], root)


class _Attempt:
    """The files as they would be, one object after the other."""

    def __init__(self, planned: Planned) -> None:
        self.planned = planned
        self.project = with_references(planned.project)
        self.around = Around(
            *_objects_and_places(planned),
            panel_titles(planned.desired.of_kind(ResourceKind.DASHBOARD)),
            self.project.settings.folder,
            target_for(planned.client.version),
        )
        self.built = planned.desired
        """What the files build to, with the places in them."""
        self.texts: dict[str, str] = {}
        self.followed: dict[ResourceId, Resource] = {}
        self.left: list[Regenerated] = []
        self.secrets: list[str] = []

    def follow(self, difference: Difference) -> None:
        """Change the file of one object, as a whole or else part by part, and say what to do by hand."""
        id, target = difference.code.id, difference.target
        found = _definition(self.project, id)
        if found is None:
            self._leave(target, None, "the place that defines it is not known")
        elif difference.disputed:
            self.left.append(_disputed(difference, found.origin))
        elif why := self._fault(found, target):
            parts = list(compare(target, self.built[id], None).causes)
            if len(parts) > 1:
                whys = [self._fault(found, with_parts(self.built[id], target, [part], target)) for part in parts]
                why = "; ".join(dict.fromkeys(filter(None, whys)))
            if why:
                self._leave(target, found, why)

    def revised(self) -> Revised:
        """What came of it."""
        root = self.planned.root
        changes = tuple(FileChange(path, _read(root / path), text) for path, text in sorted(self.texts.items()))
        return Revised(changes, tuple(self.followed), tuple(self.left), tuple(self.secrets))

    def _fault(self, found: Definition[object], target: Resource) -> str:
        """Change the files so that they build to `target` and to the same of all else; or why that cannot be."""
        one, path = self._drifted(found, target), found.origin.path
        before = self.texts.get(path) or _read(self.planned.root / path)
        try:
            followed = follow(one, before.replace("\r\n", "\n"), self.around)
        except ValueError as error:
            return str(error)
        texts = {**self.texts, path: followed.text.replace("\n", "\r\n") if "\r\n" in before else followed.text}
        targets = {**self.followed, target.id: target}
        try:
            built = self._built(texts)
        except ProjectError as error:
            return f"with its lines changed, the project does not build: {error.message}"
        if wrong := differences(built, self.planned.desired, targets):
            others = ", ".join(str(id) for id in wrong if id != target.id)
            return (
                f"its lines make {others} as well, which would change too"
                if others
                else "with its lines changed, it would still be something else"
            )
        self.texts, self.followed, self.built = texts, targets, built
        self.secrets += followed.secrets
        return ""

    def _built(self, texts: dict[str, str]) -> Bundle:
        """What the project with these files builds to."""
        with trial(self.planned.root, _artifacts(texts)) as copy:
            project = load_project(copy, self.project.settings.environment.name)
            return compile_project(project, self.around.target).bundle

    def _leave(self, target: Resource, found: Definition[object] | None, why: str) -> None:
        source = ""
        if found is not None and target.id.kind is not ResourceKind.DASHBOARD:
            with suppress(ValueError):
                source = regenerated(self._drifted(found, target), self.around)
        fields = changed_fields(self.built[target.id], target)
        self.left.append(Regenerated(target.id, found.origin if found else None, why, source, fields))

    def _drifted(self, found: Definition[object], target: Resource) -> Drifted:
        return Drifted(found.value, found.origin, self.built[target.id], target)


def _disputed(difference: Difference, origin: Origin) -> Regenerated:
    """What people have to decide: no source, which could only have the value of one side."""
    places = ", ".join(field.where for field in difference.disputed)
    theirs = tuple(replace(field, before=field.after, after=field.before) for field in difference.disputed)
    fields = (*changed_fields(difference.code, difference.target), *theirs)
    return Regenerated(difference.code.id, origin, f"the code was changed as well: {places}", "", fields)


def _objects_and_places(planned: Planned) -> tuple[Mapping[ResourceId, object], Mapping[int, Place]]:
    objects, around = surroundings(planned.root, planned.project, planned.live)
    return objects, around.places


def _artifacts(texts: dict[str, str]) -> Iterable[Artifact]:
    return [Artifact(path, text) for path, text in texts.items()]


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _definition(project: Project, id: ResourceId) -> Definition[object] | None:
    """What the author wrote for a resource."""
    fields: dict[ResourceKind, tuple[Definition[object], ...]] = {
        ResourceKind.FOLDER: project.folders,
        ResourceKind.DATASOURCE: project.datasources,
        ResourceKind.TEMPLATE: project.templates,
        ResourceKind.MUTE_TIMING: project.mute_timings,
        ResourceKind.CONTACT_POINT: project.contact_points,
        ResourceKind.POLICY: project.policies,
        ResourceKind.RULE_GROUP: project.rule_groups,
        ResourceKind.DASHBOARD: project.dashboards,
    }
    found = [one for one in fields[id.kind] if _is(one.value, id, project)]
    return found[0] if len(found) == 1 else None


def _is(value: object, id: ResourceId, project: Project) -> bool:
    if id.kind is ResourceKind.POLICY:
        return True
    if id.kind is ResourceKind.RULE_GROUP:
        folder = getattr(value, "folder", None)
        return f"{folder.uid if folder else project.settings.folder}/{getattr(value, 'name', '')}" == id.identity
    if id.kind is ResourceKind.DASHBOARD:
        content = value if isinstance(value, Mapping) else getattr(value, "content", {})
        return id.identity in (getattr(value, "uid", None), content.get("uid"))
    key = "uid" if id.kind in (ResourceKind.FOLDER, ResourceKind.DATASOURCE) else "name"
    return bool(getattr(value, key) == id.identity and getattr(value, "managed", True))
