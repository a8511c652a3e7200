"""Joining a group by a code, at once or by asking to be let in."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chat_views import load_chat
from messenger.actions.group_changes import (
    Change,
    changing,
    forget_requests,
    load_neutral,
    load_standing,
    opening,
)
from messenger.actions.group_invites import hash_code, is_open
from messenger.actions.people import build_user, media_url, people_query
from messenger.actions.rights import stand
from messenger.actions.service_account import insert_missing
from messenger.clock import rfc3339
from messenger.db.tables import (
    bans,
    chats,
    group_invite_uses,
    group_invites,
    group_photos,
    join_requests,
    members,
    users,
)
from messenger.errors import N_, Conflict, Forbidden, NotFound
from messenger.events.objects import MEMBER, Chat, Service, User
from messenger.events.pushed import MemberRequested
from messenger.services import Services

REVOKED = N_("This invitation was withdrawn.")
EXPIRED = N_("This invitation has expired.")
USED_UP = N_("This invitation has been used up.")
BANNED = N_("You cannot join this group.")
MOST_REQUESTS = 1000


class GroupPreview(Struct, frozen=True):
    """What a code shows of a group before one joins it."""

    title: str
    avatar: str | None
    description: str
    member_count: int
    approval: bool
    is_member: bool


class Joined(Struct, frozen=True):
    """The group that was joined, or null where one has asked to be let in."""

    chat: Chat | None
    requested: bool


class JoinRequest(Struct, frozen=True):
    """Somebody who asks to be let in."""

    user: User
    asked_at: str


async def preview_invite(services: Services, viewer: Viewer, *, code: str) -> GroupPreview:
    """Return what the group is called to which a code leads.

    NotFound for a wrong code, Conflict for one that does not work any more, Forbidden for somebody
    who is kept out.
    """
    async with services.database.reading() as connection:
        invite = await _find(services, connection, code)
        inside = await _is_in(connection, invite.chat_id, viewer.user_id)
        if not inside:
            await _require_open(services, connection, viewer, invite)
        query = (
            select(chats, group_photos.c.media_id)
            .outerjoin(group_photos, group_photos.c.chat_id == chats.c.id)
            .where(chats.c.id == invite.chat_id)
        )
        group = (await connection.execute(query)).one()
    return GroupPreview(
        title=group.title,
        avatar=media_url(group.media_id) if group.media_id is not None else None,
        description=group.description,
        member_count=group.member_count,
        approval=invite.approval,
        is_member=inside,
    )


async def join_by_invite(services: Services, viewer: Viewer, *, code: str) -> Joined:
    """Join a group by a code, or ask to be let in; who is in it already is shown it.

    Refused like `preview_invite`.
    """
    async with services.database.reading() as connection:
        invite = await _find(services, connection, code)
    async with opening(services, invite.chat_id, viewer.user_id) as change:
        connection = change.connection
        if not await _is_in(connection, invite.chat_id, viewer.user_id):
            invite = await _find(services, connection, code)
            await _require_open(services, connection, viewer, invite)
            if invite.approval:
                await _ask(change, viewer, invite)
                return Joined(None, requested=True)
            await _use(services, connection, invite, viewer.user_id)
            await _enter(change, viewer.user_id)
        chat = await load_chat(services, connection, viewer.user_id, invite.chat_id)
    return Joined(chat, requested=False)


async def list_requests(
    services: Services, viewer: Viewer, *, chat_id: str
) -> tuple[JoinRequest, ...]:
    """Return who asks to be let into a group, the first one first; at most 1,000."""
    key = parse_id(chat_id, "chat_id")
    query = (
        people_query(viewer.user_id)
        .add_columns(join_requests.c.asked_at)
        .join(join_requests, join_requests.c.user_id == users.c.id)
        .where(join_requests.c.chat_id == key)
        .order_by(join_requests.c.asked_at, users.c.id)
        .limit(MOST_REQUESTS)
    )
    async with services.database.reading() as connection:
        (await load_standing(connection, key, viewer.user_id)).require("remove")
        rows = (await connection.execute(query)).all()
    return tuple(
        JoinRequest(build_user(services, viewer.user_id, row), rfc3339(row.asked_at))
        for row in rows
    )


async def answer_request(
    services: Services, viewer: Viewer, *, chat_id: str, user_id: str, answer: str
) -> None:
    """Let somebody in who has asked, or not; NotFound where they have not, or not any more."""
    person = parse_id(user_id, "user_id")
    async with changing(services, viewer, chat_id, "remove") as change:
        query = select(join_requests).where(
            join_requests.c.chat_id == change.chat_id, join_requests.c.user_id == person
        )
        request = (await change.connection.execute(query)).one_or_none()
        if request is None:
            raise NotFound(field="user_id")
        if answer == "approve":
            [invite] = (
                await change.connection.execute(
                    select(group_invites).where(group_invites.c.id == request.invite_id)
                )
            ).all()
            await _note_use(services, change.connection, invite, person)
            await _enter(change, person)
        else:
            await forget_requests(change, [person])


async def _find(services: Services, connection: AsyncConnection, code: str) -> Row[Any]:
    query = select(group_invites).where(group_invites.c.code_hash == hash_code(services, code))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="code")
    return row


async def _is_in(connection: AsyncConnection, chat_id: int, user_id: int) -> bool:
    mine = exists().where(members.c.chat_id == chat_id, members.c.user_id == user_id)
    return bool(await connection.scalar(select(mine)))


async def _require_open(
    services: Services, connection: AsyncConnection, viewer: Viewer, invite: Row[Any]
) -> None:
    mine = exists().where(bans.c.chat_id == invite.chat_id, bans.c.user_id == viewer.user_id)
    if await connection.scalar(select(mine)):
        raise Forbidden(BANNED, field="code")
    if invite.revoked_at is not None:
        raise Conflict(REVOKED, field="code")
    if invite.expires_at is not None and invite.expires_at <= services.clock.now():
        raise Conflict(EXPIRED, field="code")
    if invite.most_uses is not None and invite.uses >= invite.most_uses:
        raise Conflict(USED_UP, field="code")


async def _use(
    services: Services, connection: AsyncConnection, invite: Row[Any], user_id: int
) -> None:
    """Count one use, in one statement: of two at once, the last use has one."""
    used = (
        update(group_invites)
        .where(group_invites.c.id == invite.id, is_open(services.clock.now()))
        .values(uses=group_invites.c.uses + 1)
    )
    if not (await connection.execute(used)).rowcount:
        raise Conflict(USED_UP, field="code")
    await _keep_use(services, connection, invite, user_id)


async def _note_use(
    services: Services, connection: AsyncConnection, invite: Row[Any], user_id: int
) -> None:
    # Who was approved came by the code even if it has ended since they asked.
    counted = update(group_invites).where(group_invites.c.id == invite.id)
    await connection.execute(counted.values(uses=group_invites.c.uses + 1))
    await _keep_use(services, connection, invite, user_id)


async def _keep_use(
    services: Services, connection: AsyncConnection, invite: Row[Any], user_id: int
) -> None:
    use = {"invite_id": invite.id, "user_id": user_id, "used_at": services.clock.now()}
    await connection.execute(insert_missing(connection, group_invite_uses).values(**use))


async def _enter(change: Change, user_id: int) -> None:
    await forget_requests(change, [user_id])
    states = await change.bring({user_id: MEMBER})
    joined = Service(type="joined", users=(str(user_id),))
    await change.say(joined, "joined the group", user_id)
    await change.welcome(states)


async def _ask(change: Change, viewer: Viewer, invite: Row[Any]) -> None:
    services, connection = change.services, change.connection
    now = services.clock.now()
    mine = {"chat_id": change.chat_id, "user_id": viewer.user_id}
    row = mine | {"invite_id": invite.id, "asked_at": now}
    asked = await connection.execute(insert_missing(connection, join_requests).values(**row))
    if not asked.rowcount:
        return
    user = await load_neutral(services, connection, viewer.user_id)
    event = MemberRequested(chat_id=str(change.chat_id), user=user, asked_at=rfc3339(now))
    change.personal += [(each, event) for each in await _doorkeepers(connection, change.chat_id)]


async def _doorkeepers(connection: AsyncConnection, chat_id: int) -> list[int]:
    query = (
        select(
            members.c.user_id,
            members.c.role,
            chats.c.announcement,
            chats.c.member_rights,
            chats.c.admin_rights,
        )
        .join(chats, chats.c.id == members.c.chat_id)
        .where(members.c.chat_id == chat_id, members.c.role.in_(("owner", "admin")))
    )
    return [
        row.user_id
        for row in await connection.execute(query)
        if "remove"
        in stand(
            row.role,
            announcement=row.announcement,
            member_rights=row.member_rights,
            admin_rights=row.admin_rights,
        ).rights
    ]
