"""One process at a time: a folder of SQLite is held, and upgrades of PostgreSQL wait."""

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.upgrade import (
    ADVISORY_LOCK,
    LOCK_FILE,
    DataInUseError,
    hold_folder,
    prepare_database,
    release_folder,
    upgrade,
)
from messenger.settings import Settings
from tests.postgres import Cluster, fresh_database

HOLD = """
import sys
from pathlib import Path
from messenger.db.upgrade import hold_folder
hold_folder(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""
UPGRADE = """
import asyncio, sys
from pathlib import Path
import messenger.app
from messenger.db.upgrade import upgrade
from messenger.settings import Settings
asyncio.run(upgrade(Settings(data_dir=Path(sys.argv[1]))))
print("alembic" in sys.modules)
"""


def migrate(folder: Path) -> subprocess.CompletedProcess[str]:
    """Let a second process bring the database of a folder up to date."""
    command = [sys.executable, "-m", "messenger", "migrate", "--data-dir", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_second_process_is_refused_in_one_line(tmp_path: Path) -> None:
    """Which names the folder; nothing is made in it."""
    hold_folder(tmp_path)
    try:
        second = migrate(tmp_path)
    finally:
        release_folder(tmp_path)

    assert (1, "") == (second.returncode, second.stdout)
    [line] = second.stderr.splitlines()
    assert f"Another process serves the folder {tmp_path}." in line
    assert [LOCK_FILE] == [path.name for path in tmp_path.iterdir()]


def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    """Whatever the folder is called, it is one."""
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data")
    hold_folder(tmp_path / "data")
    try:
        assert 1 == migrate(tmp_path / "link").returncode
    finally:
        release_folder(tmp_path / "data")


def test_another_folder_is_free(tmp_path: Path) -> None:
    """And so is this one when it is let go."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    hold_folder(tmp_path / "one")
    try:
        assert 0 == migrate(tmp_path / "two").returncode
    finally:
        release_folder(tmp_path / "one")

    assert 0 == migrate(tmp_path / "one").returncode


def test_a_process_holds_its_folder_as_often_as_it_likes(tmp_path: Path) -> None:
    """The command line holds it, and so does the application that it starts."""
    hold_folder(tmp_path)
    hold_folder(tmp_path)
    release_folder(tmp_path)
    release_folder(tmp_path)

    assert 0 == migrate(tmp_path).returncode


def test_a_process_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    """The file stays and means nothing."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert b"held\n" == other.stdout.readline()
        with pytest.raises(DataInUseError):
            hold_folder(tmp_path)
        other.kill()

    hold_folder(tmp_path)
    release_folder(tmp_path)
    assert (tmp_path / LOCK_FILE).exists()


def test_what_is_as_it_should_be_needs_no_alembic(tmp_path: Path) -> None:
    """It would be held for as long as the server runs."""
    asyncio.run(upgrade(Settings(data_dir=tmp_path)))

    command = [sys.executable, "-c", UPGRADE, str(tmp_path)]
    second = subprocess.run(command, check=True, capture_output=True, text=True)

    assert "False\n" == second.stdout


async def test_a_new_file_is_ready_for_many_connections_at_once(tmp_path: Path) -> None:
    """It has SQLite's write-ahead log already: of several that asked for it some would fail."""
    settings = Settings(data_dir=tmp_path)
    await prepare_database(settings)

    with contextlib.closing(sqlite3.connect(settings.sqlite_path)) as connection:
        assert [("wal",)] == connection.execute("PRAGMA journal_mode").fetchall()
    release_folder(tmp_path)


async def test_postgresql_needs_no_folder_of_its_own(
    postgres_cluster: Cluster, tmp_path: Path
) -> None:
    """Several processes serve one database; of those that start together one upgrades."""
    settings = Settings(data_dir=tmp_path, database_url=fresh_database(postgres_cluster))

    await asyncio.gather(*(prepare_database(settings) for _ in range(4)))

    assert not (tmp_path / LOCK_FILE).exists()


async def test_an_upgrade_of_postgresql_waits_for_its_turn(
    postgres_cluster: Cluster, tmp_path: Path
) -> None:
    """As long as another process has the lock, no table is made."""
    settings = Settings(data_dir=tmp_path, database_url=fresh_database(postgres_cluster))
    engine = create_async_engine(settings.database_url)
    async with engine.connect() as other:
        key = {"key": ADVISORY_LOCK}
        await other.execute(text("SELECT pg_advisory_lock(:key)"), key)
        upgrade = asyncio.create_task(prepare_database(settings))
        waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        async with asyncio.timeout(5):
            while not await other.scalar(waiting):
                await asyncio.sleep(0.01)
        assert not upgrade.done()
        tables = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert 0 == await other.scalar(tables)

        await other.execute(text("SELECT pg_advisory_unlock(:key)"), key)
        await upgrade
        assert await other.scalar(tables)
    await engine.dispose()
