"""Places for values that something fills in before Prometheus reads the file: `${LIMIT}`, `{{ .Limit }}`, `@limit@`."""

from __future__ import annotations

import re

_NAMED = r"[A-Za-z][\w.-]*"
_ACTION = re.compile(r"\{\{(?:[^{}$]|\$\{)*\}\}")
"""An action of Helm, Jinja, Go or Consul; one with `$labels` or `$value` is for Prometheus."""
_PLACE = re.compile(
    rf"\$\$\{{{_NAMED}\}}|\$\({_NAMED}\)|\$[A-Z][A-Z0-9_]+\b|@{_NAMED}@|%\{{{_NAMED}\}}|%[A-Z][A-Z0-9_]+%|#\{{{_NAMED}\}}"
    rf"|<<{_NAMED}>>|(?<=[<>=(,\[+*/-])\s*<[A-Za-z][\w -]*>|\[\[\s*\.?{_NAMED}\s*\]\]",
    re.ASCII,
)
"""Of Compose, Kustomize and OpenShift, envsubst, Maven, Puppet and Terraform, Windows, Octopus, forms, and Confd."""
_SIGNS = ("$", "@", "%", "#{", "<", "[[")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`[^`]*`')
_WHOLE = re.compile(r"\$\{.+\}|\(\(.+\)\)|__\w+__|<[\w -]+>|[A-Z]+(?:_[A-Z]+)+")
"""What is a place for a value where nothing else stands beside it."""


def has_place(expr: str) -> bool:
    """Whether an expression holds a place that PromQL has no other meaning for; what is in its strings is text."""
    if "{{" in expr and _ACTION.search(expr):
        return True
    return any(sign in expr for sign in _SIGNS) and _PLACE.search(_STRING.sub('""', expr)) is not None


def is_place(text: str) -> bool:
    """Whether a text that is no value, such as a duration, is a place for one."""
    return _WHOLE.fullmatch(text.strip()) is not None or has_place(text)
