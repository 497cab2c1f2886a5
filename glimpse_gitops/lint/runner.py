"""The way in: `lint` holds every rule against every part of a project and returns what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..model.document import Document
from ..model.finding import Finding
from ..model.lint_choices import NO_CHOICES, LintChoices
from ..model.origin import Origin
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceKind
from ..model.source_index import SourceIndex
from .analysis import Analyses
from .asides import Asides
from .catalogue_walk import metric_subjects
from .conclusion import Concluded, concluded
from .config import config_of
from .context import Context, context_of
from .dashboard_walk import DashboardWalk, dashboard_subject
from .document_parts import parts_of
from .file_site import FileSite
from .grafana_rule_walk import own_grafana_rules
from .knowledge import Knowledge, knowledge_of
from .passage import Passage
from .routing_walk import routing_subjects
from .rule_run import RuleRun
from .rule_walk import group_subjects
from .selection import Rules, selection_of
from .site import Site, SourceSite
from .stack_walk import federation_subjects
from .subjects import DashboardSubject, ProjectSubject, QuerySubject, Subject


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
    """The findings in everything that a project defines, by place, as `conclude` says more of."""
    told = conclude(
        project, bundle, rules=rules, choices=choices, asides=asides, documents=documents, errors_only=errors_only
    )
    return told.findings


def conclude(
    project: Project,
    bundle: Bundle,
    *,
    rules: Rules | None = None,
    choices: LintChoices = NO_CHOICES,
    asides: Asides | None = None,
    documents: Mapping[str, Document] = MappingProxyType({}),
    errors_only: bool = False,
) -> Concluded:
    """What is found in everything that a project defines. `bundle` is the project, compiled.

    Without `rules` those run that the settings and the choices name. `documents` are the dashboards that the project
    keeps as JSON, by path: findings in them point into these files.
    `errors_only` runs only the rules that can find an error, whose other findings are told as well.
    """
    selection = selection_of(config_of(project.settings), choices, rules)
    if errors_only:
        selection = selection.errors_only()
    queries_kept = any(rule.compares_queries for rule in selection.rules)
    subjects, context = subjects_of(project, bundle, documents, queries_kept=queries_kept)
    asides = asides or Asides(project.comments)
    return concluded(lambda rules, some: RuleRun(rules, context).on(some), subjects, project.sources, asides, selection)


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
