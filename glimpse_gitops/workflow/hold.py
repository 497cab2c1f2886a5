"""`hold`: keep apply away from an object for a while. Writes nothing but the manifest's page."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from ..errors import ConflictError, UnreachableError, UsageError
from ..files.settings import load_settings
from ..grafana.account import login_of
from ..grafana.adapters import adapters_for
from ..grafana.client import Client
from ..model.manifest import Hold, Manifest, OwnedObject
from ..model.resource import Resource, ResourceKind
from ..plan.manifest import manifest_id, read_manifest
from .connection import Connection, open_client
from .manifest_page import write_page

Answer = TypeVar("Answer")

ATTEMPTS = 5
"""How often the page is read and written where somebody else writes it, too."""


@dataclass(frozen=True)
class _Book:
    """The manifest as it stands, on an open connection."""

    client: Client
    manifest: Manifest
    page: Resource | None

    def write(self, manifest: Manifest) -> None:
        """Put another manifest in its place; a ConflictError where somebody else did so meanwhile."""
        write_page(adapters_for(self.client), self.client, self.page, manifest)

    def find(self, wanted: str) -> OwnedObject:
        """The object of this uid, name or title; a UsageError where there is none, or there are several."""
        objects = self.manifest.objects.values()
        found = [one for one in objects if one.id.identity == wanted] or [one for one in objects if one.title == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(str(one.id) for one in found)
            raise UsageError(f'"{wanted}" is the name of {len(found)} objects: {listed}', "give one by its uid")
        names = sorted({name for one in objects for name in (one.id.identity, one.title)})
        close = difflib.get_close_matches(wanted, names, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f'the dashboard "GitOps: {self.manifest.owner}" lists them'
        raise UsageError(f'"{self.manifest.owner}" manages no object "{wanted}" in this Grafana', hint)


def hold(root: Path, connection: Connection, wanted: str, milliseconds: int, reason: str) -> Hold:
    """Put an object on hold from now on, by the server's clock; one that it is on already is replaced."""

    def place(book: _Book) -> Hold:
        entry, now = book.find(wanted), book.client.server_time
        if now is None:
            raise UnreachableError("this Grafana does not tell the time", "is a proxy removing the Date header?")
        placed = Hold(
            entry.id, (now + timedelta(milliseconds=milliseconds)).replace(microsecond=0), reason, login_of(book.client)
        )
        others = tuple(one for one in book.manifest.holds if one.id != entry.id)
        book.write(replace(book.manifest, holds=(*others, placed)))
        return placed

    return _edited(root, connection, place)


def release(root: Path, connection: Connection, wanted: str) -> OwnedObject:
    """Take the hold off an object; a UsageError where it is on none."""

    def take_off(book: _Book) -> OwnedObject:
        entry = book.find(wanted)
        others = tuple(one for one in book.manifest.holds if one.id != entry.id)
        if len(others) == len(book.manifest.holds):
            raise UsageError(f"{entry.id.named(entry.title)} is not on hold")
        book.write(replace(book.manifest, holds=others))
        return entry

    return _edited(root, connection, take_off)


def _edited(root: Path, connection: Connection, edit: Callable[[_Book], Answer]) -> Answer:
    """What `edit` gives for the manifest as it stands; again where an apply or another hold wrote it meanwhile."""
    settings = load_settings(root, connection.environment)
    client = open_client(connection, settings)
    try:
        attempt = 1
        while True:
            page = adapters_for(client)[ResourceKind.DASHBOARD].read_one(manifest_id(settings.owner))
            manifest = read_manifest(
                page, settings.owner, settings.project, settings.environment, settings.manifest_folder
            )
            try:
                return edit(_Book(client, manifest, page))
            except ConflictError:
                if attempt == ATTEMPTS:
                    raise
            client.session.pause(attempt)
            attempt += 1
    finally:
        client.close()
