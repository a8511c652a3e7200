"""Frames that are read and written beside the server's codec: the same, whole or in pieces."""

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import Protocol, Side

from messenger.web.outgoing import Outgoing
from messenger.web.websocket_frames import FOR_THE_CODEC, Incoming, read_frame, write_texts

SIZES = [0, 1, 125, 126, 127, 65_535]


def from_client(opcode: Opcode, payload: bytes, *, fin: bool = True) -> bytes:
    """Return a frame as a client writes it."""
    return bytes(Frame(opcode, payload, fin).serialize(mask=True))


def parse(data: bytes) -> list[tuple[Opcode, str, bool]]:
    """Read frames of a server with a codec that has nothing to do with ours."""
    codec = Protocol(Side.CLIENT, max_size=None)
    codec.receive_data(data)
    frames = [each for each in codec.events_received() if isinstance(each, Frame)]
    return [(each.opcode, bytes(each.data).decode(), each.fin) for each in frames]


@pytest.mark.parametrize("size", SIZES)
def test_a_text_is_read_only_when_it_is_there_whole(size: int) -> None:
    """Its end is told, so that the next one is found behind it."""
    text = "x" * size
    data = b"??" + from_client(Opcode.TEXT, text.encode())

    assert read_frame(data + b"\x81", 2) == Incoming(text, len(data))
    for missing in (1, 2, size, len(data) - 3, len(data) - 2):
        if 0 < missing < len(data) - 1:
            assert read_frame(data[: len(data) - missing], 2) is None


@pytest.mark.parametrize("size", [*SIZES, 65_536, 200_000])
def test_what_is_written_is_what_a_client_reads(size: int) -> None:
    """Also of letters with several bytes, and of several frames in a row."""
    text = "я" * (size // 2) + "z" * (size % 2)
    assert parse(write_texts([text.encode()])) == [(Opcode.TEXT, text, True)]
    assert [each for _, each, _ in parse(write_texts([text.encode(), b"", b"b"]))] == [
        text,
        "",
        "b",
    ]


@pytest.mark.parametrize(
    "frame",
    [
        from_client(Opcode.PING, b"?"),
        from_client(Opcode.CLOSE, b"\x03\xe8"),
        from_client(Opcode.BINARY, b"bytes"),
        from_client(Opcode.TEXT, b"a part", fin=False),
        from_client(Opcode.CONT, b"the rest"),
        from_client(Opcode.TEXT, b"\xff"),
        b"\xc1" + from_client(Opcode.TEXT, b"a reserved bit")[1:],
    ],
    ids=["ping", "close", "bytes", "part", "rest", "no UTF-8", "reserved bit"],
)
def test_all_else_is_for_the_codec(frame: bytes) -> None:
    """Where it ends is known all the same."""
    assert read_frame(frame + b"more", 0) == Incoming(None, len(frame))
    assert read_frame(frame[:-1], 0) is None


@pytest.mark.parametrize(
    "frame",
    [
        from_client(Opcode.TEXT, b"x" * 65_536),
        bytes(Frame(Opcode.TEXT, b"x").serialize(mask=False)),
    ],
)
def test_one_that_is_too_long_or_not_masked_leaves_all_to_the_codec(frame: bytes) -> None:
    """Which refuses it."""
    assert read_frame(frame[:3], 0) is FOR_THE_CODEC


@pytest.mark.parametrize("batches", [True, False])
async def test_a_line_that_is_gone_ends_what_sends(batches: bool) -> None:
    """Quietly: who listens to the line hears of it too."""

    async def send(_message: object) -> None:
        raise ConnectionResetError

    outgoing = Outgoing(send, batches=batches)
    sending = outgoing.start()
    outgoing.put(b"a frame")

    await sending
