"""For the tests of your own repository: a Grafana that is not there.

With `pytest_plugins = ["glimpse_gitops.testing"]` in the `conftest.py` at your repository's root, a test can say

    def test_everything_lands_on_an_older_grafana(grafana_sandbox):
        grafana = grafana_sandbox(version="11.6")
        grafana.apply()
        assert grafana.plan().is_empty
"""

from .plugin import grafana_sandbox
from .sandboxed_grafana import SandboxedGrafana

__all__ = ["SandboxedGrafana", "grafana_sandbox"]
