"""The subjects of files from elsewhere, and what rules may know beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from ..model.broken_part import BrokenPart
from ..model.catalogue import Catalogue, EmptyCatalogue
from ..model.catalogue_lock import NO_LOCK
from ..model.label import Labels, as_labels
from ..model.origin import Origin
from ..model.project import Definition, Project
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup
from ..model.settings import Settings
from ..model.source_index import SourceIndex
from .added_labels import added_labels, with_labels
from .analysis import Analyses
from .context import Context, prometheus_version_of, retention_of
from .document_part import PartKind
from .document_walk import DocumentWalk
from .foreign import ForeignFile
from .json_lists import mappings_in
from .knowledge import Knowledge, knowledge_of
from .rule_walk import broken_part_subject
from .site import text_of
from .subjects import Subject

_FEWEST_PARTS = 20_000
"""Parts of a file (rules, queries, panels, their texts) that are looked at in any case."""
_CHARACTERS = 50
"""Of larger files one part for so many characters: real ones, written as densely as can be, have one for 66."""


class ForeignWalk:
    """One walk over some files, held against the project's catalogue where there is one.

    `own` are the paths of files whose metrics the catalogue should know; the others may use any. What rules record is
    known to the whole project. Of files from elsewhere only rules of one folder are surely run by one Prometheus: on
    their way to another, or to what dashboards ask, series get labels that no rule tells of (`external_labels`).
    """

    def __init__(self, files: Sequence[ForeignFile], project: Project | None, own: Collection[str] = ()) -> None:
        self.files, self.own = files, own
        self.settings = Settings(owner="", project="") if project is None else project.settings
        catalogue: Catalogue = EmptyCatalogue() if project is None else project.catalogue
        lock = NO_LOCK if project is None else project.lock
        self._groups = [*_groups(files), *(() if project is None else project.rule_groups)]
        self._catalogue, self._lock = catalogue, lock
        self.declared: Knowledge = knowledge_of(catalogue, (), lock)
        """What is known without these files: what their rules record takes a while, and not all need it."""
        opened = replace(catalogue, complete=False)
        self._is_project = project is not None and bool(project.settings.owner)
        self._without = Analyses(replace(self.declared, catalogue=opened))
        self._folders: dict[str, Analyses] = {}
        self._added: dict[str, tuple[str, ...]] = {}
        for folder, found in _by_folder(files).items():
            if recorded := _recorded(found):
                told = knowledge_of(opened, [_without_ambiguous(group) for group in found], lock)
                told = replace(told, recorded=recorded)
                self._added[folder] = added_labels(told, _expressions(found))
                self._folders[folder] = Analyses(with_labels(told, self._added[folder]))
        context = foreign_context(files, self.settings, project)
        self.context = replace(context, has_policies=bool(own) and all(file.path in own for file in files))

    def subjects(self) -> Iterator[Subject]:
        """All subjects, file by file."""
        for file in self.files:
            yield from self.of_file(file)

    def of_file(self, file: ForeignFile) -> Iterator[Subject]:
        """The subjects of one file; one that has more than a real file could have is not looked at to its end."""
        most = max(_FEWEST_PARTS, size_of(file) // _CHARACTERS)
        subjects = self._of_file(file)
        yield from islice(subjects, most)
        if (beyond := next(subjects, None)) is not None:
            said = f"the file has more than {most:,} parts: what begins here, and all behind it, was not looked at"
            yield broken_part_subject(BrokenPart("yaml", said, replace(beyond.home, variable=""), hint="split it"))

    def _of_file(self, file: ForeignFile) -> Iterator[Subject]:
        for broken in file.broken:
            yield broken_part_subject(broken)
        if file.word:
            said = f"the file is left alone: {file.word}"
            hint = 'a rule file starts with "groups:", a dashboard has "panels"'
            yield broken_part_subject(BrokenPart("other", said, Origin(file.path, 1), hint=hint))
        of_rules, of_queries = self._analyses(file.path)
        for document in file.documents:
            yield from DocumentWalk(document, self.context, of_rules, of_queries).subjects()

    def _analyses(self, path: str) -> tuple[Analyses, Analyses]:
        """What is known to the rules in a file, and to what else asks there."""
        if path in self.own:
            return self._own, self._own
        if self._is_project and not path.startswith("/"):
            return self._others, self._others
        return self._folders.get(_folder(path), self._without), self._without

    @cached_property
    def _own(self) -> Analyses:
        return Analyses(knowledge_of(self._catalogue, self._groups, self._lock))

    @cached_property
    def _others(self) -> Analyses:
        if not self._catalogue.complete:
            return self._own
        return Analyses(knowledge_of(replace(self._catalogue, complete=False), self._groups, self._lock))

    def known(self) -> tuple[object, ...]:
        """All that the findings in one file can depend on of the others, as values that print the same every time.

        Of the project beside the files nothing is in here.
        """
        context, rules = self.context, [rule for group in _groups(self.files) for rule in group.value.rules]
        recorded = [_told(one.record, one.expr, one.labels) for one in rules if isinstance(one, RecordingRule)]
        alerts = [_told(one.name, "", one.labels) for one in rules if isinstance(one, AlertRule)]
        return (
            recorded,
            # Only a complete catalogue says which series alerts can have.
            alerts if self._catalogue.complete else (),
            sorted(self._added.items()),
            sorted(context.contact_points),
            sorted(context.contact_folders),
            sorted(context.mute_timings),
            sorted(context.datasources.items()),
            sorted(context.dashboard_folders),
            (context.knows_contact_points, context.knows_mute_timings, context.has_policies),
            (context.retention, context.prometheus_version),
        )

    @property
    def sources(self) -> SourceIndex:
        """The constructs of those files in which a comment speaks to the linter."""
        spoken = [file for file in self.files if file.comments]
        literals = {path: found for file in spoken for path, found in file.sources.literals.items()}
        constructs = {path: found for file in spoken for path, found in file.sources.constructs.items()}
        return SourceIndex(literals, constructs)


def foreign_context(files: Sequence[ForeignFile], settings: Settings, project: Project | None) -> Context:
    """What the files say of data sources and of whom to notify."""
    datasources = {} if project is None else {one.value.uid: one.value.type for one in project.datasources}
    for file in files:
        datasources |= dict(file.datasources)
    points, timings = _names(files, "contact points"), _names(files, "mute timings")
    # Policies of another folder may send to what nobody read, as where a template makes its contact points.
    folders = frozenset(_folder(_folder(file.path)) for file in files if _names([file], "contact points"))
    if project is not None:
        folders |= {"" for _ in project.contact_points}
        points |= {one.value.name for one in project.contact_points}
        timings |= {one.value.name for one in project.mute_timings}
    return Context(
        settings,
        points,
        timings,
        datasources,
        knows_contact_points=bool(points),
        contact_folders=folders,
        knows_mute_timings=bool(timings),
        has_policies=False,
        dashboard_folders=frozenset(folder for file in files for folder in file.dashboard_folders),
        retention=retention_of(project),
        online=None if project is None else project.online,
        prometheus_version=prometheus_version_of(project),
    )


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _recorded(groups: Sequence[Definition[RuleGroup]]) -> frozenset[str]:
    rules = [rule for group in groups for rule in group.value.rules]
    return frozenset(rule.record for rule in rules if isinstance(rule, RecordingRule))


def _without_ambiguous(group: Definition[RuleGroup]) -> Definition[RuleGroup]:
    """The group without rules that record a name as exporters have them: such series may be scraped, too."""
    rules = [rule for rule in group.value.rules if not isinstance(rule, RecordingRule) or ":" in rule.record]
    return group if len(rules) == len(group.value.rules) else replace(group, value=replace(group.value, rules=rules))


def _by_folder(files: Sequence[ForeignFile]) -> dict[str, list[Definition[RuleGroup]]]:
    """The groups of each folder."""
    found: dict[str, list[Definition[RuleGroup]]] = {}
    for group in _groups(files):
        found.setdefault(_folder(group.origin.path), []).append(group)
    return found


def _expressions(groups: Sequence[Definition[RuleGroup]]) -> Iterator[str]:
    rules = (rule for group in groups for rule in group.value.rules)
    return (rule.expr for rule in rules if isinstance(rule, AlertRule | RecordingRule))


def _told(name: str, expr: str, labels: Labels) -> tuple[object, ...]:
    return name, expr, sorted(as_labels(labels).items())


def size_of(file: ForeignFile) -> int:
    """The characters of a file, 0 of one that was not read."""
    return max((len(one.document.file.text) for one in file.documents), default=0)


def _groups(files: Sequence[ForeignFile]) -> Iterator[Definition[RuleGroup]]:
    for file in files:
        for document in file.documents:
            for read in document.groups:
                yield Definition(read.group, Origin(file.path))


def _names(files: Sequence[ForeignFile], kind: PartKind) -> frozenset[str]:
    return frozenset(
        text_of(one.get("name"))
        for file in files
        for document in file.documents
        for part in document.parts
        if part.kind == kind
        for _, one in mappings_in(part.value)
    )
