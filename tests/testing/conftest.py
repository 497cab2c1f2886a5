"""The fixture under test, as a user's own conftest would get it."""

from glimpse_gitops.testing import grafana_sandbox

__all__ = ["grafana_sandbox"]
