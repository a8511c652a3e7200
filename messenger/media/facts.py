"""How long a film or a recording is and how large, by what its container says of itself.

Only heads are read, in a bounded number of steps; nothing is decoded, so nothing of a decoder can
go wrong. What a file does not say (a browser that records leaves the duration out) stays None.
"""

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

SECOND = 1000
LONGEST = 24 * 3600 * SECOND
LONGEST_SIDE = 8192
MOST_ELEMENTS = 2000
# All that is asked for stands in the first bytes of an element.
LARGEST_LEAF = 256
LARGEST_PAGE = 65_307  # RFC 3533, 6
OPUS_RATE = 48_000  # RFC 7845, 4: whatever the input's was


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a film or a recording: its duration in ms, its upright size in pixels."""

    duration: int | None = None
    width: int | None = None
    height: int | None = None


class Head(NamedTuple):
    """How an element begins: what it is, and the lengths of its head and of what it holds."""

    kind: bytes
    length: int
    size: int | None


@dataclass(frozen=True, slots=True)
class Container:
    """How a format nests its elements, and which of them are of use."""

    read_head: Callable[[bytes], Head | None]
    nests: frozenset[bytes]
    leaves: frozenset[bytes]


def read_facts(path: Path, mime: str) -> Facts:
    """Return what a file of a type says of itself; OSError where it cannot be read.

    Durations past a day and sides past 8,192 pixels are not believed.
    """
    read = READERS.get(mime)
    if read is None:
        return Facts()
    with path.open("rb") as file:
        return _believe(read(file))


def read_codecs(path: Path) -> tuple[str, ...]:
    """Return the names of what a WebM is coded with, a track each; OSError where it cannot be read.

    The names are those of RFC 9559's registry of codecs.
    """
    codecs: list[str] = []
    with path.open("rb") as file:
        for kind, body in _find_leaves(file, MATROSKA):
            if kind == CLUSTER:
                break
            if kind == CODEC:
                codecs.append(body.rstrip(b"\0").decode("ascii", "replace"))
    return tuple(codecs)


def _believe(facts: Facts) -> Facts:
    if facts.duration is not None and not 0 < facts.duration <= LONGEST:
        facts = replace(facts, duration=None)
    sides = (facts.width or 0, facts.height or 0)
    if not all(1 <= side <= LONGEST_SIDE for side in sides):
        facts = replace(facts, width=None, height=None)
    return facts


def _find_leaves(file: BinaryIO, container: Container) -> Iterator[tuple[bytes, bytes]]:
    """Give the kind and the first bytes of each leaf, in their order."""
    at, ends = 0, [os.fstat(file.fileno()).st_size]
    for _ in range(MOST_ELEMENTS):
        while ends and at >= ends[-1]:
            ends.pop()
        file.seek(at)
        head = container.read_head(file.read(16)) if ends else None
        if head is None:
            return
        at += head.length
        end = ends[-1] if head.size is None else at + head.size
        if head.kind in container.nests:
            ends.append(min(ends[-1], end))
            continue
        if head.kind in container.leaves and end <= ends[-1]:
            file.seek(at)
            yield head.kind, file.read(min(end - at, LARGEST_LEAF))
        at = end


def _read_box(head: bytes) -> Head | None:
    """Read the head of a box of ISO/IEC 14496-12, 4.2."""
    if len(head) < 8:
        return None
    size, kind = int.from_bytes(head[:4]), head[4:8]
    if size == 0:
        return Head(kind, 8, None)
    length = 16 if size == 1 else 8
    if size == 1:
        size = int.from_bytes(head[8:16])
    return Head(kind, length, size - length) if size >= length else None


def _read_element(head: bytes) -> Head | None:
    """Read the head of an element of EBML (RFC 8794, 4 to 6)."""
    length = _width(head)
    if not 1 <= length <= 4:
        return None
    more = _width(head[length:])
    if not 1 <= more <= 8:
        return None
    size, unknown = int.from_bytes(head[length : length + more]), (1 << 7 * more) - 1
    size &= unknown
    return Head(head[:length], length + more, None if size == unknown else size)


def _width(number: bytes) -> int:
    return 9 - number[0].bit_length() if number else 0


def _read_mp4(file: BinaryIO) -> Facts:
    facts = Facts()
    for kind, body in _find_leaves(file, MP4):
        if kind == b"mvhd":
            facts = replace(facts, duration=_movie_duration(body))
        elif facts.width is None:
            facts = _track_size(facts, body)
    return facts


def _movie_duration(body: bytes) -> int | None:
    form, at = (">IQ", 20) if body[:1] == b"\1" else (">II", 12)
    if len(body) < at + struct.calcsize(form):
        return None
    scale, duration = struct.unpack_from(form, body, at)
    return round(duration * SECOND / scale) if scale else None


def _track_size(facts: Facts, body: bytes) -> Facts:
    if len(body) < 84:
        return facts
    # A matrix of nine numbers, then width and height, all of them with 16 bits after the point.
    straight, turned = struct.unpack_from(">2i", body, len(body) - 44)
    width, height = (side >> 16 for side in struct.unpack_from(">2I", body, len(body) - 8))
    if not (width and height):
        return facts  # A sound has no size.
    if straight == 0 and turned != 0:
        width, height = height, width
    return replace(facts, width=width, height=height)


def _read_matroska(file: BinaryIO) -> Facts:
    found: dict[bytes, bytes] = {}
    for kind, body in _find_leaves(file, MATROSKA):
        if kind == CLUSTER:
            break
        found.setdefault(kind, body)
    width, height = (int.from_bytes(found.get(side, b"")) or None for side in (WIDTH, HEIGHT))
    return Facts(_segment_duration(found), width, height)


def _segment_duration(found: dict[bytes, bytes]) -> int | None:
    form = {4: ">f", 8: ">d"}.get(len(found.get(DURATION, b"")))
    if form is None:
        return None
    (ticks,) = struct.unpack(form, found[DURATION])
    nanoseconds = ticks * (int.from_bytes(found.get(SCALE, b"")) or 1_000_000)
    return round(nanoseconds / 1e6) if 0 < nanoseconds < 1e18 else None


def _read_opus(file: BinaryIO) -> Facts:
    head = file.read(512)
    at = head.find(b"OpusHead")
    file.seek(max(0, os.fstat(file.fileno()).st_size - LARGEST_PAGE))
    tail = file.read(LARGEST_PAGE)
    page = tail.rfind(b"OggS")
    if at < 0 or len(head) < at + 12 or page < 0 or len(tail) < page + 14:
        return Facts()
    (skipped,) = struct.unpack_from("<H", head, at + 10)
    (samples,) = struct.unpack_from("<q", tail, page + 6)
    return Facts(round((samples - skipped) * SECOND / OPUS_RATE))


MP4 = Container(_read_box, frozenset({b"moov", b"trak"}), frozenset({b"mvhd", b"tkhd"}))
# RFC 9559, 5.1
SEGMENT, INFO, TRACKS = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b"
ENTRY, VIDEO, CLUSTER = b"\xae", b"\xe0", b"\x1f\x43\xb6\x75"
SCALE, DURATION, WIDTH, HEIGHT = b"\x2a\xd7\xb1", b"\x44\x89", b"\xb0", b"\xba"
CODEC = b"\x86"
MATROSKA = Container(
    _read_element,
    frozenset({SEGMENT, INFO, TRACKS, ENTRY, VIDEO}),
    frozenset({SCALE, DURATION, WIDTH, HEIGHT, CODEC, CLUSTER}),
)
READERS: dict[str, Callable[[BinaryIO], Facts]] = {
    "video/mp4": _read_mp4,
    "video/quicktime": _read_mp4,
    "audio/mp4": _read_mp4,
    "video/webm": _read_matroska,
    "video/x-matroska": _read_matroska,
    "audio/ogg": _read_opus,
}
