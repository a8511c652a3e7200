"""Migrations: they make the tables of the code, on both databases, forward and back."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, insert, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from messenger.db.engine import async_url, sqlite_url
from messenger.db.tables import metadata
from messenger.db.tables.search import is_compared, is_index
from messenger.db.upgrade import alembic_config, newest_revision, upgrade
from messenger.settings import Settings
from tests.postgres import fresh_database

T = TypeVar("T")

FIRST = "0001"
# A row of each table as the first migration made it; each refers to those before it.
ROWS: dict[str, dict[str, Any]] = {
    "users": {
        "id": 1,
        "username": "ada",
        "email": "ada@example.org",
        "name": "Ада 🐘",
        "name_folded": "ада 🐘",
        "password_hash": "$argon2id$",
        "state": 2**62,
        "created_at": 1,
    },
    "chats": {"id": 2, "kind": "direct", "pair_key": "1:3", "active_at": 4, "created_at": 4},
    "sessions": {
        "id": 3,
        "user_id": 1,
        "token_hash": b"\x00\xff" * 16,
        "device": "a phone",
        "address": "::1",
        "created_at": 5,
        "last_used_at": 5,
        "expires_at": 6,
    },
    "members": {"chat_id": 2, "user_id": 1, "pinned": True, "joined_at": 7},
    "drafts": {"chat_id": 2, "user_id": 1, "text": "to be", "updated_at": 8},
    "messages": {
        "chat_id": 2,
        "seq": 1,
        "version": 1,
        "sender_id": 1,
        "client_id": b"\x01" * 16,
        "kind": "text",
        "text": "hello 🐘",
        "format": "plain",
        "sent_at": 9,
    },
    "hidden_messages": {"user_id": 1, "chat_id": 2, "seq": 1, "state": 1},
}


class Migrated:
    """A database of its own for a test, to be brought to any revision."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        url = async_url(settings.database_url) or sqlite_url(settings.sqlite_path)
        self.engine: AsyncEngine = create_async_engine(url)

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Return what work returns; it is handed a connection with a transaction."""
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)

    async def down(self, revision: str) -> None:
        """Go back to a revision."""

        def work(connection: Connection) -> None:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.downgrade(config, revision)

        await self.run(work)

    async def up(self, revision: str = "head") -> None:
        """Go forward as the program does."""
        await upgrade(self.settings, revision)

    async def tables(self) -> set[str]:
        """Return the names of the tables that there are."""
        found = await self.run(lambda connection: inspect(connection).get_table_names())
        return {name for name in found if not is_index(name)}


@pytest.fixture
async def empty(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Migrated]:
    """A database without a table."""
    url = ""
    if database == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_cluster"))
    migrated = Migrated(Settings(data_dir=tmp_path, database_url=url))
    yield migrated
    await migrated.engine.dispose()


async def test_up_down_and_up_again(empty: Migrated) -> None:
    """Going back leaves nothing that going forward would meet."""
    expected = {*metadata.tables, "alembic_version"}

    await empty.up()
    assert expected == await empty.tables()
    await empty.down("base")
    assert {"alembic_version"} == await empty.tables()
    await empty.up()
    assert expected == await empty.tables()


async def test_alembic_finds_nothing_to_add(empty: Migrated) -> None:
    """Tables, columns with their types, indexes, and keys are those of the code."""
    await empty.up()

    def differences(connection: Connection) -> list[Any]:
        options = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    assert [] == await empty.run(differences)


async def test_the_tables_are_those_that_the_code_would_make(empty: Migrated) -> None:
    """With the defaults and the checks, which Alembic does not compare."""
    await empty.up()
    migrated = await empty.run(described)
    await empty.down("base")
    await empty.run(metadata.create_all)

    assert await empty.run(described) == migrated
    assert migrated.keys() == set(metadata.tables)


async def test_what_people_wrote_survives_every_migration(empty: Migrated) -> None:
    """A row of each table of the first release is there at the end, letter for letter."""
    await empty.up(FIRST)
    await empty.run(fill)
    before = await empty.run(contents)

    await empty.up()
    await empty.up()

    after = await empty.run(contents)
    for name, row in ROWS.items():
        assert row.items() <= before[name].items()
        assert row.items() <= after[name].items()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("revision", ["0023", "0024"])
async def test_the_index_has_everything_after_going_back(empty: Migrated, revision: str) -> None:
    """What was left to come in later comes in; going forward again, nothing is left."""
    await empty.up(FIRST)
    await empty.run(fill)
    await empty.up()

    def leave(connection: Connection) -> None:
        connection.execute(text("DELETE FROM message_index_terms"))
        connection.execute(text("UPDATE message_index_reach SET term_id = 0"))

    await empty.run(leave)
    found = text("SELECT count(*) FROM message_index WHERE message_index MATCH 'hello'")
    left = text(
        "SELECT count(*) FROM messages WHERE term_id > (SELECT term_id FROM message_index_reach)"
    )

    assert 0 == await empty.run(lambda connection: connection.scalar(found))
    await empty.down(revision)
    assert 1 == await empty.run(lambda connection: connection.scalar(found))
    await empty.up()
    assert 1 == await empty.run(lambda connection: connection.scalar(found))
    assert 0 == await empty.run(lambda connection: connection.scalar(left))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_was_found_and_what_was_not_yet_is_found_after_going_forward(
    empty: Migrated,
) -> None:
    """Messages lose their terms, and only those that were in the index are in the new one."""
    await empty.up(FIRST)
    await empty.run(fill)
    await empty.up("0024")
    one_more = """
        INSERT INTO messages (chat_id, seq, version, sender_id, client_id, kind, text, format,
            sent_at, term_id, terms)
        SELECT chat_id, 2, 2, sender_id, x'02', kind, 'hello again', format,
            sent_at, term_id + 1, '_c2' FROM messages
    """
    await empty.run(lambda connection: connection.execute(text(one_more)))

    await empty.up()

    def state(connection: Connection) -> list[Any]:
        counts = (
            "SELECT count(*) FROM message_index WHERE message_index MATCH 'hello'",
            "SELECT count(*) FROM message_index_terms",
            "SELECT count(*) FROM messages WHERE terms IS NOT NULL",
            "SELECT max(term_id) FROM messages",
        )
        return [connection.scalar(text(each)) for each in counts]

    [found, kept, left, newest] = await empty.run(state)
    assert (1, 1, 0) == (found, kept, left)
    reach = text("SELECT term_id FROM message_index_reach")
    assert newest - 1 == await empty.run(lambda connection: connection.scalar(reach))
    gone = text("DELETE FROM messages WHERE seq = 1")
    await empty.run(lambda connection: connection.execute(gone))
    assert [0, 0] == (await empty.run(state))[:2]


async def test_the_migrations_are_one_line(empty: Migrated) -> None:
    """From the first to one head: nobody has to choose."""
    script = ScriptDirectory.from_config(alembic_config())

    await empty.up()

    [head] = script.get_heads()
    assert [FIRST] == script.get_bases()
    assert head == newest_revision()
    version = text("SELECT version_num FROM alembic_version")
    assert head == await empty.run(lambda connection: connection.scalar(version))


def fill(connection: Connection) -> None:
    """Write the rows into the tables as they are at that moment."""
    found = MetaData()
    found.reflect(connection)
    for name, row in ROWS.items():
        connection.execute(insert(found.tables[name]).values(row))


def contents(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return the one row of each table."""
    found = MetaData()
    found.reflect(connection)
    return {
        name: dict(connection.execute(select(found.tables[name])).mappings().one()) for name in ROWS
    }


def described(connection: Connection) -> dict[str, Any]:
    """Return everything that the database says of each table, in an order of its own."""
    inspector = inspect(connection)
    return {
        name: {
            "columns": {
                column["name"]: {key: str(value) for key, value in column.items()}
                for column in inspector.get_columns(name)
            },
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": _sorted(inspector.get_foreign_keys(name)),
            "unique": _sorted(inspector.get_unique_constraints(name)),
            "checks": _sorted(inspector.get_check_constraints(name)),
            "indexes": _sorted(map(_index, inspector.get_indexes(name))),
            "options": inspector.get_table_options(name),
        }
        for name in inspector.get_table_names()
        if name != "alembic_version" and not is_index(name)
    }


def _index(found: Any) -> dict[str, Any]:
    options = found.get("dialect_options", {})
    return {**found, "dialect_options": {key: str(value) for key, value in options.items()}}


def _sorted(found: Any) -> list[str]:
    return sorted(repr(sorted(each.items())) for each in found)
