"""The way in: `lint` holds every rule against every part of a project and returns what it found."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ..model.document import Document
from ..model.finding import Finding, Severity
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.origin import Origin
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceKind
from ..model.source_index import SourceIndex
from .analysis import Analyses
from .catalogue_walk import metric_subjects
from .conclusion import Asides, concluded
from .config import config_of
from .context import Context, context_of
from .dashboard_walk import DashboardWalk, dashboard_subject
from .document_parts import parts_of
from .file_site import FileSite
from .foreign import ForeignFile
from .foreign_walk import ForeignWalk
from .grafana_rule_walk import own_grafana_rules
from .knowledge import Knowledge, knowledge_of
from .passage import Passage
from .repair import placed
from .routing_walk import routing_subjects
from .rule import Fault, Rule
from .rule_walk import group_subjects
from .selection import Rules, Selection, selection_of
from .site import Site, SourceSite
from .stack_walk import federation_subjects
from .subjects import DashboardSubject, ProjectSubject, QuerySubject, Subject
from .suppression import Reported

MOST = 1000
"""Findings of one rule in one file that are told: who has more needs no list of them."""

CRASHED = ("SP799", "rule-crashed")
"""Id and name of the finding that stands for a rule that raised an exception: a fault of ours, not of the user's."""


def lint(
    project: Project,
    bundle: Bundle,
    *,
    rules: Rules | None = None,
    choices: LintChoices = NO_CHOICES,
    asides: Asides | None = None,
    documents: Mapping[str, Document] = MappingProxyType({}),
    errors_only: bool = False,
) -> tuple[Finding, ...]:
    """The findings in everything that a project defines, by place. `bundle` is the project, compiled.

    Without `rules` those run that the settings and the choices name. `documents` are the dashboards that the project
    keeps as JSON, by path: findings in them point into these files.
    `errors_only` runs only the rules that can find an error, whose other findings are told as well.
    """
    selection = selection_of(config_of(project.settings), choices, rules)
    if errors_only:
        selection = selection.errors_only()
    queries_kept = any(rule.compares_queries for rule in selection.rules)
    subjects, context = subjects_of(project, bundle, documents, queries_kept=queries_kept)
    return _findings(subjects, context, project.sources, asides or Asides(project.comments), selection)


def subjects_of(
    project: Project,
    bundle: Bundle,
    documents: Mapping[str, Document] = MappingProxyType({}),
    *,
    queries_kept: bool = True,
) -> tuple[Iterator[Subject], Context]:
    """Everything in a project that rules look at, one after the other, and what they may know of the whole.

    Of the parts of dashboards the last subject, the project, holds these themselves and with `queries_kept` their
    queries: a thousand dashboards have a hundred thousand parts, which need not be in memory all at once.
    """
    context = context_of(project, bundle)
    return _walk(project, bundle, documents, context, queries_kept), context


def _walk(
    project: Project, bundle: Bundle, documents: Mapping[str, Document], context: Context, queries_kept: bool
) -> Iterator[Subject]:
    knowledge = knowledge_of(project.catalogue, project.rule_groups, project.lock)
    analyses = Analyses(knowledge)
    kept: list[Subject] = []
    for resource in bundle.of_kind(ResourceKind.DASHBOARD):
        for subject in _parts_of_dashboard(resource, project, documents, context, analyses):
            if isinstance(subject, DashboardSubject) or (queries_kept and isinstance(subject, QuerySubject)):
                kept.append(subject)
            yield subject
    rest: list[Subject] = []
    for definition in project.rule_groups:
        rest += group_subjects(definition, project.sources, context, analyses)
    rest += own_grafana_rules(project, bundle, context, analyses)
    rest += routing_subjects(project, bundle)
    rest += metric_subjects(project.catalogue, project.sources)
    rest += federation_subjects(project, knowledge)
    yield from rest
    yield project_subject([*kept, *rest], knowledge, complete=True)


def _parts_of_dashboard(
    resource: Resource, project: Project, documents: Mapping[str, Document], context: Context, analyses: Analyses
) -> Iterator[Subject]:
    site = _site(resource, project.sources, documents)
    folder = str(resource.spec.get("folderUid") or "")
    board = dashboard_subject(resource.spec["dashboard"], site, resource.id.identity, resource.title, folder)
    return DashboardWalk(board, site, context, analyses).subjects()


def project_subject(subjects: Sequence[Subject], knowledge: Knowledge, *, complete: bool) -> ProjectSubject:
    """All subjects of a run as one."""
    nowhere = Origin(".")
    return ProjectSubject(
        object="",
        place=nowhere,
        passage=Passage("", nowhere),
        subjects=tuple(subjects),
        knowledge=knowledge,
        complete=complete,
    )


def _site(resource: Resource, sources: SourceIndex, documents: Mapping[str, Document]) -> Site:
    """Where a compiled dashboard comes from: a file of JSON, or a module."""
    home = resource.origin or Origin(f"dashboard {resource.title}")
    if document := documents.get(home.path):
        return FileSite(document, next((part.pointer for part in parts_of(document)[0]), ""))
    return SourceSite(sources, home, resource.origins, "/dashboard")


def lint_files(
    files: Sequence[ForeignFile],
    project: Project | None = None,
    *,
    rules: Rules | None = None,
    own: Collection[str] = (),
    choices: LintChoices = NO_CHOICES,
    asides: Asides | None = None,
) -> tuple[Finding, ...]:
    """The findings in files from elsewhere, held against the project's catalogue where there is one.

    `own` are the paths of files that belong to the project: the catalogue should know all metrics in them.
    """
    walk = ForeignWalk(files, project, own)
    subjects: list[Subject] = list(walk.subjects())
    subjects.append(project_subject(subjects, walk.knowledge, complete=False))
    asides = asides or Asides()
    asides = replace(asides, comments={**asides.comments, **{one.path: one.comments for one in files if one.comments}})
    selection = selection_of(config_of(walk.settings), choices, rules)
    return _findings(subjects, walk.context, walk.sources, asides, selection)


def _findings(
    subjects: Iterable[Subject], context: Context, sources: SourceIndex, asides: Asides, selection: Selection
) -> tuple[Finding, ...]:
    return concluded(lambda rules, some: _run(rules, some, context), subjects, sources, asides, selection)


def _run(rules: Rules, subjects: Iterable[Subject], context: Context) -> Iterator[Reported]:
    """Every rule on every subject of its type; a rule that raises is one finding and is not tried again."""
    table: dict[type[Subject], Rules] = {}
    crashed: set[str] = set()
    told: dict[tuple[str, str], int] = {}
    full: set[str] = set()
    for subject in subjects:
        kind = type(subject)
        if kind not in table:
            table[kind] = [rule for rule in rules if issubclass(kind, rule.subject)]
        for rule in table[kind]:
            if crashed and rule.id in crashed:
                continue
            if full and rule.id in full and told.get((rule.id, subject.home.path), 0) > MOST:
                continue
            try:
                for fault in rule.check(subject, context):
                    about = fault.subject or subject
                    key = (rule.id, about.home.path)
                    told[key] = told.get(key, 0) + 1
                    if told[key] > MOST:
                        full.add(rule.id)
                        yield Reported(_too_many(rule, about), about)
                        break
                    yield Reported(_finding(rule, about, fault), about)
            except Exception as error:
                crashed.add(rule.id)
                yield Reported(_crash(rule, subject, error), subject)


def _finding(rule: Rule[Any], subject: Subject, fault: Fault) -> Finding:
    passage = fault.passage or subject.passage
    span, origin = fault.span, passage.origin
    if span is not None:
        if fault.passage is None and isinstance(subject, QuerySubject):
            span = (span[0] + subject.offset, span[1] + subject.offset)
        origin = passage.inside(span)
    severity = rule.severity if fault.severity is None else fault.severity
    is_quoted = span is not None
    return Finding(
        rule.id,
        rule.name,
        severity,
        fault.message,
        replace(origin, variable="") if origin.variable else origin,
        subject.object,
        fault.hint,
        passage.value if is_quoted else "",
        span,
        subject.home,
        placed(fault.repair, subject, fault.passage) if fault.repair else None,
    )


def _too_many(rule: Rule[Any], subject: Subject) -> Finding:
    said = f"there is more of this: only the first {MOST:,} in a file are told"
    return Finding(rule.id, rule.name, rule.severity, said, replace(subject.home, variable=""), subject.object)


def _crash(rule: Rule[Any], subject: Subject, error: Exception) -> Finding:
    return Finding(
        *CRASHED,
        Severity.ERROR,
        f"rule {rule.id} ({rule.name}) could not look at this: {type(error).__name__}: {error}",
        replace(subject.home, variable=""),
        subject.object,
        f'this is a fault of the linter: report it, and turn the rule off with ignore = ["{rule.id}"] meanwhile',
        traceback="".join(traceback.format_exception(error)),
    )
