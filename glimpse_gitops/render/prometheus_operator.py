"""A project as Kubernetes resources: PrometheusRule for the Prometheus Operator, the rest for Grafana's operator.

The forms are those of `monitoring.coreos.com/v1` and `grafana.integreatly.org/v1beta1`. Secrets are keys of one Secret
that somebody else makes; nothing of them is in these files.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.artifact import Artifact
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceKind
from ..model.rule_group import RuleGroup
from ..model.secret import SecretRef
from .dashboard_json import dashboard_json
from .prometheus_rules import MADE_BY_BUILD, rule_document
from .yaml_text import yaml_text

FOLDER = "kubernetes"
"""Where the files are written, below the project."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SELECTOR = {"matchLabels": {"dashboards": "grafana"}}
"""The Grafana resources that take these: those with the label of the operator's own examples."""


def operator_files(project: Project, bundle: Bundle) -> tuple[Artifact, ...]:
    """One file a rule module, folder, dashboard and contact point, in that order."""
    owner = project.settings.owner
    documents = [*_rules(project, owner), *_grafana(bundle, owner)]
    return tuple(Artifact(f"{FOLDER}/{name}.yml", _text(document, source)) for name, document, source in documents)


def _text(document: Mapping[str, Any], source: str) -> str:
    return f"# Made from {source} {MADE_BY_BUILD}: edit that file, not this one.\n{yaml_text(document)}"


def _rules(project: Project, owner: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    modules: defaultdict[str, list[RuleGroup]] = defaultdict(list)
    for definition in project.prometheus_groups:
        if definition.value.prometheus_rules:
            modules[definition.origin.path].append(definition.value)
    for module, groups in modules.items():
        name = _name(f"{owner}-{module.rpartition('/')[2].removesuffix('.py')}")
        yield (
            f"prometheusrule-{name}",
            _resource("monitoring.coreos.com/v1", "PrometheusRule", name, rule_document(groups), owner),
            module,
        )


def _grafana(bundle: Bundle, owner: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    for resource in bundle.values():
        if resource.id.kind not in _KINDS:
            continue
        kind, spec = _KINDS[resource.id.kind]
        name = _name(f"{owner}-{resource.id.identity}")
        body = {"instanceSelector": _SELECTOR, **spec(resource, owner)}
        source = resource.origin.path if resource.origin else "this project"
        document = _resource("grafana.integreatly.org/v1beta1", kind, name, body, owner)
        yield f"{kind.lower()}-{name}", document, source


def _resource(version: str, kind: str, name: str, spec: Mapping[str, Any], owner: str) -> dict[str, Any]:
    labels = {"app.kubernetes.io/managed-by": "glimpse-gitops", "app.kubernetes.io/part-of": owner}
    return {"apiVersion": version, "kind": kind, "metadata": {"name": name, "labels": labels}, "spec": spec}


def _name(wanted: str) -> str:
    """A name that Kubernetes takes: the wanted one where it is one, else what is left of it with a hash."""
    if _NAME.fullmatch(wanted):
        return wanted
    slug = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50].strip("-")
    return f"{slug}-{hashlib.sha256(wanted.encode()).hexdigest()[:8]}".lstrip("-")


def _folder(folder: Resource, owner: str) -> dict[str, Any]:
    spec = {"uid": folder.id.identity, "title": folder.spec["title"]}
    return spec | ({"parentFolderUID": folder.spec["parentUid"]} if folder.spec.get("parentUid") else {})


def _dashboard(dashboard: Resource, owner: str) -> dict[str, Any]:
    folder = {"folderUID": dashboard.spec["folderUid"]} if dashboard.spec.get("folderUid") else {}
    return {"uid": dashboard.id.identity, **folder, "json": dashboard_json(dashboard.spec["dashboard"])}


def _contact_point(point: Resource, owner: str) -> dict[str, Any]:
    receivers = []
    for position, one in enumerate(point.spec["integrations"]):
        inside = f"/integrations/{position}/settings/"
        secrets = {
            pointer.removeprefix(inside): ref for pointer, ref in point.secrets.items() if pointer.startswith(inside)
        }
        receiver: dict[str, Any] = {
            "uid": one["uid"],
            "type": one["type"],
            "disableResolveMessage": bool(one["disableResolveMessage"]),
            "settings": _without(one["settings"], secrets),
        }
        if secrets:
            receiver["valuesFrom"] = [
                {
                    "targetPath": path.replace("/", "."),
                    "valueFrom": {"secretKeyRef": {"name": f"{owner}-secrets", "key": _key(ref)}},
                }
                for path, ref in secrets.items()
            ]
        receivers.append(receiver)
    return {"name": point.id.identity, "receivers": receivers}


def _without(settings: Mapping[str, Any], secrets: Mapping[str, SecretRef], path: str = "") -> dict[str, Any]:
    """The settings without the places that the operator fills in."""
    kept: dict[str, Any] = {}
    for key, value in settings.items():
        if f"{path}{key}" in secrets:
            continue
        kept[key] = _without(value, secrets, f"{path}{key}/") if isinstance(value, Mapping) else value
    return kept


def _key(ref: SecretRef) -> str:
    """The key in the Secret: the environment variable's name, or what is left of a path or a command."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", ref.name).strip("_")


_KINDS = {
    ResourceKind.FOLDER: ("GrafanaFolder", _folder),
    ResourceKind.CONTACT_POINT: ("GrafanaContactPoint", _contact_point),
    ResourceKind.DASHBOARD: ("GrafanaDashboard", _dashboard),
}
