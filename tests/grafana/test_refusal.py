from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, GlimpseError, NotAuthorisedError, RefusedError, UnreachableError
from glimpse_gitops.grafana.refusal import explain_refusal

PROVENANCE = {"messageId": "alerting.notifications.invalidProvenance", "message": "Resource with provenance …"}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"message": "folder title cannot be empty"}, RefusedError),
        (401, {"message": "Invalid API key"}, NotAuthorisedError),
        (403, {"message": "Permissions needed: folders:create"}, NotAuthorisedError),
        (403, {"kind": "Status", "code": 403}, NotAuthorisedError),
        (403, PROVENANCE, RefusedError),
        (403, {"message": "Cannot update read-only data source"}, RefusedError),
        (404, "", RefusedError),
        (409, {"message": "Datasource has already been updated by someone else"}, ConflictError),
        (412, {"status": "version-mismatch", "message": "changed by someone else"}, ConflictError),
        (409, {"messageId": "alerting.provenanceMismatch", "message": "needs 'file'"}, RefusedError),
        (409, {"messageId": "alerting.notifications.contact-points.referenced", "message": "in use."}, RefusedError),
        (429, {"message": "too many"}, UnreachableError),
        (500, {"message": "cannot change provenance from 'api' to ''"}, RefusedError),
        (503, "upstream", UnreachableError),
    ],
)
def test_each_status_has_its_exception(status: int, body: Any, kind: type[GlimpseError]) -> None:
    error = explain_refusal(status, body, "folder glimpse")
    assert type(error) is kind
    if isinstance(error, RefusedError):
        assert error.status == status


def test_the_object_and_the_servers_words_are_named() -> None:
    error = explain_refusal(400, {"message": "folder title cannot be empty."}, "folder glimpse")
    assert error.message == "folder glimpse: Grafana refuses it with 400: folder title cannot be empty"


def test_what_is_wrong_with_a_template_is_said() -> None:
    body = {"message": "Template is in invalid format.", "extra": {"Error": "template: :1: unclosed action"}}
    assert "unclosed action" in explain_refusal(400, body, "template x").message


def test_secrets_are_taken_out_of_what_the_server_says() -> None:
    body = {"message": "parse 'https://hooks.invalid/geheim\n/geheim2': bad url"}
    error = explain_refusal(400, body, "contact point x", ["geheim", "geheim2"])
    assert "geheim" not in error.message
    assert "[REDACTED]" in error.message


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("https://hooks.invalid/geheim\n", 'invalid URL "https://hooks.invalid/geheim\\n"'),
        ('geheim "quoted" \\ geheim', 'bad key "geheim \\"quoted\\" \\\\ geheim"'),
        ("geheim  zwei", "bad key geheim  zwei"),
        ("geheim\tzwei", "bad key geheim\tzwei"),
        ("geheim zwei/drei", "bad path /geheim%20zwei%2Fdrei"),
        ("geheim zwei/drei", "bad query geheim+zwei%2Fdrei"),
        ("-----BEGIN-----\ngeheimer-schluessel\n-----END-----\n", "cannot read geheimer-schluessel in line 2"),
        ("https://hooks.invalid/services/geheimes-wort%zz", 'invalid escape in "geheimes-wort"'),
    ],
)
def test_secrets_are_taken_out_however_the_server_spells_them(secret: str, said: str) -> None:
    error = explain_refusal(400, {"message": said}, "contact point x", [secret])
    assert "geheim" not in error.message
    assert "[REDACTED]" in error.message


def test_of_a_new_organisation_it_is_said_that_its_settings_are_on_their_way() -> None:
    error = explain_refusal(500, {"message": "Internal Server Error"}, "the notification templates")
    assert "Grafana has them after a minute" in error.hint
    assert "after a minute" not in explain_refusal(500, {"message": "no"}, "folder shop").hint
