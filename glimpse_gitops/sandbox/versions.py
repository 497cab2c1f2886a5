"""The Grafana versions that the sandbox can be, and everything in which they differ, as one table.

No other module asks for a version's name: it reads a field of `GrafanaVersion`. The facts come from the recordings
under `tests/sandbox/recordings/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Reply:
    """A fixed refusal: status and JSON body. `{uid}` in the message is replaced by the object's uid."""

    status: int
    message: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class GrafanaVersion:
    """One version of Grafana, with its storage, as far as its HTTP API shows it."""

    name: str
    """What users call it: `12.4`, `12.4-sql` or `11.6`."""
    reported: str
    """What `/api/health` says."""
    body_limit: int
    """Longest request body that is taken, in bytes."""
    resource_apis: bool
    """Whether `/apis/dashboard.grafana.app`, folders, display names and the newer receiver test are served."""
    unified_storage: bool
    """Folders and dashboards are stored as resources: big ids, time-like resource versions, annotations kept."""
    identical_save_counts: bool
    """Whether saving an unchanged dashboard counts its version up."""
    identical_save_reply_lags: bool
    """Whether the reply to saving an unchanged dashboard still shows the version before."""
    first_version_without_id: bool
    """Whether the list of versions shows the first JSON as it was sent, without the dashboard's number."""
    shared_uid_space: bool
    """Whether a dashboard cannot take a folder's uid."""
    uid_is_a_folder: Reply
    """The answer to saving a dashboard under a folder's uid, where the space is shared."""
    folder_uid_in_dashboard_delete: bool
    """Whether deleting a dashboard by a folder's uid is told to use the folders endpoint."""
    dashboard_tag_limit: int
    """Longest tag of a dashboard that is accepted, 0 for no limit."""
    new_dashboard_uid_is_guid: bool
    dashboard_api_version: bool
    """Whether `meta.apiVersion` is part of a dashboard."""
    general_folder: Reply | None
    """Saving a dashboard into the folder `general`; None where it is the root."""
    saving_by_id_renames: bool
    """Whether a save with the id of a dashboard and another uid renames it, rather than making a second one."""
    other_folder_save: Reply
    """Saving a dashboard into a folder that one may not edit."""
    folder_uid_taken: Reply
    folder_stale: Reply
    folder_reserved_uid: Reply
    folder_parent_unknown: Reply | None
    """None when the orphan is created."""
    folder_too_deep: Reply
    folder_circle: Reply
    folder_move_missing: Reply
    """Moving a folder that does not exist, or to where none is."""
    root_counted: bool
    """Whether the counts of the root are what it holds, rather than zero."""
    deleting_root_deletes_all: bool
    """Whether DELETE of the folder `general` answers 404 and removes every folder all the same."""
    empty_folder_title_refused: bool
    """Whether a folder PUT refuses an empty title, rather than keeping the old one."""
    folder_delete_missing: Reply
    forced_folder_delete_fails: bool
    """Whether deleting a folder with `forceDeleteRules` does not find a folder that has subfolders."""
    folder_move_counts: int
    """By how much a move raises the folder's version."""
    folder_people: str
    """Who the classic folder answers name: `creator` (unified), `names` (SQL), or `nobody` once read back (11.6)."""
    folder_times_in_nanoseconds: bool
    folder_parents_versioned: bool
    """Whether `parents` entries, and the reply to a move, carry a `version`."""
    creator_owns_nested_folder: bool
    role_grants_lag: bool
    """Whether a role's rights on a new folder are only seen after one refusal (cached permissions)."""
    permissions_listed_twice: bool
    folder_slug_in_search: bool
    """Whether a hit's `folderUrl` ends in the folder's slug, rather than in its title."""
    search_pages_by_title: bool
    """Whether a page of hits is cut by title alone, before folders are put first."""
    lone_tag_lost: bool
    """Whether the search loses the tag when it finds one thing only, with one tag."""
    unknown_search_type_fails: bool
    plugin_logo_root: str
    """Where logos of data source types are, with `{type}`."""
    datasource_uid_checked: bool
    rule_folder_checked: bool
    rule_titles_unique: bool
    rule_keeps_firing: bool
    """Whether rules know `keep_firing_for`, `missingSeriesEvalsToResolve` and `guid`."""
    ruler_is_lenient: bool
    """Whether the ruler takes recording rules, and deletes rules whose data sources the caller may not query."""
    query_errors_named: bool
    """Whether a wrong time range is an error of its own with a message id."""
    group_export_names_folder: bool
    """Whether the export of one group carries its folder's title."""
    rule_state_details: bool
    """Whether rule states show `isPaused`, `provenance` and `queriedDatasourceUIDs`."""
    default_receiver: str
    default_contact_point: bool
    """Whether a fresh instance lists the `email receiver` contact point."""
    contact_point_name_required: bool
    unknown_integration: str
    empty_integration: str
    hmac_secret_hidden: bool
    root_route_matchers_refused: bool
    template_name_in_errors: bool
    test_alert_annotations: Mapping[str, str]
    test_alert_labels: Mapping[str, str]
    invalid_receivers_last: bool
    """Whether the receiver test lists the receiver with invalid integrations after the valid one."""
    more_template_functions: tuple[str, ...]
    """Functions of notification templates that older versions lack."""
    alert_values_typed: bool
    converts_prometheus_rules: bool
    user_has_provisioned_flag: bool


_VALUE_STRING = (
    "[ var='B' labels={__name__=go_threads, instance=host.docker.internal:3000, job=grafana} type='reduce' value=22 ], "
    "[ var='C' labels={__name__=go_threads, instance=host.docker.internal:3000, job=grafana} "
    "type='threshold' value=1 ]"
)
_MEGABYTE = 1024 * 1024
_NOT_FOUND = {"status": "not-found"}
_MISMATCH = {"status": "version-mismatch"}

_UNIFIED = GrafanaVersion(
    name="12.4",
    reported="12.4.0",
    body_limit=16 * _MEGABYTE,
    resource_apis=True,
    unified_storage=True,
    identical_save_counts=False,
    identical_save_reply_lags=False,
    first_version_without_id=False,
    shared_uid_space=False,
    uid_is_a_folder=Reply(409, 'dashboards.dashboard.grafana.app "{uid}" already exists'),
    folder_uid_in_dashboard_delete=False,
    dashboard_tag_limit=50,
    new_dashboard_uid_is_guid=True,
    dashboard_api_version=True,
    general_folder=Reply(500, "access denied to folder"),
    saving_by_id_renames=False,
    other_folder_save=Reply(403, "Access denied to save dashboard"),
    folder_uid_taken=Reply(412, "the folder has been changed by someone else"),
    folder_stale=Reply(412, "The dashboard has been changed by someone else"),
    folder_reserved_uid=Reply(500, "Folder API error: invalid uid for folder provided"),
    folder_parent_unknown=None,
    folder_too_deep=Reply(500, "Folder API error: folder max depth exceeded, max depth is 4"),
    folder_circle=Reply(500, "cannot move folder under its own descendant, this would create a circular reference"),
    folder_move_missing=Reply(404, "folder not found", _NOT_FOUND),
    root_counted=True,
    deleting_root_deletes_all=True,
    empty_folder_title_refused=True,
    folder_delete_missing=Reply(404, 'folders.folder.grafana.app "{uid}" not found'),
    forced_folder_delete_fails=False,
    folder_move_counts=1,
    folder_people="creator",
    folder_times_in_nanoseconds=False,
    folder_parents_versioned=True,
    creator_owns_nested_folder=False,
    role_grants_lag=False,
    permissions_listed_twice=False,
    folder_slug_in_search=True,
    search_pages_by_title=False,
    lone_tag_lost=False,
    unknown_search_type_fails=True,
    plugin_logo_root="public/plugins/{type}/img/",
    datasource_uid_checked=True,
    rule_folder_checked=True,
    rule_titles_unique=False,
    rule_keeps_firing=True,
    ruler_is_lenient=True,
    query_errors_named=False,
    group_export_names_folder=False,
    rule_state_details=True,
    default_receiver="empty",
    default_contact_point=False,
    contact_point_name_required=True,
    unknown_integration="unknown integration type: {type}",
    empty_integration="unknown integration type: ",
    hmac_secret_hidden=True,
    root_route_matchers_refused=True,
    template_name_in_errors=False,
    more_template_functions=("coll", "data", "time", "tmpl"),
    test_alert_annotations={
        "__dashboardUid__": "dashboard_uid",
        "__orgId__": "1",
        "__panelId__": "1",
        "__value_string__": _VALUE_STRING,
        "__values__": '{"B":22,"C":1}',
    },
    test_alert_labels={"grafana_folder": "Test Folder", "instance": "Grafana"},
    invalid_receivers_last=True,
    alert_values_typed=True,
    converts_prometheus_rules=True,
    user_has_provisioned_flag=True,
)

_SQL = replace(
    _UNIFIED,
    name="12.4-sql",
    unified_storage=False,
    identical_save_counts=True,
    identical_save_reply_lags=True,
    shared_uid_space=True,
    folder_parent_unknown=Reply(404, "folder not found"),
    search_pages_by_title=True,
    lone_tag_lost=True,
    general_folder=None,
    folder_too_deep=Reply(400, "[folder.maximum-depth-reached] failed to validate parent folder"),
    folder_circle=Reply(400, "Circular reference detected"),
    folder_delete_missing=Reply(404, "folder not found"),
    folder_move_counts=2,
    folder_people="names",
)

_ELEVEN = replace(
    _SQL,
    name="11.6",
    reported="11.6.2",
    body_limit=64 * _MEGABYTE,
    resource_apis=False,
    identical_save_reply_lags=False,
    lone_tag_lost=False,
    unknown_search_type_fails=False,
    general_folder=Reply(400, "folder not found"),
    saving_by_id_renames=True,
    first_version_without_id=True,
    uid_is_a_folder=Reply(400, "Dashboard cannot be changed to a folder"),
    folder_uid_in_dashboard_delete=True,
    dashboard_tag_limit=0,
    new_dashboard_uid_is_guid=False,
    dashboard_api_version=False,
    other_folder_save=Reply(500, "Failed to save dashboard"),
    folder_uid_taken=Reply(412, "the folder has been changed by someone else", _MISMATCH),
    folder_stale=Reply(412, "the folder has been changed by someone else", _MISMATCH),
    folder_reserved_uid=Reply(500, "Folder API error"),
    folder_parent_unknown=Reply(404, "folder not found", _NOT_FOUND),
    folder_too_deep=Reply(
        400,
        "Maximum nested folder depth reached",
        {"statusCode": 400, "messageId": "folder.maximum-depth-reached"},
    ),
    folder_circle=Reply(500, "move folder failed"),
    folder_move_missing=Reply(404, "NotFound", {"statusCode": 404, "messageId": "folder.notFound"}),
    root_counted=False,
    deleting_root_deletes_all=False,
    empty_folder_title_refused=False,
    folder_delete_missing=Reply(404, "folder not found", _NOT_FOUND),
    forced_folder_delete_fails=True,
    folder_people="nobody",
    folder_times_in_nanoseconds=True,
    folder_parents_versioned=False,
    creator_owns_nested_folder=True,
    role_grants_lag=True,
    permissions_listed_twice=True,
    folder_slug_in_search=False,
    plugin_logo_root="public/app/plugins/datasource/{type}/img/",
    datasource_uid_checked=False,
    rule_folder_checked=False,
    rule_titles_unique=True,
    rule_keeps_firing=False,
    ruler_is_lenient=False,
    query_errors_named=True,
    group_export_names_folder=True,
    rule_state_details=False,
    default_receiver="grafana-default-email",
    default_contact_point=True,
    contact_point_name_required=False,
    unknown_integration=(
        'failed to validate integration "{name}" (UID {uid}) of type "{type}": notifier {type} is not supported'
    ),
    empty_integration="type should not be an empty string",
    hmac_secret_hidden=False,
    root_route_matchers_refused=False,
    template_name_in_errors=True,
    more_template_functions=(),
    test_alert_annotations={"__value_string__": "[ metric='foo' labels={instance=bar} value=10 ]"},
    test_alert_labels={"instance": "Grafana"},
    invalid_receivers_last=False,
    alert_values_typed=False,
    converts_prometheus_rules=False,
    user_has_provisioned_flag=False,
)

VERSIONS: Mapping[str, GrafanaVersion] = {"11.6": _ELEVEN, "12.4": _UNIFIED, "12.4-sql": _SQL}
