"""Closing a database: what still runs ends well, and what does not end is not waited for."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from messenger.db.database import Database
from messenger.db.engine import open_database
from tests.databases import Template


@pytest.fixture
def closing(template: Template, tmp_path: Path) -> Database:
    """A database that nobody else uses: what is lent to a server's jobs would be left behind."""
    return open_database(template.url, tmp_path / "closing.db")


async def test_a_block_that_runs_ends_before_the_connections_close(closing: Database) -> None:
    """Its connection would be nobody's else."""
    begun, over = asyncio.Event(), False

    async def ask() -> None:
        nonlocal over
        async with closing.reading() as connection:
            begun.set()
            await asyncio.sleep(0.05)
            assert 1 == await connection.scalar(text("SELECT 1"))
            over = True

    asking = asyncio.create_task(ask())
    await begun.wait()
    await closing.close()

    assert over
    await asking


async def test_a_block_that_does_not_end_is_not_waited_for(closing: Database) -> None:
    """A stop must come to its end."""
    async with closing.reading() as connection:
        await closing.close(patience=0.01)
        assert 1 == await connection.scalar(text("SELECT 1"))
        await connection.invalidate()
