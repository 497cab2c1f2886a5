"""What a stack refuses to be."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.monitoring_stack import Container, Federation, Store, Tenant
from glimpse_gitops.model.secret import secret_file

from ..definitions import monitoring_stack


@pytest.mark.parametrize("image", ["grafana/loki", "grafana/loki:latest", "Grafana:1", ""])
def test_an_image_that_is_not_pinned_is_refused(image: str) -> None:
    with pytest.raises(ValueError, match="is not pinned: write a version after a colon"):
        Container(host="loki", image=image, port=1)


@pytest.mark.parametrize("image", ["grafana/loki:3.6.10", "quay.io/a/b:v1", f"a/b@sha256:{'0' * 64}"])
def test_a_tag_or_a_digest_pins_an_image(image: str) -> None:
    assert Container(host="loki", image=image, port=1).image == image


@pytest.mark.parametrize("ports", [{"port": 0}, {"port": 65536}, {"port": 1, "published": -1}])
def test_a_port_that_is_none_is_refused(ports: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="is no port"):
        Container(host="loki", image="a:1", **ports)


def test_a_program_is_found_by_its_host_and_port() -> None:
    loki = Container(host="loki", image="a:1", port=3100, published=9)
    assert (loki.address, loki.url, loki.secure_url) == ("loki:3100", "http://loki:3100", "https://loki:3100")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "My Shop"}, "is no name of a stack"),
        ({"scrape_interval": "0s"}, "an interval of 0 is none"),
        ({"scrape_interval": "often"}, "is not a duration"),
        ({"alloy": Container(host="prom", image="a:1", port=1)}, 'two programs have the host "prom"'),
        (
            {"alloy": Container(host="a", image="a:1", port=1, published=3003)},
            "two programs are published at port 3003",
        ),
        (
            {"alloy": Container(host="a", image="a:1", port=1, published=4317)},
            "two programs are published at port 4317",
        ),
        ({"grafana_password": secret_file("pw")}, "containers get it from the environment"),
    ],
)
def test_a_stack_that_could_not_run_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        monitoring_stack(**given)


def test_a_store_that_keeps_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="a retention of 0 keeps nothing"):
        Store(host="loki", image="a:1", port=1, uid="loki", retention="0")


def test_a_tenants_name_can_stand_in_a_header() -> None:
    with pytest.raises(ValueError, match="is no tenant"):
        Tenant(name="a|b")


def test_targets_are_shared_by_one_prometheus_at_least() -> None:
    with pytest.raises(ValueError, match="0 shards"):
        Federation(shards=0)


def test_a_stack_without_tenants_is_its_own() -> None:
    assert monitoring_stack().own_tenant.name == "shop"
    assert monitoring_stack(tenants=[Tenant(name="a"), Tenant(name="b")]).own_tenant.name == "a"
