"""Fetching: what is said to other servers, and what hostile ones can do with it."""

import asyncio
import datetime
import gzip
import ipaddress
import socket
import ssl
import threading
import zlib
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from messenger.previews import lookup
from messenger.previews.answers import LARGEST, Fetched
from messenger.previews.fetch import IMAGES, PAGES
from messenger.previews.guard import Unfetchable, Why
from tests.picture_files import SVG, picture
from tests.previews.net import PUBLIC, Net, open_net, page, redirect, respond

URL = "http://public.example/"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


async def fetch(net: Net, url: str = URL, kinds: frozenset[str] = PAGES) -> Fetched:
    """Fetch, with all the time that there is."""
    return await net.fetcher().fetch(url, kinds)


async def refused(net: Net, url: str = URL, seconds: float = 5) -> Why:
    """Fetch, and return why nothing comes of it."""
    with pytest.raises(Unfetchable) as caught:
        await net.fetcher(seconds=seconds).fetch(url, PAGES | IMAGES)
    return caught.value.why


async def test_a_request_says_no_more_than_it_must(
    net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No cookie, no referrer, no language; and it takes no way that the environment names."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    net.put(URL, redirect("/next?a=b#c"))
    net.put(f"{URL}next?a=b", page("<title>Here</title>", Set_Cookie="a=b"))

    fetched = await fetch(net)

    assert (f"{URL}next?a=b", "text/html", "utf-8", True) == (
        *(fetched.url, fetched.mime, fetched.charset, fetched.complete),
    )
    sent = [line.lower().split(": ") for line in net.heads[1].decode().splitlines() if line]
    assert "get /next?a=b http/1.1" == sent.pop(0)[0]
    assert {
        "host": "public.example",
        "user-agent": "dashmessenger",
        "accept": "text/html,application/xhtml+xml,image/*",
        "accept-encoding": "gzip",
        "connection": "close",
    } == dict(sent)


async def test_redirects_are_followed_five_times(net: Net) -> None:
    """A chain that is longer, and a circle, lead to nothing."""
    for place in range(6):
        net.put(f"{URL}{place}", redirect(f"{place + 1}", "301 Moved Permanently"))
    net.put(f"{URL}6", page("<title>Here</title>"))
    net.put(f"{URL}round", redirect("round"))
    net.put(f"{URL}nowhere", redirect(""))
    net.put(f"{URL}bracket", redirect("http://[x"))

    assert f"{URL}6" == (await fetch(net, f"{URL}1")).url
    assert Why.REDIRECTS is await refused(net, f"{URL}0")
    assert Why.REDIRECTS is await refused(net, f"{URL}round")
    assert Why.REDIRECTS is await refused(net, f"{URL}nowhere")
    assert Why.MALFORMED is await refused(net, f"{URL}bracket")


async def test_of_an_endless_page_the_first_megabyte_is_read(net: Net) -> None:
    """However it is sent; the connection is gone then."""
    gone = asyncio.Event()

    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"\r\n")
        try:
            while True:
                writer.write(b"<p>" * 10_000)
                await writer.drain()
        except OSError:
            gone.set()

    net.put(URL, endless)
    fetched = await fetch(net)

    assert (LARGEST, False) == (len(fetched.content), fetched.complete)
    await asyncio.wait_for(gone.wait(), 5)


async def test_what_is_packed_is_unpacked_no_further(net: Net) -> None:
    """A hundred kilobytes that would be a hundred megabytes are one."""
    bomb = gzip.compress(bytes(100 * LARGEST))
    net.put(URL, respond(bomb, Content_Encoding="gzip"))
    fetched = await fetch(net)
    assert (LARGEST, False) == (len(fetched.content), fetched.complete)

    net.put(URL, respond(gzip.compress(b"small"), Content_Encoding="gzip"))
    assert (b"small", True) == ((await fetch(net)).content, True)
    net.put(URL, respond(b"no gzip at all", Content_Encoding="gzip"))
    assert Why.BROKEN is await refused(net)
    for encoding in ("br", "gzip, gzip", "deflate"):
        net.put(URL, respond(zlib.compress(b"x"), Content_Encoding=encoding))
        assert Why.ENCODING is await refused(net)


async def test_a_server_that_drips_is_left(net: Net) -> None:
    """The clock counts from the beginning, whatever comes meanwhile, redirects too."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"\r\n")
        while True:
            writer.write(b"<")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def silent(_writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def slow_turn(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(redirect("/turn"))
        await writer.drain()

    for path, answer in (("drip", drip), ("silent", silent), ("turn", slow_turn)):
        net.put(f"{URL}{path}", answer)
        assert Why.SLOW is await refused(net, f"{URL}{path}", seconds=0.5)


async def test_what_frames_the_content_is_bounded_too(net: Net) -> None:
    """Heads without end, hints without end, and a megabyte in pieces of one byte."""

    async def long_head(writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD)
        while True:
            writer.write(b"X: y\r\n" * 1000)
            await writer.drain()

    async def hints(writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100)
            await writer.drain()

    async def pieces(writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"1\r\n<\r\n" * 1000)
            await writer.drain()

    for answer, why in ((long_head, Why.BROKEN), (hints, Why.LARGE), (pieces, Why.LARGE)):
        net.put(URL, answer)
        assert why is await refused(net)


async def test_only_pages_and_pictures_are_read(net: Net) -> None:
    """By what the server calls it; no script, no SVG, no file."""
    for mime in (
        *("application/json", "text/plain", "image/svg+xml", "application/pdf", "text/xml"),
        *("application/octet-stream", "text/javascript", "video/mp4", "", "html", "multipart/x"),
    ):
        net.put(URL, respond(SVG, mime))
        assert Why.KIND is await refused(net), mime
    net.put(URL, respond(picture(), "image/png"))
    assert Why.KIND is (await reason_for_pages(net))
    assert picture() == (await fetch(net, kinds=IMAGES)).content
    net.put(URL, respond(b"x", 'Application/XHTML+XML ; Charset="KOI8-R"; x=y'))
    fetched = await fetch(net)
    assert ("application/xhtml+xml", "koi8-r") == (fetched.mime, fetched.charset)


async def reason_for_pages(net: Net) -> Why:
    """Return why a page was not read where only pages are wanted."""
    with pytest.raises(Unfetchable) as caught:
        await fetch(net)
    return caught.value.why


async def test_servers_that_know_no_better(net: Net) -> None:
    """Errors, nonsense, silence, and nobody there."""
    for status in ("404 Not Found", "500 Oh", "304 Not Modified"):
        net.put(URL, respond(b"", status=status))
        assert (await refused(net)) in {Why.STATUS, Why.KIND}, status
    for nonsense in (b"", b"SSH-2.0-OpenSSH\r\n", b"\x16\x03\x01", b"HTTP/1.1 200 OK\r\nA\r\n\r\n"):
        net.put(URL, nonsense)
        assert Why.BROKEN is await refused(net), nonsense
    net.put(URL, HEAD + b"Content-Length: 100\r\n\r\nshort")
    assert Why.BROKEN is await refused(net)
    net.put(URL, b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
    assert (await refused(net)) in {Why.BROKEN, Why.SILENT}
    assert Why.BROKEN is await refused(net, "http://no-such-name.invalid/")


async def test_lookups_that_hang_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past some, the next link is left alone; nobody else waits for their threads."""
    let_go = threading.Event()

    def hang(*_args: object, **_options: object) -> list[object]:
        let_go.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    waiting = [
        asyncio.create_task(lookup.look_up(f"{number}.example"))
        for number in range(lookup.MOST_THREADS)
    ]
    await asyncio.sleep(0)
    with pytest.raises(Unfetchable):
        await lookup.look_up("one-more.example")
    let_go.set()
    assert [[]] * lookup.MOST_THREADS == await asyncio.gather(*waiting)
    assert [] == await lookup.look_up("one-more.example")


def certify(folder: Path, *names: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return the side of a server that is certified for some names, and one that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "an authority")])
    now = datetime.datetime.now(datetime.UTC)
    alternatives: list[x509.GeneralName] = [
        x509.IPAddress(ipaddress.ip_address(each)) if each[0].isdigit() else x509.DNSName(each)
        for each in names
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


async def test_over_tls_the_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    """Though an address is dialled; another name, and another authority, are refused."""
    server, trusting = certify(tmp_path, "public.example", PUBLIC)
    async with open_net(server) as net:
        net.put("https://public.example/", page("<title>Here</title>"))
        net.put("https://other.example/", page("<title>Here</title>"))
        net.put(f"https://{PUBLIC}/", page("<title>Here</title>"))

        fetcher = net.fetcher(tls=trusting)
        assert b"Here" in (await fetcher.fetch("https://public.example/", PAGES)).content
        assert b"Here" in (await fetcher.fetch(f"https://{PUBLIC}/", PAGES)).content
        for doubtful, url in (
            (fetcher, "https://other.example/"),
            (net.fetcher(), "https://public.example/"),
        ):
            with pytest.raises(Unfetchable):
                await doubtful.fetch(url, PAGES)
        assert 2 == len(net.requests)
