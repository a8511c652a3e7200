"""Packs of stickers: made by somebody, handed on by a code, had by whoever knows it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.attachments import drop_unheld
from messenger.actions.built_in_stickers import CODE, PATH, built_in_pack
from messenger.actions.codes import read_code, spell_code
from messenger.actions.people import media_url
from messenger.actions.states import lock_key
from messenger.actions.texts import require_text
from messenger.db.ids import new_id
from messenger.db.tables import installed_packs, media, sticker_packs, stickers
from messenger.errors import N_, BadRequest, NotFound, TooMany
from messenger.events.objects import Sticker, StickerPack
from messenger.events.pushed import StickersUpdated
from messenger.services import Services

LONGEST_TITLE = 64
MOST_OWN = 50
MOST_INSTALLED = 100


async def get_pack(services: Services, viewer: Viewer, *, code: str) -> StickerPack:
    """Return a pack; NotFound where none has that code."""
    if code == CODE:
        return built_in_pack()
    async with services.database.reading() as connection:
        row = await find_pack(services, connection, code)
        return await load_pack(services, connection, viewer, row.id)


async def create_pack(services: Services, viewer: Viewer, *, title: str) -> StickerPack:
    """Make an empty pack, which its maker has; TooMany past 50 of one's own."""
    title = require_text(title, "title", LONGEST_TITLE)
    number = new_id()
    row = {
        "id": number,
        "owner_id": viewer.user_id,
        "title": title,
        "code_hash": _hash(services, make_code(services, number)),
        "created_at": services.clock.now(),
    }
    async with services.database.writing() as connection:
        await lock_stickers(connection, viewer)
        own = select(func.count()).where(sticker_packs.c.owner_id == viewer.user_id)
        if (await connection.scalar(own) or 0) >= MOST_OWN:
            raise TooMany(N_("You have too many packs of your own."), limit=MOST_OWN)
        await connection.execute(insert(sticker_packs).values(**row))
        await _install(connection, viewer, number)
        made = await load_pack(services, connection, viewer, number)
    tell_stickers(services, viewer)
    return made


async def rename_pack(services: Services, viewer: Viewer, *, code: str, title: str) -> StickerPack:
    """Call a pack of one's own something else; NotFound where it is not one's own."""
    title = require_text(title, "title", LONGEST_TITLE)
    async with services.database.writing() as connection:
        row = await own_pack(services, connection, viewer, code)
        this = sticker_packs.c.id == row.id
        await connection.execute(update(sticker_packs).where(this).values(title=title))
        changed = await load_pack(services, connection, viewer, row.id)
        people = await _havers(connection, row.id)
    services.hub.publish(people, StickersUpdated())
    return changed


async def delete_pack(services: Services, viewer: Viewer, *, code: str) -> None:
    """Delete a pack of one's own for all; messages keep its stickers.

    NotFound where it is not one's own.
    """
    async with services.database.writing() as connection:
        row = await own_pack(services, connection, viewer, code)
        people = await _havers(connection, row.id)
        held = list(
            await connection.scalars(
                select(stickers.c.media_id).where(stickers.c.pack_id == row.id)
            )
        )
        await connection.execute(delete(sticker_packs).where(sticker_packs.c.id == row.id))
        await drop_unheld(connection, held)
    services.hub.publish(people, StickersUpdated())


async def install_pack(services: Services, viewer: Viewer, *, code: str, on: bool) -> StickerPack:
    """Have a pack, or no longer; one's own stays there to be installed again.

    NotFound where none has that code, BadRequest for the built-in one, TooMany past 100.
    """
    if code == CODE:
        raise BadRequest(N_("Everybody has this pack."), field="code")
    async with services.database.writing() as connection:
        await lock_stickers(connection, viewer)
        row = await find_pack(services, connection, code)
        this = (installed_packs.c.user_id == viewer.user_id, installed_packs.c.pack_id == row.id)
        if not on:
            await connection.execute(delete(installed_packs).where(*this))
        elif await connection.scalar(select(installed_packs.c.place).where(*this)) is None:
            await _install(connection, viewer, row.id)
        pack = await load_pack(services, connection, viewer, row.id)
    tell_stickers(services, viewer)
    return pack


async def order_packs(
    services: Services, viewer: Viewer, *, codes: Sequence[str]
) -> tuple[StickerPack, ...]:
    """Put the packs that one has in an order, and return them; those not named come last.

    NotFound for one that one has not, BadRequest for one that is named twice.
    """
    async with services.database.writing() as connection:
        await lock_stickers(connection, viewer)
        mine = installed_packs.c.user_id == viewer.user_id
        query = select(installed_packs.c.pack_id).where(mine)
        known = list(await connection.scalars(query.order_by(installed_packs.c.place)))
        by_code = {make_code(services, each): each for each in known}
        order = put_in_order([read_code(each) for each in codes], by_code, "codes")
        for place, each in enumerate(order):
            this = update(installed_packs).where(mine, installed_packs.c.pack_id == each)
            await connection.execute(this.values(place=place))
        packs = await load_packs(services, connection, viewer, order)
    tell_stickers(services, viewer)
    return packs


def put_in_order(wanted: Sequence[str], known: dict[str, int], field: str) -> list[int]:
    """Return all that is known, what is wanted first; NotFound, BadRequest name the field."""
    if len(set(wanted)) < len(wanted):
        raise BadRequest(N_("Name each only once."), field=field)
    if not set(wanted) <= set(known):
        raise NotFound(field=field)
    return [known[each] for each in (*wanted, *(each for each in known if each not in wanted))]


async def find_pack(services: Services, connection: AsyncConnection, code: str) -> Row[Any]:
    """Return the row of the pack with a code; NotFound where there is none."""
    query = select(sticker_packs).where(sticker_packs.c.code_hash == _hash(services, code))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="code")
    return row


async def is_in_pack(
    services: Services, connection: AsyncConnection, code: str, media_id: int
) -> bool:
    """Return whether a file is that of a sticker in the pack with a code."""
    query = (
        select(stickers.c.id)
        .join(sticker_packs, sticker_packs.c.id == stickers.c.pack_id)
        .where(stickers.c.media_id == media_id, sticker_packs.c.code_hash == _hash(services, code))
    )
    return await connection.scalar(query) is not None


async def own_pack(
    services: Services, connection: AsyncConnection, viewer: Viewer, code: str
) -> Row[Any]:
    """Return a pack of the viewer's own, which nobody else changes meanwhile; else NotFound."""
    await lock_stickers(connection, viewer)
    row = await find_pack(services, connection, code)
    if row.owner_id != viewer.user_id:
        raise NotFound(field="code")
    return row


async def load_pack(
    services: Services, connection: AsyncConnection, viewer: Viewer, pack_id: int
) -> StickerPack:
    """Build a pack as a viewer sees it."""
    [pack] = await load_packs(services, connection, viewer, [pack_id])
    return pack


async def load_packs(
    services: Services, connection: AsyncConnection, viewer: Viewer, pack_ids: Sequence[int]
) -> tuple[StickerPack, ...]:
    """Build packs as a viewer sees them, in the order given."""
    had = select(installed_packs.c.pack_id).where(installed_packs.c.user_id == viewer.user_id)
    installed = set(await connection.scalars(had))
    these = sticker_packs.c.id.in_(pack_ids)
    rows = {row.id: row for row in await connection.execute(select(sticker_packs).where(these))}
    inside: dict[int, list[Sticker]] = {}
    query = STICKERS.where(stickers.c.pack_id.in_(pack_ids))
    for row in await connection.execute(query.order_by(stickers.c.place, stickers.c.id)):
        inside.setdefault(row.pack_id, []).append(build_sticker(services, row))
    return tuple(
        _build(services, viewer, rows[each], each in installed, inside.get(each, ()))
        for each in pack_ids
        if each in rows
    )


# What `build_sticker` needs of a sticker.
STICKERS: Select[Any] = select(
    stickers.c.id,
    stickers.c.pack_id,
    stickers.c.media_id,
    stickers.c.emoji,
    media.c.mime,
    media.c.width,
    media.c.height,
).join(media, media.c.id == stickers.c.media_id)


def build_sticker(services: Services, row: Row[Any]) -> Sticker:
    """Build a sticker for those who know its pack: its id says that they do."""
    code = make_code(services, row.pack_id)
    return Sticker(
        id=f"{code}-{row.id}",
        pack=code,
        emoji=row.emoji,
        url=f"{media_url(row.media_id)}?pack={code}",
        mime=row.mime,
        width=row.width,
        height=row.height,
    )


def make_code(services: Services, pack_id: int) -> str:
    """Return the code of a pack."""
    return spell_code(services.keys.digest("sticker pack", str(pack_id)))


async def lock_stickers(connection: AsyncConnection, viewer: Viewer) -> None:
    """Let nobody else change what the viewer has of stickers until this transaction ends."""
    await lock_key(connection, f"stickers:{viewer.user_id}")


def tell_stickers(services: Services, viewer: Viewer) -> None:
    """Tell the viewer's devices that what they have of stickers has changed."""
    services.hub.publish([viewer.user_id], StickersUpdated())


async def tell_havers(services: Services, connection: AsyncConnection, pack_id: int) -> None:
    """Tell whoever has a pack that it has changed, once the transaction has ended well."""
    people = await _havers(connection, pack_id)
    services.database.after_commit(
        connection, lambda: services.hub.publish(people, StickersUpdated())
    )


async def _havers(connection: AsyncConnection, pack_id: int) -> set[int]:
    query = select(installed_packs.c.user_id).where(installed_packs.c.pack_id == pack_id)
    return set(await connection.scalars(query))


async def _install(connection: AsyncConnection, viewer: Viewer, pack_id: int) -> None:
    query = select(func.count(), func.coalesce(func.max(installed_packs.c.place), -1))
    mine = query.where(installed_packs.c.user_id == viewer.user_id)
    count, last = (await connection.execute(mine)).one()
    if count >= MOST_INSTALLED:
        raise TooMany(N_("You have too many packs."), field="code", limit=MOST_INSTALLED)
    row = {"user_id": viewer.user_id, "pack_id": pack_id, "place": int(last) + 1}
    await connection.execute(insert(installed_packs).values(**row))


def _build(
    services: Services,
    viewer: Viewer,
    row: Row[Any],
    installed: bool,  # noqa: FBT001 - read beside the row
    inside: Iterable[Sticker],
) -> StickerPack:
    code = make_code(services, row.id)
    return StickerPack(
        code=code,
        title=row.title,
        url=f"{services.settings.public_url}{PATH}{code}",
        own=row.owner_id == viewer.user_id,
        installed=installed,
        built_in=False,
        stickers=tuple(inside),
    )


def _hash(services: Services, code: str) -> bytes:
    return services.keys.digest("sticker pack code", read_code(code))
