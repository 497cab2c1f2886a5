"""Value mappings: words and colors in place of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from ..model.arguments import check_arguments


@dataclass(frozen=True)
class ValueMapping:
    """`ValueMapping("up", value="1", color="green")`, or a range: `ValueMapping("high", above=0.8)`.

    Give either `value` or one or both ends of a range.
    """

    text: str
    value: Annotated[str | None, 'a text such as "1"'] = None
    above: float | None = None
    below: float | None = None
    color: str = ""

    def __post_init__(self) -> None:
        check_arguments(self, f'mapping "{self.text}"')
        ranged = self.above is not None or self.below is not None
        if ranged == (self.value is not None):
            raise ValueError(f'mapping "{self.text}": give either value, or above and below')

    def to_json_data(self, position: int = 0) -> dict[str, Any]:
        """The mapping as Grafana's JSON, at its position among those of a panel."""
        result: dict[str, Any] = {"text": self.text, "index": position}
        if self.color:
            result["color"] = self.color
        if self.value is not None:
            return {"type": "value", "options": {self.value: result}}
        return {"type": "range", "options": {"from": self.above, "to": self.below, "result": result}}
