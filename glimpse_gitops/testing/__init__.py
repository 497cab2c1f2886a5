"""For the tests of your own repository: a Grafana that is not there.

With `pytest_plugins = ["glimpse_gitops.testing"]` in the `conftest.py` at your repository's root, a test can say

    def test_everything_lands_on_an_older_grafana(grafana_sandbox):
        grafana = grafana_sandbox(version="11.6")
        grafana.apply()
        assert grafana.plan().is_empty

and, without any Grafana, who hears of an alert by the project's notification policy, at any time or at a given one:

    def test_warnings_wake_nobody():
        night = datetime(2026, 11, 23, 3, tzinfo=ZoneInfo("Asia/Seoul"))
        assert receivers_of({"severity": "warning"}, at=night) == ()
"""

from .plugin import grafana_sandbox
from .receivers import receivers_of
from .sandboxed_grafana import SandboxedGrafana

__all__ = ["SandboxedGrafana", "grafana_sandbox", "receivers_of"]
