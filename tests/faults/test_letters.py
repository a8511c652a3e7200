"""`kill -9` between the commit that causes a letter and its sending: it is sent all the same."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from messenger.db.engine import open_database
from messenger.db.tables import outbox
from messenger.settings import Settings
from tests.databases import Template
from tests.faults.process import Process, started
from tests.load.server import free_port
from tests.mailbox import open_mailbox
from tests.wire import Wire

KILLS = 5
FRIDA = {"username": "frida", "password": "oak tree by a lake"}


@pytest.fixture
def settings(template: Template, tmp_path: Path) -> Settings:
    """The settings of a server whose mail server is not there yet."""
    return template.settings(
        tmp_path / "data",
        smtp_host="127.0.0.1",
        smtp_port=free_port(),
        smtp_security="none",
        public_url="https://chat.example.org",
    )


@pytest.fixture
async def process(settings: Settings, template: Template, tmp_path: Path) -> AsyncIterator[Process]:
    """The program, which sends letters as soon as somebody takes them."""
    database = open_database(settings.database_url, settings.sqlite_path)
    await template.lay_out(database)
    await database.close()
    async with started(settings, tmp_path / "log") as running:
        yield running


@pytest.mark.timeout(240)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_letter_outlives_the_process(process: Process, settings: Settings) -> None:
    """Killed five times right after a letter was promised; all are sent after the last start."""
    addresses = [f"frida{number}@example.org" for number in range(KILLS)]
    for address in addresses:
        wire = await Wire.open(process.url)
        code = await wire.code("auth.register", FRIDA, email=address)
        await process.kill()
        await wire.close()
        await process.start()

        assert "email_code_required" == code
    await process.kill()

    assert KILLS == await waiting(settings)
    async with open_mailbox(port=settings.smtp_port) as mailbox:
        await process.start()
        async with asyncio.timeout(20):
            while await waiting(settings):
                await asyncio.sleep(0.02)
        letters = {letter.address: letter for letter in mailbox.letters}
        assert addresses == sorted(letters)
        assert KILLS == len(mailbox.letters)
        wire = await Wire.open(process.url)
        given = {"email": addresses[0], "code": letters[addresses[0]].code}
        assert await wire.call("auth.register", FRIDA | given)
        await wire.close()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_kill_while_a_letter_is_handed_over(process: Process, settings: Settings) -> None:
    """It may come twice, under the same id, and never not at all."""
    async with open_mailbox(port=settings.smtp_port) as mailbox:
        mailbox.pause = 1.0
        wire = await Wire.open(process.url)
        await wire.code("auth.register", FRIDA, email="frida@example.org")
        async with asyncio.timeout(20):
            while not mailbox.tried:
                await asyncio.sleep(0.005)
        await process.kill()
        await wire.close()
        mailbox.pause = 0
        await process.start()
        async with asyncio.timeout(20):
            while await waiting(settings):
                await asyncio.sleep(0.02)

        assert mailbox.letters
        assert 1 == len({letter.message["Message-ID"] for letter in mailbox.letters})
        assert {"frida@example.org"} == {letter.address for letter in mailbox.letters}


async def waiting(settings: Settings) -> int:
    """Return how many rows the outbox has."""
    database = open_database(settings.database_url, settings.sqlite_path)
    async with database.reading() as connection:
        count = await connection.scalar(select(func.count()).select_from(outbox))
    await database.close()
    return int(count or 0)
