"""What SQLite has logged is copied into the database while others write."""

import asyncio
import logging
import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.checkpoints import EVERY, LARGEST_LOG, NICENESS, Checkpoints
from messenger.db.in_thread import Threads
from messenger.db.sqlite import SqliteDatabase

PATIENCE = 10.0
PAGE = 4096
# Each of these fills some pages of the log.
ROW = text("INSERT INTO words (word) VALUES (hex(randomblob(8000)))")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    """A database with a table of words."""
    database = SqliteDatabase(tmp_path / "words.db")
    async with database.writing() as connection:
        await connection.execute(text("CREATE TABLE words (word TEXT)"))
    yield database
    await database.close()


async def write_one(connection: AsyncConnection) -> None:
    """Add a row."""
    await connection.execute(ROW)


async def write_little(connection: AsyncConnection) -> None:
    """Add a row that fills no page."""
    await connection.execute(text("INSERT INTO words (word) VALUES ('word')"))


def count_without_log(tmp_path: Path) -> int:
    """Return how many rows the file of the database has by itself."""
    shutil.copy(tmp_path / "words.db", alone := tmp_path / "alone.db")
    connection = sqlite3.connect(alone)
    try:
        (count,) = connection.execute("SELECT count(*) FROM words").fetchone()
    except sqlite3.DatabaseError:
        return 0
    finally:
        connection.close()
    return int(count)


def count_beginnings(tmp_path: Path) -> int:
    """Return how often the log was begun (sqlite.org/fileformat.html, "WAL Header")."""
    with (tmp_path / "words.db-wal").open("rb") as log:
        return int.from_bytes(log.read(16)[12:])


def has_by_itself(tmp_path: Path, count: int) -> bool:
    """Return whether it is that many."""
    return count_without_log(tmp_path) >= count


def has_told(caplog: pytest.LogCaptureFixture, times: int) -> bool:
    """Return whether a failure was told so often."""
    return caplog.text.count("a checkpoint failed") == times


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("by_block", [False, True])
async def test_what_was_committed_is_copied(
    database: SqliteDatabase, tmp_path: Path, *, by_block: bool
) -> None:
    """By whichever way it was written, and long before the writer has to."""
    for _ in range(EVERY):
        if by_block:
            async with database.writing() as connection:
                await connection.execute(ROW)
        else:
            await database.write(write_one)
    await until(partial(has_by_itself, tmp_path, EVERY - 1))


async def test_the_log_is_used_again(database: SqliteDatabase, tmp_path: Path) -> None:
    """It does not grow for ever: what is copied makes room."""
    sizes = []
    for turn in range(1, 6):
        for _ in range(EVERY):
            await database.write(write_one)
        await until(partial(has_by_itself, tmp_path, turn * EVERY - 1))
        sizes.append((tmp_path / "words.db-wal").stat().st_size)
    assert sizes[-1] < 2 * sizes[0]


async def test_the_log_begins_anew_beside_who_writes(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    """Also where all of it is never copied, and before who writes has to."""
    begun = count_beginnings(tmp_path)
    while count_beginnings(tmp_path) < begun + 2:
        await database.write(write_little)
        assert (tmp_path / "words.db-wal").stat().st_size < LARGEST_LOG * PAGE


async def test_the_end_does_not_wait_for_the_next_one(
    database: SqliteDatabase, tmp_path: Path
) -> None:
    """And leaves everything in the file."""
    for _ in range(2 * EVERY):
        await database.write(write_one)
    await database.close()
    assert not (tmp_path / "words.db-wal").exists()
    assert 2 * EVERY == count_without_log(tmp_path)


async def test_one_that_fails_is_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log still has everything."""
    copier, other = (
        create_engine(f"sqlite:///{tmp_path / 'missing' / 'words.db'}") for _ in range(2)
    )
    writer = Threads(other, 1, "writer", write=True)
    checkpoints = Checkpoints(copier, writer, asyncio.Lock())
    caplog.set_level(logging.WARNING)
    for turn in range(1, 3):
        for _ in range(EVERY):
            checkpoints.count()
        await until(partial(has_told, caplog, turn))
    await checkpoints.close()
    writer.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would be of the whole process")
async def test_the_copying_gives_way(database: SqliteDatabase, tmp_path: Path) -> None:
    """Only that thread: who waits for another one waits for all of it."""
    for _ in range(EVERY):
        await database.write(write_one)
    await until(partial(has_by_itself, tmp_path, EVERY - 1))
    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    given_way = {
        thread.name
        for thread in threading.enumerate()
        if thread.native_id is not None
        and os.getpriority(os.PRIO_PROCESS, thread.native_id) == mine + NICENESS
    }
    assert given_way == {"sqlite-copy"}
