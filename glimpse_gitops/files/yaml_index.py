"""The source index of YAML text: its mappings are the constructs, its scalars the literals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import yaml

from ..model.origin import Origin
from ..model.source_index import Construct
from ..model.text_literal import Run, TextLiteral
from .python_strings import SourceText, runs_of
from .yaml_scalars import scalar_characters, stands_as_it_is

_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


class YamlIndex:
    """Literals and constructs of one file, collected from the nodes of its documents."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.source = path, SourceText(text)
        self._lines = self.source.text.split("\n")
        self.literals: list[TextLiteral] = []
        self.constructs: list[Construct] = []
        self._ends: dict[int, tuple[int, int]] = {}
        """Identity of a node → line and column of its end."""
        self._nodes: list[yaml.Node] = []
        """Keeps the nodes alive, since the identity of a node that is gone is given to the next one."""
        self._inside: list[list[TextLiteral]] = []

    def add(self, node: yaml.Node) -> tuple[int, int]:
        """Collect a node and what is under it; returns line and column of its end. An alias counts once."""
        if id(node) in self._ends:
            return self._ends[id(node)]
        start = (node.start_mark.line + 1, node.start_mark.column + 1)
        self._ends[id(node)] = start
        self._nodes.append(node)
        if isinstance(node, yaml.ScalarNode):
            end = self._scalar(node, start)
        elif isinstance(node, yaml.MappingNode):
            literals: list[TextLiteral] = []
            self._inside.append(literals)
            end = self._under([part for pair in node.value for part in pair], node, start)
            self._inside.pop()
            origin = Origin(self.path, *start, *end)
            self.constructs.append(Construct("{}", origin, tuple(literals), leads=self._leads(start)))
        else:
            end = self._under(node.value, node, start)
        self._ends[id(node)] = end
        return end

    def origin(self, node: yaml.Node) -> Origin:
        """The place of a node that was added."""
        return Origin(self.path, node.start_mark.line + 1, node.start_mark.column + 1, *self._ends[id(node)])

    def comments(self) -> dict[int, str]:
        """Line → the YAML comment on it; what looks like one inside a scalar belongs to the scalar."""
        found = {}
        spans = sorted((one.origin for one in self.literals), key=_start)
        for number, line in enumerate(self._lines, start=1):
            match = _COMMENT.search(line)
            if match:
                place = (number, match.start(1) + 1)
                before = bisect_right(spans, place, key=_start)
                if not before or place >= (spans[before - 1].end_line, spans[before - 1].end_column):
                    found[number] = match[1]
        return found

    def _under(self, nodes: Iterable[yaml.Node], node: yaml.Node, start: tuple[int, int]) -> tuple[int, int]:
        ends = [self.add(child) for child in nodes]
        if isinstance(node, yaml.CollectionNode) and node.flow_style:
            return node.end_mark.line + 1, node.end_mark.column + 1
        return max([start, *ends])

    def _leads(self, start: tuple[int, int]) -> bool:
        """Whether only the dashes of a list stand before it on its line."""
        return not self._lines[start[0] - 1][: start[1] - 1].strip(" -\t")

    def _scalar(self, node: yaml.ScalarNode, start: tuple[int, int]) -> tuple[int, int]:
        first = self.source.at(*start)
        last = self.source.at(node.end_mark.line + 1, node.end_mark.column + 1)
        end = (node.end_mark.line + 1, node.end_mark.column + 1)
        quote = 1 if node.style in ("'", '"') else 0
        if stands_as_it_is(self.source.text, first, node.style or "", node.value):
            runs: tuple[Run, ...] = (Run(0, start[0], start[1] + quote),) if "\n" not in node.value else ()
        else:
            found = scalar_characters(self.source, first, last, node.style or "", node.value)
            runs = runs_of(found) if len(found) == len(node.value) else ()
            if node.style in ("|", ">"):
                end = (found[-1].line, found[-1].column + 1) if found else start
        literal = TextLiteral(node.value, Origin(self.path, *start, *end), runs)
        self.literals.append(literal)
        for literals in self._inside:
            literals.append(literal)
        return end


def _start(span: Origin) -> tuple[int, int]:
    return span.line, span.column
