"""`adopt --drift`: the code follows what was changed in Grafana; every change is tried out before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..codegen.follow import Drifted, follow, regenerated
from ..codegen.references import References
from ..codegen.revision import CannotFollowError
from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import Target, target_for
from ..errors import ProjectError, UsageError
from ..files.loader import load_project
from ..files.trial import trial
from ..files.writer import write_artifacts
from ..model.adoption import FileChange, Regenerated, Revised
from ..model.artifact import Artifact
from ..model.manifest import OwnedObject
from ..model.plan import Action, Change
from ..model.project import Definition, Project
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.part_digests import digests_of
from .adopt import differences, ensure_plain, panel_titles, surroundings
from .adoptable import Wanted
from .plan import Planned


@dataclass(frozen=True)
class Difference:
    """An object that the code describes and that is something else in Grafana."""

    desired: Resource
    live: Resource
    in_code: tuple[str, ...] = ()
    """The parts that the code changed since the last apply: following Grafana would undo them."""


def revised(planned: Planned, wanted: Wanted) -> Revised:
    """The changes of the code for everything that drifted and is `wanted`."""
    ensure_plain(planned.project)
    attempt = _Attempt(planned)
    for difference in drifted(planned):
        if wanted.matches(difference.live):
            attempt.follow(difference)
    return attempt.revised()


def drifted(planned: Planned) -> Iterator[Difference]:
    """What differs from the code since somebody changed it in Grafana, or since it was never ours."""
    for change in planned.plan.changes:
        if change.action not in (Action.UPDATE, Action.REFUSE) or change.before is None or change.after is None:
            continue
        if change.before.keeper or change.before.stored_as or not change.fields:
            continue
        owned = planned.manifest.objects.get(change.id)
        parts = _changed_in_code(change, change.before, change.after, owned)
        if parts is not None:
            yield Difference(change.after, change.before, parts)


def _changed_in_code(
    change: Change, live: Resource, desired: Resource, owned: OwnedObject | None
) -> tuple[str, ...] | None:
    """The parts that differ since the code changed; None where there are no others."""
    if owned is None or not owned.parts:
        return ()
    there, here = digests_of(live), digests_of(desired)
    differing = [part for part in dict.fromkeys((*here, *there)) if there.get(part) != here.get(part)]
    in_grafana = [part for part in differing if there.get(part) != owned.parts.get(part)]
    in_code = tuple(part for part in differing if here.get(part) != owned.parts.get(part))
    return in_code if in_grafana else None


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
        self.target: Target = target_for(planned.client.version)
        self.project = with_references(planned.project)
        objects, around = surroundings(planned.root, planned.project, planned.live)
        self.objects, self.places = objects, around.places
        self.panels = panel_titles(planned.desired.of_kind(ResourceKind.DASHBOARD))
        self.texts: dict[str, str] = {}
        self.followed: dict[ResourceId, Resource] = {}
        self.left: list[Regenerated] = []
        self.secrets: list[str] = []

    def follow(self, difference: Difference) -> None:
        """Change the file of one object, or say what to do by hand."""
        found = _definition(self.project, difference.desired.id)
        if found is None:
            self._leave(difference, None, "the place that defines it is not known")
            return
        one = Drifted(found.value, found.origin, difference.desired, difference.live)
        if difference.in_code:
            self._leave(difference, one, f"the code changed it as well, in {', '.join(difference.in_code)}")
            return
        references = self._references()
        path = found.origin.path
        before = self.texts.get(path) or _read(self.planned.root / path)
        try:
            after = follow(one, before.replace("\r\n", "\n"), references, self.places, self.target)
        except CannotFollowError as error:
            self._leave(difference, one, str(error))
            return
        except ValueError as error:
            self._leave(difference, None, str(error))
            return
        after = after.replace("\n", "\r\n") if "\r\n" in before else after
        if self._holds({**self.texts, path: after}, {**self.followed, difference.live.id: difference.live}):
            self.texts[path] = after
            self.followed[difference.live.id] = difference.live
        else:
            self._leave(difference, one, "changing its lines alone would not build to what is live")

    def revised(self) -> Revised:
        """What came of it."""
        root = self.planned.root
        changes = tuple(FileChange(path, _read(root / path), text) for path, text in sorted(self.texts.items()))
        return Revised(changes, tuple(self.followed), tuple(self.left), tuple(self.secrets))

    def _references(self) -> References:
        return References(self.objects, self.panels, self.project.settings.folder)

    def _leave(self, difference: Difference, one: Drifted | None, why: str) -> None:
        source, origin = "", one.origin if one else None
        if one is not None and difference.desired.id.kind is not ResourceKind.DASHBOARD:
            try:
                source = regenerated(one, self._references(), self.places, self.target)
            except ValueError:
                source = ""
        self.left.append(Regenerated(difference.desired.id, origin, why, source))

    def _holds(self, texts: dict[str, str], live: dict[ResourceId, Resource]) -> bool:
        """Whether the project with these files builds to what is live, and to the same of all else."""
        with trial(self.planned.root, _artifacts(texts)) as copy:
            try:
                project = load_project(copy, self.project.settings.environment.name)
                built = compile_project(project, self.target).bundle
            except ProjectError:
                return False
        return not differences(built, self.planned.desired, live)


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
