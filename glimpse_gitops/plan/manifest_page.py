"""The manifest's page as people read it: what is managed here, from where, by whom, and what is on hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.manifest import Hold, Manifest, OwnedObject
from ..model.resource import ResourceId, ResourceKind
from .manifest_list import in_order


def page_text(manifest: Manifest) -> str:
    """The page in Markdown."""
    lines = [
        f"# What {_plain(manifest.owner)} manages here",
        "",
        *_origin(manifest),
        "",
        "These objects come from code: `glimpse-gitops apply` makes them, and keeps this page. **To change one**, edit "
        "the code. What is edited here in Grafana is kept as long as the code does not change it too; "
        "`glimpse-gitops drift` lists it. **In an incident**, `glimpse-gitops hold <uid or title> --for 4h --reason …` "
        "keeps apply away from an object.",
    ]
    if manifest.holds:
        lines += ["", "## On hold", "", "| what | until | by | why |", "|---|---|---|---|"]
        lines += [_hold_row(hold, manifest) for hold in manifest.holds]
    held = {hold.id for hold in manifest.holds}
    entries = in_order(manifest)
    for kind in ResourceKind:
        if named := [entry for entry in entries if entry.id.kind is kind]:
            lines += ["", f"## {_plural(kind)} ({len(named)})", "", *_table(named, held)]
    return "\n".join(lines) + "\n"


def _origin(manifest: Manifest) -> Iterator[str]:
    """From where, and by whom: two sentences, without what is not known."""
    stamp = manifest.stamp
    of = f" of environment **{_plain(manifest.environment)}**" if manifest.environment else ""
    code = f"Last applied{of}"
    if stamp.at:
        code += f" on {stamp.at.replace('T', ' ').removesuffix('Z')} UTC"
    if stamp.by:
        code += f" by **{_plain(stamp.by)}**"
    if stamp.commit:
        changed = ", with changes that are in no commit" if stamp.dirty else ""
        code += f", from commit {_commit(stamp.repository, stamp.commit)}{changed}"
    yield code + "."
    if stamp.repository:
        yield f"The code is in {_repository(stamp.repository)}."
    if manifest.since:
        yield f"Managed since {manifest.since}."


def _table(entries: Iterable[OwnedObject], held: set[ResourceId]) -> Iterator[str]:
    yield "| title | since | |"
    yield "|---|---|---|"
    for entry in entries:
        state = ""
        if entry.quarantined:
            state = f"in quarantine since {entry.quarantined}"
        elif entry.id in held:
            state = "on hold"
        yield f"| {_link(entry.id, entry.title)} | {entry.since} | {state} |"


def _hold_row(hold: Hold, manifest: Manifest) -> str:
    entry = manifest.objects.get(hold.id)
    title = _link(hold.id, entry.title if entry else hold.id.identity)
    until = hold.until.strftime("%Y-%m-%d %H:%M UTC")
    return f"| {hold.id.named(title)} | {until} | {_plain(hold.by)} | {_plain(hold.reason)} |"


def _plural(kind: ResourceKind) -> str:
    return kind.value.capitalize() if kind is ResourceKind.POLICY else kind.plural.capitalize()


def _plain(text: str) -> str:
    """A text that means nothing in Markdown, in one line."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(text.split()))


def _link(id: ResourceId, title: str) -> str:
    if id.kind is ResourceKind.DASHBOARD:
        return f"[{_plain(title)}](/d/{id.identity})"
    if id.kind is ResourceKind.FOLDER:
        return f"[{_plain(title)}](/dashboards/f/{id.identity})"
    return _plain(title)


def _repository(url: str) -> str:
    return f"[{_plain(url.split('://', 1)[1])}]({url})" if _is_link(url) else f"`{_plain(url)}`"


def _commit(repository: str, commit: str) -> str:
    short = commit[:10]
    return f"[`{short}`]({repository}/commit/{commit})" if _is_link(repository) else f"`{short}`"


def _is_link(url: str) -> bool:
    return re.fullmatch(r"https?://[^\s()<>|\[\]]+", url) is not None
