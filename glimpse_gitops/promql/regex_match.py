"""Matches whole strings against a parsed pattern, in time linear in the string.

The pattern becomes a small program (Thompson's construction) whose possible states are followed all at once, so no
pattern is slow; sets of states met before are remembered.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from .regex_classes import CharacterClass
from .regex_syntax import Assertion, Choice, One, Part, Pattern, Repeat, Sequence

MAX_STATES: Final = 5_000
_MAX_MEMORY: Final = 20_000


class TooLarge(Exception):  # noqa: N818  (it never leaves this module)
    """The program would have more than ``MAX_STATES`` states."""


class _Step(NamedTuple):
    """One state: a character to read, a place to be at, or a free move to each of ``targets``."""

    members: CharacterClass | None
    assertion: str
    targets: tuple[int, ...]


class Matcher:
    """One compiled pattern."""

    def __init__(self, steps: list[_Step], start: int) -> None:
        self._steps = steps
        self._start = start
        self._places = any(step.assertion for step in steps)
        self._memory: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def matches(self, value: str) -> bool:
        """Whether the whole value matches, as Prometheus' anchored matchers ask."""
        states = self._closure({self._start}, value, 0)
        for index, character in enumerate(value):
            if not states:
                return False
            key = (states, character)
            following = None if self._places else self._memory.get(key)
            if following is None:
                following = self._closure(self._moves(states, character), value, index + 1)
                if not self._places and len(self._memory) < _MAX_MEMORY:
                    self._memory[key] = following
            states = following
        return 0 in states

    def _moves(self, states: frozenset[int], character: str) -> set[int]:
        steps = self._steps
        moved: set[int] = set()
        for state in states:
            members = steps[state].members
            if members is not None and character in members:
                moved.update(steps[state].targets)
        return moved

    def _closure(self, states: set[int], value: str, position: int) -> frozenset[int]:
        """The states that can be reached without reading a character."""
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state in found:
                continue
            found.add(state)
            step = self._steps[state]
            if step.members is None and (not step.assertion or _holds(step.assertion, value, position)):
                waiting.extend(step.targets)
        return frozenset(found)


def _holds(assertion: str, value: str, position: int) -> bool:
    if assertion in ("^", "^m"):
        return position == 0 or (assertion == "^m" and value[position - 1] == "\n")
    if assertion in ("$", "$m"):
        return position == len(value) or (assertion == "$m" and value[position] == "\n")
    before = position > 0 and _is_word(value[position - 1])
    after = position < len(value) and _is_word(value[position])
    return (before != after) == (assertion == "b")


def _is_word(character: str) -> bool:
    return character == "_" or (character.isascii() and character.isalnum())


def compile_pattern(pattern: Pattern) -> Matcher | None:
    """The matcher of a pattern; None if its classes are not all known or it is too large."""
    if not pattern.exact:
        return None
    steps: list[_Step] = [_Step(None, "", ())]
    try:
        start = _build(pattern.part, 0, steps)
    except TooLarge:
        return None
    return Matcher(steps, start)


def _add(steps: list[_Step], step: _Step) -> int:
    if len(steps) >= MAX_STATES:
        raise TooLarge
    steps.append(step)
    return len(steps) - 1


def _build(part: Part, following: int, steps: list[_Step]) -> int:
    """Adds the states of a part that go on to ``following``; returns the first."""
    match part:
        case One():
            return _add(steps, _Step(part.members, "", (following,)))
        case Assertion():
            return _add(steps, _Step(None, part.kind, (following,)))
        case Sequence():
            for inner in reversed(part.parts):
                following = _build(inner, following, steps)
            return following
        case Choice():
            return _add(steps, _Step(None, "", tuple(_build(option, following, steps) for option in part.options)))
        case Repeat():
            return _build_repeat(part, following, steps)


def _build_repeat(part: Repeat, following: int, steps: list[_Step]) -> int:
    if part.most is None:
        loop = _add(steps, _Step(None, "", ()))
        body = _build(part.part, loop, steps)
        steps[loop] = _Step(None, "", (body, following))
        start = loop
    else:
        start = following
        for _ in range(part.most - part.least):
            start = _add(steps, _Step(None, "", (_build(part.part, start, steps), following)))
    for _ in range(part.least):
        start = _build(part.part, start, steps)
    return start
