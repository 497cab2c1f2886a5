"""Rules of dashboards: the rows of the ids DB…, by number."""

from __future__ import annotations

from typing import Any

from ..rule import Rule
from ..rules.all_matches_missing import AllMatchesMissing
from ..rules.bad_time_range import BadTimeRange
from ..rules.bad_uid import BadUid
from ..rules.broken_dashboard_link import BrokenDashboardLink
from ..rules.duplicate_dashboard_title import DuplicateDashboardTitle
from ..rules.duplicate_dashboard_uid import DuplicateDashboardUid
from ..rules.duplicate_panel_id import DuplicatePanelId
from ..rules.duplicate_panel_title import DuplicatePanelTitle
from ..rules.duplicate_query import DuplicateQuery
from ..rules.duplicate_ref_id import DuplicateRefId
from ..rules.editable_dashboard import EditableDashboard
from ..rules.empty_query import EmptyQuery
from ..rules.equals_on_several import EqualsOnSeveral
from ..rules.fixed_rate_range import FixedRateRange
from ..rules.frequent_refresh import FrequentRefresh
from ..rules.grid_overlap import GridOverlap
from ..rules.hard_coded_datasource import HardCodedDatasource
from ..rules.instant_graph import InstantGraph
from ..rules.interval_as_rate_range import IntervalAsRateRange
from ..rules.many_queries import ManyQueries
from ..rules.migrated_panel_type import MigratedPanelType
from ..rules.missing_panel_description import MissingPanelDescription
from ..rules.missing_panel_title import MissingPanelTitle
from ..rules.missing_unit import MissingUnit
from ..rules.no_datasource_variable import NoDatasourceVariable
from ..rules.old_schema import OldSchema
from ..rules.only_hidden_queries import OnlyHiddenQueries
from ..rules.panel_without_query import PanelWithoutQuery
from ..rules.range_for_one_number import RangeForOneNumber
from ..rules.refresh_below_minimum import RefreshBelowMinimum
from ..rules.removed_panel_type import RemovedPanelType
from ..rules.row_inside_row import RowInsideRow
from ..rules.threshold_out_of_range import ThresholdOutOfRange
from ..rules.time_beyond_retention import TimeBeyondRetention
from ..rules.too_many_panels import TooManyPanels
from ..rules.too_many_queries import TooManyQueries
from ..rules.unit_against_metric import UnitAgainstMetric
from ..rules.unknown_repeat import UnknownRepeat
from ..rules.unknown_time_zone import UnknownTimeZone
from ..rules.unknown_unit import UnknownUnit
from ..rules.unknown_variable import UnknownVariable
from ..rules.unnamed_series import UnnamedSeries
from ..rules.unused_variable import UnusedVariable
from ..rules.variable_cycle import VariableCycle
from ..rules.variable_never_refreshed import VariableNeverRefreshed
from ..rules.wrapped_dashboard import WrappedDashboard

DB: tuple[Rule[Any], ...] = (
    BadUid(),
    MissingPanelTitle(),
    UnknownUnit(),
    NoDatasourceVariable(),
    HardCodedDatasource(),
    IntervalAsRateRange(),
    UnknownVariable(),
    UnusedVariable(),
    VariableCycle(),
    EqualsOnSeveral(),
    AllMatchesMissing(),
    VariableNeverRefreshed(),
    GridOverlap(),
    DuplicatePanelId(),
    TooManyPanels(),
    RefreshBelowMinimum(),
    UnnamedSeries(),
    InstantGraph(),
    PanelWithoutQuery(),
    RemovedPanelType(),
    ThresholdOutOfRange(),
    DuplicateQuery(),
    EditableDashboard(),
    BrokenDashboardLink(),
    BadTimeRange(),
    MissingUnit(),
    DuplicateDashboardUid(),
    EmptyQuery(),
    DuplicateDashboardTitle(),
    MissingPanelDescription(),
    DuplicatePanelTitle(),
    UnitAgainstMetric(),
    FixedRateRange(),
    FrequentRefresh(),
    ManyQueries(),
    TooManyQueries(),
    OnlyHiddenQueries(),
    RangeForOneNumber(),
    OldSchema(),
    RowInsideRow(),
    MigratedPanelType(),
    TimeBeyondRetention(),
    UnknownTimeZone(),
    DuplicateRefId(),
    UnknownRepeat(),
    WrappedDashboard(),
)
