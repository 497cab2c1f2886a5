"""Every scenario, in the order of the recordings."""

from __future__ import annotations

from collections.abc import Callable

from .bulk_scenarios import bulk_reads, concurrency, convert
from .contact_point_scenarios import contact_points
from .dashboard_scenarios import dashboards, search
from .datasource_scenarios import datasources
from .file_scenarios import from_files
from .folder_scenarios import folder_resources, folders
from .policy_scenarios import mute_timings, policies, templates
from .provenance_scenarios import provenance
from .receiver_scenarios import receiver_test
from .recorder import Recorder
from .resource_scenarios import resource_api, resource_writes, stored_as_v2
from .rule_scenarios import rule_groups
from .server_scenarios import health
from .token_scenarios import scoped_tokens, tokens

Scenario = Callable[[Recorder], None]

SCENARIOS: tuple[Scenario, ...] = (
    health,
    folders,
    dashboards,
    search,
    datasources,
    rule_groups,
    provenance,
    contact_points,
    policies,
    mute_timings,
    templates,
    receiver_test,
    tokens,
    resource_api,
    resource_writes,
    stored_as_v2,
    folder_resources,
    scoped_tokens,
    convert,
    bulk_reads,
    concurrency,
)
FILE_SCENARIOS: tuple[Scenario, ...] = (from_files,)
