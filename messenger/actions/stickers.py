"""Stickers: those of one's own packs, and which of all a person has at hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.attachments import drop_unheld
from messenger.actions.built_in_stickers import built_in_pack
from messenger.actions.emoji import require_emoji
from messenger.actions.sent_stickers import find_known, read_number
from messenger.actions.sticker_packs import (
    load_pack,
    load_packs,
    lock_stickers,
    make_code,
    own_pack,
    put_in_order,
    tell_havers,
    tell_stickers,
)
from messenger.db.ids import new_id
from messenger.db.tables import installed_packs, media, sticker_packs, stickers, used_stickers
from messenger.errors import N_, Conflict, NotFound, TooMany
from messenger.events.objects import Sticker, StickerPack, Stickers
from messenger.services import Services

PURPOSE = "sticker"
MOST_IN_PACK = 120
MOST_RECENT = 30
MOST_KEPT = 100


async def list_stickers(services: Services, viewer: Viewer) -> Stickers:
    """Return the packs that the viewer has, what they have sent last, and their favourites."""
    me = viewer.user_id
    async with services.database.reading() as connection:
        query = select(installed_packs.c.pack_id).where(installed_packs.c.user_id == me)
        ordered = query.order_by(installed_packs.c.place, installed_packs.c.pack_id)
        had = list(await connection.scalars(ordered))
        packs = await load_packs(services, connection, viewer, had)
        recent = await _used(services, connection, viewer, used_stickers.c.used_at, MOST_RECENT)
        kept = await _used(services, connection, viewer, used_stickers.c.kept_at, MOST_KEPT)
    return Stickers(packs=(built_in_pack(), *packs), recent=recent, favourites=kept)


async def keep_sticker(
    services: Services, viewer: Viewer, *, sticker_id: str, on: bool
) -> Stickers:
    """Make a sticker a favourite, or no longer, and return what one has.

    NotFound where there is none, TooMany past 100.
    """
    mine = used_stickers.c.user_id == viewer.user_id
    async with services.database.writing() as connection:
        await lock_stickers(connection, viewer)
        if on:
            await find_sticker(services, connection, sticker_id)
            kept = select(func.count()).where(mine, used_stickers.c.kept_at.is_not(None))
            if (await connection.scalar(kept) or 0) >= MOST_KEPT:
                raise TooMany(field="sticker_id", limit=MOST_KEPT)
        moment = services.clock.now() if on else None
        await _note(connection, viewer, sticker_id, "kept_at", moment)
    tell_stickers(services, viewer)
    return await list_stickers(services, viewer)


async def add_sticker(
    services: Services, viewer: Viewer, *, code: str, media_id: str, emoji: str
) -> StickerPack:
    """Put an upload of one's own at the end of a pack of one's own, and return the pack.

    NotFound where either is not one's own or the upload is no sticker, Conflict where it is in a
    pack already, BadRequest for what is no emoji, TooMany past 120.
    """
    said = require_emoji(emoji, "emoji")
    picture = parse_id(media_id, "media_id")
    async with services.database.writing() as connection:
        pack = await own_pack(services, connection, viewer, code)
        await _require_picture(connection, viewer, picture)
        query = select(func.count(), func.coalesce(func.max(stickers.c.place), -1))
        within = query.where(stickers.c.pack_id == pack.id)
        count, last = (await connection.execute(within)).one()
        if count >= MOST_IN_PACK:
            raise TooMany(N_("This pack is full."), field="code", limit=MOST_IN_PACK)
        row = {"id": new_id(), "pack_id": pack.id, "media_id": picture, "emoji": said}
        await connection.execute(insert(stickers).values(**row, place=int(last) + 1))
        return await _finish(services, connection, viewer, pack.id)


async def update_sticker(
    services: Services, viewer: Viewer, *, sticker_id: str, emoji: str
) -> StickerPack:
    """Let a sticker of one's own say another emoji, and return its pack; NotFound, BadRequest."""
    said = require_emoji(emoji, "emoji")
    async with services.database.writing() as connection:
        row = await _own_sticker(connection, viewer, sticker_id)
        this = update(stickers).where(stickers.c.id == row.id)
        await connection.execute(this.values(emoji=said))
        return await _finish(services, connection, viewer, row.pack_id)


async def remove_sticker(services: Services, viewer: Viewer, *, sticker_id: str) -> StickerPack:
    """Take a sticker out of a pack of one's own, and return the pack; messages keep it."""
    async with services.database.writing() as connection:
        row = await _own_sticker(connection, viewer, sticker_id)
        await connection.execute(delete(stickers).where(stickers.c.id == row.id))
        await drop_unheld(connection, [row.media_id])
        return await _finish(services, connection, viewer, row.pack_id)


async def order_stickers(
    services: Services, viewer: Viewer, *, code: str, sticker_ids: Sequence[str]
) -> StickerPack:
    """Put the stickers of a pack of one's own in an order; those not named come last.

    NotFound for one that is not in it, BadRequest for one that is named twice.
    """
    async with services.database.writing() as connection:
        pack = await own_pack(services, connection, viewer, code)
        query = select(stickers.c.id).where(stickers.c.pack_id == pack.id)
        known = await connection.scalars(query.order_by(stickers.c.place, stickers.c.id))
        by_id = {f"{make_code(services, pack.id)}-{each}": each for each in known}
        for place, each in enumerate(put_in_order(sticker_ids, by_id, "sticker_ids")):
            this = update(stickers).where(stickers.c.id == each)
            await connection.execute(this.values(place=place))
        return await _finish(services, connection, viewer, pack.id)


async def find_sticker(services: Services, connection: AsyncConnection, sticker_id: str) -> Sticker:
    """Return a sticker; NotFound where there is none."""
    known = await find_known(services, connection, [sticker_id])
    if sticker_id not in known:
        raise NotFound(field="sticker_id")
    return known[sticker_id].shown


async def _used(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    moment: ColumnElement[Any],
    most: int,
) -> tuple[Sticker, ...]:
    mine = and_(used_stickers.c.user_id == viewer.user_id, moment.is_not(None))
    query = select(used_stickers.c.sticker).where(mine)
    latest = query.order_by(moment.desc(), used_stickers.c.sticker).limit(most)
    known = await find_known(services, connection, list(await connection.scalars(latest)))
    return tuple(each.shown for each in known.values())


async def _note(
    connection: AsyncConnection, viewer: Viewer, sticker_id: str, what: str, moment: int | None
) -> None:
    this = (used_stickers.c.user_id == viewer.user_id, used_stickers.c.sticker == sticker_id)
    noted = await connection.execute(update(used_stickers).where(*this).values({what: moment}))
    if not noted.rowcount and moment is not None:
        row = {"user_id": viewer.user_id, "sticker": sticker_id, what: moment}
        await connection.execute(insert(used_stickers).values(**row))


async def _require_picture(connection: AsyncConnection, viewer: Viewer, media_id: int) -> None:
    mine = (media.c.id == media_id, media.c.owner_id == viewer.user_id)
    query = select(media.c.id).where(*mine, media.c.purpose == PURPOSE)
    if await connection.scalar(query) is None:
        raise NotFound(field="media_id")
    taken = select(stickers.c.id).where(stickers.c.media_id == media_id)
    if await connection.scalar(taken) is not None:
        raise Conflict(field="media_id")


async def _own_sticker(connection: AsyncConnection, viewer: Viewer, sticker_id: str) -> Row[Any]:
    await lock_stickers(connection, viewer)
    query = (
        select(stickers)
        .join(sticker_packs, sticker_packs.c.id == stickers.c.pack_id)
        .where(
            stickers.c.id == read_number(sticker_id),
            sticker_packs.c.owner_id == viewer.user_id,
        )
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="sticker_id")
    return row


async def _finish(
    services: Services, connection: AsyncConnection, viewer: Viewer, pack_id: int
) -> StickerPack:
    await tell_havers(services, connection, pack_id)
    return await load_pack(services, connection, viewer, pack_id)
