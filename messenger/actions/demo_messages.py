"""Messages of a past that nobody typed, with all that people have done to them since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.attachments import TEXT, WRITE_ATTACHMENTS
from messenger.actions.built_in_stickers import built_in_stickers
from messenger.actions.media_views import encode_attached
from messenger.actions.message_pins import PINNED_TEXT
from messenger.actions.message_views import SERVICE, encode_sticker
from messenger.actions.reactions import write_counts
from messenger.actions.search_index import add_to_index, let_be_found
from messenger.actions.sent_stickers import STICKER
from messenger.actions.texts import LONGEST_MESSAGE, clean_text
from messenger.db.tables import messages, reactions, wordings
from messenger.events.objects import Media, Role, Service, ServiceType

CLIENT_IDS = UUID("6f0b1b1c-5d0e-4b8e-9a55-0d6f4e3a7c21")
# So long after a message, and after each other, people react to it.
BEAT = 3_000

# An emoji, and who has put it there.
Reaction = tuple[str, tuple[str, ...]]
# What people have uploaded, by the nick of each and the name of the file.
Uploads = Mapping[tuple[str, str], Media]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did in a group, to whom and to what; a message it is about lies `back`."""

    type: ServiceType
    people: tuple[str, ...] = ()
    title: str | None = None
    role: Role | None = None
    back: int = 0


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message as it was sent (empty: and deleted), edited or not; times in epoch ms.

    With a deed it is a line that tells of it. `answers` says how many messages before it the one
    lies that it replies to, `wordings` what it said before it was edited, and `origin` the nick and
    the name of whose words it repeats. It `holds` files by their names, or is a sticker of the
    built-in pack, and its text what that says.
    """

    sender: str
    text: str
    sent_at: int
    edited_at: int | None
    deed: Deed | None = None
    format: str = "plain"
    answers: int = 0
    reactions: tuple[Reaction, ...] = ()
    wordings: tuple[str, ...] = ()
    origin: tuple[str, str] | None = None
    holds: tuple[str, ...] = ()
    sticker: str = ""

    def moved(self, by: int) -> "PastMessage":
        """Return the message so many milliseconds later."""
        edited = None if self.edited_at is None else self.edited_at + by
        return replace(self, sent_at=self.sent_at + by, edited_at=edited)


async def write_past(
    connection: AsyncConnection,
    chat_id: int,
    said: Sequence[PastMessage],
    ids: dict[str, int],
    uploads: Uploads,
) -> list[dict[str, Any]]:
    """Write the messages of an empty chat, and return their rows."""
    numbered = list(enumerate(said, 1))
    held = {seq: tuple(uploads[one.sender, name] for name in one.holds) for seq, one in numbered}
    rows = [_row(chat_id, seq, message, ids, held[seq]) for seq, message in numbered]
    let_be_found(connection, rows)
    await connection.execute(insert(messages), rows)
    await add_to_index(connection, rows)
    attached = [each for seq, media in held.items() for each in _attached(chat_id, seq, media)]
    if attached:
        await connection.execute(WRITE_ATTACHMENTS, attached)
    reacted = [each for seq, one in numbered for each in _reacted(chat_id, seq, one, ids)]
    if reacted:
        await connection.execute(insert(reactions), reacted)
    reworded = [each for seq, one in numbered for each in _wordings(chat_id, seq, one)]
    if reworded:
        await connection.execute(insert(wordings), reworded)
    for seq, message in numbered:
        if message.deed is not None and message.deed.type == "pinned":
            this = (messages.c.chat_id == chat_id, messages.c.seq == seq - message.deed.back)
            pinned = update(messages).where(*this).values(pinned_at=message.sent_at)
            await connection.execute(pinned)
    return rows


def _row(
    chat_id: int, seq: int, message: PastMessage, ids: dict[str, int], held: Sequence[Media]
) -> dict[str, Any]:
    nick, name = message.origin or (None, None)
    sticker = built_in_stickers()[message.sticker] if message.sticker else None
    return {
        "chat_id": chat_id,
        "seq": seq,
        "version": seq,
        "created_version": seq,
        "sender_id": ids[message.sender],
        "client_id": uuid5(CLIENT_IDS, f"{chat_id}:{seq}").bytes,
        "kind": _kind(message, held),
        "text": clean_text(message.text, "text", LONGEST_MESSAGE),
        "format": message.format,
        "sent_at": message.sent_at,
        "edited_at": message.edited_at,
        "deleted": not (message.text or held),
        "service": message.deed and _service(message.deed, seq, ids),
        "reply_seq": seq - message.answers if message.answers else None,
        "reactions": write_counts({emoji: len(people) for emoji, people in message.reactions}),
        "forwarded_id": nick and ids[nick],
        "forwarded_name": name,
        "attachments": encode_attached(held),
        "sticker": encode_sticker(sticker) if sticker else None,
    }


def _kind(message: PastMessage, held: Sequence[Media]) -> str:
    if message.deed is not None:
        return SERVICE
    if message.sticker:
        return STICKER
    return held[0].kind if held else TEXT


def _attached(chat_id: int, seq: int, held: Sequence[Media]) -> list[dict[str, Any]]:
    return [
        {"chat_id": chat_id, "seq": seq, "place": place, "media_id": int(each.id)}
        for place, each in enumerate(held)
    ]


def _reacted(
    chat_id: int, seq: int, message: PastMessage, ids: dict[str, int]
) -> list[dict[str, Any]]:
    put = [(emoji, who) for emoji, people in message.reactions for who in people]
    return [
        {
            "chat_id": chat_id,
            "seq": seq,
            "emoji": emoji,
            "user_id": ids[who],
            "reacted_at": message.sent_at + number * BEAT,
        }
        for number, (emoji, who) in enumerate(put, 1)
    ]


def _wordings(chat_id: int, seq: int, message: PastMessage) -> list[dict[str, Any]]:
    last = len(message.wordings)
    took = (message.edited_at or message.sent_at) - message.sent_at
    return [
        {
            "chat_id": chat_id,
            "seq": seq,
            # As if the chat had begun with them: only their order counts.
            "version": number - last,
            "written_at": message.sent_at + took * number // last,
            "text": text,
            "format": message.format,
        }
        for number, text in enumerate(message.wordings)
    ]


def _service(deed: Deed, seq: int, ids: dict[str, int]) -> str:
    service = Service(
        type=deed.type,
        users=tuple(str(ids[name]) for name in deed.people),
        title=deed.title,
        role=deed.role,
        seq=seq - deed.back if deed.back else None,
    )
    return msgspec.json.encode(service).decode()


def tell_deed(deed: Deed) -> str:
    """Return the words of a deed, for programs that know no better."""
    count = len(deed.people)
    return {
        "created": "created the group",
        "added": "added a member" if count == 1 else f"added {count} members",
        "joined": "joined the group",
        "renamed": f"renamed the group to “{deed.title}”",
        "role_changed": "changed the role of a member",
        "pinned": PINNED_TEXT,
    }[deed.type]
