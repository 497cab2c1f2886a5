"""What a plan does to routing, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model.routing_move import Routing, RoutingMove

_NAMED = 5
"""Rules that are named in a line, and cases of one rule."""


def routing_lines(routing: Routing) -> list[str]:
    """`4 alerts move glimpse-pagerduty → glimpse-slack: …`; those that fall to the default come first."""
    together: dict[tuple[bool, tuple[str, ...], tuple[str, ...]], list[RoutingMove]] = {}
    for move in sorted(routing.moves, key=lambda one: (not one.to_default, one.before, one.after, one.rule)):
        together.setdefault((move.to_default, move.before, move.after), []).append(move)
    lines = [_line(*key, moves) for key, moves in together.items()]
    reasons: dict[str, list[str]] = {}
    for rule, why in sorted(routing.not_told.items()):
        reasons.setdefault(why, []).append(rule)
    return [*lines, *(f"not wholly known for {_listed(rules)}: {why}" for why, rules in reasons.items())]


def _line(to_default: bool, before: Sequence[str], after: Sequence[str], moves: Sequence[RoutingMove]) -> str:
    names = _listed([_named(move) for move in moves])
    one = len(moves) == 1
    was, will = _together(before), _together(after)
    if to_default:
        does = "1 alert falls" if one else f"{len(moves)} alerts fall"
        return f"{does} to the default {will}, from {was}: {names}"
    return f"{'1 alert moves' if one else f'{len(moves)} alerts move'} {was} → {will}: {names}"


def _together(receivers: Sequence[str]) -> str:
    return " + ".join(receivers) or "nobody"


def _named(move: RoutingMove) -> str:
    return f"{move.rule} ({_listed([_case(case) for case in move.where], 'or')})" if move.where else move.rule


def _case(labels: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" if value else f"no {name}" for name, value in sorted(labels.items()))


def _listed(texts: Iterable[str], word: str = "and") -> str:
    all_texts = list(texts)
    if len(all_texts) > _NAMED:
        all_texts = [*all_texts[: _NAMED - 1], f"{len(all_texts) - _NAMED + 1} more"]
    return f" {word} ".join([", ".join(all_texts[:-1]), all_texts[-1]] if len(all_texts) > 1 else all_texts)
