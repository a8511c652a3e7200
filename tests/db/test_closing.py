"""Closing a database: what still runs ends well, and what does not end is not waited for."""

import asyncio

from sqlalchemy import text

from tests.running import Server


async def test_a_block_that_runs_ends_before_the_connections_close(server: Server) -> None:
    """Its connection would be nobody's else."""
    database = server.services.database
    begun, over = asyncio.Event(), False

    async def ask() -> None:
        nonlocal over
        async with database.reading() as connection:
            begun.set()
            await asyncio.sleep(0.05)
            assert 1 == await connection.scalar(text("SELECT 1"))
            over = True

    asking = asyncio.create_task(ask())
    await begun.wait()
    await database.close()

    assert over
    await asking


async def test_a_block_that_does_not_end_is_not_waited_for(server: Server) -> None:
    """A stop must come to its end."""
    database = server.services.database
    async with database.reading() as connection:
        await database.close(patience=0.01)
        assert 1 == await connection.scalar(text("SELECT 1"))
        await connection.invalidate()
