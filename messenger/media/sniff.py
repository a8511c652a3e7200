"""What a file is, by how it begins: neither its name nor its sender is asked.

The answer is one of a few types that no browser runs, whatever else the file may be at the same
time; all that is not known for certain is `application/octet-stream`. The signatures are those of
the standard by which browsers tell types (WHATWG MIME Sniffing), and those of what phones make.
"""

import codecs
from collections.abc import Callable
from pathlib import Path

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
# Enough for two frames of MP3, and for words that nobody mistakes.
HEAD = 8192

STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
)
# The brands of ISO/IEC 14496-12, from those that tell most to those that tell least.
BRANDS = (
    ((b"avif", b"avis"), "image/avif"),
    ((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "image/heic"),
    ((b"qt  ",), "video/quicktime"),
    ((b"M4A ", b"M4B "), "audio/mp4"),
    ((b"isom", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV"), "video/mp4"),
    ((b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9"), "video/mp4"),
    ((b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3g2a"), "video/mp4"),
)
RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
DOCTYPES = {b"webm": "video/webm", b"matroska": "video/x-matroska"}
# What no text holds but a binary file does.
UNPRINTED = frozenset(range(0x20)) - frozenset(b"\t\n\f\r\x1b")
# kbit/s by the index in a frame of layer III: of version 1, and of versions 2 and 2.5.
BITRATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
SAMPLE_RATES = (44_100, 48_000, 32_000)


def find_file_type(path: Path) -> str:
    """Return the type of a file; OSError where it cannot be read."""
    with path.open("rb") as file:
        return find_type(file.read(HEAD))


def find_type(head: bytes) -> str:
    """Return the type of a file that begins so: its first HEAD bytes, or all where it has fewer."""
    for start, mime in STARTS:
        if head.startswith(start):
            return mime
    return next(filter(None, (look(head) for look in LOOKS)), UNKNOWN)


def _riff(head: bytes) -> str | None:
    return RIFF.get(head[8:12]) if head.startswith(b"RIFF") else None


def _ogg(head: bytes) -> str | None:
    if not head.startswith(b"OggS\0"):
        return None
    return "video/ogg" if b"\x80theora" in head[:512] else "audio/ogg"


def _matroska(head: bytes) -> str | None:
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return None
    # The element DocType: its id, a length of one byte, and a word.
    at = head.find(b"\x42\x82", 4, 64)
    length = head[at + 2] & 0x7F if 0 < at < len(head) - 2 else 0
    return DOCTYPES.get(head[at + 3 : at + 3 + length].rstrip(b"\0"))


def _brands(head: bytes) -> str | None:
    size = int.from_bytes(head[:4])
    if head[4:8] != b"ftyp" or size < 16 or size % 4:
        return None
    box = head[: min(size, 256)]
    for named in ((box[8:12],), tuple(box[at : at + 4] for at in range(16, len(box), 4))):
        for brands, mime in BRANDS:
            if not set(brands).isdisjoint(named):
                return mime
    return None


def _mp3(head: bytes) -> str | None:
    length = _frame_length(head)
    # Two bytes may be so by chance; that there is another frame where it must be is none.
    return "audio/mpeg" if length and _frame_length(head[length:]) else None


def _frame_length(frame: bytes) -> int:
    """Return how many bytes a frame of MPEG audio, layer III, has; 0 where there is none."""
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = frame[1] >> 3 & 3, frame[2] >> 4, frame[2] >> 2 & 3
    if version == 1 or bitrate in {0, 15} or rate == 3:
        return 0
    first = version == 3
    samples = 144 if first else 72
    sampled = SAMPLE_RATES[rate] >> {3: 0, 2: 1, 0: 2}[version]
    return samples * BITRATES[not first][bitrate] * 1000 // sampled + (frame[2] >> 1 & 1)


def _text(head: bytes) -> str | None:
    if not head or not UNPRINTED.isdisjoint(head):
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return None
    # What begins as markup (HTML, SVG, XML) must never be shown, not even as the text that it is.
    return None if text.lstrip().startswith("<") else TEXT


LOOKS: tuple[Callable[[bytes], str | None], ...] = (_riff, _ogg, _matroska, _brands, _mp3, _text)
