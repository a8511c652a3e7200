"""A thousand messages, or a million, to be found: made in a minute, the same in both databases.

Words are drawn as people use them, the first of a list far more often than the last (Zipf 1949).
"""

import asyncio
import csv
import io
import random
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import asyncpg
from sqlalchemy import create_engine, insert, select
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.ids import term_id
from messenger.db.tables import chats, members, sessions, users
from messenger.db.upgrade import upgrade
from messenger.search.terms import by_sender, in_chat, terms_of
from messenger.settings import Settings
from tests.load.client_ids import ordered_id
from tests.load.seed import Person, Seed

CHATS, MINE = 400, 100
WORDS, TEXTS, WITH_LINK = 30_000, 50_000, 50
NEEDLE = "иголка"
CONSONANTS, VOWELS = "бвгдзклмнпрст", "аеиоуы"
APART = 1000
PAGE = 10_000
COLUMNS = (
    *("chat_id", "seq", "version", "created_version", "sender_id", "client_id", "kind", "text"),
    *("format", "sent_at", "deleted", "term_id"),
)
INSERT = f"INSERT INTO messages ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - names
INSERT_TERMS = "INSERT INTO message_index_terms (term_id, terms) VALUES (?, ?)"
# As they would have come to PostgreSQL: in the order of time.
READ = f"""
    SELECT {", ".join(COLUMNS)}, kept.terms
    FROM messages LEFT JOIN message_index_terms AS kept USING (term_id) ORDER BY term_id
"""  # noqa: S608 - of columns
GATHERED = ("ix_messages_term_id",)
BEFORE_COPY = (
    "SET session_replication_role = replica; SET maintenance_work_mem = '256MB';"
    "DROP INDEX ix_messages_terms"
)
FILL_INDEX = (
    "INSERT INTO message_index (message_index) VALUES ('rebuild')",
    "UPDATE message_index_reach SET term_id = (SELECT max(term_id) FROM messages)",
)
AFTER_COPY = "CREATE INDEX ix_messages_terms ON messages USING gin (terms)"

Row = tuple[object, ...]
Place = tuple[int, Person, Person]
# A text, and what it is found by but for where it is said.
Said = tuple[str, str]


@dataclass(frozen=True)
class Searched:
    """Whose messages are searched, and for what."""

    person: Person
    """Is in a hundred of the four hundred chats."""
    busy: Person
    """Is in the rest, more than the index is asked for by name."""
    stranger: Person
    """Is in a chat in which nothing was said."""
    other: Person
    """Is with the person in the chat."""
    chat: int
    words: list[str]
    began: int
    ended: int


def fill(data_dir: Path, count: int) -> Searched:
    """Make so many messages in a fresh data folder."""
    chance = random.Random(1)
    words = [_word(chance) for _ in range(WORDS)]
    seed = Seed(data_dir)
    person, busy, stranger, *others = seed.people(CHATS + 3)
    pairs = [(person if at < MINE else busy, other) for at, other in enumerate(others)]
    places = [(seed.direct(*pair), *pair) for pair in pairs]
    seed.direct(stranger, others[0])
    seed.close()
    ended = int(time.time() * 1000)
    rows = _rows(places, _texts(words, chance), count, ended)
    _write(Settings(data_dir=data_dir).sqlite_path, rows)
    began = ended - count * APART
    return Searched(person, busy, stranger, others[0], places[0][0], words, began, ended)


def copy_to_postgres(sqlite: Path, url: str, data_dir: Path) -> None:
    """Make a database the same as that of a data folder; it is served from a folder of its own."""
    data_dir.mkdir()
    asyncio.run(_copy(Settings(data_dir=sqlite), Settings(data_dir=data_dir, database_url=url)))


def _word(chance: random.Random) -> str:
    syllables = range(chance.randint(2, 4))
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in syllables)


def _texts(words: list[str], chance: random.Random) -> list[Said]:
    made = []
    for number in range(TEXTS):
        places = (int(WORDS * chance.random() ** 4) for _ in range(chance.randint(3, 15)))
        text = " ".join(words[place] for place in places)
        if number % WITH_LINK == 0:
            text += f" https://example.org/{number}"
        _, _, terms = terms_of(0, 0, "text", text).split(" ", 2)
        made.append((text, terms))
    return made


def _rows(places: list[Place], texts: list[Said], count: int, ended: int) -> Iterator[Row]:
    # Chat after chat, as they lie in the table: that takes a third of the time.
    chance = random.Random(3)
    for first, (chat, *both) in enumerate(places):
        for seq, number in enumerate(range(first, count, CHATS), 1):
            at, sender = ended - (count - number) * APART, both[seq % 2].id
            text, terms = chance.choice(texts)
            if number == count // 2:
                text, terms = f"{text} {NEEDLE}", f"{terms} {NEEDLE}"
            terms = f"{in_chat(chat)} {by_sender(sender)} {terms}"
            said = (chat, seq, seq, seq, sender, ordered_id(at), "text", text, "plain", at)
            yield (*said, False, term_id(at), terms)


def _write(path: Path, rows: Iterator[Row]) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -256000")
        names = ", ".join(f"'{name}'" for name in GATHERED)
        made = connection.execute(f"SELECT sql, name FROM sqlite_master WHERE name IN ({names})")  # noqa: S608 - names
        indexes = made.fetchall()
        for _, name in indexes:
            connection.execute(f"DROP INDEX {name}")
        while page := list(islice(rows, PAGE)):
            connection.executemany(INSERT, (row[:-1] for row in page))
            connection.executemany(INSERT_TERMS, (row[-2:] for row in page))
        for sql, _ in indexes:
            connection.execute(sql)
        for statement in FILL_INDEX:
            connection.execute(statement)
        last = "SELECT coalesce(max(seq), 0) FROM messages WHERE chat_id = id"
        connection.execute(f"UPDATE chats SET last_seq = ({last}), version = ({last})")  # noqa: S608 - as above


async def _copy(source: Settings, target: Settings) -> None:
    await upgrade(target)
    reader = create_engine(f"sqlite:///{source.sqlite_path}")
    writer = create_async_engine(target.database_url)
    async with writer.begin() as connection:
        with reader.connect() as there:
            for table in (users, sessions, chats, members):
                rows = [dict(row) for row in there.execute(select(table)).mappings()]
                await connection.execute(insert(table), rows)
    await writer.dispose()
    reader.dispose()
    connection = await asyncpg.connect(target.database_url.replace("+asyncpg", ""))
    await connection.execute(BEFORE_COPY)
    lines = _lines(source.sqlite_path)
    await connection.copy_to_table(
        "messages", source=lines, columns=(*COLUMNS, "terms"), format="csv"
    )
    await connection.execute(AFTER_COPY)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def _lines(path: Path) -> AsyncIterator[bytes]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(READ)
        while page := rows.fetchmany(PAGE):
            written = io.StringIO()
            csv.writer(written).writerows(map(_cells, page))
            yield written.getvalue().encode()


def _cells(row: Row) -> list[object]:
    return [f"\\x{cell.hex()}" if isinstance(cell, bytes) else cell for cell in row]
