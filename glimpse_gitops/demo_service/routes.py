"""The routes of the Glimpse server, how much they are used, and what their requests look like."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoint:
    """One route with one method."""

    method: str
    route: str
    weight: float
    """Its part of the traffic, against the other endpoints."""
    seconds: float
    """The median time of an answer."""
    request_bytes: int
    response_bytes: int
    event: str = ""
    """What else happens: `registration`, `match`, `like` or `payment`."""
    event_share: float = 1.0
    """The share of its requests with which that happens."""


ENDPOINTS = (
    Endpoint("GET", "/profiles", 30, 0.045, 300, 18_000),
    Endpoint("GET", "/profiles/:id", 22, 0.020, 300, 4_000),
    Endpoint("POST", "/likes", 18, 0.030, 450, 250, "like"),
    Endpoint("POST", "/likes", 4, 0.060, 450, 600, "match", 0.6),
    Endpoint("GET", "/matches", 9, 0.035, 300, 9_000),
    Endpoint("GET", "/matches/:id/messages", 12, 0.025, 300, 6_000),
    Endpoint("POST", "/matches/:id/messages", 8, 0.028, 700, 300),
    Endpoint("PATCH", "/users/me", 1.5, 0.050, 1_800, 900),
    Endpoint("POST", "/auth/login", 2, 0.120, 400, 700),
    Endpoint("POST", "/users", 0.5, 0.180, 1_200, 800, "registration"),
    Endpoint("POST", "/payments", 0.4, 0.400, 900, 600, "payment", 0.9),
    Endpoint("GET", "/health", 0.8, 0.002, 150, 20),
)
"""Together some hundred parts of the traffic: people look more than they like, and like more than they pay."""

PRICES = (4_900, 9_900, 19_900, 49_900)
"""What people pay, in won."""
