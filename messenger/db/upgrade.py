"""Bringing a database to this version's tables, by one process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.engine import async_url, sqlite_url
from messenger.resources import folder
from messenger.settings import Settings

LOCK_FILE = "messenger.lock"
# Any constant of our own: two processes that upgrade one PostgreSQL database wait for each other.
ADVISORY_LOCK = 0x6461736D

_held: dict[Path, IO[str]] = {}


class DataInUseError(Exception):
    """Another process serves the same SQLite folder."""


async def prepare_database(settings: Settings) -> None:
    """Lock the data folder of SQLite for this process, and upgrade the tables under a lock.

    DataInUseError where another process has the folder.
    """
    if not settings.database_url:
        hold_folder(settings.data_dir)
    await upgrade(settings)


async def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the tables up to a revision."""
    await upgrade_at(settings.database_url or sqlite_url(settings.sqlite_path), revision)


async def upgrade_at(url: str, revision: str = "head") -> None:
    """Bring the tables of a database up to a revision."""
    engine = create_async_engine(async_url(url))
    async with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # The mode stays in the file. Of several connections that all want to change it, as the
            # server's do at its start, SQLite refuses all but one, however long they would wait.
            await connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        await connection.run_sync(_run, alembic_config(), revision)
    await engine.dispose()


async def is_newest(url: str) -> bool:
    """Return whether a database has the tables of this version."""
    engine = create_async_engine(async_url(url))
    try:
        async with engine.connect() as connection:
            return newest_revision() == await connection.run_sync(_present)
    finally:
        await engine.dispose()


def alembic_config() -> Config:
    """Return the configuration of Alembic, whose folder lies in the wheel or the source tree."""
    config = Config()
    config.set_main_option("script_location", str(folder("migrations")))
    return config


def hold_folder(data_dir: Path) -> None:
    """Keep every other process out of a data folder until this one ends; DataInUseError."""
    path = (data_dir / LOCK_FILE).resolve()
    if path in _held:
        return
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        message = (
            f"Another process serves the folder {data_dir}. Stop it first, or choose another "
            "folder with --data-dir. Several processes need PostgreSQL."
        )
        raise DataInUseError(message) from error
    _held[path] = file


def release_folder(data_dir: Path) -> None:
    """Let others into a data folder again."""
    file = _held.pop((data_dir / LOCK_FILE).resolve(), None)
    if file is not None:
        file.close()


@cache
def newest_revision() -> str | None:
    """Return the revision that this version's code needs; read once, from every migration."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def _present(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, config: Config, revision: str) -> None:
    present = _present(connection)
    connection.rollback()
    if (newest_revision() if revision == "head" else revision) == present:
        return
    with _locked(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()


@contextmanager
def _locked(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
        connection.commit()
