"""Whatever a client sends: an error of the protocol or a close, and the others go on."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from messenger.events.commands import COMMANDS, AuthLogout, Command
from tests.people import ADA, BOB, CAROL
from tests.running import Server
from tests.wire import PATIENCE, Wire

# A sign-out is no mistake, and would end what the next example needs.
ASKED = [command for command in COMMANDS if command is not AuthLogout]
OPS = st.sampled_from([command.op for command in ASKED])
# Hypercorn drops the connection without a close frame, where RFC 6455 would like 1007.
DROPPED, INVALID_TEXT = 1006, 1007
# Stand for what only a running server knows.
THE_CHAT, THE_OTHER = "the chat", "the other"

# What each field may hold; of the others nothing is needed.
RIGHT: dict[str, Any] = {
    "chat_id": THE_CHAT,
    "client_id": "1" * 32,
    "for_everyone": False,
    "kind": "text",
    "limit": 10,
    "login": "nobody",
    "on": True,
    "password": "weak",
    "query": "a",
    "seq": 1,
    "seqs": [1],
    "text": "hello",
    "user_id": THE_OTHER,
}
WRONG: list[Any] = [
    *(None, True, -1, 0, 2**62, 2**63, 10**400, 1.5, float("nan")),
    *("", "\x00", "\ud800", "9" * 19, "9" * 32, "x" * 5000),
    *([], [None], [-1], [2**63], {}, {"": None}, {"1": 2**63}),
]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 2**31, 2**53, 2**62, 2**63, 2**64, 10**400])
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["", "\x00", "\ud800", "1" * 32, "9" * 20, "x" * 5000, THE_CHAT, THE_OTHER])
)
NAMES = st.text(max_size=5).filter(lambda name: name != "id")
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """A request whose fields have the right names, and any values."""
    command = draw(st.sampled_from(ASKED))
    data = {
        name: draw(SCALARS | VALUES)
        for name in command.__struct_encode_fields__
        if draw(st.integers(0, 9))
    }
    if "chat_id" in data and draw(st.booleans()):
        data["chat_id"] = THE_CHAT
    return {"op": command.op, "data": data}


@st.composite
def cut_requests(draw: st.DrawFn) -> str:
    """A request that ends too early."""
    frame = {"id": draw(st.integers()), "op": draw(OPS), "data": {"text": draw(st.text())}}
    text = json.dumps(frame, ensure_ascii=draw(st.booleans()))
    return text[: draw(st.integers(0, len(text) - 1))]


@pytest.fixture
async def bystander(unlimited: Server) -> Wire:
    """Somebody on another connection, for whom everything goes on."""
    return await unlimited.enter(BOB)


async def enter(server: Server) -> ClientConnection:
    """Open a connection of Ada's."""
    socket = await connect(f"ws://{server.host}/ws", compression=None, proxy=None)
    await socket.send(json.dumps({"id": 0, "op": "auth.resume", "data": {"token": ADA.token}}))
    assert (await hear(socket))["ok"]
    return socket


async def hear(socket: ClientConnection) -> dict[str, Any]:
    """Return the next reply, events aside."""
    async with asyncio.timeout(PATIENCE):
        while True:
            frame: dict[str, Any] = json.loads(await socket.recv())
            if "event" not in frame:
                return frame


async def fate(server: Server, frame: str | bytes) -> dict[str, Any] | int | None:
    """Send a frame as text, and return the reply, or the code that the connection ends with."""
    socket = await enter(server)
    try:
        await socket.send(frame, text=True)
        return await hear(socket)
    except ConnectionClosed:
        return socket.close_code
    finally:
        await socket.close()


@given(frame=st.binary(max_size=200))
async def test_bytes_that_are_sent_as_text_are_refused(
    unlimited: Server, bystander: Wire, frame: bytes
) -> None:
    """What is no UTF-8 ends the connection; the rest is told to be no frame."""
    found = await fate(unlimited, frame)

    if isinstance(found, dict):
        frame.decode()
        assert (None, "bad_frame") == (found["id"], found["error"]["code"])
    else:
        assert found in {DROPPED, INVALID_TEXT}
    await bystander.call("ping")


@given(frame=cut_requests())
async def test_requests_that_end_too_early_are_no_frames(
    unlimited: Server, bystander: Wire, frame: str
) -> None:
    """Wherever they are cut; nothing of them is carried out."""
    found = await fate(unlimited, frame)

    assert isinstance(found, dict)
    assert (None, "bad_frame") == (found["id"], found["error"]["code"])
    await bystander.call("ping")


@given(frame=VALUES)
async def test_json_that_is_no_request_is_refused(
    unlimited: Server, bystander: Wire, frame: Any
) -> None:
    """Of any shape."""
    found = await fate(unlimited, json.dumps(frame))

    assert isinstance(found, dict)
    assert (None, "bad_frame") == (found["id"], found["error"]["code"])
    await bystander.call("ping")


class Asking:
    """A connection of Ada's, and the ids that stand for names in what is asked.

    What an administrator does to somebody is done to `subject`.
    """

    def __init__(self, socket: ClientConnection, chat: str, other: str, subject: str) -> None:
        self._socket = socket
        self._ids = {THE_CHAT: chat, THE_OTHER: other}
        self._subject = subject

    async def check(self, op: str, data: dict[str, Any]) -> None:
        """Ask, and see that the reply is carried out or refused, and no accident of ours."""
        text = json.dumps({"id": 1, "op": op, "data": data})
        administering = {THE_OTHER: self._subject} if op.startswith("admin.") else {}
        for name, value in (self._ids | administering).items():
            text = text.replace(json.dumps(name), json.dumps(value))
        await self._socket.send(text)
        reply = await hear(self._socket)
        code = None if reply["ok"] else reply["error"]["code"]
        assert code not in {"internal", "unavailable"}, text
        assert reply["id"] == (None if code == "bad_frame" else 1), text


@contextlib.asynccontextmanager
async def asking(server: Server, bystander: Wire) -> AsyncIterator[Asking]:
    """Let Ada ask; afterwards the bystander is still served."""
    chat = (await bystander.call("chats.open_direct", username=ADA.nick))["chat"]["id"]
    carol = (await bystander.call("users.get", username=CAROL.nick))["user"]["id"]
    socket = await enter(server)
    yield Asking(socket, chat, bystander.me, carol)
    await socket.close()
    await bystander.call("ping")


@pytest.mark.parametrize("command", ASKED, ids=lambda command: command.op)
async def test_one_wrong_value_among_right_ones_is_answered(
    unlimited: Server, bystander: Wire, command: type[Command]
) -> None:
    """In every field of every operation."""
    fields = command.__struct_encode_fields__
    right = {name: RIGHT[name] for name in fields if name in RIGHT}
    async with asking(unlimited, bystander) as ada:
        for name, value in itertools.product(fields, WRONG):
            await ada.check(command.op, right | {name: value})


@given(asked=st.lists(requests(), min_size=1, max_size=6))
async def test_any_values_in_all_fields_are_answered(
    unlimited: Server, bystander: Wire, asked: list[dict[str, Any]]
) -> None:
    """Also where several are wrong at once."""
    async with asking(unlimited, bystander) as ada:
        for request in asked:
            await ada.check(request["op"], request["data"])
