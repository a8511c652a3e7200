"""What a file is, by how it begins."""

import struct
from pathlib import Path

import pytest

from messenger.media.sniff import HEAD, TEXT, UNKNOWN, find_file_type, find_type
from tests.picture_files import HTML, SVG, gif_script, pdf_jpeg, picture


def box(major: bytes, *compatible: bytes) -> bytes:
    """Return the head of a file of ISO/IEC 14496-12."""
    brands = major + bytes(4) + b"".join(compatible)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + bytes(100)


def ebml(doctype: bytes) -> bytes:
    """Return the head of a Matroska file of a kind."""
    element = b"\x42\x82" + bytes([0x80 | len(doctype)]) + doctype
    return b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(element)]) + element + bytes(100)


# Version 1, 128 kbit/s, 44.1 kHz: 417 bytes; version 2, 64 kbit/s, 22.05 kHz: 208 bytes.
MP3 = b"\xff\xfb\x90\x64" + bytes(413)
MP3_2 = b"\xff\xf3\x80\x64" + bytes(204)
OPUS = b"OggS\0\x02" + bytes(20) + b"\x01\x13OpusHead" + bytes(100)

KNOWN = {
    "JPEG": (picture("JPEG"), "image/jpeg"),
    "PNG": (picture("PNG"), "image/png"),
    "GIF": (picture("GIF"), "image/gif"),
    "WebP": (picture("WEBP"), "image/webp"),
    "AVIF": (picture("AVIF"), "image/avif"),
    "HEIC": (box(b"heic", b"mif1", b"heic"), "image/heic"),
    "HEIC of another": (box(b"mif1", b"heic"), "image/heic"),
    "MP4": (box(b"isom", b"isom", b"avc1"), "video/mp4"),
    "MP4 in pieces": (box(b"iso5", b"iso6", b"mp41"), "video/mp4"),
    "MP4 of a kind to come": (box(b"new1", b"new1", b"mp42"), "video/mp4"),
    "MOV": (box(b"qt  ", b"qt  "), "video/quicktime"),
    "M4A": (box(b"M4A ", b"isom", b"mp42"), "audio/mp4"),
    "raw photo of Canon": (box(b"crx ", b"crx "), UNKNOWN),
    "WebM": (ebml(b"webm"), "video/webm"),
    "Matroska": (ebml(b"matroska"), "video/x-matroska"),
    "EBML of nothing": (ebml(b"evil"), UNKNOWN),
    "Opus": (OPUS, "audio/ogg"),
    "Theora": (OPUS.replace(b"OpusHead", b"\x80theora\0"), "video/ogg"),
    "MP3": (MP3 * 2, "audio/mpeg"),
    "MP3 of a voice": (MP3_2 * 2, "audio/mpeg"),
    "MP3 with a name": (b"ID3\x03" + bytes(50), "audio/mpeg"),
    "one frame and no more": (MP3 + bytes(50), UNKNOWN),
    "WAV": (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    "AVI": (b"RIFF\x24\0\0\0AVI LIST", UNKNOWN),
    "FLAC": (b"fLaC\0\0\0\x22", "audio/flac"),
    "PDF": (b"%PDF-1.7\n", "application/pdf"),
    "ZIP": (b"PK\x03\x04\x14", "application/zip"),
    "empty ZIP": (b"PK\x05\x06" + bytes(18), "application/zip"),
    "text": ("Привет, мир\n".encode() * 9, TEXT),
    "text with a mark": ("\ufeffHello".encode(), TEXT),
    "long text": (("a" + "я" * HEAD).encode()[:HEAD], TEXT),
    "script": (b"alert(document.domain)", TEXT),
    "half a letter": ("я".encode()[:1], UNKNOWN),
    "Latin-1": ("déjà".encode("latin-1"), UNKNOWN),
    "UTF-16": ("Hello".encode("utf-16"), UNKNOWN),
    "HTML": (HTML, UNKNOWN),
    "HTML after a mark": ("\ufeff \n".encode() + HTML, UNKNOWN),
    "SVG": (SVG, UNKNOWN),
    "XML": (b"<?xml version='1.0'?>" + SVG, UNKNOWN),
    "GIF and script": (gif_script(), "image/gif"),
    "PDF and JPEG": (pdf_jpeg(), "application/pdf"),
    "JPEG and HTML": (picture("JPEG") + HTML, "image/jpeg"),
    "ZIP and HTML": (HTML + b"PK\x03\x04", UNKNOWN),
    "program": (b"MZ" + bytes(64), UNKNOWN),
    "nothing": (b"", UNKNOWN),
    "zeros": (bytes(64), UNKNOWN),
}


@pytest.mark.parametrize("kind", KNOWN)
def test_a_file_is_what_it_begins_as(kind: str, tmp_path: Path) -> None:
    """And unknown where that is not certain, or where a browser might run it."""
    content, mime = KNOWN[kind]
    path = tmp_path / "x.html"
    path.write_bytes(content)

    assert mime == find_file_type(path)


def test_however_little_of_a_file_there_is_it_is_something() -> None:
    """Each head, cut anywhere: never a type that is more than it may be."""
    for content, mime in KNOWN.values():
        heads = {find_type(content[:length]) for length in range(0, len(content[:600]), 3)}
        assert heads <= {mime, UNKNOWN, TEXT, "audio/ogg"}
