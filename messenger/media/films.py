"""Short films that are sent as stickers."""

from pathlib import Path

from messenger.errors import N_, UnsupportedMedia
from messenger.media.facts import Facts, read_codecs, read_facts

WEBM = "video/webm"
VP9 = ("V_VP9",)
EDGE = 512
LONGEST = 3000
NO_STICKER = N_("A sticker is a PNG, WebP or WebM, up to 512 pixels wide and 3 seconds long.")


def read_sticker_film(path: Path) -> Facts:
    """Return the size of a WebM that is a sticker: VP9 alone, 512 pixels and 3 seconds at most.

    UnsupportedMedia for any other, and for one that does not say so of itself.
    """
    facts = read_facts(path, WEBM)
    sides = (facts.width or EDGE + 1, facts.height or EDGE + 1)
    is_short = facts.duration is not None and facts.duration <= LONGEST
    if read_codecs(path) != VP9 or max(sides) > EDGE or not is_short:
        raise UnsupportedMedia(NO_STICKER)
    return facts
