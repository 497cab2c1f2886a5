"""`adopt`: what was made in Grafana becomes code, proven in a copy of the project. Sends nothing but GET."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..codegen.adoption import Place, Surroundings, in_the_clear, new_files
from ..codegen.live_objects import live_objects
from ..codegen.references import References
from ..compile.project import compile_project
from ..compile.target import Target, target_for
from ..errors import ProjectError, UsageError
from ..files.loader import load_project
from ..files.source_folders import SOURCE_FOLDERS
from ..files.trial import trial
from ..files.writer import write_artifacts
from ..grafana.everything import everything
from ..model.adoption import NewModules
from ..model.artifact import Artifact
from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.mute_timing import MuteTiming
from ..model.project import Definition, Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..plan.diff import changed_fields
from .adoptable import Wanted, unmanaged
from .plan import Planned


def new_modules(planned: Planned, wanted: Wanted) -> NewModules:
    """The files for the objects that are `wanted` and in no code; a ProjectError where they do not build."""
    ensure_plain(planned.project)
    target = target_for(planned.client.version)
    live, closed = everything(planned.client, planned.adapters, planned.live)
    wanted.ensure_found(live.values())
    chosen, refused = unmanaged(live, planned.desired, planned.manifest, wanted)
    objects, around = surroundings(planned.root, planned.project, live)
    panels = panel_titles([*planned.desired.of_kind(ResourceKind.DASHBOARD), *chosen])
    references = References(objects, panels, planned.project.settings.folder)
    made = live_objects(chosen, references, target)
    files = new_files({**references.existing, **made.objects}, around)
    if made.objects:
        ensure_equal(planned, files, {one.id: one for one in chosen if one.id in made.objects}, target)
    points = [one for one in made.objects.values() if isinstance(one, ContactPoint)]
    return NewModules(
        files if made.objects else (),
        tuple(made.objects),
        {**refused, **made.left_out},
        tuple(references.secrets),
        tuple(point.name for point in points if in_the_clear(point)),
        closed,
    )


def write_new(new: NewModules, root: Path) -> None:
    """Write the new files under `root`; a file that is there is a UsageError, and nothing is written."""
    there = [file.path for file in new.files if (root / file.path).exists()]
    if there:
        raise UsageError(
            f"{there[0]} is there already, and adopt overwrites no file", "move it, or choose another --out"
        )
    for file in new.files:
        (root / file.path).parent.mkdir(parents=True, exist_ok=True)
    write_artifacts(new.files, root)


def ensure_plain(project: Project) -> None:
    """Refuse an environment that renames things: what is live there is not what the code says."""
    there = project.settings.environment
    if there.name and (there.folder_prefix or there.datasources or there.contact_points):
        raise UsageError(
            f"environment {there.name} maps folders, data sources or contact points, so its objects are not the code's",
            "adopt from the Grafana whose objects have the names of the code",
        )


def ensure_equal(
    planned: Planned, files: Iterable[Artifact], live: Mapping[ResourceId, Resource], target: Target
) -> None:
    """Raise a ProjectError unless the project with `files` builds to `live`, and to the same of all else."""
    with trial(planned.root, files) as copy:
        try:
            project = load_project(copy, planned.project.settings.environment.name)
            built = compile_project(project, target).bundle
        except ProjectError as error:
            raise ProjectError(f"what was generated does not build, so nothing is written: {error.message}") from None
    if wrong := differences(built, planned.desired, live):
        raise ProjectError(
            f"what was generated builds to something else, so nothing is written: {', '.join(map(str, wrong))}",
            "leave these out, and please report it",
        )


def differences(built: Bundle, desired: Bundle, live: Mapping[ResourceId, Resource]) -> list[ResourceId]:
    """What does not build to `live`, or else not to what the code made before."""
    wrong = [id for id, one in live.items() if id not in built or changed_fields(one, built[id])]
    rest = [id for id in desired if id not in live]
    return wrong + [id for id in rest if id not in built or changed_fields(desired[id], built[id])]


def panel_titles(dashboards: Iterable[Resource]) -> dict[tuple[str, str], str]:
    """Dashboard uid and panel id → `uid/title`, of the panels whose title names them alone."""
    titles: dict[tuple[str, str], str] = {}
    for dashboard in dashboards:
        if dashboard.id.kind is not ResourceKind.DASHBOARD:
            continue
        listed = [one for one in dashboard.spec["dashboard"].get("panels") or () if isinstance(one, Mapping)]
        panels = [*listed, *(inner for one in listed for inner in one.get("panels") or ())]
        named = [one for one in panels if one.get("title") and one.get("type") != "row" and one.get("id")]
        for panel in named:
            if sum(one["title"] == panel["title"] for one in named) == 1:
                uid = dashboard.id.identity
                titles[uid, str(panel["id"])] = f"{uid}/{panel['title']}"
    return titles


def surroundings(
    root: Path, project: Project, live: Mapping[ResourceId, Resource]
) -> tuple[dict[ResourceId, object], Surroundings]:
    """What new modules can import from the project, and the names and paths that are taken."""
    kinds: tuple[tuple[ResourceKind, tuple[Definition[object], ...]], ...] = (
        (ResourceKind.FOLDER, project.folders),
        (ResourceKind.DATASOURCE, project.datasources),
        (ResourceKind.CONTACT_POINT, project.contact_points),
        (ResourceKind.MUTE_TIMING, project.mute_timings),
    )
    objects: dict[ResourceId, object] = {}
    places: dict[int, Place] = {}
    for kind, definitions in kinds:
        for one in definitions:
            place = Place(one.origin.path.removesuffix(".py"), one.origin.variable)
            if all(part.isidentifier() for part in (*place.module.split("/"), place.variable)):
                objects[ResourceId(kind, _identity(one.value))] = one.value
                places[id(one.value)] = place
    paths = {file.relative_to(root).as_posix() for name in SOURCE_FOLDERS for file in (root / name).rglob("*")}
    made = {f"{path.removesuffix('.py')}{suffix}" for path in paths for suffix in (".json", ".yml")}
    return objects, Surroundings(
        places,
        {place.variable for place in places.values()},
        paths | made,
        {id: one.title for id, one in live.items()},
        beside_package=(root / "glimpse_gitops").is_dir(),
    )


def _identity(value: object) -> str:
    if isinstance(value, Folder | Datasource):
        return value.uid
    assert isinstance(value, ContactPoint | MuteTiming)
    return value.name
