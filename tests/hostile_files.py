"""Files that people with bad intentions send: bombs, chimeras, halves, and what bears no name.

What only an avatar refuses stands in `picture_files.HOSTILE`.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.film_files import mp4, webm
from tests.picture_files import (
    HTML,
    MEBIBYTE,
    SVG,
    Maker,
    animation,
    chunk,
    corners,
    encoded,
    gif_bomb,
    gif_script,
    noise,
    pdf_jpeg,
    picture,
    png_bomb,
    webp_bomb,
)

PNG_START = b"\x89PNG\r\n\x1a\n"
LARGEST_PHOTO = 20 * MEBIBYTE


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    """Return a PNG that says it has so many pixels and has those of a small one."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(96 * 289)))
    return PNG_START + head + b"".join(chunks) + rows + chunk(b"IEND", b"")


def words_bomb() -> bytes:
    """Return a small PNG beside whose pixels stand twenty mebibytes of zeros, compressed."""
    words = b"Comment\0\0" + zlib.compress(bytes(20 * MEBIBYTE), 9)
    return png_of(96, 96, chunk(b"zTXt", words))


def profile_bomb() -> bytes:
    """Return the same with a profile of colours of that size."""
    return png_of(96, 96, chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(20 * MEBIBYTE), 9)))


def jpeg_bomb() -> bytes:
    """Return a JPEG that says it is as large as a JPEG can be."""
    content = bytearray(picture("JPEG"))
    place = content.index(b"\xff\xc0") + 5
    content[place : place + 4] = struct.pack(">HH", 65_500, 65_500)
    return bytes(content)


def avif_bomb() -> bytes:
    """Return an AVIF that says it has billions of pixels."""
    content = bytearray(picture("AVIF"))
    place = content.index(b"ispe") + 8
    content[place : place + 8] = struct.pack(">II", 60_000, 60_000)
    return bytes(content)


def many_frames() -> bytes:
    """Return a GIF of two hundred thousand frames of one pixel."""
    frame = bytes.fromhex("2c000000000100010000 02024401 00")
    head = b"GIF89a" + bytes.fromhex("01000100 800000 000000 ffffff")
    return head + frame * 200_000 + b";"


def zip_bomb() -> bytes:
    """Return a ZIP of twenty kilobytes that holds twenty mebibytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/cron.d/x", bytes(20 * MEBIBYTE))
    return content.getvalue()


def cut(content: bytes) -> Iterator[bytes]:
    """Give a file after each tenth of its way."""
    return (content[: len(content) * tenths // 10] for tenths in range(10))


# Of these there is no photo, and this is why.
REFUSED: dict[str, tuple[Maker, str]] = {
    "PNG of 60,000 by 60,000": (lambda: png_of(60_000, 60_000), "too_large"),
    "PNG that has what it says": (png_bomb, "too_large"),
    "PNG without size": (lambda: png_of(0, 0), "unsupported_media"),
    "GIF of 65,535 by 65,535": (gif_bomb, "too_large"),
    "WebP of 16,384 by 16,384": (webp_bomb, "too_large"),
    "JPEG of 65,500 by 65,500": (jpeg_bomb, "too_large"),
    "AVIF of 60,000 by 60,000": (avif_bomb, "unsupported_media"),
    "twenty mebibytes of words": (words_bomb, "unsupported_media"),
    "a profile of as many": (profile_bomb, "unsupported_media"),
    "20 MiB and more": (lambda: picture() + bytes(LARGEST_PHOTO), "too_large"),
    "nothing": (lambda: b"", "unsupported_media"),
    "a head alone": (lambda: b"GIF89a", "unsupported_media"),
    "SVG": (lambda: SVG, "unsupported_media"),
    "HTML": (lambda: HTML, "unsupported_media"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "unsupported_media"),
    "TIFF": (lambda: encoded(corners(), "TIFF"), "unsupported_media"),
    "PDF and JPEG": (pdf_jpeg, "unsupported_media"),
    "ZIP": (zip_bomb, "unsupported_media"),
    "film": (mp4, "unsupported_media"),
    "zeros": (lambda: bytes(MEBIBYTE), "unsupported_media"),
}
# Of these there is, and nothing is left in it of what else they were.
CLEANSED: dict[str, Maker] = {
    "GIF and script": gif_script,
    "JPEG and HTML": lambda: picture("JPEG") + HTML,
    "JPEG with HTML in its comment": lambda: encoded(corners(), "JPEG", comment=HTML),
    "PNG and ZIP": lambda: picture() + zip_bomb(),
    "PNG with a script as its profile": lambda: encoded(corners(), icc_profile=HTML * 9),
    "two hundred thousand frames": many_frames,
}
# Each is cut at every tenth.
WHOLE: dict[str, Maker] = {
    "JPEG": lambda: encoded(noise(96), "JPEG"),
    "progressive": lambda: encoded(noise(96), "JPEG", progressive=True),
    "PNG": lambda: encoded(noise(96), "PNG"),
    "WEBP": lambda: encoded(noise(96), "WEBP"),
    "GIF": lambda: animation("GIF", 9),
    "moving WebP": lambda: animation("WEBP", 9),
    "AVIF": lambda: encoded(noise(96), "AVIF"),
    "WebM": webm,
}
# What a file is sent as, what it is, and what it is then called and taken for.
AS_FILES: dict[str, tuple[bytes, str]] = {
    "SVG": (SVG, "application/octet-stream"),
    "HTML": (HTML, "application/octet-stream"),
    "script": (b"alert(document.domain)", "text/plain"),
    "GIF and script": (gif_script(), "image/gif"),
    "PDF and JPEG": (pdf_jpeg(), "application/pdf"),
    "ZIP": (zip_bomb(), "application/zip"),
    "program": (b"MZ" + bytes(99), "application/octet-stream"),
}
