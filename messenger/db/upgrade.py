"""Bringing a database to this version's tables, by one process at a time.

Alembic is imported only where there is something to do: it holds 11 MiB, and a server that has
found its tables as they should be would hold them for good.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.engine import async_url, sqlite_url
from messenger.resources import folder
from messenger.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = "migrations"
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
        await connection.run_sync(_run, revision)
    await engine.dispose()


async def is_newest(url: str) -> bool:
    """Return whether a database has the tables of this version."""
    engine = create_async_engine(async_url(url))
    try:
        async with engine.connect() as connection:
            return newest_revision() == await connection.run_sync(_present)
    finally:
        await engine.dispose()


def alembic_config() -> "Config":
    """Return the configuration of Alembic, whose folder lies in the wheel or the source tree."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(folder(MIGRATIONS)))
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


def newest_revision() -> str:
    """Return the revision that this version's code needs: they are numbered, one after another."""
    files = (folder(MIGRATIONS) / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


def _present(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _run(connection: Connection, revision: str) -> None:
    present = _present(connection)
    connection.rollback()
    if (newest_revision() if revision == "head" else revision) == present:
        return
    from alembic import command  # noqa: PLC0415 - see above

    config = alembic_config()
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
