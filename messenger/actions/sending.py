"""The way of a message: accepted, written in a group, answered, and told to the chat."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, access_roster, find_roster, require_may_write
from messenger.actions.attachments import Shelf, attach, read_content
from messenger.actions.chat_views import load_chat, unmuted
from messenger.actions.group_sending import Place, Writers
from messenger.actions.media_views import encode_attached
from messenger.actions.mentions import NOBODY, Named, find_named, keep_named
from messenger.actions.message_changes import unseen_reply
from messenger.actions.message_views import (
    MARKDOWN,
    build_message,
    encode_sticker,
    preview_decoder,
    seen_by,
    sticker_decoder,
    with_originals,
    without_client_id,
)
from messenger.actions.preview_wishes import wish_preview
from messenger.actions.replies import Originals
from messenger.actions.search_index import add_to_index, let_be_found
from messenger.actions.sent_stickers import (
    NOTHING,
    ChosenStickers,
    Held,
    note_used,
    read_sticker,
)
from messenger.actions.states import take_state
from messenger.clock import rfc3339
from messenger.db.ids import write_uuid
from messenger.db.prepared import Prepared, one_of
from messenger.db.tables import AWAY, chats, members, messages
from messenger.errors import Conflict, MessengerError, Unavailable
from messenger.events.commands import MessagesSend
from messenger.events.hub import Listener
from messenger.events.objects import Forwarded, Message
from messenger.events.pushed import ChatNew, ChatUpdated, MessageNew
from messenger.events.rosters import Roster
from messenger.markdown.words import spoken_words
from messenger.services import Services

log = logging.getLogger(__name__)

Done = Callable[[Message | MessengerError], None]
# To whom a chat comes back into the list, and how they hear of it.
Returned = tuple[int, ChatNew | ChatUpdated]

READ_COUNTERS = Prepared(
    select(chats.c.id, chats.c.last_seq, chats.c.version)
    .where(one_of(chats.c.id, "ids"))
    .order_by(chats.c.id)
    .with_for_update()
)
# What a sender has sent, as they see it.
SENT = with_originals(select(*seen_by(messages.c.sender_id)).select_from(messages))
# Not by pairs of both, for which SQLite would go through all messages.
KNOWN = SENT.where(
    messages.c.client_id.in_(bindparam("client_ids", expanding=True)),
    messages.c.sender_id.in_(bindparam("senders", expanding=True)),
)
# Those in whose list a chat is not; an archived one comes back unless it is muted.
READ_AWAY = Prepared(
    select(members.c.chat_id, members.c.user_id, members.c.listed)
    .where(
        one_of(members.c.chat_id, "ids"),
        # The first of the two is that of an index: few in a large group are away.
        AWAY,
        or_(~members.c.listed, unmuted(bindparam("now"))),
    )
    .order_by(members.c.user_id, members.c.chat_id)
)
WRITE_COUNTERS = Prepared(
    update(chats)
    .where(chats.c.id == bindparam("chat"))
    .values(
        last_seq=bindparam("new_seq"), version=bindparam("new_version"), active_at=bindparam("now")
    )
)
# What `_values` gives of every message, and what it gives besides of those that have any of it.
OF_ALL = (
    *("chat_id", "seq", "version", "sender_id", "client_id", "kind", "text", "format", "sent_at"),
    *("term_id", "created_version"),
)
OF_SOME = (
    *("mentions", "silent", "forwarded_id", "forwarded_name", "reply_seq", "preview", "preview_id"),
    *("previewless", "attachments", "sticker"),
)
WRITE_PLAIN = Prepared(insert(messages), OF_ALL)
WRITE_RICH = Prepared(insert(messages), OF_ALL + OF_SOME)


# Of `PendingSend.is_plain`.
NONE_BESIDE = (None,) * 5


class PendingSend(Struct, frozen=True, eq=False):
    """A message on its way to the disk; what `done` hears first counts."""

    sender: int
    roster: Roster
    client_id: bytes
    kind: str
    text: str
    format: str
    origin: Listener | None
    done: Done
    repeats: bool = False
    """Whether these are words that were said elsewhere: they call nobody a second time."""
    author: Forwarded | None = None
    """Whose words they are, where that is told."""
    reply_seq: int | None = None
    """The message of the chat that they answer."""
    preview: str | None = None
    """What was shown of their link, and `preview_id` the look that it was taken from."""
    preview_id: int | None = None
    previewless: bool = False
    """Whether nobody shall look where their links lead."""
    silent: bool = False
    media_ids: tuple[int, ...] = ()
    """What they hold: the sender's own, unless they repeat another message."""
    sticker_id: str = ""
    """What is said instead of words; `sticker` where another message is repeated, as its column."""
    sticker: str | None = None

    @property
    def key(self) -> tuple[int, bytes]:
        """What makes a send the same send."""
        return self.sender, self.client_id

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else, as most are."""
        beside = (self.author, self.reply_seq, self.preview, self.preview_id, self.sticker)
        return beside == NONE_BESIDE and not (self.previewless or self.silent)

    @property
    def is_in_group(self) -> bool:
        """Whether it is for a group, where people come and go."""
        return self.roster.kind == "group"

    @property
    def place(self) -> Place:
        """Where it goes and from whom."""
        return self.roster.chat_id, self.sender


@dataclass(frozen=True, slots=True)
class Ground:
    """What the transaction of a group has read: what is replied to, who writes, what is held."""

    originals: Originals
    writers: Writers
    shelf: Shelf
    stickers: ChosenStickers

    def refuse(self, item: PendingSend) -> MessengerError | None:
        """Return with what a message is refused, None where it is stored."""
        refusal = self.writers.refuse(item.place) if item.is_in_group else None
        if refusal is None and item.reply_seq is not None:
            refusal = self.originals.refuse(item.roster.chat_id, item.reply_seq, item.sender)
        if refusal is None and item.sticker_id:
            return self.stickers.refuse(item.sticker_id, self.shelf)
        if refusal is None and item.media_ids:
            if item.repeats:
                return self.shelf.refuse_again(item.media_ids)
            return self.shelf.refuse(item.sender, item.kind, item.media_ids)
        return refusal

    def hold(self, item: PendingSend) -> Held:
        """Return what a message holds that is stored."""
        if item.sticker_id:
            return self.stickers.hold(item.sticker_id, self.shelf)
        if not (item.media_ids or item.sticker):
            return NOTHING
        sticker = sticker_decoder.decode(item.sticker) if item.sticker else None
        return Held(self.shelf.show(item.media_ids), sticker)


def submit_send(
    services: Services, viewer: Viewer, command: MessagesSend, origin: Listener, done: Done
) -> bool:
    """Hand a message to the writer at once; False where its chat must be looked up first."""
    roster = find_roster(services, viewer, command.chat_id)
    if roster is None or viewer.user_id in roster.barred:
        return False
    services.sends.submit(_pending(viewer, roster, command, origin, done))
    return True


async def hand_over(
    services: Services, viewer: Viewer, command: MessagesSend, origin: Listener | None, done: Done
) -> None:
    """Hand a message to the writer, which tells `done` of it before anybody hears of a later one.

    NotFound, Blocked, Privacy, BadRequest or TooLong where it may not be sent; `done` is told
    Conflict where its client_id names a message of another chat.
    """
    roster = await access_roster(services, viewer, command.chat_id)
    item = _pending(viewer, roster, command, origin, done)
    if viewer.user_id in roster.barred:
        await _answer_known_or_bar(services, viewer, item)
    else:
        services.sends.submit(item)


async def send_message(services: Services, viewer: Viewer, command: MessagesSend) -> Message:
    """Send a message and return it as stored: on the disk, exactly once, with the next seq.

    NotFound, Blocked, Privacy, BadRequest or TooLong where it may not be sent; Conflict where
    its client_id names a message of another chat.
    """
    answer: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    await hand_over(services, viewer, command, None, lambda result: _resolve(answer, result))
    return await answer


async def write_sends(services: Services, group: list[PendingSend]) -> None:
    """Store a group in one transaction, then answer and announce each message in its order."""
    first: dict[tuple[int, bytes], PendingSend] = {}
    for item in group:
        first.setdefault(item.key, item)
    items = list(first.values())
    repeats = [item for item in group if first[item.key] is not item]
    try:
        await _write(services, items)
        if repeats:
            await _answer_known(services, repeats)
    except Exception:
        # Whatever it was, every sender hears of it, and the writer goes on with the next group.
        log.exception("messages could not be written", extra={"count": len(group)})
        for item in group:
            item.done(Unavailable())


async def _write(services: Services, items: list[PendingSend]) -> None:
    async def store(
        connection: AsyncConnection,
    ) -> tuple[list[Message | MessengerError], list[Returned], Originals]:
        originals = await Originals.read(
            connection,
            ((each.roster.chat_id, each.reply_seq) for each in items if each.reply_seq is not None),
        )
        stored = await _store(services, connection, items, originals)
        # What is refused brings nobody a chat.
        sent = [item for item, told in zip(items, stored, strict=True) if isinstance(told, Message)]
        return stored, await _list_again(services, connection, sent), originals

    try:
        stored, returned, originals = await services.database.write(store)
    except IntegrityError:
        await _write_without_known(services, items)
        return
    services.indexing.note(len(items))
    _show_again(services, returned, ChatNew)
    refusals: dict[tuple[int, bytes], MessengerError] = {}
    for item, result in zip(items, stored, strict=True):
        if isinstance(result, Message):
            item.done(result)
            _announce(services, item, result, originals)
            wish_preview(services, result)
        else:
            refusals[item.key] = result
    # After the message, which whoever holds the chat would take for known otherwise.
    _show_again(services, returned, ChatUpdated)
    services.rosters.forget(
        {
            item.roster.chat_id
            for item in items
            if not item.is_in_group and (item.roster.barred or item.roster.unlisted)
        }
        | {int(event.chat.id) for _, event in returned if isinstance(event, ChatNew)}
    )
    if refusals:
        refused = [item for item in items if item.key in refusals]
        for item in await _answer_known(services, refused):
            item.done(refusals[item.key])


def _show_again(
    services: Services, returned: list[Returned], kind: type[ChatNew | ChatUpdated]
) -> None:
    for user_id, event in returned:
        if isinstance(event, kind):
            services.hub.publish([user_id], event)


async def _write_without_known(services: Services, items: list[PendingSend]) -> None:
    unknown = await _answer_known(services, items)
    if len(unknown) < len(items):
        if unknown:
            await _write(services, unknown)
    elif len(items) == 1:
        # No message of ours stands in the way: the chat or the person is gone.
        items[0].done(Conflict(field="chat_id"))
    else:
        for item in items:
            await _write(services, [item])


async def _store(
    services: Services,
    connection: AsyncConnection,
    items: list[PendingSend],
    originals: Originals,
) -> list[Message | MessengerError]:
    rows = await READ_COUNTERS.read(connection, {"ids": _chat_ids(items)})
    counters = {chat_id: (last_seq, version) for chat_id, last_seq, version in rows}
    now = services.clock.now()
    sent_at = rfc3339(now)
    values: list[dict[str, Any]] = []
    stored: list[Message | MessengerError] = []
    moved: dict[int, tuple[int, int]] = {}
    ground = await _read_ground(services, connection, items, originals)
    for item in items:
        chat_id, named = item.roster.chat_id, NOBODY
        refusal = ground.refuse(item)
        if refusal is not None:
            stored.append(refusal)
            continue
        if item.is_in_group:
            named = await _named(services, connection, item, ground)
        seq, version = counters[chat_id][0] + 1, counters[chat_id][1] + 1
        counters[chat_id] = moved[chat_id] = seq, version
        held = ground.hold(item)
        values.append(_values(item, seq, version, now, named, held))
        stored.append(_message(item, seq, version, sent_at, named, originals, held))
    if values:
        await _write_rows(connection, moved, values)
        await _keep_named(connection, items, stored)
    await _keep_held(connection, ground, items, stored, now)
    return stored


async def _keep_held(
    connection: AsyncConnection,
    ground: Ground,
    items: list[PendingSend],
    stored: list[Message | MessengerError],
    now: int,
) -> None:
    if ground.shelf.is_filled:
        await attach(connection, [each for each in stored if isinstance(each, Message)])
    if ground.stickers.are_any:
        await note_used(connection, _sent_stickers(items, stored), now)


async def _read_ground(
    services: Services, connection: AsyncConnection, items: list[PendingSend], originals: Originals
) -> Ground:
    # Who was in a group when the message came in may have been taken out since.
    writers = await Writers.read(connection, [item.place for item in items if item.is_in_group])
    named = [item.sticker_id for item in items if item.sticker_id]
    stickers = await ChosenStickers.read(services, connection, named)
    ids = [each for item in items for each in item.media_ids]
    ids += [each for sticker_id in named for each in stickers.media_of(sticker_id)]
    return Ground(originals, writers, await Shelf.read(connection, ids), stickers)


def _sent_stickers(
    items: list[PendingSend], stored: list[Message | MessengerError]
) -> list[tuple[int, str]]:
    return [
        (item.sender, item.sticker_id)
        for item, message in zip(items, stored, strict=True)
        if item.sticker_id and isinstance(message, Message)
    ]


async def _write_rows(
    connection: AsyncConnection,
    moved: dict[int, tuple[int, int]],
    values: list[dict[str, Any]],
) -> None:
    now = values[0]["sent_at"]
    await WRITE_COUNTERS.write(
        connection,
        [
            {"chat": chat_id, "new_seq": seq, "new_version": version, "now": now}
            for chat_id, (seq, version) in moved.items()
        ],
    )
    let_be_found(connection, values)
    # Half of the columns are empty in most: to name them costs a third of the insert.
    for statement, is_rich in ((WRITE_PLAIN, False), (WRITE_RICH, True)):
        if rows := [row for row in values if (OF_SOME[0] in row) is is_rich]:
            await statement.write(connection, rows)
    await add_to_index(connection, values)


async def _named(
    services: Services,
    connection: AsyncConnection,
    item: PendingSend,
    ground: Ground,
) -> Named:
    named = NOBODY
    if not item.repeats and "@" in item.text:
        named = await find_named(
            services,
            connection,
            item.roster.chat_id,
            item.sender,
            spoken_words(item.text) if item.format == MARKDOWN else item.text,
            all_counts=ground.writers.may_name_all(item.place),
        )
    if item.reply_seq is None:
        return named
    return ground.originals.call(named, item.roster.chat_id, item.reply_seq, item.sender)


async def _keep_named(
    connection: AsyncConnection,
    items: list[PendingSend],
    stored: list[Message | MessengerError],
) -> None:
    for item, message in zip(items, stored, strict=True):
        if isinstance(message, Message) and (message.mentions or message.mentions_all):
            named = Named(tuple(map(int, message.mentions)), everybody=message.mentions_all)
            await keep_named(connection, item.roster.chat_id, message.seq, item.sender, named)


async def _list_again(
    services: Services, connection: AsyncConnection, items: list[PendingSend]
) -> list[Returned]:
    # Not those whom the rosters name: somebody may have deleted a chat since they were read.
    asked = {"ids": _chat_ids(items), "now": services.clock.now()}
    returned: list[Returned] = []
    for chat_id, user_id, listed in await READ_AWAY.read(connection, asked):
        if listed and not _is_written_to(items, chat_id, user_id):
            continue
        state = await take_state(connection, user_id)
        mine = (members.c.chat_id == chat_id, members.c.user_id == user_id)
        back = {"listed": True, "archived": False, "state": state}
        await connection.execute(update(members).where(*mine).values(**back))
        chat = await load_chat(services, connection, user_id, chat_id)
        kind = ChatUpdated if listed else ChatNew
        returned.append((user_id, kind(chat=chat, state=state)))
    return returned


def _is_written_to(items: list[PendingSend], chat_id: int, user_id: int) -> bool:
    """Whether somebody else writes: one's own message leaves an archived chat where it is."""
    return any(item.roster.chat_id == chat_id and item.sender != user_id for item in items)


async def _answer_known(services: Services, items: Iterable[PendingSend]) -> list[PendingSend]:
    items = list(items)
    asked = {
        "client_ids": list({item.client_id for item in items}),
        "senders": list({item.sender for item in items}),
    }
    async with services.database.reading() as connection:
        rows = (await connection.execute(KNOWN, asked)).all()
    known = {(row.sender_id, row.client_id): row for row in rows}
    for item in items:
        row = known.get(item.key)
        if row is not None:
            same = row.chat_id == item.roster.chat_id
            item.done(build_message(row) if same else Conflict(field="client_id"))
    return [item for item in items if item.key not in known]


async def _answer_known_or_bar(services: Services, viewer: Viewer, item: PendingSend) -> None:
    # A message that was stored before the bar came up is still acknowledged.
    if await _answer_known(services, [item]):
        require_may_write(item.roster, viewer)


def _announce(
    services: Services, item: PendingSend, message: Message, originals: Originals
) -> None:
    if services.hub.hears(item.sender, item.origin):
        services.hub.publish([item.sender], _news(message), skip=item.origin)
    others = item.roster.others(item.sender)
    if item.is_in_group:
        others = services.rosters.listeners(item.roster) - {item.sender}
    shown = without_client_id(message)
    if item.reply_seq is not None:
        blind = others & originals.blind_to(item.roster.chat_id, item.reply_seq)
        services.hub.publish(blind, _news(unseen_reply(shown)))
        others = others - blind
    if others:
        services.hub.publish(others, _news(shown))


def _news(message: Message) -> MessageNew:
    return MessageNew(chat_id=message.chat_id, version=message.version, message=message)


def _chat_ids(items: Iterable[PendingSend]) -> set[int]:
    return {item.roster.chat_id for item in items}


def _pending(
    viewer: Viewer, roster: Roster, command: MessagesSend, origin: Listener | None, done: Done
) -> PendingSend:
    sticker_id = read_sticker(command)
    text = ""
    media_ids: tuple[int, ...] = ()
    if not sticker_id:
        text, media_ids = read_content(command.kind, command.text, command.media_ids)
    return PendingSend(
        sender=viewer.user_id,
        roster=roster,
        client_id=command.client_id.bytes,
        kind=command.kind,
        text=text,
        format=command.format,
        origin=origin,
        done=done,
        reply_seq=command.reply_to,
        previewless=not command.preview,
        silent=command.silent,
        media_ids=media_ids,
        sticker_id=sticker_id,
    )


def _values(
    item: PendingSend,
    seq: int,
    version: int,
    now: int,
    named: Named,
    held: Held,
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "chat_id": item.roster.chat_id,
        "seq": seq,
        "version": version,
        "created_version": version,
        "sender_id": item.sender,
        "client_id": item.client_id,
        "kind": item.kind,
        "text": _words(item, held),
        "format": item.format,
        "sent_at": now,
    }
    if item.is_plain and named is NOBODY and held is NOTHING:
        return row
    of_some = {
        "mentions": named.column,
        "silent": item.silent,
        "forwarded_id": int(item.author.user_id) if item.author else None,
        "forwarded_name": item.author.name if item.author else None,
        "reply_seq": item.reply_seq,
        "preview": item.preview,
        "preview_id": item.preview_id,
        "previewless": item.previewless,
        "attachments": encode_attached(held.media) if held.media else None,
        "sticker": encode_sticker(held.sticker) if held.sticker else None,
    }
    return row | of_some


def _message(
    item: PendingSend,
    seq: int,
    version: int,
    sent_at: str,
    named: Named,
    originals: Originals,
    held: Held,
) -> Message:
    return Message(
        chat_id=str(item.roster.chat_id),
        seq=seq,
        client_id=write_uuid(item.client_id),
        sender_id=str(item.sender),
        kind=item.kind,
        text=_words(item, held),
        format=item.format,
        sent_at=sent_at,
        edited_at=None,
        deleted=False,
        version=version,
        attachments=held.media,
        sticker=held.sticker,
        mentions=tuple(map(str, named.people)),
        mentions_all=named.everybody,
        reply_to=originals.show(item.roster.chat_id, item.reply_seq),
        forwarded_from=item.author,
        preview=preview_decoder.decode(item.preview) if item.preview else None,
        silent=item.silent,
    )


def _words(item: PendingSend, held: Held) -> str:
    # Who draws no stickers says with its emoji what it says.
    return held.sticker.emoji if held.sticker else item.text


def _resolve(answer: asyncio.Future[Message], result: Message | MessengerError) -> None:
    if answer.done():
        return
    if isinstance(result, Message):
        answer.set_result(result)
    else:
        answer.set_exception(result)
