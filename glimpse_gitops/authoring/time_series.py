"""Time series panels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from .field_panel import FieldPanel
from .legend import Legend


@dataclass(frozen=True, kw_only=True, eq=False)
class TimeSeries(FieldPanel):
    """Series over time, as lines, bars or points. Its tooltip shows all series, the largest first."""

    TYPE: ClassVar[str] = "timeseries"

    draw_style: Literal["line", "bars", "points"] = "line"
    fill_opacity: int = 10
    line_width: int = 1
    line_interpolation: Literal["linear", "smooth", "stepBefore", "stepAfter"] = "linear"
    gradient: Literal["none", "opacity", "hue", "scheme"] = "none"
    stacking: Literal["none", "normal", "percent"] = "none"
    span_nulls: bool | int = False
    """True joins over gaps, a number over gaps of at most so many milliseconds."""
    show_points: Literal["auto", "never", "always"] = "never"
    point_size: int = 5
    axis_label: str = ""
    axis_placement: Literal["auto", "left", "right", "hidden"] = "auto"
    axis_soft_min: float | None = None
    axis_soft_max: float | None = None
    axis_centered_zero: bool = False
    log_base: Literal[2, 10] | None = None
    """A logarithmic axis."""
    thresholds_style: Literal["off", "line", "dashed", "area", "line+area", "dashed+area"] | None = None
    """How thresholds are drawn; dashed lines where there are any and nothing is said."""
    legend: Legend = field(default_factory=Legend)
    tooltip: Literal["single", "multi", "none"] = "multi"
    tooltip_sort: Literal["none", "asc", "desc"] = "desc"

    def _options(self) -> dict[str, Any]:
        return {
            "legend": self.legend.to_json_data(),
            "tooltip": {"hideZeros": False, "mode": self.tooltip, "sort": self.tooltip_sort},
        }

    def _custom(self) -> dict[str, Any]:
        scale = {"type": "linear"} if self.log_base is None else {"type": "log", "log": self.log_base}
        return {
            "axisCenteredZero": self.axis_centered_zero,
            "axisLabel": self.axis_label,
            "axisPlacement": self.axis_placement,
            "axisSoftMax": self.axis_soft_max,
            "axisSoftMin": self.axis_soft_min,
            "drawStyle": self.draw_style,
            "fillOpacity": self.fill_opacity,
            "gradientMode": self.gradient,
            "lineInterpolation": self.line_interpolation,
            "lineWidth": self.line_width,
            "pointSize": self.point_size,
            "scaleDistribution": scale,
            "showPoints": self.show_points,
            "spanNulls": self.span_nulls,
            "stacking": {"group": "A", "mode": self.stacking},
            "thresholdsStyle": {"mode": self.thresholds_style or ("dashed" if self.thresholds else "off")},
        }
