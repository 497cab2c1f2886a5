"""Notification templates as authors write them."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.template import Template


def test_a_template_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="a template needs a name"):
        Template("", '{{ define "x" }}{{ end }}')
