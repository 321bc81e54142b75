"""Names are resolved once, checked, and the checked addresses are those that are connected to.

This is where a name that leads into the local network is stopped, however it came to be asked for: by a link, by a
redirect, or by a name server that gives another answer the second time (DNS rebinding). Every connection of the process
goes through it, since it is installed as the reactor's name resolver by Scrapy's setting ``TWISTED_DNS_RESOLVER``.
"""

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Any

from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address is one that the whole internet reaches, also when wrapped in an IPv6 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_allowed(host: str, port: int, allowed: Iterable[str]) -> bool:
    """Return whether a host is named in the setting, alone or with this port."""
    host = host.strip("[]").rstrip(".").lower()
    return any(entry.lower() in {host, f"{host}:{port}", f"[{host}]:{port}"} for entry in allowed)


@implementer(IHostnameResolver)
class GuardedResolver:
    """Hands on only names all of whose addresses are public, or that are allowed by name."""

    def __init__(self, reactor: Any, allowed: Sequence[str], inner: Any = None) -> None:
        self._reactor = reactor
        self._inner = inner or reactor.nameResolver
        self._allowed = tuple(allowed)
        self.refused: dict[str, str] = {}
        """Names refused last time, with the address that was the reason."""

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "GuardedResolver":
        """Build it from the setting NEWSTALLY_ALLOWED_HOSTS; called by Scrapy."""
        return cls(reactor, crawler.settings.getlist("NEWSTALLY_ALLOWED_HOSTS"))

    def install_on_reactor(self) -> None:
        """Become the resolver of every connection; called by Scrapy."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 (Twisted's interface)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Resolve a name; the receiver gets no address at all if one of them is not public."""
        receiver = _CheckingReceiver(self, resolutionReceiver, hostName, portNumber)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)

    def check(self, host: str, port: int, addresses: Sequence[Any]) -> list[Any]:
        """Return the addresses if the host may be connected to, else nothing."""
        private = [address.host for address in addresses if not is_public(address.host)]
        if private and not is_allowed(host, port, self._allowed):
            self.refused[host.lower()] = private[0]
            return []
        self.refused.pop(host.lower(), None)
        return list(addresses)


@implementer(IResolutionReceiver)
class _CheckingReceiver:
    """Gathers all addresses of a name before any is handed on."""

    def __init__(self, resolver: GuardedResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver = resolver
        self._receiver = receiver
        self._host = host
        self._port = port
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        for address in self._resolver.check(self._host, self._port, self._addresses):
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()
