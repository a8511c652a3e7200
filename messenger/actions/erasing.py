"""The end of an account: what was personal is erased, what others need of it stays."""

import json
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, and_, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import profiles
from messenger.actions.access import load_roster
from messenger.actions.accounts import lock_accounts
from messenger.actions.attachments import detach
from messenger.actions.chat_views import may_hold_words_of
from messenger.actions.desk import announce_desk
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.exports import forget_old_exports
from messenger.actions.group_changes import Change
from messenger.actions.group_photos import is_group_photo
from messenger.actions.groups import depart
from messenger.actions.leaving import REMOVE
from messenger.actions.media_making import HOUR
from messenger.actions.message_changes import (
    announce_changes,
    blank_messages,
    read_eyes,
    rewrite_messages,
)
from messenger.actions.named_contents import select_named
from messenger.actions.outbox import WISH
from messenger.actions.people import load_user
from messenger.actions.profiles import RELATIONS, News
from messenger.actions.reactions import drop_reactions, reacted_by
from messenger.actions.states import lock_chat, take_state
from messenger.db.tables import (
    attachments,
    audit,
    chats,
    deletions,
    drafts,
    email_codes,
    former_nicks,
    group_photos,
    mailings,
    media,
    media_files,
    members,
    messages,
    metadata,
    outbox,
    photos,
    users,
)
from messenger.errors import NotFound
from messenger.events.objects import OWNER, Message
from messenger.events.pushed import ContactUpdated
from messenger.events.rosters import Roster
from messenger.services import Services

log = logging.getLogger(__name__)

# Writes into messages of a locked chat, by seq, and returns them.
Rewrite = Callable[[AsyncConnection, int, list[int]], Awaitable[list[Message]]]

PAGE = 200
# What others need stays, or goes in its own way; all else that hangs on a person goes with them,
# whatever tables are still to come.
IN_ITS_OWN_WAY = frozenset({"members", "media", "users"})


async def erase_due_accounts(services: Services) -> None:
    """Erase the accounts whose 14 days are over; what was begun is taken up again."""
    now = services.clock.now()
    due = update(deletions).where(deletions.c.due_at <= now, deletions.c.begun_at.is_(None))
    async with services.database.writing() as connection:
        await connection.execute(due.values(begun_at=now))
        begun = select(deletions).where(deletions.c.begun_at.is_not(None))
        rows = (await connection.execute(begun)).all()
    for row in rows:
        try:
            if row.messages == REMOVE:
                await _remove_messages(services, row.user_id)
            await _forget_authorship(services, row.user_id)
            await _drop_reactions(services, row.user_id)
            await _erase(services, row)
        except Exception:
            # The others do not wait for this one, which comes round again.
            log.exception("account not deleted", extra={"user": row.user_id})


async def _remove_messages(services: Services, user_id: int) -> None:
    mine = and_(messages.c.sender_id == user_id, ~messages.c.deleted)
    # These chats are gone through: an index of who wrote what would cost each message a page.
    holds = exists().where(messages.c.chat_id == chats.c.id, mine)
    touched = select(chats.c.id).where(may_hold_words_of(user_id), holds).order_by(chats.c.id)
    await _rewrite_all(services, touched, mine, blank_messages)


async def _forget_authorship(services: Services, user_id: int) -> None:
    """Take the name from what others have forwarded of the person's words."""
    named = and_(messages.c.forwarded_id == user_id, messages.c.forwarded_name != "")
    forget = partial(rewrite_messages, forwarded_name="")
    await _rewrite_all(services, _chats_with(named), named, forget)


async def _drop_reactions(services: Services, user_id: int) -> None:
    drop = partial(drop_reactions, user_id=user_id)
    reacted = reacted_by(user_id)
    await _rewrite_all(services, _chats_with(reacted), reacted, drop)


def _chats_with(condition: ColumnElement[bool]) -> Select[Any]:
    return select(messages.c.chat_id).where(condition).distinct().order_by(messages.c.chat_id)


async def _rewrite_all(
    services: Services,
    touched: Select[Any],
    condition: ColumnElement[bool],
    rewrite: Rewrite,
) -> None:
    """Rewrite the messages of some chats that meet a condition."""
    async with services.database.reading() as connection:
        chat_ids: list[int] = list(await connection.scalars(touched))
    for chat_id in chat_ids:
        # In pages, so that nobody waits long for the chat.
        last: int | None = 0
        while last is not None:
            last = await _rewrite_page(services, chat_id, last, condition, rewrite)


async def _rewrite_page(
    services: Services,
    chat_id: int,
    after: int,
    condition: ColumnElement[bool],
    rewrite: Rewrite,
) -> int | None:
    """Rewrite those of one page; return the last one's seq, None where there was none."""
    there = (messages.c.chat_id == chat_id, messages.c.seq > after, condition)
    query = select(messages.c.seq).where(*there).order_by(messages.c.seq).limit(PAGE)
    async with services.database.writing() as connection:
        await lock_chat(connection, chat_id)
        seqs: list[int] = list(await connection.scalars(query))
        if not seqs:
            return None
        rewritten = await rewrite(connection, chat_id, seqs)
        roster = await _find_roster(connection, chat_id)
        eyes = await read_eyes(connection, roster, rewritten) if roster else None
    if roster is not None and eyes is not None:
        announce_changes(services, roster, rewritten, eyes)
    return seqs[-1]


async def _find_roster(connection: AsyncConnection, chat_id: int) -> Roster | None:
    try:
        return await load_roster(connection, chat_id)
    except NotFound:
        return None  # Everybody has left it.


async def _erase(services: Services, deletion: Row[Any]) -> None:
    user_id = deletion.user_id
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, user_id, groups=True)
        await lock_accounts(connection)
        # Another process may have been quicker.
        query = select(users).where(users.c.id == user_id, users.c.deleted_at.is_(None))
        person = (await connection.execute(query)).one_or_none()
        if person is None:
            return
        await _forget_letters(services, connection, person)
        await _forget_in_journal(connection, person)
        ended = await end_sessions(connection, user_id)
        left = await _leave_groups(services, connection, user_id)
        await _leave_chats(connection, user_id)
        keys = await _drop_media(connection, user_id)
        await _blank_person(services, connection, user_id)
        news = await _end_relations(services, connection, user_id)
        await _drop_rows(connection, user_id)
        news += await profiles.gather(services, connection, user_id)
    log.info("account deleted", extra={"user": user_id})
    services.rosters.forget_person(user_id)
    announce_ended(services, user_id, ended)
    profiles.announce(services, news)
    for change in left:
        change.tell()
    for change in left:
        await change.tell_late()
    await announce_desk(services)
    await _drop_files(services, keys)


async def _forget_letters(
    services: Services, connection: AsyncConnection, person: Row[Any]
) -> None:
    wishes = [
        json.dumps({"login": login}, ensure_ascii=False)
        for login in (person.username, person.email)
    ]
    wished = (outbox.c.kind == WISH) & outbox.c.facts.in_(wishes)
    await connection.execute(delete(outbox).where((outbox.c.address == person.email) | wished))
    await connection.execute(delete(email_codes).where(email_codes.c.email == person.email))
    key = services.keys.digest("mailing", person.email)
    await connection.execute(delete(mailings).where(mailings.c.address_hash == key))


async def _forget_in_journal(connection: AsyncConnection, person: Row[Any]) -> None:
    """Leave what administrators did there, and take away to whom, and by which nick."""
    given_up = select(former_nicks.c.username).where(former_nicks.c.user_id == person.id)
    nicks = [person.username, *await connection.scalars(given_up)]
    for column in (audit.c.actor, audit.c.subject):
        theirs = update(audit).where(column.in_(nicks))
        await connection.execute(theirs.values({column.name: None}))


async def _leave_groups(
    services: Services, connection: AsyncConnection, user_id: int
) -> list[Change]:
    """Leave groups as anybody does, and leave them the photos that were given to them."""
    query = (
        select(members.c.chat_id, members.c.role)
        .join(chats, chats.c.id == members.c.chat_id)
        .where(members.c.user_id == user_id, chats.c.kind == "group")
        .order_by(members.c.chat_id)
    )
    left = []
    for row in (await connection.execute(query)).all():
        roster = await load_roster(connection, row.chat_id)
        change = Change(services, connection, roster, user_id)
        await depart(change, user_id, row.role)
        left.append(change)
    owner = (
        select(members.c.user_id)
        .join(group_photos, group_photos.c.chat_id == members.c.chat_id)
        .where(group_photos.c.media_id == media.c.id, members.c.role == OWNER)
        .scalar_subquery()
    )
    given = update(media).where(media.c.owner_id == user_id, is_group_photo())
    await connection.execute(given.values(owner_id=owner, name=""))
    return left


async def _drop_media(connection: AsyncConnection, user_id: int) -> list[str]:
    """Let go of photos and of all other files that stand in no message of somebody's."""
    attached = exists().where(attachments.c.media_id == media.c.id)
    theirs = (media.c.owner_id == user_id, ~attached)
    files = select(media_files.c.key).join(media, media.c.id == media_files.c.media_id)
    keys = list(await connection.scalars(files.where(*theirs)))
    await connection.execute(delete(photos).where(photos.c.user_id == user_id))
    await connection.execute(delete(media).where(*theirs))
    return keys


async def _leave_chats(connection: AsyncConnection, user_id: int) -> None:
    """Leave all chats but those of two, where the other still has somebody to talk about."""
    own = chats.c.pair_key.in_((f"saved:{user_id}", f"notices:{user_id}"))
    these = select(chats.c.id).where(own)
    await detach(connection, attachments.c.chat_id.in_(these))
    await connection.execute(delete(chats).where(own))
    await connection.execute(delete(drafts).where(drafts.c.user_id == user_id))
    theirs = members.c.user_id == user_id
    direct = select(chats.c.id).where(chats.c.kind == "direct")
    await connection.execute(delete(members).where(theirs, members.c.chat_id.not_in(direct)))
    plain = {"listed": False, "muted_until": None, "pinned": False, "archived": False}
    await connection.execute(update(members).where(theirs).values(**plain))


async def _blank_person(services: Services, connection: AsyncConnection, user_id: int) -> None:
    now = services.clock.now()
    # Not in the letters of any nick, and in no spelling that a login is folded to.
    nobody = f"Deleted~{user_id}"
    blank: dict[str, Any] = {column.name: None for column in users.c if column.nullable}
    blank |= {"username": nobody, "email": nobody, "password_hash": "", "is_admin": False}
    blank |= dict.fromkeys(("name", "name_folded", "bio"), "")
    rules = ("find", "last_seen", "photo", "email", "groups")
    blank |= {f"privacy_{rule}": "nobody" for rule in rules}
    blank |= {"privacy_messages": "contacts", "read_receipts": False, "link_previews": False}
    blank |= {"markdown": True}
    blank |= {"created_at": now, "deleted_at": now}
    await connection.execute(update(users).where(users.c.id == user_id).values(**blank))


async def _end_relations(
    services: Services, connection: AsyncConnection, user_id: int
) -> list[News]:
    """End what others had with the person, as if they had, and return what they are told."""
    owners: set[int] = set()
    for table in RELATIONS:
        theirs = (table.c.user_id == user_id, table.c.active)
        owners |= set(await connection.scalars(select(table.c.owner_id).where(*theirs)))
    news = []
    for owner in sorted(owners):
        state = await take_state(connection, owner)
        for table in RELATIONS:
            these = (table.c.owner_id == owner, table.c.user_id == user_id)
            ended = update(table).where(*these, table.c.active).values(active=False, state=state)
            await connection.execute(ended)
        user = await load_user(services, connection, owner, user_id)
        news.append(News(owner, ContactUpdated(user=user, state=state)))
    return news


async def _drop_rows(connection: AsyncConnection, user_id: int) -> None:
    for table in reversed(metadata.sorted_tables):
        if table.name not in IN_ITS_OWN_WAY:
            for column in _owning(table):
                await connection.execute(delete(table).where(column == user_id))


def _owning(table: Table) -> list[Any]:
    """Return the columns by which a row belongs to a person."""
    return [
        column
        for column in table.c
        for key in column.foreign_keys
        if key.column is users.c.id
        and key.ondelete == "CASCADE"
        # What others had with the person is theirs; it has ended.
        and not (table in RELATIONS and column.name == "user_id")
    ]


async def _drop_files(services: Services, keys: list[str]) -> None:
    async with services.database.reading() as connection:
        named = await select_named(connection, keys)
    # What somebody else has just put is theirs; housekeeping looks again in an hour.
    before = services.clock.now() - HOUR
    await services.contents.drop([key for key in set(keys) if key not in named], before)
    await forget_old_exports(services)
