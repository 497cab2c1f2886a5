"""What stays the same of a finding when lines move, a query is laid out anew or objects change places.

It is made of the rule, the object's name, what the expression means and which part of it is at fault; the line and the
wording of the message have no say. Where nothing is quoted, the message stands for the part.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ..model.finding import Finding

_LENGTH = 16
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fingerprint_of(finding: Finding) -> str:
    """16 hexadecimal digits; findings that are alike in all of this have the same."""
    if finding.span is None:
        about = ("", _NUMBER.sub("0", _squeezed(finding.message)))
    else:
        start, end = finding.span
        about = (_meaning(finding.excerpt), _meaning(finding.excerpt[start:end]))
    parts = (finding.rule, finding.object or finding.origin.path, *about)
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:_LENGTH]


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, each with a fingerprint that no other one has: the second of two that are alike ends in `-2`."""
    seen: dict[str, int] = {}
    told = []
    for finding in findings:
        own = finding.fingerprint or fingerprint_of(finding)
        seen[own] = seen.get(own, 0) + 1
        told.append(replace(finding, fingerprint=own if seen[own] == 1 else f"{own}-{seen[own]}"))
    return told


@lru_cache(maxsize=4096)
def _meaning(text: str) -> str:
    """The canonical hash of a text that is PromQL, else the text without white space and comments."""
    # Findings that were kept have their fingerprints, and then nobody needs a parser.
    from ..promql.canonical import canonical_hash
    from ..promql.parser import parse

    tree = parse(text).tree if text.strip() else None
    return _squeezed(text) if tree is None else canonical_hash(tree)


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join("".join(line.partition("#")[0] for line in text.split("\n")).split())
