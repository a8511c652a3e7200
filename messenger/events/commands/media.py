"""Commands about files."""

from typing import Literal

from msgspec import field

from messenger.events.commands.command import Command, Word


class MediaFind(Command):
    """Find what one has uploaded already, so that the same file need not come twice.

    `as` is what it was uploaded as; with a `name` only one of that name counts.
    """

    op = "media.find"
    sha256: Word
    purpose: Literal["photo", "video", "voice", "file"] = field(name="as")
    name: Word | None = None


class MediaUsage(Command):
    """Tell what one's uploads take of one's room, by kind and by chat."""

    op = "media.usage"


class MediaLargest(Command):
    """List one's files in messages of one's own, the largest first.

    Deleting these messages makes room, unless somebody has forwarded them.
    """

    op = "media.largest"
    limit: int = 50
    cursor: Word | None = None
