"""A dashboard that is wrapped as the API gives it is at fault only where Grafana is told to load it."""

from __future__ import annotations

import pytest

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files

WRAPPED = b'{"dashboard": {"uid": "a", "title": "A", "panels": []}}'
PROVIDER = "apiVersion: 1\nproviders:\n- {name: a, type: file, options: {path: %s}}\n"
MOUNTED = "/var/lib/grafana/dashboards"


def found(board: str, provider: str, path: str, content: bytes = WRAPPED) -> bool:
    """Whether a dashboard in `board` is reported beside a file `provider` that loads what is in `path`."""
    files = [foreign_from_bytes(board, content), foreign_from_bytes(provider, (PROVIDER % path).encode())]
    return "DB348" in {finding.rule for finding in lint_files(files)}


@pytest.mark.parametrize(
    ("board", "provider", "path"),
    [
        ("grafana/dashboards/a.json", "grafana/provisioning/dashboards/all.yml", MOUNTED),
        ("grafana/dashboards/team/a.json", "grafana/provisioning/dashboards/all.yml", f"{MOUNTED}/"),
        ("provisioning/dashboards/a.json", "provisioning/dashboards/all.yml", "/etc/grafana/provisioning/dashboards"),
        ("dashboards/a.json", "provisioning/dashboards/all.yml", MOUNTED),
        ("a.json", "all.yml", "/etc/grafana/provisioning/dashboards"),
    ],
)
def test_what_a_provider_loads_must_not_be_wrapped(board: str, provider: str, path: str) -> None:
    assert found(board, provider, path)


@pytest.mark.parametrize(
    ("board", "provider", "path"),
    [
        ("docs/a.json", "grafana/provisioning/dashboards/all.yml", MOUNTED),
        ("helm/dashboards/a.json", "grafana/provisioning/dashboards/all.yml", MOUNTED),
        ("grafana/dashboards/a.json", "grafana/provisioning/dashboards/all.yml", "/srv/boards"),
        ("grafana/dashboards/a.json", "grafana/values.yml", MOUNTED),
        ("/elsewhere/a.json", "all.yml", "/etc/grafana/provisioning/dashboards"),
    ],
)
def test_what_may_be_sent_to_the_api_may_be_wrapped(board: str, provider: str, path: str) -> None:
    assert not found(board, provider, path)


def test_a_title_beside_the_wrapped_dashboard_makes_it_another_one() -> None:
    content = b'{"title": "A", "dashboard": {"uid": "a", "title": "A", "panels": []}}'
    assert not found("dashboards/a.json", "provisioning/dashboards/all.yml", MOUNTED, content)
