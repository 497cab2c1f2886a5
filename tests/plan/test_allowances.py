"""`--allow`: names that there are not, and names that are not needed."""

from __future__ import annotations

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.model.brake import Brake
from glimpse_gitops.plan.allowances import ensure_known, not_needed


def test_every_name_that_a_brake_can_have_is_known() -> None:
    ensure_known(["many-dashboards", "many-rules", "many-contact-points", "policy-root", "contact-point:on call"])


@pytest.mark.parametrize("name", ["nope", "contact-point:", "contact-point", "many-boards", "policy_root", ""])
def test_a_name_that_no_brake_has_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="no brake has this name") as raised:
        ensure_known(["many-rules", name])
    assert "many-dashboards" in raised.value.hint
    assert "contact-point:NAME" in raised.value.hint


def test_the_nearest_name_is_guessed() -> None:
    with pytest.raises(UsageError) as raised:
        ensure_known(["many-dashboard"])
    assert raised.value.hint.startswith("did you mean many-dashboards?")


def test_what_stops_nothing_is_told_and_does_not_stop() -> None:
    brakes = [Brake("many-rules", "x"), Brake("contact-point:oncall", "x")]
    assert list(not_needed({"many-rules", "contact-point:oncall"}, brakes)) == []
    assert list(not_needed({"many-rules", "policy-root"}, brakes)) == [
        "--allow policy-root is not needed: it stops nothing of this plan"
    ]
    (told,) = not_needed({"contact-point:onkall"}, brakes)
    assert told.endswith("did you mean contact-point:oncall?")
