"""Contact points in files from elsewhere: what a policy may know of is what is defined near it."""

from __future__ import annotations

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files

POINTS = b"""
apiVersion: 1
contactPoints:
  - orgId: 1
    name: oncall
    receivers: [{uid: a, type: email, settings: {addresses: a@example.org}}]
"""
POLICY = b"""
apiVersion: 1
policies:
  - {orgId: 1, receiver: telegram}
"""


def found(points: str, policy: str) -> set[str]:
    """What is found where the contact point stands in one file and the policy in another."""
    files = [foreign_from_bytes(points, POINTS), foreign_from_bytes(policy, POLICY)]
    return {finding.rule for finding in lint_files(files)}


def test_a_policy_knows_the_contact_points_of_its_folder_and_of_those_beside_it() -> None:
    assert "NP501" in found("grafana/alerting/points.yml", "grafana/alerting/policies.yml")
    assert "NP501" in found("alerting/points/mail.yml", "alerting/policies/all.yml")
    assert "NP501" in found("points.yml", "policies.yml")


def test_a_policy_elsewhere_may_send_to_what_nobody_read() -> None:
    assert "NP501" not in found("load/grafana/alerting/points.yml", "grafana/alerting/policies.yml")
