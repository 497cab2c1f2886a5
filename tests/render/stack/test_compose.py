"""The compose files: what containers may do, and how they are known to be well."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.secret import env

from . import documents

MAIN = "docker-compose.monitoring.yml"
SCALED = "stack/scale/docker-compose.yml"


def services(path: str = MAIN, **given: Any) -> Any:
    return documents(**given)[path]["services"]


@pytest.mark.parametrize("path", [MAIN, SCALED])
def test_no_container_may_do_more_than_it_must(path: str) -> None:
    for name, service in services(path).items():
        assert "privileged" not in service, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["read_only"] is True, name
        assert {"mem_limit", "cpus", "pids_limit"} <= set(service), name
        assert "docker.sock" not in str(service), name


@pytest.mark.parametrize("path", [MAIN, SCALED])
def test_every_program_that_stays_has_a_health_check(path: str) -> None:
    for name, service in services(path).items():
        assert ("healthcheck" in service) == (service["restart"] != "no"), name


@pytest.mark.parametrize("path", [MAIN, SCALED])
def test_images_are_pinned_and_named_volumes_declared(path: str) -> None:
    document = documents()[path]
    used = set()
    for name, service in document["services"].items():
        assert ":" in service["image"], name
        assert not service["image"].endswith(":latest"), name
        used |= {volume.partition(":")[0] for volume in service["volumes"] if volume[0] not in "./$"}
    assert used == set(document["volumes"])


def test_nothing_is_reachable_from_other_machines() -> None:
    published = [port for service in services().values() for port in service.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    elsewhere = [port for service in services(bind="10.0.0.5").values() for port in service.get("ports", ())]
    assert all(port.startswith("10.0.0.5:") for port in elsewhere)
    sixth = [port for service in services(bind="::1").values() for port in service.get("ports", ())]
    assert all(port.startswith("[::1]:") for port in sixth)


def test_containers_and_network_have_the_names_of_the_stack() -> None:
    assert services()["collector"]["container_name"] == "shop-collector"
    assert documents()[MAIN]["networks"] == {"monitoring": {"name": "shop-network"}}


def test_the_projects_files_cannot_be_written_by_containers() -> None:
    mounts = [volume for service in services().values() for volume in service["volumes"] if volume.startswith("./")]
    assert "./alerts:/etc/monitoring/alerts:ro" in mounts
    assert all(volume.endswith(":ro") for volume in mounts)


def test_grafanas_password_is_asked_for_where_no_local_one_is_declared() -> None:
    def password(**given: Any) -> str:
        return str(services(**given)["grafana"]["environment"]["GF_SECURITY_ADMIN_PASSWORD"])

    assert password() == "${GRAFANA_ADMIN_PASSWORD:?set GRAFANA_ADMIN_PASSWORD}"
    assert password(local_password="local", grafana_password=env("PW")) == "${PW:-local}"
    assert password(local_password="local", bind="::1") == "${GRAFANA_ADMIN_PASSWORD:-local}"


@pytest.mark.parametrize("bind", ["0.0.0.0", "10.0.0.5", "::", "monitoring.example"])
def test_the_local_password_is_none_where_others_reach_grafana(bind: str) -> None:
    environment = services(local_password="local", bind=bind)["grafana"]["environment"]
    assert environment["GF_SECURITY_ADMIN_PASSWORD"] == "${GRAFANA_ADMIN_PASSWORD:?set GRAFANA_ADMIN_PASSWORD}"


def test_alloy_starts_only_when_it_is_asked_for() -> None:
    assert services()["alloy"]["profiles"] == ["alloy"]
    assert [name for name, service in services().items() if "profiles" in service] == ["alloy"]


def test_the_variant_with_tls_changes_the_config_of_every_program() -> None:
    over = services("stack/tls/docker-compose.yml")
    assert set(over) == set(services()) - {"health-tools"}
    for name, service in over.items():
        assert any(volume.startswith("./stack/tls/private/server.key:") for volume in service["volumes"]), name
        if name != "grafana":
            assert any("/stack/tls/" in part for part in service["command"]), name
    assert over["grafana"]["environment"]["GF_SERVER_PROTOCOL"] == "https"


def test_each_program_sees_its_own_secrets_through_a_folder_that_it_could_not_enter() -> None:
    shown: dict[str, set[str]] = {}
    for name, service in services("stack/tls/docker-compose.yml").items():
        mounts = [volume.split(":")[0] for volume in service["volumes"]]
        # The folder belongs to the user of this machine, and is closed to the users that the containers run as.
        assert "./stack/tls/private" not in mounts, name
        shown[name] = {mount.rpartition("/")[2] for mount in mounts if "/private/" in mount}
    pair = {"server.crt", "server.key"}
    assert shown["grafana"] == pair
    assert shown["tempo"] == shown["loki"] == shown["promtail"] == shown["alloy"] == pair | {"ca.crt"}
    assert shown["collector"] == pair | {"ca.crt", "htpasswd"}
    assert shown["prom"] == pair | {"ca.crt", "password", "prometheus-web.yml"}


def test_whoever_is_in_a_ring_keeps_its_name_when_it_is_made_anew() -> None:
    """A ring would take a container under another name for one more, and wait for the one that is gone."""
    for name, service in services(SCALED).items():
        if name.startswith(("tempo-", "loki-")):
            assert service["hostname"] == name


def test_the_object_stores_credentials_come_from_the_environment() -> None:
    for name, service in services(SCALED).items():
        for key, value in service.get("environment", {}).items():
            assert value == f"${{{key}:?set {key}}}", name
