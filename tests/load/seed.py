"""People, chats and histories put straight into the tables of a fresh data folder."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, bindparam, create_engine, insert, select, text, update

from messenger.actions.media_views import PHOTO_EDGES, build_media, encode_attached
from messenger.actions.sessions import hash_token
from messenger.clock import Clock
from messenger.db.ids import new_id, term_id
from messenger.db.tables import (
    attachments,
    authenticators,
    chats,
    contacts,
    media,
    media_files,
    members,
    messages,
    reminders,
    sessions,
    users,
)
from messenger.db.upgrade import upgrade
from messenger.search.terms import terms_of_message
from messenger.settings import Settings
from messenger.storage.contents import key_of
from tests.load.client_ids import ClientIds, ordered_id
from tests.load.seeded_photos import hang

DAY = 86_400_000
TEXT = "A message of a middling length, as people write them all day long."
# What is newer than all in the index comes into it by the server.
PUT_OLD_IN = text(
    """
    INSERT INTO message_index_terms (term_id, terms)
    SELECT :number, :terms WHERE :number <= (SELECT term_id FROM message_index_reach)
    """
)
MESSAGES = text(
    """
    WITH RECURSIVE numbers(seq) AS (
        SELECT 1 UNION ALL SELECT seq + 1 FROM numbers WHERE seq < :count
    )
    INSERT INTO messages
        (chat_id, seq, version, created_version, sender_id, client_id, kind, text, format, sent_at,
         deleted)
    SELECT :chat, seq, seq, seq, CASE WHEN seq % 2 THEN :first ELSE :second END, client_id(sent_at),
           'text', coalesce(printf(:text, seq), ''), 'plain', sent_at, 0
    FROM (SELECT seq, :now - (:count - seq) * :apart AS sent_at FROM numbers)
    """
)


@dataclass(frozen=True)
class Person:
    """Somebody with a session."""

    id: int
    token: str
    name: str


class Seed:
    """A data folder that is filled: a fresh one before a server opens it, or one that is served.

    In the latter people have nicks of their own, whoever else is called the same.
    """

    def __init__(self, data_dir: Path) -> None:
        settings = Settings(data_dir=data_dir)
        self._media_path = settings.media_path
        self._is_shared = data_dir.exists()
        if not self._is_shared:
            data_dir.mkdir(parents=True)
            asyncio.run(upgrade(settings))
        self._settings = settings
        self._engine = create_engine(f"sqlite:///{settings.sqlite_path}")
        self._now = Clock().now()
        # Random ids made as fast as here would meet.
        self._ids = count(new_id())

    def people(self, number: int) -> list[Person]:
        """Make people who have just signed in."""
        return self.named([f"p{each:03}" for each in range(number)])

    def named(self, names: Sequence[str]) -> list[Person]:
        """Make people of these names, whose nicks begin with the same in small letters."""
        made = [Person(next(self._ids), secrets.token_urlsafe(32), name) for name in names]
        with self._engine.begin() as connection:
            connection.execute(insert(users), [self._account(each) for each in made])
            connection.execute(insert(sessions), [self._session(each) for each in made])
        return made

    def direct(self, first: Person, second: Person) -> int:
        """Make the chat of two people and return its id."""
        key = ":".join(str(each) for each in sorted((first.id, second.id)))
        with self._engine.begin() as connection:
            return self._chat(connection, "direct", key, [first, second])

    def directs(self, person: Person, others: Sequence[Person]) -> list[int]:
        """Make somebody's chats with others, a read message in each, every day an older one."""
        with self._engine.begin() as connection:
            return [
                self._greeting(connection, person, other, self._now - place * DAY)
                for place, other in enumerate(others)
            ]

    def group(self, people: Sequence[Person]) -> int:
        """Make a group, which the first of them owns, and return its id."""
        with self._engine.begin() as connection:
            chat_id = self._chat(connection, "group", None, people)
            counted = update(chats).where(chats.c.id == chat_id)
            connection.execute(counted.values(title="Everybody", member_count=len(people)))
            first = (members.c.chat_id == chat_id, members.c.user_id == people[0].id)
            connection.execute(update(members).where(*first).values(role="owner"))
        return chat_id

    def history(
        self,
        chat_id: int,
        people: tuple[Person, Person],
        number: int,
        ids: ClientIds = ordered_id,
        *,
        words: str = TEXT,
        apart: int = 1000,
    ) -> None:
        """Fill an empty chat with messages that two people wrote by turns, so many ms apart.

        A `%d` in the words becomes the seq; no words at all are for messages that hold files.
        """
        with self._engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.create_function("client_id", 1, ids)
            connection.execute(
                MESSAGES,
                {
                    "chat": chat_id,
                    "first": people[0].id,
                    "second": people[1].id,
                    "count": number,
                    "text": words,
                    "now": self._now,
                    "apart": apart,
                },
            )
            connection.execute(
                update(chats).where(chats.c.id == chat_id).values(last_seq=number, version=number)
            )

    def show(self, chat_id: int, seqs: Sequence[int], picture: bytes, each: int = 1) -> None:
        """Let messages of a chat hold photos instead of words, so many each.

        All of them are one picture, a WebP of 320 x 240 px.
        """
        key = key_of(picture)
        path = self._media_path / key[:2] / key[2:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture)
        file = {"key": key, "mime": "image/webp", "size": len(picture)}
        with self._engine.begin() as connection:
            for seq in seqs:
                self._attach(connection, (chat_id, seq), file, each)

    def photos(self, chat_id: int, people: tuple[Person, Person], number: int) -> None:
        """Fill an empty chat with photos that two people sent by turns."""
        self.history(chat_id, people, number, words="")
        with self._engine.begin() as connection:
            owners = [each.id for each in people]
            hang(connection, self._settings, chat_id, owners, self._ids)

    def searchable(self) -> None:
        """Let all messages be found that are not yet."""
        query = select(messages).where(messages.c.term_id.is_(None)).order_by(messages.c.sent_at)
        this = (messages.c.chat_id == bindparam("chat"), messages.c.seq == bindparam("place"))
        found = update(messages).where(*this).values(term_id=bindparam("id"))
        with self._engine.begin() as connection:
            for row in connection.execute(query).all():
                number = term_id(row.sent_at)
                connection.execute(found, {"chat": row.chat_id, "place": row.seq, "id": number})
                said = (row.kind, row.text, row.attachments)
                terms = terms_of_message(row.chat_id, row.sender_id, *said)
                connection.execute(PUT_OLD_IN, {"number": number, "terms": terms})

    def read(self, chat_id: int, person: Person, seq: int) -> None:
        """Let somebody have read a chat up to a seq."""
        mine = (members.c.chat_id == chat_id, members.c.user_id == person.id)
        with self._engine.begin() as connection:
            connection.execute(update(members).where(*mine).values(read_seq=seq))

    def contacts(self, person: Person, others: Sequence[Person]) -> None:
        """Let somebody have others as contacts."""
        facts = {"owner_id": person.id, "active": True, "state": 0, "changed_at": self._now}
        with self._engine.begin() as connection:
            connection.execute(insert(contacts), [facts | {"user_id": each.id} for each in others])

    def hurry_reminders(self, person: Person) -> None:
        """Let all be due of which somebody wants to be reminded."""
        theirs = update(reminders).where(reminders.c.user_id == person.id)
        with self._engine.begin() as connection:
            connection.execute(theirs.values(remind_at=self._now))

    def administrator(self, person: Person) -> None:
        """Let somebody be one, who has just proved who they are."""
        mine = update(sessions).where(sessions.c.user_id == person.id)
        with self._engine.begin() as connection:
            connection.execute(update(users).where(users.c.id == person.id).values(is_admin=True))
            connection.execute(mine.values(verified_at=self._now))

    def second_factor(self, person: Person) -> None:
        """Let somebody have switched two factors on, by an authenticator that is lost."""
        row = {"user_id": person.id, "secret": b"", "last_step": 0}
        with self._engine.begin() as connection:
            times = {"started_at": self._now, "confirmed_at": self._now}
            connection.execute(insert(authenticators).values(**row, **times))

    def close(self) -> None:
        """Leave the file to the server."""
        self._engine.dispose()

    def _attach(
        self, connection: Connection, place: tuple[int, int], file: dict[str, Any], number: int
    ) -> None:
        this = (messages.c.chat_id == place[0], messages.c.seq == place[1])
        sent = connection.execute(select(messages).where(*this)).one()
        ids = [next(self._ids) for _ in range(number)]
        row = {"owner_id": sent.sender_id, "purpose": "photo", "name": "photo.webp"}
        row |= {"created_at": sent.sent_at, "width": 320, "height": 240, "status": "ready"}
        connection.execute(insert(media), [row | {"id": each} for each in ids])
        files = [{"media_id": each, "label": edge} for each in ids for edge in PHOTO_EDGES]
        connection.execute(insert(media_files), [each | file for each in files])
        kept = connection.execute(select(media).where(media.c.id.in_(ids)).order_by(media.c.id))
        labels = dict.fromkeys(PHOTO_EDGES, SimpleNamespace(**file))
        shown = encode_attached(build_media(each, labels) for each in kept)
        holds = {"kind": "photo", "text": "", "attachments": shown}
        connection.execute(update(messages).where(*this).values(**holds))
        places = [
            {"chat_id": place[0], "seq": place[1], "place": at, "media_id": each}
            for at, each in enumerate(ids)
        ]
        connection.execute(insert(attachments), places)

    def _chat(
        self, connection: Connection, kind: str, key: str | None, people: Sequence[Person]
    ) -> int:
        chat_id = next(self._ids)
        times = {"active_at": self._now, "created_at": self._now}
        connection.execute(insert(chats).values(id=chat_id, kind=kind, pair_key=key, **times))
        connection.execute(
            insert(members),
            [
                {"chat_id": chat_id, "user_id": person.id, "joined_at": self._now}
                for person in people
            ],
        )
        return chat_id

    def _greeting(self, connection: Connection, person: Person, other: Person, sent_at: int) -> int:
        key = ":".join(str(each) for each in sorted((person.id, other.id)))
        chat_id = self._chat(connection, "direct", key, [person, other])
        said = {"last_seq": 1, "version": 1, "active_at": sent_at}
        connection.execute(update(chats).where(chats.c.id == chat_id).values(**said))
        connection.execute(update(members).where(members.c.chat_id == chat_id).values(read_seq=1))
        message = {"sender_id": other.id, "client_id": ordered_id(sent_at), "kind": "text"}
        words = {"text": f"Hello from {other.name}", "format": "plain", "deleted": False}
        connection.execute(
            insert(messages).values(
                chat_id=chat_id,
                seq=1,
                version=1,
                created_version=1,
                sent_at=sent_at,
                **message,
                **words,
            )
        )
        return chat_id

    def _account(self, person: Person) -> dict[str, Any]:
        folded = person.name.lower()
        nick = f"{folded}.{person.id}" if self._is_shared else folded
        return {
            "id": person.id,
            "username": nick,
            "email": f"{nick}@example.org",
            "name": person.name,
            "name_folded": folded,
            "password_hash": "",
            "created_at": self._now,
        }

    def _session(self, person: Person) -> dict[str, Any]:
        return {
            "id": next(self._ids),
            "user_id": person.id,
            "token_hash": hash_token(person.token),
            "device": "load",
            "address": "127.0.0.1",
            "created_at": self._now,
            "last_used_at": self._now,
            "expires_at": self._now + 30 * DAY,
            "verified_at": self._now,
        }
