"""Short films that are sent as stickers."""

from pathlib import Path

from messenger.media.facts import Facts, read_codecs, read_facts

WEBM = "video/webm"
VP9 = ("V_VP9",)


def read_sticker_film(path: Path, edge: int, longest: int) -> Facts | None:
    """Return the size of a WebM that is a sticker: VP9 alone, with bounds in pixels and in ms.

    None for any other, and for one that does not say so of itself.
    """
    facts = read_facts(path, WEBM)
    sides = (facts.width or edge + 1, facts.height or edge + 1)
    is_short = facts.duration is not None and facts.duration <= longest
    return facts if is_short and max(sides) <= edge and read_codecs(path) == VP9 else None
