"""`/ws` takes frames as RFC 6455 allows them, however they are cut, and refuses all others."""

import asyncio
import json
from uuid import uuid4

import pytest
from websockets.frames import Frame, Opcode

from messenger.events.commands.command import LARGEST_FRAME
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import talk, texts
from tests.wire import PATIENCE, Data, Wire

pytestmark = [
    pytest.mark.parametrize("database", ["sqlite"], indirect=True),
    pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True),
]

PROTOCOL_ERROR, CUT_OFF, INVALID_DATA, SESSION_ENDED = 1002, 1006, 1007, 4401


def ping(number: int) -> bytes:
    """Return a request with an id."""
    return json.dumps({"id": number, "op": "ping"}).encode()


def frame(opcode: Opcode, payload: bytes, *, fin: bool = True, mask: bool = True) -> bytes:
    """Return a frame as a client writes it."""
    return bytes(Frame(opcode, payload, fin).serialize(mask=mask))


async def send(wire: Wire, frames: bytes, *numbers: int, at_once: int = LARGEST_FRAME) -> None:
    """Write bytes as they are, so many at once, and wait for the replies to these requests."""
    replies = [wire.expect(number) for number in numbers]
    for begin in range(0, len(frames), at_once):
        wire.socket.transport.write(frames[begin : begin + at_once])
        await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE):
        for reply in replies:
            assert (await reply)["ok"] is True


async def test_frames_that_come_together_are_answered(ada: Wire) -> None:
    """And so are those that come byte by byte, with a control frame between two."""
    numbers = range(9000, 9040)
    await send(ada, b"".join(frame(Opcode.TEXT, ping(each)) for each in numbers), *numbers)

    one, two = frame(Opcode.TEXT, ping(9100)), frame(Opcode.TEXT, ping(9101))
    await send(ada, one + frame(Opcode.PING, b"!") + two, 9100, 9101, at_once=1)


async def test_what_comes_behind_a_sign_in_waits_for_it(unlimited: Server) -> None:
    """A client may write all of it at once; more than may be under way waits, and keeps order."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await talk(ada, bob)
    wire = await unlimited.connect()
    words = [str(number) for number in range(150)]
    requests: list[Data] = [{"id": 1, "op": "auth.resume", "data": {"token": ADA.token}}]
    for number, text in enumerate(words, 2):
        fields = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": text}
        requests.append({"id": number, "op": "messages.send", "data": fields})
    together = b"".join(frame(Opcode.TEXT, json.dumps(each).encode()) for each in requests)
    await send(wire, together, *range(1, len(requests) + 1), at_once=len(together))

    heard = [(await bob.event("message.new"))["message"]["text"] for _ in words]
    assert heard == words


async def test_what_comes_before_the_close_is_carried_out(ada: Wire, bob: Wire) -> None:
    """A page that is closed sends its last words and the close at once; some wait for others."""
    chat = await talk(ada, bob)
    message = {"chat_id": chat, "client_id": str(uuid4()), "kind": "text", "text": "last"}
    ada.leave_saying(
        ("chats.mute", {"chat_id": chat}),
        ("messages.send", message),
        ("chats.delete", {"chat_id": chat, "for_everyone": True}),
    )

    assert (await bob.event("message.new"))["message"]["text"] == "last"
    await bob.event("chat.removed")


async def test_what_still_waits_when_the_session_ends_is_refused(unlimited: Server) -> None:
    """It is nobody's any more: no chat goes for somebody who has signed out."""
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    chat = await talk(ada, bob)
    waiting = [("chats.mute", {"chat_id": chat})] * 50
    last = [("chats.delete", {"chat_id": chat, "for_everyone": True}), ("auth.logout", {})]
    requests: list[Data] = [
        {"id": number, "op": op, "data": data}
        for number, (op, data) in enumerate([*waiting, *last], 9400)
    ]
    answers = [ada.expect(each["id"]) for each in requests]
    words = b"".join(frame(Opcode.TEXT, json.dumps(each).encode()) for each in requests)
    ada.socket.transport.write(words)

    assert (await answers[-1])["ok"] is True
    assert SESSION_ENDED == await ada.closed()
    for _ in waiting:  # As many as those would have been.
        await bob.call("chats.mute", chat_id=chat)
    assert await texts(bob, chat) == ["hello"]


async def test_a_message_in_fragments_is_one(ada: Wire) -> None:
    """A ping may come in the middle; whole frames go on behind it."""
    text = ping(9200)
    fragments = (
        frame(Opcode.TEXT, text[:5], fin=False)
        + frame(Opcode.PING, b"!")
        + frame(Opcode.CONT, text[5:9], fin=False)
        + frame(Opcode.CONT, text[9:])
    )
    await send(ada, fragments + frame(Opcode.TEXT, ping(9201)), 9200, 9201)


@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        (frame(Opcode.TEXT, b"{", fin=False) + frame(Opcode.TEXT, ping(1)), PROTOCOL_ERROR),
        (frame(Opcode.CONT, b"of nothing"), PROTOCOL_ERROR),
        (frame(Opcode.TEXT, ping(1), mask=False), PROTOCOL_ERROR),
        (b"\xc1" + frame(Opcode.TEXT, ping(1))[1:], PROTOCOL_ERROR),
        (frame(Opcode.TEXT, b'{"id":1,"op":"\xff"}'), INVALID_DATA),
    ],
    ids=["text in a message", "a rest alone", "not masked", "reserved bit", "no UTF-8"],
)
async def test_a_frame_that_is_not_allowed_closes(
    ada: Wire, bob: Wire, hostile: bytes, code: int, underneath: str
) -> None:
    """Others are not affected, also where it comes behind good ones."""
    ada.socket.transport.write(frame(Opcode.TEXT, ping(9300)) + hostile + frame(Opcode.TEXT, b"{}"))

    # Hypercorn cuts such a line off without a word.
    expected = code if underneath == "uvicorn" else CUT_OFF
    assert expected == await ada.closed()
    await bob.call("ping")
