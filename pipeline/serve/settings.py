"""Settings: which ledger is served, to whom, and what each request may use."""

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from newstally.pipeline.configuration import Configuration
from newstally.pipeline.ledger.place import Place
from newstally.pipeline.serve.rates import Rate

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

PAGES = Rate(burst=120, per_second=20)
QUESTIONS = Rate(burst=40, per_second=4)
LOGINS = Rate(burst=10, per_second=0.1)


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``newstally serve`` was told."""

    ledger: Place
    configuration: Configuration | None = None
    """Names the archive's state, from which the outlets' health is told; without one the ledger alone is read."""
    token: str | None = None
    """What a browser or program must show; None: nothing, which only the loopback interface may have."""
    names: frozenset[str] = LOCAL_NAMES
    """Host names under which the page may be asked for (against DNS rebinding)."""
    behind_tls: bool = False
    """Whether a proxy in front speaks TLS: cookies are then sent over nothing else."""
    time_limit: float = 10.0
    """Seconds that the queries of one page may run together."""
    memory_limit: str = "1GB"
    at_once: int = 4
    """Requests that may ask the ledger at the same time; the others wait."""
    page_rate: Rate = PAGES
    """Requests of one client."""
    question_rate: Rate = QUESTIONS
    """... of which SQL, the API and downloads."""
    login_rate: Rate = LOGINS
    """... and attempts to log in."""
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Signs sessions and forms; another at every start."""

    @property
    def can_judge(self) -> bool:
        """Whether verdicts can be kept: the configuration says where the archive is, which keeps them."""
        return self.configuration is not None and self.configuration.ledger == self.ledger


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host to listen on."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
