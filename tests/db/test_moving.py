"""All data moves to another database, and nobody who is served meanwhile loses anything."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from messenger.__main__ import cli, move_all, unlock_at
from messenger.db import moving
from messenger.db.engine import sqlite_url
from messenger.db.moving import MoveError, Side
from messenger.db.tables import messages, metadata
from messenger.db.upgrade import upgrade_at
from messenger.search.terms import terms_of_message
from messenger.settings import Settings
from tests.databases import Template
from tests.faults.process import Process, started
from tests.faults.program import Program, reach
from tests.faults.talk import check_everything, leave_all, open_ring
from tests.people import ADA, BOB, CAST
from tests.postgres import Cluster, fresh_database
from tests.running import Server
from tests.talk import say, talk, texts

LETTERS = 60

Rows = dict[str, set[tuple[Any, ...]]]


@pytest.fixture
def postgres(postgres_cluster: Cluster) -> str:
    """An empty PostgreSQL database."""
    return fresh_database(postgres_cluster)


@pytest.fixture
async def process(template: Template, tmp_path: Path) -> AsyncIterator[Process]:
    """The program, serving the cast."""
    async with started(template.settings(tmp_path / "data"), tmp_path / "log") as running:
        yield running


@pytest.fixture
def database() -> str:
    """Where the tests begin."""
    return "sqlite"


SAID = """
    SELECT term_id, chat_id, sender_id, kind, text, attachments FROM messages
    WHERE term_id IS NOT NULL
"""
TERMS = {
    "postgresql": "SELECT term_id, terms::text FROM messages WHERE term_id IS NOT NULL",
    "sqlite": "SELECT term_id, terms FROM message_index_terms",
}


async def said_in(url: str) -> dict[int, set[str]]:
    """Return by what each message of a database should be found."""
    async with Side(url) as side, side.snapshot() as seen:
        rows: list[Any] = list(await seen.exec_driver_sql(SAID))
    return {row[0]: set(terms_of_message(*row[1:]).split()) for row in rows}


async def found_in(url: str) -> dict[int, set[str]]:
    """Return by what each message of a database is found."""
    async with Side(url) as side, side.snapshot() as seen:
        rows: list[Any] = list(await seen.exec_driver_sql(TERMS[seen.dialect.name]))
    return {number: set(terms.replace("'", "").split()) for number, terms in rows}


async def everything(url: str) -> Rows:
    """Return all rows of a database, without the terms of messages, which each has elsewhere."""
    rows: Rows = {}
    async with Side(url) as side, side.snapshot() as seen:
        for table in metadata.sorted_tables:
            columns = [column for column in table.c if column is not messages.c.terms]
            found = await seen.execute(select(*columns))
            rows[table.name] = {tuple(row) for row in found.all()}
    return rows


@pytest.mark.timeout(240)
async def test_people_write_while_it_moves_and_go_on_afterwards(
    process: Process, postgres: str
) -> None:
    """Every message is there once, in one order, and each person has seen all of them."""
    ring = await open_ring(process.url)
    programs = [Program(process.url, one.token) for one in CAST]
    for number, program in enumerate(programs):
        mine = [chat.id for chat in ring if CAST[number] in chat.people]
        for letter in range(LETTERS):
            program.say(mine[letter % 2], f"{number}:{letter}")
    await reach(programs, LETTERS)

    await move_all(sqlite_url(process.settings.sqlite_path), postgres)
    for number, program in enumerate(programs):
        mine = [chat.id for chat in ring if CAST[number] in chat.people]
        program.say(mine[0], f"{number}:afterwards")
    await asyncio.sleep(0.5)
    await process.stop()
    process.take(process.settings.model_copy(update={"database_url": postgres}))
    await process.start()
    for program in programs:
        await program.settled()

    assert [LETTERS + 1] * len(programs) == [len(each.sent) for each in programs]
    await check_everything(process.url, ring, programs)
    await leave_all(programs)


async def test_there_and_back_again(server: Server, postgres: str, tmp_path: Path) -> None:
    """All rows are the same in PostgreSQL and in another SQLite file, and are found there."""
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob, "a needle in the hay", "Слова и слова")
    await ada.call("messages.react", chat_id=chat, seq=1, emoji="👍", on=True)
    await server.services.sends.finish()
    source = sqlite_url(server.settings.sqlite_path)
    before = await everything(source)

    await move_all(source, postgres)
    again = sqlite_url(tmp_path / "again.db")
    await move_all(postgres, again)

    assert before == await everything(postgres) == await everything(again)
    assert await said_in(source) == await found_in(postgres) == await found_in(again) != {}
    async with Side(postgres) as side, side.snapshot() as seen:
        checked = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"
        foreign_keys = sum(len(each.foreign_key_constraints) for each in metadata.tables.values())
        assert foreign_keys == (await seen.exec_driver_sql(checked)).scalar()
    async with Side(again) as side, side.snapshot() as seen:
        found = "SELECT count(*) FROM message_index WHERE message_index MATCH 'needle'"
        assert 1 == (await seen.exec_driver_sql(found)).scalar()
        left = "SELECT (SELECT term_id FROM message_index_reach) - max(term_id) FROM messages"
        assert 0 == (await seen.exec_driver_sql(left)).scalar()


async def test_what_has_moved_is_written_to_no_more(server: Server, postgres: str) -> None:
    """Whoever writes is asked to come again; taken back, all is as it was."""
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob)
    source = sqlite_url(server.settings.sqlite_path)
    await move_all(source, postgres)
    late = {"chat_id": chat, "client_id": f"{1:032x}", "kind": "text", "text": "late"}

    assert "unavailable" == await ada.code("messages.send", late)
    assert "unavailable" == await ada.code("account.update", name="Ada the Second")
    assert ["hello"] == await texts(bob, chat)
    with pytest.raises(MoveError, match="moved already"):
        await move_all(source, postgres)

    await unlock_at(source)
    await say(ada, chat, "not late")
    assert ["hello", "not late"] == await texts(bob, chat)


async def test_a_move_that_was_broken_off_goes_on(
    server: Server, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was copied stays, and what has changed of it since is copied again."""
    monkeypatch.setattr(moving, "PAGE", 3)
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob, *map(str, range(10)))
    await upgrade_at(postgres)
    source_url = sqlite_url(server.settings.sqlite_path)

    def break_off(told: str) -> None:
        if told.startswith("members"):
            raise KeyboardInterrupt

    async with Side(source_url) as source, Side(postgres) as target:
        with pytest.raises(KeyboardInterrupt):
            await moving.move(source, target, break_off)
    await ada.call("messages.edit", chat_id=chat, seq=1, text="another")
    await ada.call("account.update", name="Ada the Second")
    await say(bob, chat, "meanwhile")
    await move_all(source_url, postgres)

    assert await everything(source_url) == await everything(postgres)
    async with Side(postgres) as target, target.snapshot() as seen:
        assert 11 == await seen.scalar(select(func.count()).select_from(messages))


async def test_a_difference_is_told(
    server: Server, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is held: the server goes on."""
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await talk(ada, bob)
    copy = moving._insert

    async def spoil(connection: Any, rows: Any) -> None:
        spoilt = {
            table: [row | {"text": "other"} for row in those] if table is messages else those
            for table, those in rows.items()
        }
        await copy(connection, spoilt)

    monkeypatch.setattr(moving, "_insert", spoil)
    with pytest.raises(MoveError, match="messages is not the same"):
        await move_all(sqlite_url(server.settings.sqlite_path), postgres)

    await say(ada, chat, "still here")
    assert "still here" in await texts(bob, chat)


async def test_where_data_is_already_nothing_is_moved(server: Server, postgres: str) -> None:
    """It may be another server's."""
    source = sqlite_url(server.settings.sqlite_path)
    await move_all(source, postgres)
    await unlock_at(source)

    with pytest.raises(MoveError, match="holds data"):
        await move_all(source, postgres)


@pytest.mark.parametrize("to", ["mysql://host/name", "messenger.db", ""])
def test_another_kind_of_database_is_refused(tmp_path: Path, to: str) -> None:
    """By the name of the option."""
    Settings(data_dir=tmp_path).sqlite_path.touch()

    told = CliRunner().invoke(cli, ["db", "move", "--to", to, "--data-dir", str(tmp_path)])

    assert (1, True) == (told.exit_code, told.stderr.startswith("--to:"))


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, postgres: str) -> None:
    """The folder may have been mistyped."""
    told = CliRunner().invoke(cli, ["db", "move", "--to", postgres, "--data-dir", str(tmp_path)])

    assert 1 == told.exit_code
    assert [] == list(tmp_path.iterdir())
    assert Settings(data_dir=tmp_path).sqlite_path.name in told.stderr
