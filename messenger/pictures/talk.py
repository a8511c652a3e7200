"""What the server and its picture workers say to each other, one line of JSON each way."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

MOST_PIXELS = 33_000_000
MOST_FRAMES = 1000

Turn = Literal[0, 90, 180, 270]


class Problem(StrEnum):
    """Why no picture came of a file."""

    UNREADABLE = "unreadable"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_FRAMES = "too_many_frames"
    CROP_OUTSIDE = "crop_outside"


class Crop(Struct, frozen=True):
    """A square of the upright, turned picture, in its pixels."""

    x: int
    y: int
    side: int


class Wish(Struct, frozen=True):
    """Square pictures to be made of a file: turned clockwise, then cropped, one for each edge.

    With `whole` nothing is cropped: each is the whole picture, no longer than the edge.
    """

    source: str
    edges: tuple[int, ...]
    turn: Turn = 0
    crop: Crop | None = None
    whole: bool = False


class Answer(Struct, frozen=True):
    """How many bytes of each picture follow this line, or why there are none.

    `sizes` has the width and the height of each. `detail` is for the log: the kind of the failure,
    never what the file holds.
    """

    lengths: tuple[int, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    problem: Problem | None = None
    detail: str = ""
