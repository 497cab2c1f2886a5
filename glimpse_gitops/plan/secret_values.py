"""Which values cannot be the secrets that the code asks for, and which hardly are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..model.resource import Resource, ResourceKind
from ..model.secret import SecretRef
from ..model.stand_in import has_gap, is_stand_in, is_web_address

_ADDRESSES = frozenset({"url", "endpointUrl", "apiUrl", "api_url", "kafkaRestProxy"})
"""Settings of channels, in the words of Grafana's API, that are addresses."""


def unusable_secrets(resources: Iterable[Resource], values: Mapping[SecretRef, str]) -> dict[SecretRef, str]:
    """Secret → what is wrong with its value, which is not shown: a gap of an example, as `…` and `<your key>` are."""
    return _found(
        resources, values, lambda _, __, value: "is a gap of an example, not filled in" if has_gap(value) else ""
    )


def doubtful_secrets(resources: Iterable[Resource], values: Mapping[SecretRef, str]) -> dict[SecretRef, str]:
    """Secret → what is odd about its value: somebody may try things out with it, so it is no reason to refuse it."""
    return _found(resources, values, _doubt)


def _found(
    resources: Iterable[Resource], values: Mapping[SecretRef, str], fault_of: Callable[[Resource, str, str], str]
) -> dict[SecretRef, str]:
    found: dict[SecretRef, str] = {}
    for resource in resources:
        for pointer, ref in resource.secrets.items():
            if ref in values and (fault := fault_of(resource, pointer, values[ref])):
                found.setdefault(ref, fault)
    return found


def _doubt(resource: Resource, pointer: str, value: str) -> str:
    if has_gap(value):
        return ""
    if is_stand_in(value):
        return "looks like the placeholder of an example"
    is_address = resource.id.kind is ResourceKind.CONTACT_POINT and pointer.rpartition("/")[2] in _ADDRESSES
    if not is_address or is_web_address(value):
        return ""
    return f'is no http:// or https:// address, and contact point "{resource.title}" sends to it'
