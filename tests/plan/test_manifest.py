"""The manifest: a page for people that carries the machine's list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.errors import UnsafePlanError
from glimpse_gitops.model.environment import Environment
from glimpse_gitops.model.manifest import Hold, Manifest, OwnedObject, Stamp
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.plan import manifest_list
from glimpse_gitops.plan.manifest import manifest_resource, read_manifest

from .specs import dashboard

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
names = st.text(min_size=1, max_size=20)
digests = st.dictionaries(names, st.text("0123456789abcdef", min_size=8, max_size=8), max_size=3)
ids = st.builds(ResourceId, st.sampled_from(list(ResourceKind)), names)
entries = st.builds(
    OwnedObject, ids, st.text(max_size=40), digests, digests, st.dictionaries(names, names), st.text(max_size=10)
)
holds = st.builds(Hold, ids, st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1)), names, names)
manifests = st.builds(
    lambda objects, holds, stamp, lease: Manifest(
        "glimpse", "p-1", {entry.id: entry for entry in objects}, "prod", lease, tuple(holds), "2026-11-23", stamp
    ),
    st.lists(entries, max_size=6),
    st.lists(holds, max_size=2),
    st.builds(Stamp, names, names, names, names, st.booleans()),
    st.integers(0, 10**6),
)


def page(manifest: Manifest) -> str:
    panels = manifest_resource(manifest).spec["dashboard"]["panels"]
    return str(panels[0]["options"]["content"])


def of_panels(*panels: object) -> Resource:
    return dashboard("gitops-glimpse", panels=list(panels))


def of_text(content: str) -> Resource:
    return of_panels({"type": "text", "options": {"content": content}})


def owned(*objects: OwnedObject, **keys: Any) -> Manifest:
    return Manifest("glimpse", "p", {one.id: one for one in objects}, **keys)


@given(manifests)
def test_what_is_written_is_what_is_read(manifest: Manifest) -> None:
    assert read_manifest(manifest_resource(manifest), "glimpse", "p-1", Environment("prod")) == manifest


def test_no_page_means_that_nothing_is_ours() -> None:
    assert read_manifest(None, "glimpse", "p-1") == Manifest("glimpse", "p-1")


def test_people_read_the_titles_and_follow_links() -> None:
    board = OwnedObject(ResourceId(ResourceKind.DASHBOARD, "shop"), "Shop [EU]", since="2026-11-20")
    text = page(owned(board))
    assert "| [Shop \\[EU\\]](/d/shop) | 2026-11-20 |  |" in text
    assert "## Dashboards (1)" in text


def test_people_read_who_applied_what_commit_and_when() -> None:
    stamp = Stamp("2026-11-23T04:05:06Z", "ci_bot", "https://git.example/team/shop", "0123456789abcdef", dirty=True)
    text = page(owned(stamp=stamp, environment="prod", since="2026-01-02"))
    assert (
        "Last applied of environment **prod** on 2026-11-23 04:05:06 UTC by **ci\\_bot**, from commit "
        "[`0123456789`](https://git.example/team/shop/commit/0123456789abcdef), with changes that are in no commit.\n"
        "The code is in [git.example/team/shop](https://git.example/team/shop).\nManaged since 2026-01-02."
    ) in text


def test_people_read_what_is_on_hold_until_when_and_why() -> None:
    board = OwnedObject(ResourceId(ResourceKind.DASHBOARD, "shop"), "Shop")
    text = page(owned(board, holds=(Hold(board.id, NOON, "incident | 42", "anna"),)))
    assert "| dashboard [Shop](/d/shop) | 2026-11-23 12:00 UTC | anna | incident \\| 42 |" in text
    assert "| [Shop](/d/shop) |  | on hold |" in text


def test_people_read_what_is_in_quarantine() -> None:
    board = OwnedObject(ResourceId(ResourceKind.DASHBOARD, "shop"), "Shop", quarantined="2026-11-23")
    assert "| [Shop](/d/shop) |  | in quarantine since 2026-11-23 |" in page(owned(board))


def test_a_remote_that_is_no_page_is_no_link() -> None:
    text = page(owned(stamp=Stamp(repository="javascript:alert(1)", commit="0123")))
    assert "](javascript" not in text
    assert "from commit `0123`" in text


def test_a_title_cannot_break_out_of_the_list() -> None:
    entry = OwnedObject(ResourceId(ResourceKind.FOLDER, "f"), "--> <script>\n# Head")
    manifest = owned(entry, holds=(Hold(entry.id, NOON, "-->", "--> <b>"),))
    assert page(manifest).count("-->") == 1
    assert "\n# Head" not in page(manifest)
    assert read_manifest(manifest_resource(manifest), "glimpse", "p") == manifest


def test_another_project_with_the_same_owner_is_refused() -> None:
    theirs = manifest_resource(Manifest("glimpse", "theirs"))
    with pytest.raises(UnsafePlanError, match="another project"):
        read_manifest(theirs, "glimpse", "ours")


@pytest.mark.parametrize("chosen", ["", "staging"])
def test_another_environment_with_the_same_owner_is_refused(chosen: str) -> None:
    theirs = manifest_resource(Manifest("glimpse", "p", environment="prod"))
    with pytest.raises(UnsafePlanError, match='manages environment "prod"') as raised:
        read_manifest(theirs, "glimpse", "p", Environment(chosen))
    assert "--env prod" in raised.value.hint
    assert 'moved_from = "prod"' in raised.value.hint


def test_an_environment_that_got_another_name_goes_on_with_its_page() -> None:
    before = manifest_resource(Manifest("glimpse", "p", environment="prod"))
    renamed = Environment("production", moved_from="prod")
    assert read_manifest(before, "glimpse", "p", renamed).environment == "production"


def test_a_page_of_no_environment_becomes_one_of_the_first_environment_that_is_applied() -> None:
    before = manifest_resource(Manifest("glimpse", "p"))
    assert read_manifest(before, "glimpse", "p", Environment("prod")).environment == "prod"


def test_a_page_of_the_first_format_is_read_and_says_nothing_of_parts() -> None:
    row = '{"kind": "folder", "id": "shop", "title": "Shop", "hash": "00", "secrets": {"/url": "s:h"}}'
    content = (
        f'<!-- glimpse-gitops manifest\n{{"format": 1, "owner": "glimpse", "project": "p", "objects": [{row}]}}\n-->'
    )
    folder = OwnedObject(ResourceId(ResourceKind.FOLDER, "shop"), "Shop", secrets={"/url": "s:h"})
    assert read_manifest(of_text(content), "glimpse", "p") == owned(folder)


@pytest.mark.parametrize(
    "content", ["", "# ours", "<!-- glimpse-gitops manifest\n{}\n-->", "<!-- glimpse-gitops manifest\n[\n-->"]
)
def test_a_page_whose_list_was_lost_is_refused_rather_than_taken_for_empty(content: str) -> None:
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(of_text(content), "glimpse", "p")


def test_the_same_objects_make_the_same_page_in_any_order() -> None:
    objects = [OwnedObject(ResourceId(ResourceKind.FOLDER, uid), uid) for uid in "abc"]
    assert manifest_resource(owned(*objects)) == manifest_resource(owned(*reversed(objects)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"project": "p"', '"project": 5'),
        ('"objects": "', '"objects": "AAAA'),
        ('"objects": "', '"objects": "%'),
        ('"objects": "eJ', '"objects": "'),
        ('"lease": 0', '"lease": "x"'),
        ('"stamp": {', '"stamp": {"who": 1, '),
        ('"holds": []', '"holds": [{"kind": "folder", "id": "a", "until": "2026-11-23", "reason": "", "by": ""}]'),
        ('"holds": []', '"holds": [1]'),
        ('"format": 2,', ""),
    ],
)
def test_a_list_that_was_edited_by_hand_into_nonsense_is_refused(old: str, new: str) -> None:
    content = page(owned(OwnedObject(ResourceId(ResourceKind.FOLDER, "shop"), "Shop")))
    assert old in content
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(of_text(content.replace(old, new)), "glimpse", "p")


@pytest.mark.parametrize("row", [1, {"kind": "x"}, {"kind": "folder", "id": 5, "title": ""}, {"kind": ["folder"]}])
def test_an_entry_that_is_none_is_refused(row: object) -> None:
    data = {"format": 2, "objects": manifest_list._packed([row])}  # type: ignore[list-item]
    with pytest.raises((KeyError, TypeError, ValueError)):
        manifest_list.manifest_from(data)


@pytest.mark.parametrize("panel", [{"options": "text"}, {"options": {"content": 5}}, {}, "panel", None], ids=repr)
def test_a_page_that_was_edited_by_hand_into_nonsense_is_refused(panel: object) -> None:
    with pytest.raises(UnsafePlanError, match="cannot be read"):
        read_manifest(of_panels(panel), "glimpse", "p")


def test_a_page_of_a_newer_format_is_not_taken_for_one_of_ours() -> None:
    content = page(Manifest("glimpse", "p")).replace('"format": 2', '"format": 3')
    with pytest.raises(UnsafePlanError, match="this version cannot read") as raised:
        read_manifest(of_text(content), "glimpse", "p")
    assert "newer" in raised.value.hint


def noise(*of: object) -> str:
    """A digest that packs as badly as real ones."""
    return f"{crc32(repr(of).encode()):08x}"


def test_two_thousand_objects_make_a_page_of_moderate_size() -> None:
    parts = [*(f"panel:{n}" for n in range(20)), *(f"/dashboard/key{n}" for n in range(10)), "order:panel"]
    boards = [
        OwnedObject(
            ResourceId(ResourceKind.DASHBOARD, f"team-{i}-overview"),
            f"Team {i} overview",
            {name: f"{crc32(f'{i} {name}'.encode()):08x}" for name in parts},
            since="2026-11-23",
        )
        for i in range(1000)
    ]
    groups = [
        OwnedObject(
            ResourceId(ResourceKind.RULE_GROUP, f"team-{i}/app"),
            f"app {i}",
            {f"rule:rule-{i}-{n}-0011aabb": f"{crc32(f'{n} {i}'.encode()):08x}" for n in range(10)},
            since="2026-11-23",
        )
        for i in range(100)
    ]
    others = [
        OwnedObject(
            ResourceId(ResourceKind.CONTACT_POINT, f"team-{i}"),
            f"team {i}",
            {f"channel:team-{i}-slack-0011aabb": noise(i)},
            since="2026-11-23",
        )
        for i in range(900)
    ]
    assert len(page(owned(*boards, *groups, *others))) < 345_000
