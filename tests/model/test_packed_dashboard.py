from __future__ import annotations

import pytest

from glimpse_gitops.model.packed_dashboard import PackedDashboard

SPEC = {"folderUid": "team-a", "dashboard": {"uid": "d", "title": "주문", "panels": [{"id": 1, "x": 0.5, "y": None}]}}


def test_what_was_packed_is_read_as_it_was() -> None:
    packed = PackedDashboard(SPEC)
    assert packed == SPEC
    assert dict(packed) == SPEC
    assert packed["dashboard"]["title"] == "주문"
    assert packed.get("folderUid") == "team-a"


def test_a_key_that_no_spec_has_is_missing() -> None:
    packed = PackedDashboard(SPEC)
    assert len(packed) == 2
    with pytest.raises(KeyError, match="title"):
        packed["title"]
