"""What Alembic runs: on the connection it is handed, or on the database of the settings."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.engine import async_url, sqlite_url
from messenger.db.tables import metadata
from messenger.db.tables.search import is_compared
from messenger.settings import Settings


def migrate(connection: Connection) -> None:
    """Run the migrations that are asked for, on an open connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_object=is_compared,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def migrate_database(settings: Settings) -> None:
    """Run them on the database that the settings name."""
    url = async_url(settings.database_url) or sqlite_url(settings.sqlite_path)
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


handed: Connection | None = context.config.attributes.get("connection")
if handed is None:
    asyncio.run(migrate_database(Settings()))
else:
    migrate(handed)
