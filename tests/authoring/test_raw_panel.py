"""Panels of types that have no class."""

from __future__ import annotations

from glimpse_gitops.authoring import RawPanel


def test_any_plugin_can_be_written() -> None:
    drawn = RawPanel(
        type="geomap", title="Where", unit="short", options={"view": {"id": "zero"}}, custom={"hideFrom": {}}
    ).to_json_data()

    assert (drawn["type"], drawn["options"]) == ("geomap", {"view": {"id": "zero"}})
    assert drawn["fieldConfig"]["defaults"]["custom"] == {"hideFrom": {}}
    assert drawn["fieldConfig"]["defaults"]["unit"] == "short"
