"""What `adopt` did, or would do, as text and as a patch."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from ..model.adoption import FileChange, NewModules, Regenerated, Revised
from ..model.artifact import Artifact
from .count import counted
from .difference_lines import difference_lines


def patch_of(files: Iterable[Artifact], changes: Iterable[FileChange]) -> str:
    """New files and changes of others as one unified diff, which `git apply` takes."""
    whole = [FileChange(file.path, "", file.text) for file in files]
    return "".join(_diff(change, is_new=not change.before) for change in [*whole, *changes])


def adoption_text(new: NewModules, changed: Revised, *, written: bool) -> str:
    """The new files, the changes as a diff, and what is left to people."""
    blocks = []
    if new.files:
        head = f"{counted(len(new.adopted), 'object')} adopted into new files:"
        blocks.append("\n".join([head, *(f"  + {file.path}" for file in new.files)]))
    if changed.changes:
        done = "written" if written else "not written yet"
        head = f"{counted(len(changed.followed), 'object')} followed by changes of the code ({done}):"
        blocks.append(f"{head}\n\n{patch_of((), changed.changes)}".rstrip("\n"))
    blocks += by_hand(changed)
    if new.left_out:
        lines = [f"  {id}: {why}" for id, why in new.left_out.items()]
        blocks.append("\n".join(["left as they are:", *lines]))
    if new.closed:
        kinds = ", ".join(kind.plural for kind in new.closed)
        blocks.append(f"this account may not list {kinds}: they are not looked at")
    if secrets := [*new.secrets, *changed.secrets]:
        blocks.append("\n".join(["secrets that the code refers to:", *(f"  {name}" for name in secrets)]))
    if new.clear:
        names = ", ".join(f'"{name}"' for name in new.clear)
        blocks.append(f'addresses stand in the clear, as in Grafana, in contact points {names}: env("…") hides them')
    return "\n\n".join(blocks or ["nothing to adopt"]) + "\n"


def next_steps(new: NewModules, changed: Revised, *, patch: bool, written: bool) -> Iterator[str]:
    """What to do now, one sentence each."""
    if changed.regenerated:
        yield "change by hand what is left, as shown, or let the code win: glimpse-gitops plan says how"
    if not (new.files or changed.changes):
        return
    if patch:
        yield "apply the patch: git apply FILE"
    elif changed.changes and not written:
        yield "write the changes of the code: the same command with --write"
    if new.secrets or changed.secrets:
        yield "set the secrets where apply runs, under these names or better ones"
    yield "glimpse-gitops build, then glimpse-gitops plan: what was adopted is equal there (=) or not shown at all"


def by_hand(changed: Revised) -> list[str]:
    """What is left to people, a block an object, and a last one where nothing was taken over at all."""
    blocks = [_regenerated(one, rest=one.id in changed.followed) for one in changed.regenerated]
    if blocks and not changed.changes:
        blocks.append(f"nothing was taken over: {counted(len(blocks), 'object')} left to you")
    return blocks


def _regenerated(one: Regenerated, *, rest: bool) -> str:
    place = f" ({one.origin})" if one.origin else ""
    lines = [f"{'the rest of ' if rest else ''}{one.id}{place} has to be changed by hand: {one.why}"]
    lines += difference_lines(one.fields, "    ")
    return "\n".join([*lines, *(["", one.source] if one.source else [])]).rstrip("\n")


def _diff(change: FileChange, *, is_new: bool) -> str:
    before, after = _lines(change.before), _lines(change.after)
    head = f"diff --git a/{change.path} b/{change.path}\n"
    if is_new:
        head += "new file mode 100644\n"
    first = "/dev/null" if is_new else f"a/{change.path}"
    lines = difflib.unified_diff(before, after, first, f"b/{change.path}")
    return head + "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> Sequence[str]:
    """Lines as git counts them: only at line feeds."""
    parts = text.split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *([parts[-1]] if parts[-1] else [])]
