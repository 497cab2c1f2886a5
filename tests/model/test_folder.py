"""Folders."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.folder import Folder


def test_a_folder_needs_a_title() -> None:
    with pytest.raises(ValueError, match='folder "shop" needs a title'):
        Folder("shop", "")
