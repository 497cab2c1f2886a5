"""Units, thresholds, colors and links of drawn values."""

from __future__ import annotations

from glimpse_gitops.authoring import DataLink, Override, Stat, Threshold, TimeSeries, ValueMapping


def test_thresholds_stand_in_their_order_above_the_base_color() -> None:
    panel = Stat(title="Heap", thresholds=[Threshold(1_000_000_000), Threshold(0.5, "orange")], base_color="blue")

    assert panel.to_json_data()["fieldConfig"]["defaults"]["thresholds"] == {
        "mode": "absolute",
        "steps": [
            {"color": "blue", "value": None},
            {"color": "orange", "value": 0.5},
            {"color": "red", "value": 1_000_000_000},
        ],
    }


def test_thresholds_may_be_shares_of_the_maximum() -> None:
    panel = Stat(title="Disk", thresholds=[Threshold(80)], thresholds_in_percent=True)

    assert panel.to_json_data()["fieldConfig"]["defaults"]["thresholds"]["mode"] == "percentage"


def test_limits_may_be_fractions() -> None:
    defaults = TimeSeries(title="Ratio", min=0.5, max=1.5).to_json_data()["fieldConfig"]["defaults"]

    assert (defaults["min"], defaults["max"]) == (0.5, 1.5)


def test_a_color_is_fixed_or_a_way_of_coloring() -> None:
    def color(panel: TimeSeries) -> object:
        return panel.to_json_data()["fieldConfig"]["defaults"]["color"]

    assert color(TimeSeries(title="A", fixed_color="red")) == {"mode": "fixed", "fixedColor": "red"}
    assert color(TimeSeries(title="A", color_mode="thresholds")) == {"mode": "thresholds"}
    assert color(TimeSeries(title="A")) is None


def test_links_mappings_and_overrides_are_written_as_grafana_has_them() -> None:
    config = TimeSeries(
        title="Up",
        data_links=[DataLink("Logs", "/explore?x=${__value.raw}")],
        mappings=[ValueMapping("down", value="0", color="red"), ValueMapping("high", above=0.8)],
        overrides=[Override("5xx", {"unit": "reqps"}), {"matcher": {"id": "byName", "options": "x"}, "properties": []}],
    ).to_json_data()["fieldConfig"]

    assert config["defaults"]["links"] == [{"title": "Logs", "url": "/explore?x=${__value.raw}"}]
    assert config["defaults"]["mappings"] == [
        {"type": "value", "options": {"0": {"text": "down", "index": 0, "color": "red"}}},
        {"type": "range", "options": {"from": 0.8, "to": None, "result": {"text": "high", "index": 1}}},
    ]
    assert config["overrides"] == [
        {"matcher": {"id": "byName", "options": "5xx"}, "properties": [{"id": "unit", "value": "reqps"}]},
        {"matcher": {"id": "byName", "options": "x"}, "properties": []},
    ]
