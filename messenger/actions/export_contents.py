"""What a copy of a person's data holds, written file by file in bounded memory."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, and_, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import (
    accounts,
    blocks,
    contacts,
    devices,
    exceptions,
    folders,
    help_desk,
    reminders,
    two_factor,
)
from messenger.actions.access import Viewer
from messenger.actions.chat_views import build_chat, chats_query, may_hold_words_of, visible
from messenger.actions.history import NEWER
from messenger.actions.message_views import message_for
from messenger.actions.people import DELETED
from messenger.actions.scheduled import build_all_scheduled
from messenger.catalogues import translator
from messenger.clock import rfc3339
from messenger.db.tables import (
    attachments,
    chats,
    drafts,
    media,
    media_files,
    members,
    messages,
    reports,
    scheduled_messages,
    users,
)
from messenger.errors import N_
from messenger.events.objects import RULES, Chat, Rule
from messenger.services import Services
from messenger.storage.exports import Archive, Entry

FORMAT = 1
PAGE = 200
LONGEST_END = 10
README = (
    N_("This is a copy of your data in Dash Messenger: account @{nick}, made on {time}."),
    N_("profile.json, settings.json: what you have said of yourself and chosen."),
    N_("contacts.json, blocked.json: the people you keep and those you have shut out."),
    N_("sessions.json: where you are signed in, your passkeys and remembered devices."),
    N_("chats.json: your chats; the messages of each lie in the folder chats."),
    N_("folders.json: the folders that you sort your chats into."),
    N_("drafts.json: what you have begun to write."),
    N_("scheduled.json: the messages that you have scheduled."),
    N_("reminders.json: the messages of which you want to be reminded."),
    N_("media.json: your files, which lie in the folder media."),
    N_("questions.json: what you have asked the administrators, and what was answered."),
    N_("reports.json: what you have reported to the administrators."),
    N_("manifest.json: every file with its SHA-256, and how much there is of everything."),
    N_("A deleted message has no text. All times are in UTC."),
)

Report = Callable[[int, int], Awaitable[None]]


class Contents:
    """Everything that one person may see of what is theirs."""

    def __init__(self, services: Services, viewer: Viewer, archive: Archive, language: str) -> None:
        self._services = services
        self._viewer = viewer
        self._archive = archive
        self._translate = translator(language).gettext
        self._counts: dict[str, int] = {}
        self._people: dict[int, str] = {}
        self._done = 0

    async def write(self, report: Report) -> None:
        """Write all of it; `report` is told how many of how many messages are written."""
        account = await accounts.get_account(self._services, self._viewer)
        nick = account.user.username
        await self._readme(nick)
        await self._account(account)
        await self._relations()
        await self._sessions()
        await self._chats(report)
        await self._folders()
        await self._drafts()
        await self._scheduled()
        await self._media(lambda: report(self._done, self._done))
        await self._questions()
        await self._reports()
        manifest = {
            "format": FORMAT,
            "made_at": self._now(),
            "account": {"id": account.user.id, "nick": nick},
            "counts": self._counts,
            "files": self._archive.files,
        }
        await self._archive.add("manifest.json", _json(manifest))

    async def _readme(self, nick: str) -> None:
        facts = {"nick": nick, "time": self._now()}
        lines = [self._translate(line).format_map(facts) for line in README]
        await self._archive.add("README.txt", ("\n\n".join(lines) + "\n").encode())

    async def _account(self, account: accounts.Account) -> None:
        query = select(users.c.created_at).where(users.c.id == self._viewer.user_id)
        async with self._services.database.reading() as connection:
            born = await connection.scalar(query)
        user = account.user
        profile = {
            "id": user.id,
            "nick": user.username,
            "name": user.name,
            "bio": user.bio,
            "email": account.email,
            "is_admin": account.is_admin,
            "created_at": rfc3339(born or 0),
        }
        settings = {
            "language": account.language,
            "markdown": account.markdown,
            "privacy": account.privacy,
            "exceptions": {rule: await self._exceptions(rule) for rule in RULES},
        }
        await self._archive.add("profile.json", _json(profile))
        await self._archive.add("settings.json", _json(settings))

    async def _exceptions(self, rule: Rule) -> list[dict[str, Any]]:
        made = await exceptions.list_exceptions(self._services, self._viewer, rule=rule)
        return [{"nick": each.user.username, "allow": each.allow} for each in made]

    async def _relations(self) -> None:
        for name, read in (("contacts", contacts.list_contacts), ("blocked", blocks.list_blocks)):
            people = await read(self._services, self._viewer)
            rows = [{"id": each.id, "nick": each.username, "name": each.name} for each in people]
            await self._list(name, rows)

    async def _sessions(self) -> None:
        status = await two_factor.get_status(self._services, self._viewer)
        rows = [
            {key: value for key, value in msgspec.to_builtins(each).items() if key != "current"}
            for each in await devices.list_sessions(self._services, self._viewer)
        ]
        content = {
            "sessions": rows,
            "two_factor": status.enabled,
            "passkeys": status.passkeys,
            "remembered_devices": status.devices,
        }
        self._counts["sessions"] = len(rows)
        await self._archive.add("sessions.json", _json(content))

    async def _chats(self, report: Report) -> None:
        total = await self._count_messages()
        told: list[dict[str, Any]] = []
        last = 0
        while page := await self._page_of_chats(last):
            for chat in page:
                count = await self._messages(chat, lambda: report(self._done, total))
                told.append(_chat_facts(chat) | {"messages": count})
            last = int(page[-1].id)
        self._counts["messages"] = self._done
        await self._list("chats", told)

    async def _messages(self, chat: Chat, report: Callable[[], Awaitable[None]]) -> int:
        """Write the messages of a chat page by page, and return how many there are."""
        before = self._done
        async with self._archive.file(f"chats/{chat.id}.json") as entry:
            await entry.write(_json(_chat_facts(chat)).rstrip(b"}\n") + b',\n"messages": [')
            seq = 0
            while rows := await self._page_of_messages(chat, seq):
                await self._write_page(entry, rows, first=self._done == before)
                seq = rows[-1].seq + 1
                await report()
            await entry.write(b"\n]}\n")
        return self._done - before

    async def _write_page(self, entry: Entry, rows: list[Row[Any]], *, first: bool) -> None:
        await self._meet({row.sender_id for row in rows})
        told = [msgspec.json.encode(self._message(row)) for row in rows]
        await entry.write((b"\n" if first else b",\n") + b",\n".join(told))
        self._done += len(rows)

    def _message(self, row: Row[Any]) -> dict[str, Any]:
        message: dict[str, Any] = msgspec.to_builtins(message_for(self._viewer.user_id, row))
        for ours in ("chat_id", "client_id", "version"):
            message.pop(ours)
        return {"author": self._people[row.sender_id], **message}

    async def _meet(self, ids: set[int]) -> None:
        query = select(users.c.id, users.c.name, users.c.deleted_at).where(
            users.c.id.in_(ids - self._people.keys())
        )
        async with self._services.database.reading() as connection:
            for row in await connection.execute(query):
                gone = row.deleted_at is not None
                self._people[row.id] = self._translate(DELETED) if gone else row.name

    async def _page_of_chats(self, last: int) -> list[Chat]:
        query = (
            chats_query(self._viewer.user_id)
            .where(members.c.listed, chats.c.id > last)
            .order_by(chats.c.id)
            .limit(PAGE)
        )
        async with self._services.database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [build_chat(self._services, self._viewer.user_id, row) for row in rows]

    async def _page_of_messages(self, chat: Chat, seq: int) -> list[Row[Any]]:
        asked = {"viewer": self._viewer.user_id, "chat": int(chat.id), "seq": seq, "most": PAGE}

        async def read(connection: AsyncConnection) -> list[Row[Any]]:
            return list((await connection.execute(NEWER, asked)).all())

        return await self._services.database.read(read)

    async def _count_messages(self) -> int:
        me = self._viewer.user_id
        mine = and_(members.c.chat_id == messages.c.chat_id, members.c.user_id == me)
        query = (
            select(func.count())
            .select_from(messages.join(members, mine))
            .where(members.c.listed, visible(messages, me, members.c.cleared_to))
        )
        async with self._services.database.reading() as connection:
            return int(await connection.scalar(query) or 0)

    async def _folders(self) -> None:
        made = await folders.list_folders(self._services, self._viewer)
        await self._list("folders", [msgspec.to_builtins(each) for each in made])

    async def _drafts(self) -> None:
        query = select(drafts).where(drafts.c.user_id == self._viewer.user_id)
        async with self._services.database.reading() as connection:
            rows = (await connection.execute(query.order_by(drafts.c.chat_id))).all()
        told = [
            {"chat_id": str(row.chat_id), "text": row.text, "updated_at": rfc3339(row.updated_at)}
            for row in rows
        ]
        await self._list("drafts", told)

    async def _scheduled(self) -> None:
        mine = scheduled_messages.c.user_id == self._viewer.user_id
        query = select(scheduled_messages).where(mine).order_by(scheduled_messages.c.send_at)
        async with self._services.database.reading() as connection:
            rows = (await connection.execute(query)).all()
            scheduled = await build_all_scheduled(connection, rows)
        told = [msgspec.to_builtins(each) for each in scheduled]
        await self._list("scheduled", told)
        wished = await reminders.list_reminders(self._services, self._viewer)
        await self._list("reminders", [msgspec.to_builtins(each) for each in wished])

    async def _media(self, report: Callable[[], Awaitable[None]]) -> None:
        """Write the files of the person, and those of others that they have sent on."""
        told = []
        ids = await self._ids_of_files()
        for page in (ids[at : at + PAGE] for at in range(0, len(ids), PAGE)):
            for row in await self._files_of(page):
                name = f"media/{row.media_id}-{row.label}{suffix_of(row.called, row.mime)}"
                async with self._archive.file(name) as entry:
                    async for chunk in self._services.contents.open(row.key):
                        await entry.write(chunk)
                told.append(_media_facts(row) | {"file": name})
                await report()
        await self._list("media", told)

    async def _ids_of_files(self) -> list[int]:
        me = self._viewer.user_id
        there = (messages.c.chat_id == attachments.c.chat_id, messages.c.seq == attachments.c.seq)
        possible = select(chats.c.id).where(may_hold_words_of(me))
        sent = (
            select(attachments.c.media_id)
            .join(messages, and_(*there))
            .where(attachments.c.chat_id.in_(possible), messages.c.sender_id == me)
        )
        async with self._services.database.reading() as connection:
            found = await connection.scalars(
                union(select(media.c.id).where(media.c.owner_id == me), sent)
            )
            return sorted(found)

    async def _files_of(self, media_ids: Sequence[int]) -> Sequence[Row[Any]]:
        query = (
            select(media.c.purpose, media.c.name.label("called"), media.c.created_at, media_files)
            .join(media_files, media_files.c.media_id == media.c.id)
            .where(media.c.id.in_(media_ids))
            .order_by(media_files.c.media_id, media_files.c.label)
        )
        async with self._services.database.reading() as connection:
            return (await connection.execute(query)).all()

    async def _questions(self) -> None:
        told = []
        for ticket in await help_desk.list_tickets(self._services, self._viewer):
            thread = await help_desk.get_ticket(self._services, self._viewer, ticket_id=ticket.id)
            told.append(msgspec.to_builtins(thread))
        await self._list("questions", told)

    async def _reports(self) -> None:
        query = select(reports).where(reports.c.reporter_id == self._viewer.user_id)
        async with self._services.database.reading() as connection:
            rows = (await connection.execute(query.order_by(reports.c.id))).all()
        told = [
            {
                "chat_id": str(row.chat_id),
                "text": row.text,
                "files": msgspec.json.decode(row.files) if row.files else [],
                "sent_at": rfc3339(row.sent_at),
                "reason": row.reason,
                "comment": row.comment,
                "reported_at": rfc3339(row.created_at),
            }
            for row in rows
        ]
        await self._list("reports", told)

    async def _list(self, name: str, rows: list[dict[str, Any]]) -> None:
        self._counts[name] = len(rows)
        await self._archive.add(f"{name}.json", _json(rows))

    def _now(self) -> str:
        return rfc3339(self._services.clock.now())


def _chat_facts(chat: Chat) -> dict[str, Any]:
    facts = {"id": chat.id, "kind": chat.kind, "title": chat.title}
    if chat.kind == "group":
        facts |= {"description": chat.description, "role": chat.role}
    return facts | {"file": f"chats/{chat.id}.json"}


def _media_facts(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": str(row.media_id),
        "purpose": row.purpose,
        "name": row.called,
        "mime": row.mime,
        "size": row.size,
        "created_at": rfc3339(row.created_at),
    }


def suffix_of(name: str, mime: str) -> str:
    """Return how the name of a file ends: as its type says, else as its person called it."""
    known = {"image/webp": ".webp", "image/jpeg": ".jpg", "image/png": ".png"}
    ending = name.rpartition(".")[2]
    if mime in known or not (ending.isascii() and ending.isalnum() and len(ending) <= LONGEST_END):
        return known.get(mime, "")
    return f".{ending.lower()}"


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
