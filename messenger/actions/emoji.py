"""Which texts are one emoji: those of the list that the pages offer, in any skin tone."""

import re
from functools import cache

import msgspec

from messenger.errors import N_, BadRequest
from messenger.resources import folder

TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
# It asks for the picture instead of the letter; some programs leave it out.
PICTURE = "\ufe0f"
LONGEST = 32


def require_emoji(text: str, field: str) -> str:
    """Return an emoji as it is kept; BadRequest for everything else.

    Source: the emoji of Unicode (UTS #51) that `static/emoji/emoji.json` lists.
    """
    bare = text.replace(PICTURE, "")
    toneless = TONES.sub("", bare)
    known = _signs().get(toneless) if len(text) <= LONGEST else None
    if known is None:
        raise BadRequest(N_("This is not an emoji."), field=field)
    sign, has_tones = known
    if toneless == bare:
        return sign
    if not has_tones:
        raise BadRequest(N_("This is not an emoji."), field=field)
    return text


@cache
def _signs() -> dict[str, tuple[str, bool]]:
    """Return each emoji, and whether it comes in skin tones, by its letters alone."""
    listed = (folder("static") / "emoji" / "emoji.json").read_bytes()
    groups = msgspec.json.decode(listed, type=dict[str, list[list[str | int | float]]])
    return {
        str(sign).replace(PICTURE, ""): (str(sign), bool(has_tones))
        for rows in groups.values()
        for sign, _, has_tones, *_ in rows
    }
