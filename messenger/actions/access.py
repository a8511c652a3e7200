"""The doors: every way to a chat leads through here, and "not yours" equals "not found"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.audiences import lets
from messenger.actions.rights import may_write
from messenger.actions.service_account import SERVICE_ID
from messenger.db.tables import blocks, chats, contacts, exceptions, members, messages, users
from messenger.errors import Blocked, Forbidden, MessengerError, NotFound, Privacy
from messenger.events.rosters import Roster
from messenger.services import Services

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a person, through one of their sessions.

    `must_set_up` where this server wants two factors and the person has none so far: until then
    nothing else is done for them. `leaving` where the account is to be deleted: then nothing is
    done but keeping it. `language` is the one that they had chosen when they came.
    """

    user_id: int
    session_id: int
    must_set_up: bool = False
    leaving: bool = False
    language: str | None = None

    @property
    def is_held(self) -> bool:
        """Whether something has to be settled before anything else is done or told."""
        return self.must_set_up or self.leaving


@dataclass(frozen=True, slots=True)
class ClientInfo:
    """From where somebody asks: the network address and a name of the device."""

    address: str
    device: str
    known: str | None = None
    """The token by which this browser is known again, as its cookie has it."""


@dataclass(frozen=True, slots=True)
class RequestContext:
    """What is known of one HTTP request before any page or action sees it."""

    viewer: Viewer | None
    client: ClientInfo
    https: bool
    nonce: str
    language: str
    device: str | None = None
    """The token of a device that is remembered, as the browser's cookie has it."""


def parse_id(text: str, field: str) -> int:
    """Read an id from the wire; one that was never given out is NotFound."""
    if text.isascii() and text.isdigit() and (number := int(text)) <= LARGEST_ID:
        return number
    raise NotFound(field=field)


async def require_admin(connection: AsyncConnection, viewer: Viewer) -> None:
    """Raise Forbidden unless the viewer is an administrator."""
    if not await connection.scalar(select(users.c.is_admin).where(users.c.id == viewer.user_id)):
        raise Forbidden


async def access_roster(services: Services, viewer: Viewer, chat_id: str) -> Roster:
    """Return who is in a chat of the viewer's; NotFound for everybody else."""
    key = parse_id(chat_id, "chat_id")
    roster = services.rosters.get(key)
    if roster is None:
        generation = services.rosters.generation
        roster = await services.database.read(lambda connection: load_roster(connection, key))
        services.rosters.put(roster, generation)
    return require_member(roster, viewer)


def find_roster(services: Services, viewer: Viewer, chat_id: str) -> Roster | None:
    """Return the roster where it is remembered: the way of a message that asks no table."""
    roster = services.rosters.get(parse_id(chat_id, "chat_id"))
    return roster and require_member(roster, viewer)


def require_member(roster: Roster, viewer: Viewer) -> Roster:
    """Raise NotFound unless the viewer is in the chat."""
    if viewer.user_id not in roster.members:
        raise NotFound(field="chat_id")
    return roster


def require_may_write(roster: Roster, viewer: Viewer) -> None:
    """Raise Blocked, Privacy or Forbidden where the viewer may not write in the chat."""
    bar = roster.barred.get(viewer.user_id)
    if bar is not None:
        raise bar(field="chat_id")


async def find_bars_to_adding(
    connection: AsyncConnection, viewer: Viewer, people: Collection[int]
) -> dict[int, type[MessengerError]]:
    """Return those of some people whom the viewer may not add to a group, and why.

    NotFound for who is not there, Blocked where one of the two blocked the other, else Privacy.
    """
    query = (
        select(
            users.c.id,
            users.c.privacy_groups,
            exceptions.c.groups.label("exception"),
            _is_contact(users.c.id, viewer.user_id).label("known"),
            _is_blocked(users.c.id, viewer.user_id).label("blocked"),
        )
        .outerjoin(
            exceptions,
            and_(exceptions.c.owner_id == users.c.id, exceptions.c.user_id == viewer.user_id),
        )
        .where(users.c.id.in_(people))
    )
    bars: dict[int, type[MessengerError]] = dict.fromkeys(people, NotFound)
    for row in await connection.execute(query):
        del bars[row.id]
        if row.blocked:
            bars[row.id] = Blocked
        elif not lets(row.privacy_groups, exception=row.exception, known=row.known):
            bars[row.id] = Privacy
    return bars


async def load_roster(connection: AsyncConnection, chat_id: int) -> Roster:
    """Read who is in a chat; NotFound where there is none."""
    query = (
        select(
            chats.c.kind,
            chats.c.announcement,
            members.c.user_id,
            members.c.role,
            members.c.listed,
            users.c.privacy_messages,
            users.c.read_receipts,
            users.c.deleted_at,
        )
        .join(members, members.c.chat_id == chats.c.id)
        .join(users, users.c.id == members.c.user_id)
        .where(chats.c.id == chat_id)
    )
    rows = (await connection.execute(query)).all()
    if not rows:
        raise NotFound(field="chat_id")
    direct = rows[0].kind == "direct"
    return Roster(
        chat_id=chat_id,
        kind=rows[0].kind,
        members=frozenset(row.user_id for row in rows),
        unlisted=frozenset(row.user_id for row in rows if not row.listed),
        barred=await _barred(connection, chat_id, rows) if direct else _group_bars(rows),
        private_reads=direct and not all(row.read_receipts for row in rows),
    )


async def _barred(
    connection: AsyncConnection, chat_id: int, pair: Sequence[Any]
) -> dict[int, type[MessengerError]]:
    first, second = (row.user_id for row in pair)
    if SERVICE_ID in {first, second} or any(row.deleted_at is not None for row in pair):
        return {first: Forbidden, second: Forbidden}
    if await connection.scalar(select(_is_blocked(first, second))):
        return {first: Blocked, second: Blocked}
    made = await _message_exceptions(connection, first, second)
    bars: dict[int, type[MessengerError]] = {}
    for writer, reader in (pair, reversed(pair)):
        rule, exception = reader.privacy_messages, made.get(reader.user_id)
        if lets(rule, exception=exception, known=False):
            continue
        # Who said "never" of one person means it, whatever else is so.
        if exception is False or not await _is_welcome(
            connection, chat_id, writer.user_id, reader.user_id
        ):
            bars[writer.user_id] = Privacy
    return bars


def _group_bars(rows: Sequence[Any]) -> dict[int, type[MessengerError]]:
    return {
        row.user_id: Forbidden
        for row in rows
        if not may_write(row.role, announcement=row.announcement)
    }


def _exception(owner: str, other: str) -> Any:
    mine = exceptions.c.owner_id == bindparam(owner)
    return and_(mine, exceptions.c.user_id == bindparam(other))


# For pairs in a list SQLite looks through the whole table.
MESSAGE_EXCEPTIONS = select(exceptions.c.owner_id, exceptions.c.messages).where(
    or_(_exception("first", "second"), _exception("second", "first"))
)


async def _message_exceptions(
    connection: AsyncConnection, first: int, second: int
) -> dict[int, bool | None]:
    rows = await connection.execute(MESSAGE_EXCEPTIONS, {"first": first, "second": second})
    return {row.owner_id: row.messages for row in rows}


async def _is_welcome(connection: AsyncConnection, chat_id: int, writer: int, reader: int) -> bool:
    # Who writes to somebody wants an answer, also from a person who is no contact.
    wrote = exists().where(messages.c.chat_id == chat_id, messages.c.sender_id == reader)
    return bool(await connection.scalar(select(or_(_is_contact(reader, writer), wrote))))


def _is_contact(owner: Any, person: Any) -> Any:
    return exists().where(
        contacts.c.owner_id == owner, contacts.c.user_id == person, contacts.c.active
    )


def _is_blocked(first: Any, second: Any) -> Any:
    return exists().where(
        blocks.c.active,
        or_(
            and_(blocks.c.owner_id == first, blocks.c.user_id == second),
            and_(blocks.c.owner_id == second, blocks.c.user_id == first),
        ),
    )
