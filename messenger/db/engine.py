"""One database behind one interface: SQLite in a file, or PostgreSQL by URL."""

from pathlib import Path

from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.database import Database
from messenger.db.sqlite import SqliteDatabase

POSTGRES_CONNECTIONS = 10
DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
}


def open_database(url: str, sqlite_path: Path) -> Database:
    """Open PostgreSQL where a URL is given, else the SQLite file; nothing is connected yet."""
    if url:
        return _open_postgres(url)
    return SqliteDatabase(sqlite_path)


def async_url(url: str) -> str:
    """Name our driver in the URL of a database as operators write it."""
    scheme, separator, rest = url.partition("://")
    return f"{DRIVERS.get(scheme, scheme)}{separator}{rest}"


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file for SQLAlchemy's asyncio layer."""
    return f"sqlite+aiosqlite:///{path}"


def _open_postgres(url: str) -> Database:
    engine = create_async_engine(
        async_url(url), pool_size=POSTGRES_CONNECTIONS, max_overflow=0, pool_pre_ping=True
    )
    return Database(engine.execution_options(isolation_level="AUTOCOMMIT"), engine)
