"""Places in the users' files."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.origin import Origin


@pytest.mark.parametrize(("origin", "text"), [(Origin("a.py", 3, 5), "a.py:3"), (Origin("a.py"), "a.py")])
def test_a_place_reads_as_editors_take_it(origin: Origin, text: str) -> None:
    assert str(origin) == text
