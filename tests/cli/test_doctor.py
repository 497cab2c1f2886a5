"""`glimpse-gitops doctor` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.doctor.check_table import CHECKS
from glimpse_gitops.model.diagnosis import Diagnosis, Problem
from glimpse_gitops.report.doctor_json import doctor_json
from glimpse_gitops.report.doctor_text import doctor_text

from ..conftest import ProjectMaker
from ..prometheus.fake_prometheus import FakePrometheus, serving

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA: Any = json.loads((DOCS / "doctor.schema.json").read_text(encoding="utf-8"))
FOUND = (
    Diagnosis("http://a", "3 rules", check="rules"),
    Diagnosis(
        "http://b", "1 target", (Problem("it is down", "start it"), Problem("so is it", "start it")), check="targets"
    ),
    Diagnosis("http://c", "2 metrics", (Problem("it is large", "shrink it", serious=False),), check="metrics"),
    Diagnosis("http://d", "no Loki at http://d", checked=False, next="start it", check="loki"),
)


def run(root: Path, *arguments: str) -> Result:
    environ = {"GRAFANA_URL": "", "PROMETHEUS_URL": "", "GRAFANA_TOKEN": ""}
    return CliRunner().invoke(cli, ["doctor", *arguments, "-C", str(root)], env=environ, standalone_mode=False)


def test_a_failed_check_makes_it_exit_with_1_and_json_is_as_documented(project: ProjectMaker) -> None:
    root = project({})
    with serving(FakePrometheus(targets=[])) as fake:
        done = run(root, "--prometheus", fake.url, "-o", "json")
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    assert done.return_value == 1
    verdicts = {one["check"]: one["verdict"] for one in report["checks"]}
    assert verdicts["targets"] == "failed"
    assert verdicts["prometheus"] == "ok"
    assert sum(report["summary"].values()) == len(verdicts) == len(CHECKS)


def test_an_address_that_is_none_is_a_wrong_call(project: ProjectMaker) -> None:
    done = run(project({}), "--loki", "localhost:3100")
    assert "is no address of Loki" in str(done.exception)


def test_the_text_names_each_problem_and_each_next_step_once() -> None:
    assert doctor_text(FOUND) == (
        "ok           rules    http://a: 3 rules\n"
        "failed       targets  http://b: 1 target\n"
        "                      ! it is down\n"
        "                      ! so is it\n"
        "                        next: start it\n"
        "warning      metrics  http://c: 2 metrics\n"
        "                      - it is large\n"
        "                        next: shrink it\n"
        "not checked  loki     no Loki at http://d\n"
        "                      next: start it\n"
        "\n"
        "1 failed, 1 warning, 1 ok, 1 not checked.\n"
    )


def test_every_form_of_a_diagnosis_fits_the_schema() -> None:
    report = json.loads(doctor_json(FOUND))
    jsonschema.validate(report, SCHEMA)
    assert report["summary"] == {"ok": 1, "not_checked": 1, "warning": 1, "failed": 1}
    assert [one["verdict"] for one in report["checks"]] == ["ok", "failed", "warning", "not_checked"]


def test_every_check_is_in_the_documentation() -> None:
    page = (DOCS / "doctor.md").read_text(encoding="utf-8")
    assert [check.name for check in CHECKS if f"| `{check.name}` |" not in page] == []
