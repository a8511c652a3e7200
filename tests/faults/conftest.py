"""What the fault tests share: the program in a process, and chats for five people."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from messenger.db.engine import open_database
from tests.databases import Template
from tests.faults.process import Process, started
from tests.faults.talk import Chat, open_ring


@pytest.fixture
async def process(template: Template, tmp_path: Path) -> AsyncIterator[Process]:
    """The program, serving the cast."""
    settings = template.settings(tmp_path / "data")
    database = open_database(settings.database_url, settings.sqlite_path)
    await template.lay_out(database)
    await database.close()
    async with started(settings, tmp_path / "log") as running:
        yield running


@pytest.fixture
async def ring(process: Process) -> list[Chat]:
    """Five chats, each person in two."""
    return await open_ring(process.url)
