"""Where a link may lead the server: to public addresses, and to nothing else.

What is public is listed, not what is private: an address of a kind that nobody thought of is
refused. `ipaddress.is_global` alone would let pass what only carries another address (6to4, NAT64,
IPv4-mapped and IPv4-compatible ones), multicast and the former site-local block.
"""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit

import idna

LONGEST_URL = 2048
LONGEST_HOST = 253
PORTS = {"http": 80, "https": 443}
# As browsers know a host that means an IPv4 address, in whatever notation: its last part is one.
NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z")
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*\Z")
# What stays as it is in the path and the query of a request.
SAFE = "/?:@!$&'()*+,;=-._~%[]|"

GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Of these blocks parts are called global that are no place of their own on the internet.
NOWHERE_6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
NOWHERE_4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
# The second half of an IPv6 address that carries an IPv4 address in it (RFC 5214).
ISATAP = frozenset({0x00005EFE, 0x02005EFE})


class Why(StrEnum):
    """Why a link was not followed, or led to nothing."""

    BROKEN = "broken"
    ENCODING = "encoding"
    HOST = "host"
    KIND = "kind"
    LARGE = "large"
    LONG = "long"
    MALFORMED = "malformed"
    PORT = "port"
    PRIVATE = "private"
    REDIRECTS = "redirects"
    SCHEME = "scheme"
    SILENT = "silent"
    SLOW = "slow"
    STATUS = "status"


class Unfetchable(Exception):
    """A link that the server does not follow, or that led to nothing that can be shown."""

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request would go: by which scheme, to which host and port, and for what."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address in its one spelling, without what follows a `#`."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """The host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def parse_target(url: str) -> Target:
    """Read an address; Unfetchable where it is none that a server may be led to.

    Only http and https, on their ports, to a host by its name or its plain address, and without
    a user name, which only makes one host look like another.
    """
    if len(url) > LONGEST_URL:
        raise Unfetchable(Why.LONG)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Unfetchable(Why.MALFORMED) from error
    if parts.scheme not in PORTS:
        raise Unfetchable(Why.SCHEME)
    if "@" in parts.netloc or "\\" in parts.netloc or not parts.hostname:
        raise Unfetchable(Why.MALFORMED)
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values():
        raise Unfetchable(Why.PORT)
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    return Target(parts.scheme, parse_host(parts.hostname), port, path)


def parse_host(host: str) -> str:
    """Return a host in the one spelling by which it is looked up; Unfetchable for none."""
    if ":" in host:
        return _literal(host)
    name = _ascii(host).removesuffix(".")
    if len(name) > LONGEST_HOST or not HOST.match(name):
        raise Unfetchable(Why.HOST)
    if NUMERIC.match(name.rpartition(".")[2]):
        return _literal(name)
    return name


def is_public(address: str) -> bool:
    """Return whether an address is a place of its own on the public internet."""
    if "%" in address:
        return False
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(read, ipaddress.IPv4Address):
        return _is_public_4(read)
    if read not in GLOBAL_UNICAST or not read.is_global or read.is_multicast:
        return False
    if (int(read) >> 32 & 0xFFFFFFFF) in ISATAP:
        return False
    return not any(read in block for block in NOWHERE_6)


def _is_public_4(read: ipaddress.IPv4Address) -> bool:
    if not read.is_global or read.is_multicast or read.is_reserved:
        return False
    return not any(read in block for block in NOWHERE_4)


def _ascii(host: str) -> str:
    if host.isascii():
        return host.lower()
    try:
        # UTS 46 turns what looks like a digit or a dot into one, before anything is judged.
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise Unfetchable(Why.HOST) from error


def _literal(host: str) -> str:
    """Return an address that stands in place of a name, if it is written plainly."""
    try:
        # Not 127.1, 0x7f.1, 0177.0.0.1 or 2130706433, which resolvers take for addresses too.
        return str(ipaddress.ip_address(host))
    except ValueError as error:
        raise Unfetchable(Why.HOST) from error
