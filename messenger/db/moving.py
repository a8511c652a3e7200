"""Moving all data from one database to another, SQLite or PostgreSQL, while a server serves it.

What changes meanwhile is noted (change_log.py) and copied after the rest, again and again until
there is little. Then all rows of both sides are compared by their hashes, as of one moment (but for
what messages are found by, which is made anew), and the last changes are copied while nobody can
write, which takes as long as these few rows.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

import msgspec
from sqlalchemy import (
    Boolean,
    Column,
    MetaData,
    Select,
    Table,
    Text,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import AddConstraint, DropConstraint, ForeignKeyConstraint
from typing_extensions import override

from messenger.db import change_log
from messenger.db.change_log import Key, decode_key, encode_key
from messenger.db.engine import async_url
from messenger.db.indexing import put_all_in
from messenger.db.tables import messages, metadata, users
from messenger.db.tables.search import message_index_reach
from messenger.search.terms import terms_of_message

PAGE = 2_000
FEW = 200
"""So many changes are copied while nobody can write."""
WAIT_MS = 30_000

progress = Table(
    "move_progress",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("last", Text, nullable=True),
    Column("done", Boolean, nullable=False),
)

Report = Callable[[str], None]
Rows = list[dict[str, Any]]


class MoveError(Exception):
    """Why the data cannot be moved, or is not the same on both sides."""


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows a table has, and the sum of their hashes, whatever their order."""

    rows: int
    digest: int

    @override
    def __str__(self) -> str:
        return f"{self.rows:,} rows, {self.digest:032x}"


class Side:
    """One of the two databases."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.engine = create_async_engine(self.url)
        self._snapshots: AsyncEngine = self.engine
        if self.is_sqlite:
            self._snapshots = create_async_engine(self.url)
            _prepare_sqlite(self.engine, "BEGIN IMMEDIATE")
            _prepare_sqlite(self._snapshots, "BEGIN")

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.startswith("sqlite")

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection that sees one moment."""
        async with self._snapshots.connect() as connection:
            if not self.is_sqlite:
                connection = await connection.execution_options(isolation_level="REPEATABLE READ")
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for one transaction."""
        async with self.engine.begin() as connection:
            yield connection

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.engine.dispose()
        await self._snapshots.dispose()


async def move(source: Side, target: Side, report: Report) -> None:
    """Copy everything from a source to a target that has all tables; the source is held at the end.

    What was broken off goes on where it was. MoveError where the target has other data, or where
    the two are not the same at the end.
    """
    begun = await _begin(source, target)
    await _copy(source, target, report, begun=begun)
    while await _follow(source, target) > FEW:
        """What has changed in the meantime."""
    report("all is copied; both sides are compared")
    for table, both in (await _compare(source, target)).items():
        if both.rows:
            report(f"{table}: {both}")
    while await _follow(source, target) > FEW:
        """What has changed during the comparison."""
    await _cut(source, target)
    await _finish(target)


async def unlock(side: Side) -> None:
    """Take back that a database is held or that its changes are noted."""
    async with side.writing() as connection:
        await change_log.let_go(connection)
        await change_log.stop_noting(connection)


async def _begin(source: Side, target: Side) -> bool:
    """Make both sides ready, and return whether an earlier move had begun already."""
    async with source.writing() as connection:
        if await change_log.is_held(connection):
            message = "this database has moved already; `messenger db unlock` takes that back"
            raise MoveError(message)
        noting = await change_log.is_noting(connection)
    async with target.writing() as connection:
        begun = await connection.run_sync(lambda sync: inspect(sync).has_table(progress.name))
        if not begun and await connection.scalar(select(users.c.id).limit(1)) is not None:
            message = "the other database holds data already"
            raise MoveError(message)
    if begun and not noting:
        message = "the other database holds half of a move; empty it first"
        raise MoveError(message)
    if not noting:
        async with source.writing() as connection:
            await change_log.start_noting(connection)
    if not begun:
        # Only now: whatever ends the program before, the move can begin again.
        async with target.writing() as connection:
            await _prepare_target(connection)
    return begun


async def _prepare_target(connection: AsyncConnection) -> None:
    await connection.run_sync(progress.create)
    if connection.dialect.name == "postgresql":
        # Rows come in the order of tables, and changed ones in none.
        for constraint in _foreign_keys():
            await connection.execute(DropConstraint(constraint))
    for table in metadata.sorted_tables:
        # What a new database has of itself, such as the account of the server's notices.
        await connection.execute(delete(table))
        await connection.execute(insert(progress).values(name=table.name, last=None, done=False))


async def _copy(source: Side, target: Side, report: Report, *, begun: bool) -> None:
    """Copy what is not yet, as of one moment; what had changed until then comes first."""
    async with source.snapshot() as seen:
        await _apply(source, target, seen)
        for table in metadata.sorted_tables:
            async with target.writing() as connection:
                query = select(progress).where(progress.c.name == table.name)
                state = (await connection.execute(query)).one()
            if state.done:
                continue
            count, last = 0, state.last
            async for rows in _pages(seen, table, last and decode_key(table, last)):
                count += len(rows)
                last = encode_key(_key(table, rows[-1]))
                async with target.writing() as connection:
                    if begun:
                        # Of rows not copied then some are there, since they have changed.
                        await _delete(connection, table, [_key(table, row) for row in rows])
                    await _insert(connection, {table: rows})
                    await _note(connection, table, last=last)
            async with target.writing() as connection:
                await _note(connection, table, done=True)
            if count:
                report(f"{table.name}: {count:,} rows copied")


async def _note(connection: AsyncConnection, table: Table, **values: Any) -> None:
    mine = progress.c.name == table.name
    await connection.execute(update(progress).where(mine).values(**values))


async def _follow(source: Side, target: Side) -> int:
    """Copy what has changed, and return how many rows that were."""
    async with source.snapshot() as seen:
        return await _apply(source, target, seen)


async def _apply(source: Side, target: Side, seen: AsyncConnection) -> int:
    ids, keys = await change_log.read_notes(seen)
    if not ids:
        return 0
    await _take_over(seen, target, keys)
    async with source.writing() as connection:
        await change_log.forget_notes(connection, ids)
    return len(ids)


async def _take_over(seen: AsyncConnection, target: Side, keys: Mapping[Table, set[Key]]) -> None:
    rows = {table: await _rows_of(seen, table, wanted) for table, wanted in keys.items()}
    async with target.writing() as connection:
        # All before any: two rows may have changed their names with each other.
        for table, wanted in keys.items():
            await _delete(connection, table, wanted)
        await _insert(connection, rows)


async def _cut(source: Side, target: Side) -> None:
    """Copy the last changes while nobody can write, and hold the source."""
    async with source.writing() as connection:
        if not source.is_sqlite:
            names = ", ".join(table.name for table in metadata.sorted_tables)
            await connection.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
        _, keys = await change_log.read_notes(connection)
        await _take_over(connection, target, keys)
        await _require_same_counts(connection, target)
        await change_log.stop_noting(connection)
        await change_log.hold_still(connection)


async def _finish(target: Side) -> None:
    async with target.writing() as connection:
        if not target.is_sqlite:
            for constraint in _foreign_keys():
                add = AddConstraint(constraint)
                # What is there was true in the source; to look at it again takes a while.
                added = str(add.compile(dialect=connection.dialect))
                await connection.exec_driver_sql(f"{added} NOT VALID")
        else:
            newest = select(func.coalesce(func.max(messages.c.term_id), 0)).scalar_subquery()
            await connection.execute(update(message_index_reach).values(term_id=newest))
        await connection.run_sync(progress.drop)


async def validate(target: Side) -> None:
    """Look through what was moved for rows whose foreign keys lead nowhere; a server may run."""
    if target.is_sqlite:
        return
    for constraint in _foreign_keys():
        async with target.writing() as connection:
            check = f"ALTER TABLE {constraint.table.name} VALIDATE CONSTRAINT {constraint.name}"
            await connection.exec_driver_sql(check)


def _foreign_keys() -> list[ForeignKeyConstraint]:
    return [
        constraint
        for table in metadata.sorted_tables
        for constraint in sorted(table.foreign_key_constraints, key=lambda each: str(each.name))
    ]


async def _require_same_counts(seen: AsyncConnection, target: Side) -> None:
    async with target.snapshot() as copied:
        for table in metadata.sorted_tables:
            query = select(func.count()).select_from(table)
            here, there = await seen.scalar(query), await copied.scalar(query)
            if here != there:
                message = f"{table.name} has {here:,} rows here and {there:,} there"
                raise MoveError(message)


async def _compare(source: Side, target: Side) -> dict[str, Sum]:
    """Compare all rows as of one moment, and return what they are."""
    same: dict[str, Sum] = {}
    async with source.snapshot() as seen:
        await _apply(source, target, seen)
        async with target.snapshot() as copied:
            for table in metadata.sorted_tables:
                here, there = await _sum(seen, table), await _sum(copied, table)
                if here != there:
                    message = f"{table.name} is not the same: {here} here and {there} there"
                    raise MoveError(message)
                same[table.name] = here
    return same


async def _sum(connection: AsyncConnection, table: Table) -> Sum:
    rows, digest = 0, 0
    async for page in _pages(connection, table, None):
        rows += len(page)
        digest += sum(map(_hash, page))
    return Sum(rows, digest % 2**128)


def _hash(row: Mapping[str, Any]) -> int:
    values = list(row.values())
    return int.from_bytes(hashlib.sha256(msgspec.msgpack.encode(values)).digest()[:16])


async def _pages(
    connection: AsyncConnection, table: Table, after: Sequence[Any] | None
) -> AsyncIterator[Rows]:
    columns = tuple_(*table.primary_key.columns)
    query = _reading(table).order_by(*table.primary_key.columns).limit(PAGE)
    while True:
        page = query if after is None else query.where(columns > tuple_(*after))
        rows = [dict(row) for row in (await connection.execute(page)).mappings()]
        if not rows:
            return
        yield rows
        after = _key(table, rows[-1])


async def _rows_of(connection: AsyncConnection, table: Table, keys: Iterable[Key]) -> Rows:
    rows: Rows = []
    for part in _parts(keys):
        query = _reading(table).where(_is_one_of(table, part))
        rows += [dict(row) for row in (await connection.execute(query)).mappings()]
    return rows


def _reading(table: Table) -> Select[Any]:
    # What messages are found by is made anew: each database keeps it elsewhere.
    return select(*(column for column in table.c if column is not messages.c.terms))


async def _insert(connection: AsyncConnection, rows: Mapping[Table, Rows]) -> None:
    for table, those in rows.items():
        written = those
        if table is messages and connection.dialect.name != "sqlite":
            written = [row | {"terms": _terms(row)} for row in those]
        if those:
            await connection.execute(insert(table), written)
    if connection.dialect.name == "sqlite":
        of_each = ((row["term_id"], _terms(row)) for row in rows.get(messages, ()))
        await put_all_in(connection, [(at, terms) for at, terms in of_each if terms is not None])


def _terms(row: Mapping[str, Any]) -> str | None:
    if row["term_id"] is None:
        return None
    said = (row["kind"], row["text"], row["attachments"])
    return terms_of_message(row["chat_id"], row["sender_id"], *said)


async def _delete(connection: AsyncConnection, table: Table, keys: Iterable[Key]) -> None:
    for part in _parts(keys):
        await connection.execute(delete(table).where(_is_one_of(table, part)))


def _is_one_of(table: Table, keys: Sequence[Key]) -> Any:
    return tuple_(*table.primary_key.columns).in_(keys)


def _parts(keys: Iterable[Key]) -> list[list[Key]]:
    wanted = list(keys)
    return [wanted[start : start + PAGE] for start in range(0, len(wanted), PAGE)]


def _key(table: Table, row: Mapping[str, Any]) -> Key:
    return tuple(row[column.name] for column in table.primary_key.columns)


def _prepare_sqlite(engine: AsyncEngine, begin: str) -> None:
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        # The keys of others may come later than those that name them.
        for pragma in ("foreign_keys=OFF", f"busy_timeout={WAIT_MS}", "synchronous=FULL"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine.sync_engine, "connect", connected)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))
