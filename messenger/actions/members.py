"""Who is in a group: the list, adding, removing, keeping out, and roles."""

import base64
import binascii
from collections.abc import Collection, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from sqlalchemy import Row, Select, case, delete, func, or_, select, tuple_

from messenger.actions.access import Viewer, parse_id
from messenger.actions.chat_views import load_chat
from messenger.actions.chats import require_page
from messenger.actions.group_changes import Change, changing, forget_requests, load_standing
from messenger.actions.groups import (
    MOST_ADDED,
    Grown,
    NotAdded,
    hand_over,
    set_role_of,
    sort_people,
)
from messenger.actions.people import build_user, people_query
from messenger.actions.rights import RANKS
from messenger.actions.service_account import insert_missing
from messenger.actions.states import lock_people
from messenger.actions.texts import clean_text
from messenger.clock import rfc3339
from messenger.db.tables import bans, members, users
from messenger.errors import N_, BadRequest, Forbidden, NotFound, TooMany
from messenger.events.objects import ADMIN, MEMBER, OWNER, Chat, Member, Role, Service, User
from messenger.services import Services

LONGEST_PAGE = 200
LONGEST_QUERY = 64
MOST_SHOWN = 1000

RANK: Any = case(RANKS, value=members.c.role)
Number = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]


class MemberPage(Struct, frozen=True):
    """A page of a group's members; `cursor` asks for the next one."""

    members: tuple[Member, ...]
    cursor: str | None


async def list_members(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    query: str = "",
    role: Role | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> MemberPage:
    """Return a page of who is in a group of the viewer's: by role, then by name.

    With a query those whose nick, name or surname begins with it; at most 200 a page.
    """
    require_page(limit, LONGEST_PAGE)
    words = clean_text(query, "query", LONGEST_QUERY).lstrip("@").casefold()
    key = parse_id(chat_id, "chat_id")
    asked = _members_query(viewer, key, words, role)
    if cursor is not None:
        rank, name, last = _parse_cursor(cursor)
        later = tuple_(users.c.name_folded, users.c.id) > (name, last)
        asked = asked.where(or_(rank > RANK, (rank == RANK) & later))
    asked = asked.order_by(RANK.desc(), users.c.name_folded, users.c.id).limit(limit + 1)
    async with services.database.reading() as connection:
        await load_standing(connection, key, viewer.user_id)
        rows = (await connection.execute(asked)).all()
    page = rows[:limit]
    return MemberPage(
        members=tuple(
            Member(build_user(services, viewer.user_id, row), row.role, rfc3339(row.joined_at))
            for row in page
        ),
        cursor=_write_cursor(page[-1]) if len(rows) > limit else None,
    )


async def add_members(
    services: Services, viewer: Viewer, *, chat_id: str, user_ids: Sequence[str]
) -> Grown:
    """Add people to a group; who may not be added is named in the answer, and the rest is there.

    Who is in it already stays as they are; who is kept out must be let in first.
    """
    _require_some(user_ids)
    async with changing(services, viewer, chat_id, "add") as change:
        able, refused = await sort_people(change.connection, viewer, user_ids, "user_ids")
        there = set(await _roles(change, able))
        out = await _banned(change, able)
        new = [user_id for user_id in able if user_id not in there | out]
        refused += tuple(NotAdded(str(user_id), Forbidden.code) for user_id in sorted(out))
        if new:
            await _add(change, new)
        chat = await load_chat(services, change.connection, viewer.user_id, change.chat_id)
    return Grown(chat, refused)


async def remove_members(
    services: Services,
    viewer: Viewer,
    *,
    chat_id: str,
    user_ids: Sequence[str],
    ban: bool = False,
) -> Chat:
    """Take people out of a group who stand below the viewer, and with `ban` keep them out.

    NotFound for who is not in it, unless they are to be kept out.
    """
    _require_some(user_ids)
    people = list(dict.fromkeys(parse_id(each, "user_ids") for each in user_ids))
    async with changing(services, viewer, chat_id, "remove") as change:
        roles = await _roles(change, people)
        if not ban and len(roles) < len(people):
            raise NotFound(field="user_ids")
        for role in roles.values():
            change.standing.require_above(role, "user_ids")
        if ban:
            await _keep_out(change, people)
        if roles:
            await change.take_out(roles)
            named = tuple(map(str, roles))
            await change.say(Service(type="removed", users=named), _count(named, "removed"))
        return await load_chat(services, change.connection, viewer.user_id, change.chat_id)


async def set_role(
    services: Services, viewer: Viewer, *, chat_id: str, user_id: str, role: Role
) -> Chat:
    """Give somebody who stands below the viewer a role; that of the owner hands the group over.

    Administrators may make others administrators, whom the owner alone can bring down again.
    """
    person = parse_id(user_id, "user_id")
    async with changing(services, viewer, chat_id, "own" if role == OWNER else "roles") as change:
        roles = await _roles(change, [person])
        if person not in roles:
            raise NotFound(field="user_id")
        change.standing.require_above(roles[person], "user_id")
        if role == OWNER:
            await lock_people(change.connection, (viewer.user_id, person))
            await set_role_of(change, viewer.user_id, ADMIN)
            await hand_over(change, person)
            await change.touch([viewer.user_id])
        elif roles[person] != role:
            await set_role_of(change, person, role)
            changed = Service(type="role_changed", users=(user_id,), role=role)
            await change.say(changed, "changed the role of a member")
            await change.touch([person])
        return await load_chat(services, change.connection, viewer.user_id, change.chat_id)


async def list_banned(services: Services, viewer: Viewer, *, chat_id: str) -> tuple[User, ...]:
    """Return who is kept out of a group, the latest first; at most 1,000."""
    key = parse_id(chat_id, "chat_id")
    query = (
        people_query(viewer.user_id)
        .join(bans, bans.c.user_id == users.c.id)
        .where(bans.c.chat_id == key)
        .order_by(bans.c.banned_at.desc(), users.c.id)
        .limit(MOST_SHOWN)
    )
    async with services.database.reading() as connection:
        (await load_standing(connection, key, viewer.user_id)).require("remove")
        rows = (await connection.execute(query)).all()
    return tuple(build_user(services, viewer.user_id, row) for row in rows)


async def unban(services: Services, viewer: Viewer, *, chat_id: str, user_id: str) -> None:
    """Keep somebody out of a group no longer; NotFound where they are not kept out."""
    person = parse_id(user_id, "user_id")
    async with changing(services, viewer, chat_id, "remove") as change:
        lifted = delete(bans).where(bans.c.chat_id == change.chat_id, bans.c.user_id == person)
        if not (await change.connection.execute(lifted)).rowcount:
            raise NotFound(field="user_id")


async def _add(change: Change, people: Sequence[int]) -> None:
    await forget_requests(change, people)
    states = await change.bring(dict.fromkeys(people, MEMBER))
    named = tuple(map(str, people))
    await change.say(Service(type="added", users=named), _count(named, "added"))
    await change.welcome(states)


def _require_some(user_ids: Sequence[str]) -> None:
    if not user_ids:
        raise BadRequest(N_("Name at least one person."), field="user_ids")
    if len(user_ids) > MOST_ADDED:
        raise TooMany(field="user_ids", limit=MOST_ADDED)


def _count(people: Sequence[str], verb: str) -> str:
    return f"{verb} a member" if len(people) == 1 else f"{verb} {len(people)} members"


async def _roles(change: Change, people: Collection[int]) -> dict[int, Role]:
    query = select(members.c.user_id, members.c.role).where(
        members.c.chat_id == change.chat_id, members.c.user_id.in_(people)
    )
    return {row.user_id: row.role for row in await change.connection.execute(query)}


async def _banned(change: Change, people: Collection[int]) -> set[int]:
    query = select(bans.c.user_id).where(
        bans.c.chat_id == change.chat_id, bans.c.user_id.in_(people)
    )
    return set(await change.connection.scalars(query))


async def _keep_out(change: Change, people: Sequence[int]) -> None:
    query = select(func.count()).where(users.c.id.in_(people))
    if await change.connection.scalar(query) != len(people):
        raise NotFound(field="user_ids")
    if change.actor in people:
        raise Forbidden(field="user_ids")
    now = change.services.clock.now()
    await change.connection.execute(
        insert_missing(change.connection, bans),
        [{"chat_id": change.chat_id, "user_id": each, "banned_at": now} for each in people],
    )
    await forget_requests(change, people)


def _members_query(viewer: Viewer, chat_id: int, words: str, role: Role | None) -> Select[Any]:
    query = (
        people_query(viewer.user_id)
        .add_columns(members.c.role, members.c.joined_at, users.c.name_folded, RANK.label("rank"))
        .join(members, members.c.user_id == users.c.id)
        .where(members.c.chat_id == chat_id)
    )
    if role is not None:
        query = query.where(members.c.role == role)
    if words:
        query = query.where(
            or_(
                users.c.username.startswith(words, autoescape=True),
                users.c.name_folded.startswith(words, autoescape=True),
                users.c.name_folded.contains(f" {words}", autoescape=True),
            )
        )
    return query


def _write_cursor(row: Row[Any]) -> str:
    key = msgspec.json.encode((row.rank, row.name_folded, row.person_id))
    return base64.urlsafe_b64encode(key).decode()


def _parse_cursor(cursor: str) -> tuple[int, str, int]:
    try:
        return msgspec.json.decode(
            base64.urlsafe_b64decode(cursor.encode()), type=tuple[Number, str, Number]
        )
    except (binascii.Error, msgspec.DecodeError, UnicodeError) as error:
        raise BadRequest(N_("This cursor is not one of ours."), field="cursor") from error
