"""The service itself: time passes, requests are answered, metrics move."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .faults import Faults
from .instruments import Instruments
from .routes import ENDPOINTS, PRICES, Endpoint
from .traffic import requests_per_second

HEALTHY_ERRORS = 0.0002
"""The share of requests that fail on a good day."""
CLIENT_ERRORS = 0.02
_HEAP = 220_000_000
_MOST_AT_ONCE = 20_000
"""Requests that one step answers at most: a step after a long pause must not take for ever."""


@dataclass(frozen=True)
class Answered:
    """One request that was answered."""

    endpoint: Endpoint
    status_class: str
    seconds: float
    request_bytes: float = 0.0
    response_bytes: float = 0.0
    event: str = ""
    """What else happened: `registration`, `match`, `like` or `payment`."""
    won: int = 0
    """What was paid."""


class Service:
    """Moves the metrics as time passes. `answered` is told of each request, for traces and logs."""

    def __init__(self, seed: int | None = None, answered: Callable[[Answered], None] = lambda request: None) -> None:
        self.instruments = Instruments()
        self.faults = Faults()
        self._answered = answered
        self._random = random.Random(seed)
        self._owed = 0.0
        self._grown = 0.0
        self._lock = threading.Lock()
        self._show(0.0, 0)
        for endpoint in ENDPOINTS:
            # A counter that is born with its first error hides that error from rate(): all series are there at once.
            for status_class in ("2xx", "4xx", "5xx"):
                self.instruments.requests.labels(endpoint.method, endpoint.route, status_class)

    def advance(self, seconds: float, at: datetime) -> int:
        """Let `seconds` pass until `at`; the number of requests that were answered."""
        with self._lock:
            faults = self.faults
            rate = requests_per_second(at) * faults.traffic_factor
            self._owed = min(self._owed + rate * seconds, _MOST_AT_ONCE)
            count, self._owed = int(self._owed), self._owed % 1
            for endpoint in self._random.choices(ENDPOINTS, [one.weight for one in ENDPOINTS], k=count):
                self._answer(endpoint, faults)
            self._grown += faults.memory_growth * seconds
            self._show(rate, count)
        return count

    def order(self, faults: Faults) -> None:
        """From now on, these faults; without any, what has grown is given back."""
        with self._lock:
            self.faults = faults
            if faults == Faults():
                self._grown = 0.0

    def _answer(self, endpoint: Endpoint, faults: Faults) -> None:
        on, chance = self.instruments, self._random.random()
        failed = chance < max(HEALTHY_ERRORS, faults.error_ratio)
        status_class = "5xx" if failed else "4xx" if chance > 1 - CLIENT_ERRORS else "2xx"
        seconds = self._random.lognormvariate(0, 0.5) * endpoint.seconds * faults.latency_factor
        labels = (endpoint.method, endpoint.route)
        on.requests.labels(*labels, status_class).inc()
        on.duration.labels(*labels).observe(seconds)
        sizes = self._around(endpoint.request_bytes), self._around(endpoint.response_bytes)
        on.request_size.labels(*labels).observe(sizes[0])
        on.response_size.labels(*labels).observe(sizes[1])
        happens = status_class == "2xx" and self._random.random() < endpoint.event_share
        event = endpoint.event if happens else ""
        self._answered(Answered(endpoint, status_class, seconds, *sizes, event, self._happen(event)))

    def _happen(self, event: str) -> int:
        """Count the event; what was paid."""
        on = self.instruments
        if event == "payment":
            price = self._random.choice(PRICES)
            on.payments.inc()
            on.payment_amount.observe(price)
            return price
        if event:
            {"registration": on.registrations, "match": on.matches, "like": on.likes}[event].inc()
        return 0

    def _show(self, rate: float, count: int) -> None:
        on, faults = self.instruments, self.faults
        heap = _HEAP + 40_000_000 * self._random.random() + self._grown
        on.memory.labels("heap_used").set(heap)
        on.memory.labels("heap_total").set(heap * 1.2)
        on.memory.labels("rss").set(heap * 1.2 + 90_000_000)
        on.memory.labels("external").set(12_000_000)
        busy = min(rate * 0.012 * faults.latency_factor, 4.0)
        on.cpu.set(100 * busy * (0.9 + 0.2 * self._random.random()))
        on.lag.set(0.001 * (1 + 4 * busy) * (0.8 + 0.4 * self._random.random()))
        for method in sorted({endpoint.method for endpoint in ENDPOINTS}):
            on.active.labels(method).set(self._random.randint(0, max(1, round(rate * 0.05 * faults.latency_factor))))

    def _around(self, size: int) -> float:
        return size * (0.7 + 0.6 * self._random.random())
