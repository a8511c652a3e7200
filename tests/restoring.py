"""Bringing a PostgreSQL database back to its beginning, quickly: many tests begin with it."""

import asyncio
import threading

import asyncpg

from messenger.db.tables import metadata

# What is kept lies beside the tables of the tests.
KEPT = ("users", "sessions")


class Restorer:
    """One connection in a loop of its own, which outlives the loops of the tests."""

    def __init__(self, url: str) -> None:
        self._dsn = url.replace("+asyncpg", "")
        self._connection: asyncpg.Connection | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def keep(self) -> None:
        """Take what the database holds now for its beginning."""
        asyncio.run_coroutine_threadsafe(self._keep(), self._loop).result()

    async def restore(self) -> None:
        """Bring it back there."""
        work = asyncio.run_coroutine_threadsafe(self._restore(), self._loop)
        await asyncio.wrap_future(work)

    def close(self) -> None:
        """Drop the connection, whether its server still runs or not, and end the loop."""
        asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _keep(self) -> None:
        tables = [table.name for table in reversed(metadata.sorted_tables)]
        steps = [
            *(f"DELETE FROM public.{name};" for name in tables),  # noqa: S608 - our own names
            *(f"INSERT INTO public.{name} TABLE kept.{name};" for name in KEPT),
        ]
        connection = await self._connect()
        await connection.execute("CREATE SCHEMA kept")
        for name in KEPT:
            await connection.execute(f"CREATE TABLE kept.{name} AS TABLE public.{name}")
        # A function: each connection plans it once.
        await connection.execute(
            "CREATE FUNCTION kept.begin_anew() RETURNS void LANGUAGE plpgsql AS "
            f"$$ BEGIN {' '.join(steps)} END $$"
        )

    async def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            # Its socket is closed in the next turn of the loop.
            await asyncio.sleep(0)

    async def _restore(self) -> None:
        connection = await self._connect()
        await connection.execute("SELECT kept.begin_anew()")

    async def _connect(self) -> asyncpg.Connection:
        if self._connection is None or self._connection.is_closed():
            self._connection = await asyncpg.connect(self._dsn)
        return self._connection
