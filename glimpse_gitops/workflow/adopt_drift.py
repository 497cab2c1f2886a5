"""`adopt --drift`: the code follows what was changed in Grafana; every change is tried out before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..codegen.adoption import Place
from ..codegen.follow import Around, Drifted, follow, regenerated
from ..codegen.revision import CannotFollowError
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
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.diff import changed_fields, masked
from ..plan.drift import compare
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
        self.texts: dict[str, str] = {}
        self.followed: dict[ResourceId, Resource] = {}
        self.left: list[Regenerated] = []
        self.secrets: list[str] = []

    def follow(self, difference: Difference) -> None:
        """Change the file of one object, or say what to do by hand."""
        found = _definition(self.project, difference.code.id)
        if found is None:
            self._leave(difference, None, "the place that defines it is not known")
            return
        if difference.disputed:
            self.left.append(_disputed(difference, found.origin))
            return
        one = Drifted(found.value, found.origin, difference.code, difference.target)
        path = found.origin.path
        before = self.texts.get(path) or _read(self.planned.root / path)
        try:
            followed = follow(one, before.replace("\r\n", "\n"), self.around)
        except CannotFollowError as error:
            self._leave(difference, one, str(error))
            return
        except ValueError as error:
            self._leave(difference, None, str(error))
            return
        after = followed.text.replace("\n", "\r\n") if "\r\n" in before else followed.text
        targets = {**self.followed, difference.target.id: difference.target}
        if fault := self._fault({**self.texts, path: after}, targets):
            self._leave(difference, one, fault)
            return
        self.texts[path] = after
        self.followed = targets
        self.secrets += followed.secrets

    def revised(self) -> Revised:
        """What came of it."""
        root = self.planned.root
        changes = tuple(FileChange(path, _read(root / path), text) for path, text in sorted(self.texts.items()))
        return Revised(changes, tuple(self.followed), tuple(self.left), tuple(self.secrets))

    def _leave(self, difference: Difference, one: Drifted | None, why: str) -> None:
        source, origin = "", one.origin if one else None
        if one is not None and difference.code.id.kind is not ResourceKind.DASHBOARD:
            try:
                source = regenerated(one, self.around)
            except ValueError:
                source = ""
        fields = changed_fields(difference.code, difference.target)
        self.left.append(Regenerated(difference.code.id, origin, why, source, fields))

    def _fault(self, texts: dict[str, str], targets: dict[ResourceId, Resource]) -> str:
        """Why the project with these files would not build to what is live, and to the same of all else; or nothing."""
        with trial(self.planned.root, _artifacts(texts)) as copy:
            try:
                project = load_project(copy, self.project.settings.environment.name)
                built = compile_project(project, self.around.target).bundle
            except ProjectError as error:
                return f"with its lines changed, the project does not build: {error.message}"
        wrong = differences(built, self.planned.desired, targets)
        return f"changing its lines would change {', '.join(map(str, wrong))} otherwise" if wrong else ""


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
