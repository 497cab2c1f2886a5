"""Every text of a JSON file is found again, character by character, however it is escaped."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.document_walk import value_below
from glimpse_gitops.lint.file_site import FileSite
from glimpse_gitops.model.document import step

from .test_foreign_files import marked

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_characters="\0", codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.text(), _JSON, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_every_text_in_json_is_found_character_by_character(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps({"panels": [], "title": "x", "own": value}, ensure_ascii=ascii_only, indent=indent)
    try:
        file = foreign_from_bytes("a.json", text.encode())
    except UnicodeEncodeError:
        return
    for document in (one.document for one in file.documents):
        for pointer, expected in _texts(document.value, ""):
            mark = document.mark(pointer)
            assert mark is not None
            assert value_below(document, pointer) == expected == json.loads(document.spelling(pointer))
            place = FileSite(document).text(pointer, expected).inside((0, len(expected)))
            if expected and "\n" not in document.spelling(pointer):
                assert place.exact
                assert json.loads(f'"{marked(document.file.text, place)}"') == expected


def _texts(value: Any, pointer: str) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(pointer, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [one for key, below in pairs for one in _texts(below, pointer + step(str(key)))]
