"""Both kinds of database, with the cast in it, made once a run and fresh for every test."""

import asyncio
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import ClientInfo
from messenger.actions.sessions import hash_token
from messenger.actions.sign_in import register
from messenger.app import build_services
from messenger.clock import Clock
from messenger.db.database import Database
from messenger.db.tables import known_devices, metadata, sessions, users
from messenger.db.upgrade import prepare_database, release_folder
from messenger.settings import Settings
from tests.people import CAST
from tests.restoring import Restorer

KINDS = ("sqlite", "postgresql")
CLIENT = ClientInfo("127.0.0.1", "the tests")

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Template:
    """A database as every test finds it: a SQLite file, or rows for a PostgreSQL database."""

    url: str
    file: Path
    accounts: Rows = field(repr=False)
    sessions: Rows = field(repr=False)
    restorer: Restorer | None = None

    async def lay_out(self, database: Database) -> None:
        """Bring an open database back to the beginning."""
        async with database.writing() as connection:
            await _empty(connection)
            await connection.execute(insert(users), self.accounts)
            await connection.execute(insert(sessions), self.sessions)

    async def begin_anew(self) -> None:
        """Do so with the database of the URL, before a server finds what the last test left."""
        if self.restorer is not None:
            await self.restorer.restore()

    def settings(self, data_dir: Path, **changed: Any) -> Settings:
        """Return the settings of a server that has its data in a folder, copied or not."""
        data_dir.mkdir(exist_ok=True)
        if not self.url and not (data_dir / self.file.name).exists():
            shutil.copy(self.file, data_dir)
        given: dict[str, Any] = {"data_dir": data_dir, "database_url": self.url} | changed
        if set(given) - {"data_dir", "database_url"}:
            return Settings(**given)
        # Most tests change nothing: what the environment says is read once for them.
        return _default_settings().model_copy(update=given)


@cache
def _default_settings() -> Settings:
    return Settings()


async def _empty(connection: AsyncConnection) -> None:
    tables = reversed(metadata.sorted_tables)
    if connection.dialect.name == "postgresql":
        # One trip for all of them: every test begins with it.
        statements = ";".join(str(delete(table)) for table in tables)
        await connection.execute(text(f"DO $$ BEGIN {statements}; END $$"))
        return
    for table in tables:
        await connection.execute(delete(table))


def make_template(folder: Path, url: str) -> Template:
    """Register the cast, each with one open session, in a database that is empty so far."""
    return asyncio.run(_register_cast(Settings(data_dir=folder, database_url=url)))


async def _register_cast(settings: Settings) -> Template:
    services = build_services(settings, Clock())
    await prepare_database(settings)
    for person in CAST:
        signed_in = await register(
            services,
            username=person.nick,
            email=person.email,
            password=person.password,
            name=person.name,
            client=CLIENT,
        )
        async with services.database.writing() as connection:
            await connection.execute(
                sessions.update()
                .where(sessions.c.id == signed_in.viewer.session_id)
                .values(token_hash=hash_token(person.token))
            )
    async with services.database.writing() as connection:
        # The tests sign in on devices of their own.
        await connection.execute(delete(known_devices))
        await connection.execute(sessions.update().values(device_id=None))
    async with services.database.reading() as connection:
        accounts = await connection.execute(select(users))
        opened = await connection.execute(select(sessions))
    await services.database.close()
    services.passwords.close()
    release_folder(settings.data_dir)
    restorer = None
    if settings.database_url:
        restorer = Restorer(settings.database_url)
        restorer.keep()
    return Template(
        settings.database_url, settings.sqlite_path, _dicts(accounts), _dicts(opened), restorer
    )


def _dicts(result: Any) -> Rows:
    return [dict(row) for row in result.mappings()]
