"""What the server and its picture workers say to each other, one line of JSON each way."""

from enum import StrEnum
from typing import Literal

from msgspec import Struct

MOST_PIXELS = 33_000_000
MOST_FRAMES = 1000
LARGEST_PHOTO = 20 * 1024 * 1024
# Pixels and ms of a sticker.
STICKER_EDGE = 512
STICKER_TIME = 3000
# A photo as it is sent is made in these sizes, none larger than it came.
PHOTO_EDGES = (1600, 800, 320)

Turn = Literal[0, 90, 180, 270]
Recipe = Literal["square", "whole", "photo", "look", "sticker"]


class Problem(StrEnum):
    """Why no picture came of a file."""

    UNREADABLE = "unreadable"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_FRAMES = "too_many_frames"
    CROP_OUTSIDE = "crop_outside"
    NO_STICKER = "no_sticker"


class Crop(Struct, frozen=True):
    """A square of the upright, turned picture, in its pixels."""

    x: int
    y: int
    side: int


class Wish(Struct, frozen=True):
    """Pictures to be made of a file, one for each edge, by one of five recipes.

    `square`: turned clockwise, then cropped. `whole`: nothing is cropped, each is no longer than
    its edge, on white. `photo`: the same, but what shows through does so still, and what moves
    moves. `look`: one picture of a few hundred bytes, to be shown until there is a better one.
    `sticker`: one picture as it is, which must be small and short enough.
    """

    source: str
    edges: tuple[int, ...]
    turn: Turn = 0
    crop: Crop | None = None
    recipe: Recipe = "square"


class Answer(Struct, frozen=True):
    """How many bytes of each picture follow this line, or why there are none.

    `sizes` has the width and the height of each; of a look, those of the picture that was looked
    at, upright. `detail` is for the log: the kind of the failure, never what the file holds.
    """

    lengths: tuple[int, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    problem: Problem | None = None
    detail: str = ""
