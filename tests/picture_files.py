"""Files that people upload: pictures of every kind, and what only poses as one."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image

RED, GREEN, BLUE, WHITE = (220, 40, 40), (40, 180, 60), (40, 60, 220), (250, 250, 250)
CORNERS = (RED, GREEN, BLUE, WHITE)


def corners(width: int = 96, height: int = 96) -> Image.Image:
    """Return a picture whose quarters are red, green, blue and white, as one reads."""
    image = Image.new("RGB", (width, height))
    for place, colour in enumerate(CORNERS):
        left, upper = place % 2 * width // 2, place // 2 * height // 2
        image.paste(colour, (left, upper, left + width // 2, upper + height // 2))
    return image


def noise(edge: int) -> Image.Image:
    """Return a picture that no encoder makes small, the same one every time."""
    content = random.Random(edge).randbytes(edge * edge * 3)
    return Image.frombytes("RGB", (edge, edge), content)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as a file."""
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def picture(kind: str = "PNG") -> bytes:
    """Return a file with the four corners."""
    return encoded(corners(), kind)


def opened(content: bytes) -> Image.Image:
    """Return the picture that a file holds."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def corners_of(content: bytes) -> list[str]:
    """Return which of the four colours stands in each quarter of a file, as one reads."""
    image = opened(content).convert("RGB")
    near, far = image.width // 4, image.width * 3 // 4
    return [
        _name(image.getpixel(place))
        for place in ((near, near), (far, near), (near, far), (far, far))
    ]


def animation(kind: str, frames: int = 3) -> bytes:
    """Return a moving picture whose first frame has the four corners."""
    others = [Image.new("RGB", (96, 96), (shade % 256, 0, 0)) for shade in range(frames - 1)]
    return encoded(corners(), kind, save_all=True, append_images=others, duration=40, loop=0)


def turned(orientation: int) -> bytes:
    """Return a JPEG that is stored otherwise than its EXIF says that it is seen, with GPS in it."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    image = corners() if undo is None else corners().transpose(undo)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Canary Cameras"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 56.0, 19.0), 3: "E", 4: (30.0, 18.0, 0.0)})
    return encoded(image, "JPEG", exif=exif, comment=b"canary comment", quality=95)


def png_bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a PNG of a few hundred kilobytes that says it has 400 million pixels, and has."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(height * (1 + (width + 7) // 8)), 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


def gif_bomb() -> bytes:
    """Return a GIF that says it is as large as a GIF can be."""
    content = bytearray(picture("GIF"))
    content[6:10] = struct.pack("<HH", 65_535, 65_535)
    return bytes(content)


def webp_bomb() -> bytes:
    """Return a WebP of ten kilobytes with 268 million pixels."""
    content = bytearray(encoded(Image.new("RGB", (8, 8)), "WEBP", lossless=True))
    # 14 bits for the width and for the height, each less by one, after the signature.
    content[21:25] = struct.pack("<I", 0x3FFF | 0x3FFF << 14)
    return bytes(content)


def frame_bomb() -> bytes:
    """Return a GIF of more frames than anybody looks at."""
    return animation("GIF", 1100)


def gif_script() -> bytes:
    """Return a GIF that is a script too: what follows its signature begins a comment."""
    content = bytearray(picture("GIF"))
    content[6:8] = b"/*"  # the width, 10799
    content[8:10] = struct.pack("<H", 96)
    return bytes(content) + b"*/=1;fetch('/api/session',{method:'DELETE'})//"


def pdf_jpeg() -> bytes:
    """Return a PDF that holds a JPEG and begins as neither should."""
    return b"%PDF-1.7\n1 0 obj <</Length 9999>> stream\n" + picture("JPEG") + b"\nendstream endobj"


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    b"<script>alert(document.domain)</script></svg>"
)
HTML = b"<!doctype html><script>alert(document.domain)</script>"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _name(pixel: Any) -> str:
    names = dict(zip(CORNERS, ("red", "green", "blue", "white"), strict=True))
    nearest = min(CORNERS, key=lambda c: sum((a - b) ** 2 for a, b in zip(c, pixel, strict=True)))
    return names[nearest]


MEBIBYTE = 1024 * 1024
Maker = Callable[[], bytes]
# Pictures that few programs make, and that are pictures all the same.
ODD: dict[str, Maker] = {
    "CMYK": lambda: encoded(corners().convert("CMYK"), "JPEG"),
    "16 bits": lambda: encoded(Image.new("I;16", (16, 16), 0x8000)),
    "palette": lambda: encoded(corners().convert("P")),
    "1 bit": lambda: encoded(corners().convert("1")),
    "progressive": lambda: encoded(corners(), "JPEG", progressive=True),
    "moving GIF": lambda: animation("GIF"),
    "moving WebP": lambda: animation("WEBP"),
    "moving PNG": lambda: animation("PNG"),
    "nothing but holes": lambda: encoded(Image.new("RGBA", (9, 9), (255, 0, 0, 0)), "WEBP"),
    "one grey hole": lambda: encoded(Image.new("LA", (1, 1))),
    "large": lambda: encoded(Image.new("1", (6000, 5400))),
    "large AVIF": lambda: encoded(Image.new("RGB", (6000, 5400)), "AVIF", speed=10),
    "large moving WebP": lambda: encoded(
        Image.new("RGBA", (5700, 5700)),
        "WEBP",
        save_all=True,
        method=0,
        append_images=[Image.new("RGBA", (5700, 5700), (9, 9, 9, 9))],
    ),
    "GIF and words": lambda: picture("GIF") + b"*/=1;fetch('/')//",
    "GIF and script": gif_script,
}
# Files of which no photo is made, with the status and the code that say so.
HOSTILE: dict[str, tuple[Maker, int, str]] = {
    "PNG bomb": (png_bomb, 413, "too_large"),
    "GIF bomb": (gif_bomb, 413, "too_large"),
    "WebP bomb": (webp_bomb, 413, "too_large"),
    "frame bomb": (frame_bomb, 413, "too_large"),
    "5 MiB and a byte": (lambda: bytes(5 * MEBIBYTE + 1), 413, "too_large"),
    "5 MiB of nothing": (lambda: bytes(5 * MEBIBYTE), 415, "unsupported_media"),
    "empty": (lambda: b"", 415, "unsupported_media"),
    "a head alone": (lambda: b"GIF89a", 415, "unsupported_media"),
    "SVG": (lambda: SVG, 415, "unsupported_media"),
    "HTML": (lambda: HTML, 415, "unsupported_media"),
    "PDF and JPEG": (pdf_jpeg, 415, "unsupported_media"),
    "BMP": (lambda: encoded(corners(), "BMP"), 415, "unsupported_media"),
    "TIFF": (lambda: encoded(corners(), "TIFF"), 415, "unsupported_media"),
    "ICO": (lambda: encoded(corners(), "ICO"), 415, "unsupported_media"),
}
