"""Every file that a project emits."""

from __future__ import annotations

from glimpse_gitops.model.datasource import Loki
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.project import Project
from glimpse_gitops.model.resource import Bundle, Resource, ResourceId, ResourceKind
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.model.settings import Settings
from glimpse_gitops.render.artifacts import artifacts

from ..definitions import SETTINGS, defined, project_of

DOWN = AlertRule("Down", "up == 0")


def dashboard(uid: str, module: str) -> Resource:
    spec = {"folderUid": "", "dashboard": {"uid": uid}}
    return Resource(ResourceId(ResourceKind.DASHBOARD, uid), uid, spec, origins={"": Origin(module, 1)})


def paths(project: Project, *resources: Resource) -> list[str]:
    return [artifact.path for artifact in artifacts(project, Bundle(resources))]


def test_a_dashboard_stands_beside_its_module() -> None:
    assert paths(project_of(), dashboard("a", "dashboards/deep/x.py")) == ["dashboards/deep/x.json"]


def test_several_dashboards_of_one_module_are_told_apart_by_their_uids() -> None:
    given = [dashboard("a", "dashboards/x.py"), dashboard("b", "dashboards/x.py"), dashboard("c", "dashboards/y.py")]
    assert paths(project_of(), *given) == ["dashboards/x.a.json", "dashboards/x.b.json", "dashboards/y.json"]


def test_the_rule_groups_of_a_module_are_one_file_beside_it() -> None:
    groups = (
        defined(RuleGroup("a", [DOWN]), path="alerts/x.py"),
        defined(RuleGroup("b", [RecordingRule("a:b", "up")], evaluated_by="prometheus"), path="alerts/x.py"),
        defined(RuleGroup("c", [DOWN]), path="alerts/y.py"),
    )
    first, second = artifacts(Project(SETTINGS, rule_groups=groups), Bundle())
    assert (first.path, second.path) == ("alerts/x.yml", "alerts/y.yml")
    assert "name: a\n" in first.text
    assert "name: b\n" in first.text
    assert "name: c\n" in second.text
    assert "Made from alerts/y.py" in second.text


def test_logql_is_in_no_prometheus_rule_file() -> None:
    logs = Loki(uid="logs")
    assert paths(project_of(RuleGroup("g", [AlertRule("x", '{a="b"}')], datasource=logs))) == []
    settings = Settings(owner="shop", project="p-1", datasource="logs")
    assert paths(project_of(logs, RuleGroup("g", [AlertRule("x", '{a="b"}')]), settings=settings)) == []
