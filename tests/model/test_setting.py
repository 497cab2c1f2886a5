"""References to settings."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.setting import setting


def test_a_setting_cannot_be_part_of_a_text() -> None:
    with pytest.raises(
        ValueError, match=r'^setting "host" cannot be part of a text: give the whole text as one setting'
    ):
        f"https://{setting('host')}/hook"
