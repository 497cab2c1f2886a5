"""The Terraform text of exports."""

from __future__ import annotations

from glimpse_gitops.sandbox.hcl import Block, to_hcl


def test_attributes_are_aligned_and_blocks_stand_apart() -> None:
    inner = Block("email", (("addresses", ["a@example.com"]), ("subject", "${x}")))
    body = Block("", (("name", "cp"), ("wait", True), inner))
    assert to_hcl([("grafana_contact_point", "c1", body)]) == (
        'resource "grafana_contact_point" "c1" {\n'
        '  name = "cp"\n'
        "  wait = true\n"
        "\n"
        "  email {\n"
        '    addresses = ["a@example.com"]\n'
        '    subject   = "$${x}"\n'
        "  }\n"
        "}\n"
    )


def test_maps_are_sorted_and_odd_keys_quoted() -> None:
    body = Block("", (("labels", {"b": "1", "a.b": "2"}),))
    assert '"a.b" = "2"\n' in to_hcl([("r", "n", body)])
