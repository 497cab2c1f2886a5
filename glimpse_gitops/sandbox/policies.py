"""`/api/v1/provisioning/policies`: the notification policy tree, read and replaced as a whole."""

from __future__ import annotations

from .answer import Answer, RefusalError, known_error
from .call import Call, Route
from .contact_point_store import receiver_names
from .contact_points import READ, WRITE
from .policy_tree import check_references, read_tree
from .store import Document


def get_policies(call: Call) -> Answer:
    stored = policy(call)
    shown = dict(stored["tree"])
    if stored["provenance"]:
        shown["provenance"] = stored["provenance"]
    return Answer(200, shown)


def put_policies(call: Call) -> Answer:
    tree = read_tree(call.json(), matchers_at_root=not call.version.root_route_matchers_refused)
    timings = {timing["name"] for timing in call.shelf.list("mute-timing")}
    check_references(tree, receiver_names(call), timings)
    check_relaxed(policy(call)["provenance"], call.provenance)
    call.shelf.put("policy", "tree", {"tree": tree, "provenance": call.provenance})
    return Answer(202, {"message": "policies updated"})


def delete_policies(call: Call) -> Answer:
    """Back to the tree of a fresh instance."""
    call.shelf.delete("policy", "tree")
    return Answer(202, policy(call)["tree"])


def policy(call: Call) -> Document:
    """The stored tree with its provenance, or the default one."""
    default = {"receiver": call.version.default_receiver, "group_by": ["grafana_folder", "alertname"]}
    return call.shelf.get("policy", "tree") or {"tree": default, "provenance": ""}


def check_relaxed(stored: str, given: str) -> None:
    """Policies, mute timings and templates only refuse to become nobody's again."""
    if stored and not given:
        raise provenance_refusal(stored, "none")


def provenance_refusal(stored: str, given: str) -> RefusalError:
    text = (
        f"Resource with provenance status '{stored}' cannot be managed via API that handles resources with "
        f"provenance status '{given}'. You must use appropriate API to manage this resource"
    )
    extra = {"SourceProvenance": stored, "TargetProvenance": given}
    return known_error(403, "alerting.notifications.invalidProvenance", text, extra)


_PATH = "/api/v1/provisioning/policies"
ROUTES = (
    Route("GET", _PATH, get_policies, READ),
    Route("PUT", _PATH, put_policies, WRITE),
    Route("DELETE", _PATH, delete_policies, WRITE),
)
