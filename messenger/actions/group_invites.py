"""Codes by which people join a group, and who asks to be let in.

A code is short enough to be typed, so it is looked up by a keyed hash, made anew from its row's
number, and tried no oftener than rates allow.
"""

from itertools import groupby
from operator import attrgetter
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, func, or_, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.codes import read_code, spell_code
from messenger.actions.group_changes import (
    changing,
    load_standing,
)
from messenger.actions.rights import Standing
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import (
    group_invite_uses,
    group_invites,
)
from messenger.errors import N_, BadRequest, NotFound, TooMany
from messenger.services import Services

PATH = "/join/"
SECOND = 1000
LONGEST_LIFE = 366 * 86_400
MOST_USES = 100_000
MOST_OPEN = 100
LONGEST_LIST = 200


class Invite(Struct, frozen=True):
    """One code, the link that carries it, how far it goes, and the ids of who came by it.

    `expires_at` and `max_uses` are null without such a bound; with `approval` people ask first.
    """

    code: str
    url: str
    created_by: str
    created_at: str
    expires_at: str | None
    uses: int
    max_uses: int | None
    approval: bool
    revoked: bool
    people: tuple[str, ...]


async def create_invite(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    expires_in: int | None = None,
    max_uses: int | None = None,
    approval: bool = False,
) -> Invite:
    """Make a code for a group; TooMany past 100 that work."""
    for name, value, most in (
        ("expires_in", expires_in, LONGEST_LIFE),
        ("max_uses", max_uses, MOST_USES),
    ):
        if value is not None and value > most:
            raise BadRequest(N_("This number is too small or too large."), field=name, limit=most)
    now, number = services.clock.now(), new_id()
    row = {
        "id": number,
        "code_hash": hash_code(services, make_code(services, number)),
        "created_by": viewer.user_id,
        "created_at": now,
        "expires_at": None if expires_in is None else now + expires_in * SECOND,
        "most_uses": max_uses,
        "approval": approval,
    }
    async with changing(services, viewer, chat_id, "invite") as change:
        works = (group_invites.c.chat_id == change.chat_id, is_open(now))
        count = await change.connection.scalar(select(func.count()).where(*works))
        if (count or 0) >= MOST_OPEN:
            raise TooMany(N_("This group has too many invitations."), limit=MOST_OPEN)
        values = row | {"chat_id": change.chat_id}
        await change.connection.execute(insert_into(group_invites).values(**values))
        [made] = await _load(services, change.connection, group_invites.c.id == number)
    return made


async def list_invites(services: Services, viewer: Viewer, *, chat_id: str) -> tuple[Invite, ...]:
    """Return the latest 200 codes of a group; those who may remove people see all."""
    key = parse_id(chat_id, "chat_id")
    async with services.database.reading() as connection:
        standing = await load_standing(connection, key, viewer.user_id)
        standing.require("invite")
        mine = _theirs(viewer, standing)
        return await _load(services, connection, (group_invites.c.chat_id == key) & mine)


async def revoke_invite(services: Services, viewer: Viewer, *, chat_id: str, code: str) -> None:
    """Make a code of the group worth nothing; NotFound where there is none that works."""
    async with changing(services, viewer, chat_id, "invite") as change:
        withdraw = (
            update(group_invites)
            .where(
                group_invites.c.chat_id == change.chat_id,
                group_invites.c.code_hash == hash_code(services, code),
                group_invites.c.revoked_at.is_(None),
                _theirs(viewer, change.standing),
            )
            .values(revoked_at=services.clock.now())
        )
        if not (await change.connection.execute(withdraw)).rowcount:
            raise NotFound(field="code")


def make_code(services: Services, number: int) -> str:
    """Return the code of an invitation."""
    return spell_code(services.keys.digest("group invite", str(number)))


def hash_code(services: Services, code: str) -> bytes:
    return services.keys.digest("group invite code", read_code(code))


def is_open(now: int) -> Any:
    return (
        group_invites.c.revoked_at.is_(None)
        & or_(group_invites.c.expires_at.is_(None), group_invites.c.expires_at > now)
        & or_(group_invites.c.most_uses.is_(None), group_invites.c.uses < group_invites.c.most_uses)
    )


def _theirs(viewer: Viewer, standing: Standing) -> Any:
    if "remove" in standing.rights:
        return group_invites.c.id == group_invites.c.id
    return group_invites.c.created_by == viewer.user_id


async def _load(
    services: Services, connection: AsyncConnection, condition: Any
) -> tuple[Invite, ...]:
    query = select(group_invites).where(condition).order_by(group_invites.c.id.desc())
    rows = (await connection.execute(query.limit(LONGEST_LIST))).all()
    came = await connection.execute(
        select(group_invite_uses)
        .where(group_invite_uses.c.invite_id.in_([row.id for row in rows]))
        .order_by(group_invite_uses.c.invite_id, group_invite_uses.c.used_at)
    )
    grouped = groupby(came.all(), key=attrgetter("invite_id"))
    people = {number: tuple(str(use.user_id) for use in uses) for number, uses in grouped}
    return tuple(_build(services, row, people.get(row.id, ())) for row in rows)


def _build(services: Services, row: Row[Any], people: tuple[str, ...]) -> Invite:
    code = make_code(services, row.id)
    return Invite(
        code=code,
        url=f"{services.settings.public_url}{PATH}{code}",
        created_by=str(row.created_by),
        created_at=rfc3339(row.created_at),
        expires_at=rfc3339(row.expires_at) if row.expires_at is not None else None,
        uses=row.uses,
        max_uses=row.most_uses,
        approval=row.approval,
        revoked=row.revoked_at is not None,
        people=people,
    )
