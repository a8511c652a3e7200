"""Heads of films and recordings, as their containers say what they are; they hold no pictures."""

import struct

STRAIGHT = (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
SIDEWAYS = (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box of ISO/IEC 14496-12."""
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def mp4(
    brand: bytes = b"isom",
    duration: int = 2500,
    size: tuple[int, int] = (640, 360),
    matrix: tuple[int, ...] = STRAIGHT,
) -> bytes:
    """Return an MP4 of so many ms whose description stands at its end, after a sound track."""
    film = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, duration), bytes(80))
    sound = box(b"trak", box(b"tkhd", bytes(40), struct.pack(">9i", *STRAIGHT), bytes(8)))
    sides = struct.pack(">2I", size[0] << 16, size[1] << 16)
    shown = box(b"trak", box(b"tkhd", bytes(40), struct.pack(">9i", *matrix), sides))
    start = box(b"ftyp", brand, bytes(4), brand)
    return start + box(b"mdat", bytes(100)) + box(b"moov", film, sound, shown)


def element(kind: bytes, *content: bytes) -> bytes:
    """Return an element of EBML, its length in one byte or two."""
    body = b"".join(content)
    short = len(body) < 0x7F
    return kind + (0x80 | len(body) if short else 0x4000 | len(body)).to_bytes(2 - short) + body


def webm(
    seconds: float = 2.5, size: tuple[int, int] = (640, 360), codec: bytes = b"V_VP8"
) -> bytes:
    """Return a WebM of a length that is not known beforehand, as a browser records it."""
    head = element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", b"webm"))
    info = element(
        b"\x15\x49\xa9\x66",
        element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3)),
        element(b"\x44\x89", struct.pack(">d", seconds * 1000)),
    )
    sides = (element(b"\xb0", size[0].to_bytes(2)), element(b"\xba", size[1].to_bytes(2)))
    tracks = element(
        b"\x16\x54\xae\x6b", element(b"\xae", element(b"\x86", codec), element(b"\xe0", *sides))
    )
    cluster = element(b"\x1f\x43\xb6\x75", bytes(100))
    return head + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + info + tracks + cluster


def opus(seconds: float = 2.5) -> bytes:
    """Return a recording in Ogg: its first page, and the last, which tells how long it is."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)
    last = struct.pack("<q", round(seconds * 48_000) + 312)
    return b"".join(
        b"OggS\0" + flag + granule + bytes(12) + bytes([1, len(body)]) + body
        for flag, granule, body in ((b"\2", bytes(8), head), (b"\4", last, b"x" * 200))
    )
