"""Service notices: the chat in which the server tells a person what happened to their account.

It is a direct chat with the service account, whose other member has the role `read_only`, and is
made with its first notice. Each text is written in the person's language of that moment.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from babel.dates import format_datetime
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.chat_views import load_chat, unmuted
from messenger.actions.languages import DEFAULT
from messenger.actions.message_views import WRITTEN, build_message
from messenger.actions.outbox import mail_notice
from messenger.actions.search_index import add_to_index, let_be_found
from messenger.actions.service_account import (
    SERVICE_ID,
    TITLE,
    require_service_account,
)
from messenger.actions.states import lock_accounts, lock_key, take_state
from messenger.catalogues import translator
from messenger.db.ids import new_id
from messenger.db.tables import chats, members, messages, users
from messenger.errors import N_
from messenger.events.pushed import ChatNew, ChatUpdated, MessageNew
from messenger.mail.letters import END, ISOLATE, one_line
from messenger.services import Services

READ_ONLY = "read_only"
DEVICES = "/account/devices"
"""Where the texts lead; the messenger makes a link of it."""
NOT_YOU = N_("If it was not you, change your password and look through your devices: {devices}")
KINDS: Mapping[str, tuple[str, ...]] = {
    "new_device": (
        N_("Somebody signed in to your account on a new device."),
        N_("Device: {device}\nAddress: {address}\nTime: {time}"),
        N_(
            "If it was you, there is nothing to do. If not, end that session and change your "
            "password: {devices}"
        ),
    ),
    "password_changed": (N_("Your password was changed."), NOT_YOU),
    "email_changed": (N_("The e-mail address of your account is now {email}."), NOT_YOU),
    "two_factor_on": (
        N_("Two-factor sign-in is on: from now on a code is asked for beside the password."),
        NOT_YOU,
    ),
    "two_factor_off": (
        N_("Two-factor sign-in is off: no code is asked for any more."),
        NOT_YOU,
    ),
    "recovery_codes": (
        N_("Your recovery codes were made anew. The old ones do not work any more."),
        NOT_YOU,
    ),
    "passkey_added": (
        N_("A passkey was added: {passkey}. It signs in without a password."),
        NOT_YOU,
    ),
    "passkey_removed": (N_("A passkey was removed: {passkey}."), NOT_YOU),
    "username_changed": (N_("Your nick is now @{nick}."), NOT_YOU),
    "scheduled_failed": (
        N_(
            "A message that you had scheduled for {chat} was not sent: you may not write there now."
        ),
        "{words}",
    ),
    "scheduled_unreadable": (
        N_(
            "A message that you had scheduled for {chat} was not sent: what it holds could not be "
            "read."
        ),
        "{words}",
    ),
    "reminder_direct": (
        N_("You asked to be reminded of a message of {name}:"),
        "{excerpt}",
        "{link}",
    ),
    "reminder_own": (
        N_("You asked to be reminded of your message to {name}:"),
        "{excerpt}",
        "{link}",
    ),
    "reminder_group": (
        N_("You asked to be reminded of a message of {name} in {chat}:"),
        "{excerpt}",
        "{link}",
    ),
    "reminder_saved": (
        N_("You asked to be reminded of one of your saved messages:"),
        "{excerpt}",
        "{link}",
    ),
    "reminder_lost": (
        N_("You asked to be reminded of a message. It is gone by now, or you do not see it."),
    ),
}
WHOLE = frozenset({"words", "link"})
"""Facts that stay as they are."""


async def tell(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    kind: str,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Write a notice and queue the letter that says the same; `write_notice` says when."""
    await write_notice(services, connection, user_id, kind, facts)
    await mail_notice(services, connection, user_id, kind, facts)


async def write_notice(
    services: Services,
    connection: AsyncConnection,
    user_id: int,
    kind: str,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Write a notice to a person, which is announced once the transaction is committed.

    To be called before the transaction locks or changes people: it locks the chat and then, as
    in all that changes accounts, their table; chats come first (actions/states.py).
    """
    now = services.clock.now()
    chat_id = await _require_chat(connection, user_id, now)
    language = await connection.scalar(select(users.c.language).where(users.c.id == user_id))
    taken = await connection.execute(
        update(chats)
        .where(chats.c.id == chat_id)
        .values(
            last_seq=chats.c.last_seq + 1,
            version=chats.c.version + 1,
            active_at=now,
            title=translator(language or DEFAULT).gettext(TITLE),
        )
        .returning(chats.c.last_seq.label("seq"), chats.c.version)
    )
    numbers = taken.mappings().one()
    message = {
        **numbers,
        "created_version": numbers["version"],
        "chat_id": chat_id,
        "sender_id": SERVICE_ID,
        "client_id": uuid4().bytes,
        "kind": "text",
        "text": write_text(kind, facts or {}, language or DEFAULT, now),
        "format": "plain",
        "sent_at": now,
    }
    let_be_found(connection, [message])
    written = await connection.execute(insert(messages).values(**message).returning(*WRITTEN))
    await add_to_index(connection, [message])
    told = build_message(written.one(), own=False)
    await _list_again(services, connection, user_id, chat_id)
    pushed = MessageNew(chat_id=told.chat_id, version=told.version, message=told)
    announce = partial(services.hub.publish, [user_id], pushed)
    services.database.after_commit(connection, announce)
    await _take_out_of_archive(services, connection, user_id, chat_id)


def write_text(kind: str, facts: Mapping[str, str], language: str, moment: int) -> str:
    """Return what a notice says; each fact stays a unit of its own, whatever its direction."""
    translate = translator(language).gettext
    at = datetime.fromtimestamp(moment / 1000, UTC)
    time = format_datetime(at, "d MMMM y, HH:mm", locale=language)
    shown = {
        name: fact if name in WHOLE else f"{ISOLATE}{one_line(fact)}{END}"
        for name, fact in facts.items()
    }
    shown |= {"devices": DEVICES, "time": f"{time} UTC"}
    return "\n\n".join(translate(part).format_map(shown) for part in KINDS[kind])


async def _require_chat(connection: AsyncConnection, user_id: int, now: int) -> int:
    key = f"notices:{user_id}"
    known = select(chats.c.id).where(chats.c.pair_key == key).with_for_update()
    chat_id = await connection.scalar(known)
    if chat_id is None:
        # Of two first acts at once, one waits for the other while it holds nothing.
        await lock_key(connection, key)
        chat_id = await connection.scalar(known)
    await lock_accounts(connection)
    if chat_id is not None:
        return int(chat_id)
    await require_service_account(connection, now)
    made, times = new_id(), {"active_at": now, "created_at": now}
    await connection.execute(insert(chats).values(id=made, kind="direct", pair_key=key, **times))
    both = {"chat_id": made, "listed": False, "joined_at": now, "role": READ_ONLY}
    people = [both | {"user_id": each} for each in (user_id, SERVICE_ID)]
    await connection.execute(insert(members), people)
    return made


async def _list_again(
    services: Services, connection: AsyncConnection, user_id: int, chat_id: int
) -> None:
    mine = (members.c.chat_id == chat_id, members.c.user_id == user_id)
    if await connection.scalar(select(members.c.listed).where(*mine)):
        return
    state = await take_state(connection, user_id)
    await connection.execute(update(members).where(*mine).values(listed=True, state=state))
    chat = await load_chat(services, connection, user_id, chat_id)

    def announce() -> None:
        services.rosters.forget([chat_id])
        services.hub.publish([user_id], ChatNew(chat=chat, state=state))

    services.database.after_commit(connection, announce)


async def _take_out_of_archive(
    services: Services, connection: AsyncConnection, user_id: int, chat_id: int
) -> None:
    mine = (members.c.chat_id == chat_id, members.c.user_id == user_id)
    hears = (members.c.archived, unmuted(services.clock.now()))
    if not await connection.scalar(select(members.c.listed).where(*mine, *hears)):
        return
    state = await take_state(connection, user_id)
    await connection.execute(update(members).where(*mine).values(archived=False, state=state))
    chat = await load_chat(services, connection, user_id, chat_id)
    announce = partial(services.hub.publish, [user_id], ChatUpdated(chat=chat, state=state))
    services.database.after_commit(connection, announce)
