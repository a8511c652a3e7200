"""Pictures that move, made smaller as such."""

import io
from collections.abc import Callable, Iterator

from PIL import Image

from messenger.pictures.opening import stand_upright
from messenger.pictures.shrinking import Drawn, fit, make_plain, shrink

FORMATS = ("GIF", "WEBP")
LONGEST_EDGE = 800
MOST_FRAMES = 500
# Of all frames together: of what is read, and of what is written, which takes twenty times as long.
MOST_READ = 60_000_000
MOST_WRITTEN = 15_000_000
LARGEST = 8 * 1024 * 1024
QUALITY = 75
# What a browser makes of frames that say that they take no time.
SHORTEST, USUAL = 20, 100

Plain = Callable[[Image.Image], Image.Image]


def find_durations(image: Image.Image) -> list[int]:
    """Return how long each frame stands (ms); nothing where there is one, or more than is bearable.

    Whoever sends an hour of frames sends a picture that stands still.
    """
    if image.format not in FORMATS or not getattr(image, "is_animated", False):
        return []
    durations: list[int] = []
    most = min(MOST_FRAMES, MOST_READ // (image.width * image.height))
    try:
        while len(durations) <= most:
            image.seek(len(durations))
            image.load()
            durations.append(int(image.info.get("duration", 0)))
    except EOFError:
        pass
    except Exception:
        # The frames after a spoilt one are lost, the picture is not.
        return []
    return durations if 1 < len(durations) <= most else []


def make_moving(
    image: Image.Image, durations: list[int], turn: Image.Transpose | None, plain: Plain
) -> Drawn | None:
    """Return a WebP that moves as the picture does, None where that grows too large.

    `plain` makes RGB or RGBA of a frame.
    """
    size = _fit_frames(image.size, len(durations))
    frames = _frames(image, size, len(durations), plain)
    first, *others = (stand_upright(frame, turn) for frame in frames)
    content = io.BytesIO()
    first.save(
        content,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=[USUAL if each < SHORTEST else each for each in durations],
        loop=image.info.get("loop", 1),
        quality=QUALITY,
        method=0,
    )
    return Drawn(content.getvalue(), first.size) if content.tell() <= LARGEST else None


def _fit_frames(size: tuple[int, int], frames: int) -> tuple[int, int]:
    width, height = fit(size, LONGEST_EDGE)
    most = MOST_WRITTEN / (frames * width * height)
    return fit(size, int(max(width, height) * min(1.0, most**0.5)))


def _frames(
    image: Image.Image, size: tuple[int, int], count: int, plain: Plain
) -> Iterator[Image.Image]:
    for place in range(count):
        image.seek(place)
        frame = plain(shrink(make_plain(image), size))
        frame.info = {}
        yield frame
