"""Photos as they are sent: the first look, the sizes, what shows through and what moves."""

import asyncio
import base64
import io
import os
import signal
import struct
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from messenger.errors import TooLarge
from messenger.pictures.pool import Look, Pictures
from messenger.pictures.shrinking import fit
from messenger.pictures.talk import LARGEST_PHOTO
from tests.picture_files import (
    ODD,
    animation,
    corners,
    corners_of,
    encoded,
    frame_bomb,
    noise,
    opened,
    picture,
    turned,
)

UPRIGHT = ["red", "green", "blue", "white"]
Keep = Callable[[bytes], str]


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    """Two workers."""
    pictures = Pictures(2, 20)
    yield pictures
    await pictures.close()


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Write a file, and return where it lies."""

    def keep(content: bytes) -> str:
        path = tmp_path / "source"
        path.write_bytes(content)
        return str(path)

    return keep


def preview_of(look: Look) -> bytes:
    """Return the picture that a preview holds."""
    head, _, data = look.preview.partition(",")
    assert "data:image/webp;base64" == head
    return base64.b64decode(data)


def swapped_profile() -> bytes:
    """Return a colour profile in which what is called red is green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    halves = profile.partition(b"rXYZ")
    return halves[0] + b"gXYZ" + halves[2].replace(b"gXYZ", b"rXYZ", 1)


def durations(moving: Image.Image) -> Iterator[int]:
    """Return how long each frame stands, in milliseconds."""
    for frame in range(getattr(moving, "n_frames", 1)):
        moving.seek(frame)
        moving.load()
        yield moving.info["duration"]


async def test_a_look_tells_the_upright_size_and_shows_a_few_pixels(
    pictures: Pictures, keep: Keep
) -> None:
    """However the camera was held and whatever the format; noise is no exception to the bound."""
    wide = corners(1200, 300)
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF"):
        look = await pictures.look(keep(encoded(wide, kind)))
        assert (1200, 300) == (look.width, look.height)
        assert (32, 8) == opened(preview_of(look)).size
    for orientation in range(1, 9):
        look = await pictures.look(keep(turned(orientation)))
        assert UPRIGHT == corners_of(preview_of(look))

    exif = Image.Exif()
    exif[0x0112] = 6
    look = await pictures.look(keep(encoded(wide, "JPEG", exif=exif)))
    assert (300, 1200) == (look.width, look.height)

    noisy = noise(64)
    noisy.putalpha(noise(64).getchannel("R"))
    assert 400 >= len(preview_of(await pictures.look(keep(encoded(noisy)))))


async def test_a_photo_comes_in_three_sizes_and_never_larger_than_it_was(
    pictures: Pictures, keep: Keep
) -> None:
    """Upright, of its shape, and without a word of its camera."""
    large = await pictures.photo(keep(encoded(corners(2000, 1000), "JPEG")))
    assert [(1600, 800), (800, 400), (320, 160)] == [(each.width, each.height) for each in large]

    for orientation in range(1, 9):
        small = await pictures.photo(keep(turned(orientation)))
        assert [(96, 96)] * 3 == [(each.width, each.height) for each in small]
        assert 1 == len({each.content for each in small})
        assert UPRIGHT == corners_of(small[0].content)
        assert not any(word in small[0].content for word in (b"anary", b"EXIF", b"XMP ", b"ICCP"))


async def test_an_odd_picture_becomes_a_photo_all_the_same(pictures: Pictures, keep: Keep) -> None:
    """Whatever its colours are made of: the look and the sizes agree on its shape."""
    for kind in {*ODD} - {"large", "large AVIF", "large moving WebP"}:
        source = keep(ODD[kind]())
        look, photo = await pictures.look(source), await pictures.photo(source)
        assert fit((look.width, look.height), 1600) == (photo[0].width, photo[0].height), kind
        assert {"RGB"} == {opened(each.content).mode for each in photo}, kind

    grey = await pictures.photo(keep(encoded(Image.new("I;16", (16, 16), 0x8000))))
    assert {*opened(grey[0].content).convert("L").tobytes()} <= {*range(124, 133)}


async def test_what_shows_through_a_photo_is_white(pictures: Pictures, keep: Keep) -> None:
    """In its look, its sizes and what moves: else one would see through it what lies behind."""
    holes = corners().convert("RGBA")
    holes.paste((0, 0, 0, 0), (0, 0, 48, 48))
    still = keep(encoded(holes))
    moves = keep(encoded(holes, "WEBP", save_all=True, append_images=[corners()], lossless=True))

    look = opened(preview_of(await pictures.look(still)))
    drawn = [
        opened(each.content) for source in (still, moves) for each in await pictures.photo(source)
    ]

    assert {"RGB"} == {each.mode for each in (look, *drawn)}
    for each in drawn:
        assert 250 < each.convert("L").crop((20, 20, 21, 21)).tobytes()[0]


async def test_a_photo_looks_as_its_profile_says(pictures: Pictures, keep: Keep) -> None:
    """In browsers that never see the profile; one that cannot be read changes nothing."""
    for kind in ("JPEG", "PNG"):
        swapped = keep(encoded(corners(), kind, icc_profile=swapped_profile()))
        photo = (await pictures.photo(swapped))[0].content
        assert b"ICCP" not in photo
        assert ["green", "red"] == corners_of(photo)[:2]

    spoilt = keep(encoded(corners(), icc_profile=b"profile" * 40))
    assert UPRIGHT == corners_of((await pictures.photo(spoilt))[0].content)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
async def test_what_moves_goes_on_moving(pictures: Pictures, keep: Keep, kind: str) -> None:
    """For as long as before; the smallest size stands still."""
    photo = await pictures.photo(keep(animation(kind)))

    still = opened(photo[-1].content)
    moving = Image.open(io.BytesIO(photo[0].content))
    assert (1, 0) == (getattr(still, "n_frames", 1), moving.info["loop"])
    assert UPRIGHT == corners_of(photo[0].content)
    assert 120 == sum(durations(moving))


async def test_what_moves_too_much_stands_still(pictures: Pictures, keep: Keep) -> None:
    """More frames than anybody looks at, more pixels than are read, and frames that are spoilt."""
    wide = bytearray(animation("GIF"))
    wide[6:10] = struct.pack("<HH", 6000, 5000)
    for content in (
        frame_bomb(),
        bytes(wide),
        animation("GIF", 40)[:-200],
    ):
        photo = await pictures.photo(keep(content))
        assert {1} == {getattr(opened(each.content), "n_frames", 1) for each in photo}


async def test_a_file_larger_than_a_photo_may_be_is_not_even_opened(
    pictures: Pictures, keep: Keep
) -> None:
    """Neither for a look nor for its sizes."""
    source = keep(picture() + bytes(LARGEST_PHOTO))
    for make in (pictures.look, pictures.photo):
        with pytest.raises(TooLarge) as refused:
            await make(source)
        assert LARGEST_PHOTO == refused.value.limit


@pytest.mark.parametrize("workers", [1, 2])
async def test_a_look_does_not_wait_for_all_photos(keep: Keep, workers: int) -> None:
    """With several workers one is free of photos; a single one takes a look between two of them."""
    pictures = Pictures(workers, 20)
    source = keep(encoded(corners(1600, 1200), "JPEG"))
    photos = [asyncio.create_task(pictures.photo(source)) for _ in range(5)]
    while not any(photo.done() for photo in photos):
        await asyncio.sleep(0.01)

    await pictures.look(source)

    assert 3 >= sum(photo.done() for photo in photos)
    await asyncio.gather(*photos)
    await pictures.close()


async def test_who_goes_away_does_not_hand_their_picture_to_the_next(keep: Keep) -> None:
    """The worker's answer to nobody must not become somebody's photo."""
    pictures = Pictures(1, 20)
    await pictures.look(keep(picture()))
    [worker] = pictures._idle
    os.kill(worker.process.pid, signal.SIGSTOP)
    gone = asyncio.create_task(pictures.photo(keep(encoded(Image.new("RGB", (50, 50), "red")))))
    while pictures._idle:
        await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)

    assert UPRIGHT == corners_of((await pictures.photo(keep(picture())))[0].content)
    assert not worker.alive
    await pictures.close()
