"""Rates: how often one client may ask (token bucket: a burst, and then so many a second)."""

import time
from collections import OrderedDict
from dataclasses import dataclass

MOST_CLIENTS = 10_000
"""Clients that are remembered; the one that has been away longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something may be asked for."""

    burst: int
    per_second: float


class Bucket:
    """Counts the requests of each client against a rate."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take one request from a client's bucket; return the seconds until there is one, 0.0 if there was."""
        now = time.monotonic()
        left, at = self._clients.pop(client, (float(self._rate.burst), now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
        taken = left >= 1
        self._clients[client] = (left - 1 if taken else left, now)
        if len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        return 0.0 if taken else (1 - left) / self._rate.per_second
