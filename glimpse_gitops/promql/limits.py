"""The size up to which an expression is analysed.

Larger ones are refused before anything else looks at them. The numbers keep the whole analysis linear and far from
Python's recursion limit, and they keep promql-parser (the second verdict) away from the inputs that crash it: it
overflows the stack, which no handler can catch, at some thousand nested or chained terms.
"""

from __future__ import annotations

MAX_CHARACTERS = 65_536
MAX_TOKENS = 2_000
MAX_DEPTH = 200
"""Parentheses, calls and subqueries inside one another; a chain such as ``a + b + c`` does not nest."""
MAX_FAULTS = 20
"""Faults reported for one expression; the rest would only repeat what the first ones say."""
