"""`/ws`: the handshake, and with which code a connection is closed."""

import asyncio
import json

import pytest
from websockets.exceptions import InvalidStatus

from tests.conftest import Serve
from tests.people import ADA
from tests.running import Server
from tests.wire import Wire

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True),
]

COOKIE = {"Cookie": f"messenger_session={ADA.token}"}


async def refusal(server: Server, path: str = "/ws", **options: object) -> int:
    """Return the status of a handshake that is refused before the upgrade."""
    with pytest.raises(InvalidStatus) as refused:
        await Wire.open(f"ws://{server.host}{path}", **options)
    return refused.value.response.status_code


@pytest.mark.parametrize("binary", [b"", b"\x00", b"x" * 1000, b'{"id": 1, "op": "ping"}'])
async def test_a_binary_frame_closes_with_1003(ada: Wire, bob: Wire, binary: bytes) -> None:
    """An empty one too; others are not affected."""
    await ada.socket.send(binary)

    assert 1003 == await ada.closed()
    await bob.call("ping")


async def test_ten_bad_frames_in_a_row_close_with_1008(ada: Wire) -> None:
    """Each is answered first."""
    for _ in range(9):
        await ada.raw("x")
    assert "bad_frame" == (await ada.raw("x"))["error"]["code"]

    assert 1008 == await ada.closed()


@pytest.mark.parametrize(
    "good", ['{"id": 1, "op": "ping"}', '{"id": 1, "op": "nope"}', '{"id": 1}']
)
async def test_bad_frames_that_are_not_in_a_row_do_not_close(ada: Wire, good: str) -> None:
    """A frame with an id of its own, even one that is refused, begins the count anew."""
    for _ in range(3):
        for _ in range(9):
            await ada.raw("x")
        await (await ada.post(json.loads(good)))

    await ada.call("ping")


@pytest.mark.parametrize("letter", ["x", "я", "🐘"])
async def test_a_frame_of_more_than_64_kib_closes_with_1009(ada: Wire, letter: str) -> None:
    """Bytes count, not characters."""
    frame = json.dumps({"id": 1, "op": "ping", "more": ""})
    fill = (65536 - len(frame)) // len(letter.encode())
    longest = frame[:-2] + letter * fill + frame[-2:]

    answer = ada.expect(1)
    await ada.socket.send(longest)
    assert (await answer)["ok"] is True

    await ada.socket.send(longest[:-2] + letter * 2 + longest[-2:])
    assert 1009 == await ada.closed()


async def test_a_foreign_origin_is_refused_before_the_upgrade(server: Server) -> None:
    """With 403, with a cookie or without."""
    for origin in ("https://evil.example", f"http://{server.host}.evil.example", "null", "x"):
        assert 403 == await refusal(server, origin=origin)
        assert 403 == await refusal(server, origin=origin, additional_headers=COOKIE)


async def test_a_browsers_cookie_signs_in(server: Server) -> None:
    """With the server's own origin the greeting comes unasked."""
    wire = await server.connect(origin=server.origin, additional_headers=COOKIE)

    assert "ada" == (await wire.event("hello"))["user"]["username"]


async def test_without_an_origin_cookies_are_ignored(server: Server) -> None:
    """A program signs in by itself."""
    wire = await server.connect(additional_headers=COOKIE)

    assert "unauthenticated" == await wire.code("account.get")


@pytest.mark.parametrize(
    "cookies",
    [
        f'theirs={{"a": [1]}}; messenger_session={ADA.token}',
        f"theirs=a b; messenger_session={ADA.token}; more",
        f"=; a@b=1; messenger_session={ADA.token}",
    ],
)
async def test_other_sites_cookies_do_not_hide_ours(server: Server, cookies: str) -> None:
    """Those of another program on the same host may hold anything."""
    headers = {"Cookie": cookies}
    wire = await server.connect(origin=server.origin, additional_headers=headers)

    assert "ada" == (await wire.event("hello"))["user"]["username"]


async def test_a_cookie_of_an_ended_session_leaves_a_stranger(server: Server) -> None:
    """Who may sign in on that connection."""
    headers = {"Cookie": "messenger_session=old"}
    wire = await server.connect(origin=server.origin, additional_headers=headers)

    assert "unauthenticated" == await wire.code("account.get")
    await wire.call("auth.resume", {"token": ADA.token})


async def test_an_origin_from_the_settings_is_our_own(serve: Serve) -> None:
    """Where a proxy changes the Host header."""
    server = await serve(origins="https://chat.example.org, https://other.example.org/")

    wire = await server.connect(origin="https://chat.example.org", additional_headers=COOKIE)

    assert "ada" == (await wire.event("hello"))["user"]["username"]
    assert 403 == await refusal(server, origin="https://third.example.org")


@pytest.mark.parametrize("path", ["/", "/ws/", "/ws2", "/api/ws", "/WS"])
async def test_other_paths_have_no_socket(server: Server, path: str) -> None:
    """They are not found."""
    assert 404 == await refusal(server, path)


async def test_compression_is_not_agreed_to(server: Server) -> None:
    """It would take four times the memory of a connection."""
    wire = await server.connect(compression="deflate")

    assert wire.socket.response is not None
    assert "Sec-WebSocket-Extensions" not in wire.socket.response.headers
    await wire.call("ping")


async def test_a_client_that_vanishes_leaves_nothing_behind(server: Server) -> None:
    """Without a close frame; the server forgets the connection."""
    wire = await server.enter(ADA)
    user_id = int(wire.me)

    wire.socket.transport.abort()
    for _ in range(100):
        if not server.services.hub.count(user_id):
            break
        await asyncio.sleep(0.02)

    assert 0 == server.services.hub.count(user_id)
