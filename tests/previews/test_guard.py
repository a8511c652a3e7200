"""The guard of link previews: our own server, on every address of this machine, is never reached.

Each case is a link, or a redirect, or an answer of a DNS. The proof is the log of the server: it
holds no connection at all, while the controls show that the same addresses would have led to it.
"""

import contextlib
import ipaddress
import socket
from pathlib import Path

import pytest

from messenger.previews.fetch import PAGES
from messenger.previews.guard import Unfetchable, Why, is_public, parse_target
from tests.previews.net import PUBLIC, PUBLIC_6, Net, local_addresses, page, redirect

ANYWHERE = "0.0.0.0"  # noqa: S104 - to be refused
# Addresses that are not public, by what they are.
NOT_PUBLIC = {
    "loopback": ("127.0.0.1", "127.255.255.254", "::1"),
    "unspecified": (ANYWHERE, "0.1.2.3", "::"),
    "private": ("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1"),
    "private, v6": ("fc00::1", "fd00::2", "fdff:ffff::1"),
    "link-local": ("169.254.0.1", "169.254.169.254", "fe80::1", "febf::1"),
    "link-local with a zone": ("fe80::1%lo", "fe80::1%1", "2606:2800:220:1::1%eth0"),
    "site-local": ("fec0::1", "feff::1"),
    "shared by a provider's customers": ("100.64.0.1", "100.127.255.254"),
    "multicast": ("224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1", "ff05::1:3"),
    "broadcast and reserved": ("255.255.255.255", "240.0.0.1", "254.0.0.1"),
    "for documents": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
    "for measuring": ("198.18.0.1", "198.19.255.254", "2001:2::1"),
    "of protocols": ("192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "192.88.99.1"),
    "discarded": ("100::1", "100:0:0:1::1"),
    "mapped": ("::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"),
    "compatible": ("::127.0.0.1", "::8.8.8.8"),
    "translated": ("::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"),
    "NAT64": ("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::808:808", "64:ff9b:1::7f00:1"),
    "6to4": ("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1"),
    "Teredo": ("2001::1", "2001:0:7f00:1:0:0:80ff:fffe"),
    "ORCHID": ("2001:10::1", "2001:20::1"),
    "ISATAP": ("2606:2800::5efe:7f00:1", "2606:2800::200:5efe:a00:1"),
    "segment routing": ("5f00::1",),
    "unassigned": ("4000::1", "8000::1", "e000::1", "1::1"),
}
SPELLINGS = (
    *("127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "017700000001"),
    *("0177.0.0.1", "0177.0.01", "00000177.0.0.1", "127.0.0.01", "127.0.0.1.", "0", "0x0", "0.0"),
    *("8.8", "134744072", "0x08080808", "010.8.8.8", "localhost", "LOCALHOST", "localhost."),
    *(
        "１２７.０.０.１",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
        "１２７．１",
        "ⅼocalhost",
        "ｌｏｃａｌｈｏｓｔ",
    ),
    *("127.0.0.1%00.example.com", "127.0.0.1%2eexample.com", "%31%32%37.0.0.1", "127.0.0.1\u3002"),
    *("[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%lo]"),
    *("[v1.x]", "[127.0.0.1]", "[]", "", ".", "..", "a..b", "-a.example", "a b.example"),
    *("a" * 64 + ".example", "a." * 127 + "example", "xn--a.example.", "\u0000.example"),
)
URLS = (
    *("http://example.org@127.0.0.1/", "http://127.0.0.1@public.example/", "http://@127.0.0.1/"),
    *("http://public.example:80@127.0.0.1/", "http://public.example\\@127.0.0.1/"),
    *("http://127.0.0.1\\@public.example/", "http://127.0.0.1#@public.example/"),
    *("http://127.0.0.1?@public.example/", "http://127.0.0.1\t/", "http://127.0.0.1:80/"),
    *("http://127.0.0.1:443/", "http:127.0.0.1", "http:/127.0.0.1/", "http:///127.0.0.1/"),
    *("//127.0.0.1/", "http://127.0.0.1\r\nHost: public.example/", "https://127.0.0.1/"),
    *("ftp://public.example/", "file:///etc/passwd", "gopher://127.0.0.1/", "data:text/html,x"),
    *("javascript:alert(1)", "http://public.example:8000/", "http://public.example:22/"),
    *("http://public.example:0/", "http://public.example:99999/", "http://public.example:8o/"),
    *("ws://127.0.0.1/", "unix:///run/docker.sock", "http+unix://%2Frun/", "http://[::1"),
    "http://public.example/" + "a" * 2048,
)


def every_bad_address() -> list[str]:
    """Return all of them, those of this machine too."""
    ours = [each for each in local_addresses() if not is_public(each)]
    return [*(each for kind in NOT_PUBLIC.values() for each in kind), *ours]


def links_to(address: str) -> list[str]:
    """Return the links that lead to an address directly."""
    host = f"[{address.replace('%', '%25')}]" if ":" in address else address
    return [f"http://{host}/", f"https://{host}/"]


def names_at_home() -> list[str]:
    """Return what this machine is called by itself."""
    lines = Path("/etc/hosts").read_text(encoding="utf-8").splitlines()
    rows = [line.partition("#")[0].split() for line in lines]
    return [socket.gethostname(), *(name for row in rows for name in row[1:])]


async def led(net: Net, url: str) -> Why | None:
    """Follow a link, and return why that was refused."""
    try:
        await net.fetcher(seconds=1).fetch(url, PAGES)
    except Unfetchable as error:
        return error.why
    return None


def test_what_is_public_is_listed() -> None:
    """And no address of another kind gets through, whatever Python calls it."""
    for kind, addresses in NOT_PUBLIC.items():
        assert [] == [each for each in addresses if is_public(each)], kind
    for address in (PUBLIC, PUBLIC_6, "1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "2a00::1"):
        assert is_public(address), address
    assert not is_public("public.example")


def test_every_ipv4_address_in_ipv6_clothes_is_refused() -> None:
    """Public or not: what carries an address is judged by its own kind."""
    carriers = ("::ffff:{}", "::{}", "::ffff:0:{}", "64:ff9b::{}", "64:ff9b:1::{}")
    for carrier in carriers:
        for address in ("127.0.0.1", "10.0.0.1", "8.8.8.8", "192.168.1.1"):
            dressed = str(ipaddress.ip_address(carrier.format(address)))
            assert not is_public(dressed), dressed


async def test_the_server_would_be_reached_at_these_addresses(net: Net) -> None:
    """The control: nothing but the guard stands between a link and the log."""
    own = [each for each in local_addresses() if "%" not in each and not each.startswith("fe80")]
    addresses = ["127.0.0.1", "127.255.255.254", ANYWHERE, "::1", "::", "::ffff:127.0.0.1", *own]
    for address in addresses:
        _, writer = await net.dial(address, 80, None, None)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    assert addresses == net.dialled
    assert len(addresses) == len(net.arrivals)


async def test_no_link_leads_to_an_address_that_is_not_public(net: Net) -> None:
    """Of every kind, in every spelling, and by every trick of an URL."""
    links = [
        *(link for address in every_bad_address() for link in links_to(address)),
        *(f"http://{host}/" for host in (*SPELLINGS, *names_at_home())),
        *URLS,
    ]
    net.say("public.example", PUBLIC)

    assert [] == [link for link in links if await led(net, link) is None]
    # Where the trick makes it a harmless link, it leads to the harmless place.
    assert [] == [each for each in net.dialled if each != PUBLIC]
    assert [] == net.arrivals


async def test_no_redirect_leads_there_either(net: Net) -> None:
    """From a public page, directly and by way of another."""
    links = [
        *(links_to(address)[0] for address in every_bad_address()),
        *(f"http://{host}/" for host in SPELLINGS),
        *(url for url in URLS if not url.startswith(("//", "http://public.example/"))),
    ]
    reached = []
    for place, link in enumerate(links):
        safe = link.encode("ascii", "ignore").decode().replace("\r\n", "").replace("\t", "")
        first = net.put(f"http://public.example/{place}", redirect(f"/{place}/on"))
        net.put(f"http://public.example/{place}/on", redirect(safe, "307 Temporary Redirect"))
        if await led(net, first) is None:
            reached.append(link)

    assert [] == reached
    assert {PUBLIC} == set(net.dialled)
    assert {"public.example"} == {each.partition("/")[0] for each in net.requests}


async def test_no_name_leads_there(net: Net) -> None:
    """Not one that has such an address, nor one that has it beside a public one."""
    for address in every_bad_address():
        net.say("private.example", address)
        net.say("mixed.example", PUBLIC, address)
        net.say("mixed6.example", address, PUBLIC_6)
        for name in ("private.example", "mixed.example", "mixed6.example"):
            assert Why.PRIVATE is await led(net, f"http://{name}/"), (name, address)
    net.say("nothing.example")
    assert Why.PRIVATE is await led(net, "http://nothing.example/")

    assert ([], []) == (net.dialled, net.arrivals)


async def test_a_name_that_changes_between_lookups_gains_nothing(net: Net) -> None:
    """It is looked up once for each request, and the address that was judged is the one dialled."""
    net.put("http://rebinding.example/", page("<title>Here</title>"))
    net.names["rebinding.example"] = [[PUBLIC], ["127.0.0.1"]]
    fetched = await net.fetcher().fetch("http://rebinding.example/", PAGES)
    assert b"Here" in fetched.content
    assert [PUBLIC] == net.dialled

    # What the second lookup says is judged again, in a redirect to itself and in the next fetch.
    net.names["turning.example"] = [[PUBLIC], ["127.0.0.1"]]
    net.put("http://turning.example/", redirect("http://turning.example/secret"))
    assert Why.PRIVATE is await led(net, "http://turning.example/")
    assert Why.PRIVATE is await led(net, "http://rebinding.example/")
    assert [PUBLIC, PUBLIC] == net.dialled
    assert ["rebinding.example/", "turning.example/"] == net.requests


def test_an_address_is_read_in_one_spelling() -> None:
    """Names in the letters of the DNS, the fragment left at home, the rest escaped."""
    spelled = {
        "http://Example.ORG": "http://example.org/",
        "https://example.org:443/a?b=c#d": "https://example.org/a?b=c",
        "http://example.org:443/": "http://example.org:443/",
        "https://пример.рф/путь?я=1": "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?%D1%8F=1",
        "https://straße.de/": "https://xn--strae-oqa.de/",
        "http://example.org./a b\u00a0c": "http://example.org/a%20b%C2%A0c",
        "http://8.8.8.8/": "http://8.8.8.8/",
        "http://[2A00::1]/": "http://[2a00::1]/",
        "http://example.org?x": "http://example.org/?x",
    }
    assert spelled == {url: parse_target(url).url for url in spelled}


@pytest.mark.parametrize(
    "name", ["www.public.example", "a_b.public.example", "xn--e1afmkfd.xn--p1ai"]
)
async def test_names_of_the_internet_are_followed(net: Net, name: str) -> None:
    """The guard lets pass what it is there for."""
    net.put(f"http://{name}/", page("<title>Here</title>"))
    assert await led(net, f"http://{name}/") is None
    assert [f"{name}/"] == net.requests
