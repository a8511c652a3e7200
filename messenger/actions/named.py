"""Who stands behind the ids in a group: messages and events name people by nothing else."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chat_views import visible
from messenger.actions.group_changes import load_standing
from messenger.actions.people import build_user, people_query
from messenger.db.tables import members, messages, users
from messenger.errors import TooMany
from messenger.events.objects import Service, User
from messenger.services import Services

MOST_NAMED = 100


async def get_named(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    seqs: Sequence[int] = (),
    user_ids: Sequence[str] = (),
) -> tuple[User, ...]:
    """Return whom messages of a group name, senders included, and its members by id.

    What is not there or not for the viewer names nobody; people who have left since are named as
    well. At most 100 of each.
    """
    for field, asked in (("seqs", seqs), ("user_ids", user_ids)):
        if len(asked) > MOST_NAMED:
            raise TooMany(field=field, limit=MOST_NAMED)
    key = parse_id(chat_id, "chat_id")
    ids = [parse_id(each, "user_ids") for each in user_ids]
    async with services.database.reading() as connection:
        await load_standing(connection, key, viewer.user_id)
        named = await _senders_and_subjects(connection, viewer, key, seqs)
        named |= set(await connection.scalars(_members_of(key, ids)))
        query = people_query(viewer.user_id).where(users.c.id.in_(named))
        rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def _senders_and_subjects(
    connection: AsyncConnection, viewer: Viewer, chat_id: int, seqs: Collection[int]
) -> set[int]:
    query = (
        select(messages.c.sender_id, messages.c.service)
        .join(
            members,
            and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == viewer.user_id),
        )
        .where(
            messages.c.chat_id == chat_id,
            messages.c.seq.in_(seqs),
            visible(messages, viewer.user_id, members.c.cleared_to),
        )
    )
    named: set[int] = set()
    for row in await connection.execute(query):
        named.add(row.sender_id)
        if row.service is not None:
            named.update(map(int, msgspec.json.decode(row.service, type=Service).users))
    return named


def _members_of(chat_id: int, ids: Collection[int]) -> Select[tuple[int]]:
    return select(members.c.user_id).where(members.c.chat_id == chat_id, members.c.user_id.in_(ids))
