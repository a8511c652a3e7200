"""Stickers as messages: which are to be sent, and what their senders have at hand then."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple, Self

from msgspec.structs import replace
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.attachments import Shelf
from messenger.actions.built_in_stickers import built_in_stickers
from messenger.actions.people import media_url
from messenger.actions.sticker_packs import STICKERS, build_sticker
from messenger.db.tables import stickers, used_stickers
from messenger.errors import N_, BadRequest, MessengerError, NotFound
from messenger.events.commands import MessagesSend
from messenger.events.objects import Media, Sticker
from messenger.services import Services

STICKER = "sticker"
LARGEST_NUMBER = 2**63 - 1
LONGEST_NUMBER = 19


class Known(NamedTuple):
    """A sticker, and its file unless it comes with the program."""

    shown: Sticker
    media_ids: tuple[int, ...]


class Held(NamedTuple):
    """What a message holds besides its words."""

    media: tuple[Media, ...] = ()
    sticker: Sticker | None = None


NOTHING = Held()


def read_sticker(command: MessagesSend) -> str:
    """Return which sticker a message shall be, nothing where it is none.

    BadRequest for a sticker that is not named, that has words or files, or in anything else.
    """
    if command.kind != STICKER:
        if command.sticker_id is not None:
            raise BadRequest(N_("Only a sticker has one."), field="sticker_id")
        return ""
    if not command.sticker_id:
        raise BadRequest(N_("Name a sticker."), field="sticker_id")
    if command.text:
        raise BadRequest(N_("A sticker has no words."), field="text")
    if command.media_ids:
        raise BadRequest(N_("A sticker holds no files."), field="media_ids")
    return command.sticker_id


class ChosenStickers:
    """The stickers that some messages are to be."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known

    @property
    def are_any(self) -> bool:
        """Whether any message is to be one."""
        return bool(self._known)

    @classmethod
    async def read(
        cls, services: Services, connection: AsyncConnection, ids: Collection[str]
    ) -> Self:
        """Read them, of all messages at once."""
        return cls(await find_known(services, connection, ids) if ids else {})

    def refuse(self, sticker_id: str, shelf: Shelf) -> MessengerError | None:
        """Return with what a sticker is refused, None where it is there with its file."""
        known = self._known.get(sticker_id)
        if known is None or shelf.refuse_again(known.media_ids):
            return NotFound(field="sticker_id")
        return None

    def media_of(self, sticker_id: str) -> tuple[int, ...]:
        """Return the file of a sticker, if it has one and is there."""
        known = self._known.get(sticker_id)
        return known.media_ids if known is not None else ()

    def hold(self, sticker_id: str, shelf: Shelf) -> Held:
        """Return a sticker as its message holds it: who sees that sees its file."""
        shown, media_ids = self._known[sticker_id]
        if media_ids:
            shown = replace(shown, url=media_url(media_ids[0]))
        return Held(shelf.show(media_ids), shown)


async def find_known(
    services: Services, connection: AsyncConnection, sticker_ids: Collection[str]
) -> dict[str, Known]:
    """Return those of some stickers that are there, by their ids."""
    known = {each: Known(shown, ()) for each, shown in built_in_stickers().items()}
    numbers = [read_number(each) for each in sticker_ids if each not in known]
    if numbers:
        query = STICKERS.where(stickers.c.id.in_(each for each in numbers if each is not None))
        for row in await connection.execute(query):
            shown = build_sticker(services, row)
            known[shown.id] = Known(shown, (row.media_id,))
    return {each: known[each] for each in sticker_ids if each in known}


def read_number(sticker_id: str) -> int | None:
    """Return the number of a sticker's row, None for what has none."""
    number = sticker_id.rpartition("-")[2]
    is_number = number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER
    return int(number) if is_number and int(number) <= LARGEST_NUMBER else None


async def note_used(connection: AsyncConnection, used: Iterable[tuple[int, str]], now: int) -> None:
    """Note who has just sent which sticker."""
    kind: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    wish = kind.insert(used_stickers)
    noted = wish.on_conflict_do_update(
        index_elements=["user_id", "sticker"], set_={"used_at": wish.excluded.used_at}
    )
    rows = [
        {"user_id": user_id, "sticker": each, "used_at": now} for user_id, each in sorted(set(used))
    ]
    if rows:
        await connection.execute(noted, rows)
