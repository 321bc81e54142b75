"""No connection is made to a private address, whatever name leads there and whatever a name server says later."""

import json
import subprocess
import sys

import pytest
from twisted.internet.address import IPv4Address

from newstally.crawler.resolver import GuardedResolver, is_allowed, is_public

REBINDING = """
# A name server whose answer changes from a public to a loopback address, and a resolver that asks it every time.
import json
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import reactor, task
from twisted.internet._resolver import SimpleResolverComplexifier
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.protocol import Factory, Protocol
from twisted.internet import defer
from twisted.names import client, common, dns, server
from newstally.crawler.resolver import GuardedResolver

answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1", "127.0.0.1"])

class Rebinding(common.ResolverBase):
    def _lookup(self, name, cls, type, timeout):
        record = dns.Record_A(address=next(answers), ttl=0)
        return defer.succeed(([dns.RRHeader(name=name, type=dns.A, payload=record, ttl=0)], [], []))

names = reactor.listenUDP(0, dns.DNSDatagramProtocol(server.DNSServerFactory(clients=[Rebinding()])), "127.0.0.1")
connected = []

class Told(Protocol):
    def connectionMade(self):
        connected.append(self.transport.getPeer().host)

web = reactor.listenTCP(0, Factory.forProtocol(Told), interface="127.0.0.1")
asking = client.Resolver(servers=[("127.0.0.1", names.getHost().port)])
found = []

class Gathering:
    def __init__(self, done): self.done, self.addresses = done, []
    def resolutionBegan(self, resolution): pass
    def addressResolved(self, address): self.addresses.append(address.host)
    def resolutionComplete(self): self.done.callback(self.addresses)

async def main(reactor):
    from zope.interface import directlyProvides
    from twisted.internet.interfaces import IResolutionReceiver
    inner = SimpleResolverComplexifier(asking)
    guarded = GuardedResolver(reactor, ["friend.example"], inner)
    guarded.install_on_reactor()
    for name in ("rebinding.example", "rebinding.example"):
        done = defer.Deferred()
        receiver = Gathering(done)
        directlyProvides(receiver, IResolutionReceiver)
        reactor.nameResolver.resolveHostName(receiver, name, web.getHost().port)
        found.append(await done)
    outcomes = []
    for name in ("rebinding.example", "friend.example"):
        try:
            await HostnameEndpoint(reactor, name, web.getHost().port).connect(Factory.forProtocol(Protocol))
            outcomes.append("connected")
        except Exception as error:
            outcomes.append(type(error).__name__)
    await task.deferLater(reactor, 0.2)
    print(json.dumps({"found": found, "outcomes": outcomes, "connected": len(connected), "refused": guarded.refused}))

task.react(lambda reactor: defer.ensureDeferred(main(reactor)))
"""


def test_a_name_that_resolves_to_loopback_the_second_time_is_refused_then() -> None:
    done = subprocess.run(
        [sys.executable, "-c", REBINDING], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["found"] == [["93.184.216.34"], []]
    assert told["outcomes"] == ["DNSLookupError", "connected"]
    assert told["connected"] == 1, "only the host that is allowed by name"
    assert told["refused"] == {"rebinding.example": "127.0.0.1"}


@pytest.mark.parametrize(
    ("addresses", "allowed", "got"),
    [
        (["93.184.216.34", "93.184.216.35"], [], 2),
        (["93.184.216.34", "10.0.0.1"], [], 0),
        (["10.0.0.1", "93.184.216.34"], [], 0),
        (["93.184.216.34", "10.0.0.1"], ["two.example:80"], 2),
        (["93.184.216.34", "10.0.0.1"], ["two.example:81"], 0),
    ],
)
def test_one_private_address_of_a_name_is_one_too_many(
    addresses: list[str], allowed: list[str], got: int
) -> None:
    guarded = GuardedResolver(None, allowed, inner=object())
    told = [IPv4Address("TCP", address, 80) for address in addresses]
    assert len(guarded.check("two.example", 80, told)) == got
    assert guarded.refused == ({} if got else {"two.example": "10.0.0.1"})


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("host", "port", "allowed"),
    [
        ("localhost", 80, True),
        ("LOCALHOST.", 8080, True),
        ("127.0.0.1", 8000, True),
        ("127.0.0.1", 8001, False),
        ("[::1]", 9000, True),
        ("notlocalhost", 80, False),
    ],
)
def test_hosts_are_allowed_by_name_or_by_name_and_port(host: str, port: int, allowed: bool) -> None:
    assert is_allowed(host, port, ("localhost", "127.0.0.1:8000", "[::1]:9000")) is allowed
