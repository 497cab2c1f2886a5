"""Which values cannot be the secrets that the code asks for: placeholders, and what is no address where one goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.resource import Resource, ResourceKind
from ..model.secret import SecretRef
from ..model.stand_in import address_has_stand_in, is_stand_in, is_web_address

_ADDRESSES = frozenset({"url", "endpointUrl", "apiUrl", "api_url", "kafkaRestProxy"})
"""Settings of channels, in the words of Grafana's API, that are addresses."""


def unusable_secrets(resources: Iterable[Resource], values: Mapping[SecretRef, str]) -> dict[SecretRef, str]:
    """Secret → what is wrong with its value, which is not shown; those that are not set are left out."""
    found: dict[SecretRef, str] = {}
    for resource in resources:
        for pointer, ref in resource.secrets.items():
            if ref in values and (fault := _fault(resource, pointer, values[ref])):
                found.setdefault(ref, fault)
    return found


def _fault(resource: Resource, pointer: str, value: str) -> str:
    if is_stand_in(value):
        return "is the placeholder of an example, and not the secret"
    if resource.id.kind is not ResourceKind.CONTACT_POINT or pointer.rpartition("/")[2] not in _ADDRESSES:
        return ""
    if not is_web_address(value):
        return f'is no http:// or https:// address, and contact point "{resource.title}" sends to it'
    return "is an address with a placeholder in it" if address_has_stand_in(value) else ""
