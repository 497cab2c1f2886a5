"""What authors import: dashboards and panels on top of grafanalib, and every other kind of object of a project."""

from ..model.catalogue import Catalogue
from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource, Loki, Prometheus, Tempo
from ..model.folder import Folder
from ..model.grafana_rule import GrafanaRule, RuleQuery
from ..model.integrations import Email, Integration, PagerDuty, Slack, Webhook
from ..model.json_dashboard import JsonDashboard
from ..model.label import Label, LabelValue
from ..model.masking import Masking
from ..model.matcher import Matcher
from ..model.metric import Counter, Gauge, Histogram, Metric
from ..model.monitoring_stack import Container, Federation, MonitoringStack, OtelCollector, Store, Tenant
from ..model.mute_timing import MuteTiming
from ..model.notification_settings import NotificationSettings
from ..model.policy import NotificationPolicy, Policy, Route
from ..model.query import Query
from ..model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup
from ..model.secret import SecretRef, command, env, secret_file
from ..model.setting import SettingRef, setting
from ..model.template import Template
from ..model.threshold import Threshold
from ..model.time_interval import TimeInterval
from .annotations import AlertAnnotation, Annotation, QueryAnnotation
from .bar_gauge import BarGauge
from .dashboard import Dashboard
from .field_panel import FieldPanel
from .gauge_panel import GaugePanel
from .heatmap import Heatmap
from .legend import Legend
from .link import DashboardLink, DataLink, PanelLink, explore_url
from .logs import Logs
from .override import Override, color_of
from .panel import Panel
from .raw_panel import RawPanel
from .row import Row
from .stat import Stat
from .table import Table
from .text import Text
from .time_series import TimeSeries
from .traces import TraceList, Traces
from .value_mapping import ValueMapping
from .variables import (
    ConstantVariable,
    CustomVariable,
    DatasourceVariable,
    FilterVariable,
    IntervalVariable,
    LabelValues,
    QueryVariable,
    TextVariable,
    Variable,
)

__all__ = [
    "AlertAnnotation",
    "AlertRule",
    "Annotation",
    "BarGauge",
    "Catalogue",
    "ConstantVariable",
    "ContactPoint",
    "Container",
    "Counter",
    "CustomVariable",
    "Dashboard",
    "DashboardLink",
    "DataLink",
    "Datasource",
    "DatasourceVariable",
    "Email",
    "Federation",
    "FieldPanel",
    "FilterVariable",
    "Folder",
    "Gauge",
    "GaugePanel",
    "GrafanaRule",
    "Heatmap",
    "Histogram",
    "Integration",
    "IntervalVariable",
    "JsonDashboard",
    "Label",
    "LabelValue",
    "LabelValues",
    "Legend",
    "Logs",
    "Loki",
    "Masking",
    "Matcher",
    "Metric",
    "MonitoringStack",
    "MuteTiming",
    "NotificationPolicy",
    "NotificationSettings",
    "OtelCollector",
    "Override",
    "PagerDuty",
    "Panel",
    "PanelLink",
    "Policy",
    "Prometheus",
    "Query",
    "QueryAnnotation",
    "QueryVariable",
    "RawPanel",
    "RecordingRule",
    "Route",
    "Row",
    "Rule",
    "RuleGroup",
    "RuleQuery",
    "SecretRef",
    "SettingRef",
    "Slack",
    "Stat",
    "Store",
    "Table",
    "Template",
    "Tempo",
    "Tenant",
    "Text",
    "TextVariable",
    "Threshold",
    "TimeInterval",
    "TimeSeries",
    "TraceList",
    "Traces",
    "ValueMapping",
    "Variable",
    "Webhook",
    "color_of",
    "command",
    "env",
    "explore_url",
    "secret_file",
    "setting",
]
