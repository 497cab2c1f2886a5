"""Findings as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

Columns count characters from 1 and the end is exclusive, in SARIF as here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..model.finding import Finding, Severity
from ..model.fix import Spelling
from ..model.origin import Origin
from ..model.rule_info import RuleInfo
from .findings_report import FindingsReport

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/glimpse-app/glimpse-gitops"
"""Where the tool lives; the pages of the rules stand in its `docs/rules`."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "glimpse/v1"


def render(report: FindingsReport, *, color: bool = False) -> str:
    """The log with one run."""
    order = {rule.id: number for number, rule in enumerate(report.rules)}
    driver = {
        "name": "glimpse-gitops",
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in report.rules],
    }
    if report.version:
        driver["semanticVersion"] = report.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The folder in which lint was called."}}},
        "results": [_result(finding, order) for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: RuleInfo) -> dict[str, Any]:
    plain = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "helpUri": f"{HOME}/blob/main/docs/rules/{quote(rule.page)}",
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.profile != "strict"},
        "properties": {"tags": [rule.profile, rule.id[:2]]},
    }
    if rule.text:
        plain["help"] = {"text": rule.text, "markdown": rule.text}
    return plain


def _result(finding: Finding, order: Mapping[str, int]) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    location: dict[str, Any] = {"physicalLocation": _physical(finding.origin)}
    if finding.object:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.object}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [location],
    }
    if finding.rule in order:
        result["ruleIndex"] = order[finding.rule]
    if finding.fingerprint:
        result["partialFingerprints"] = {_FINGERPRINT: finding.fingerprint}
    if finding.fix is not None and finding.fix.spellings:
        result["fixes"] = [_fix(finding.fix.says, finding.fix.spellings)]
    return result


def _fix(says: str, spellings: tuple[Spelling, ...]) -> dict[str, Any]:
    paths = dict.fromkeys(one.origin.path for one in spellings)
    return {
        "description": {"text": says},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(path),
                "replacements": [
                    {"deletedRegion": _region(one.origin), "insertedContent": {"text": one.text}}
                    for one in spellings
                    if one.origin.path == path
                ],
            }
            for path in paths
        ],
    }


def _physical(origin: Origin) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(origin.path)}
    if origin.line:
        place["region"] = _region(origin) if origin.exact else _lines(origin)
    return place


def _region(origin: Origin) -> dict[str, int]:
    if not origin.column:
        return _lines(origin)
    region = {"startLine": origin.line, "startColumn": origin.column}
    if (origin.end_line, origin.end_column) >= (origin.line, origin.column):
        region |= {"endLine": origin.end_line, "endColumn": origin.end_column}
    return region


def _lines(origin: Origin) -> dict[str, int]:
    return {"startLine": origin.line} | ({"endLine": origin.end_line} if origin.end_line >= origin.line else {})


def _artifact(path: str) -> dict[str, Any]:
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}
