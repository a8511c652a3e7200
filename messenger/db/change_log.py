"""Which rows of a database change while it is copied, noted by triggers; and holding it still.

The notes are in a table of the database itself, so that a copy that was broken off goes on.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    inspect,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import metadata

MOVED = "this database has moved"
"""What whoever writes to it afterwards is told."""

Key = tuple[Any, ...]

changes = Table(
    "move_changes",
    MetaData(),
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
)
_MAKE = {
    "sqlite": "CREATE TABLE move_changes"
    " (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, key TEXT NOT NULL)",
    "postgresql": "CREATE TABLE move_changes"
    " (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL)",
}
_EVENTS = {"INSERT": ("new",), "UPDATE": ("old", "new"), "DELETE": ("old",)}


def encode_key(key: Sequence[Any]) -> str:
    """Write the primary key of a row as JSON, bytes as hexadecimal digits."""
    return json.dumps([each.hex() if isinstance(each, bytes) else each for each in key])


def decode_key(table: Table, text: str) -> Key:
    """Read what `encode_key` or a trigger wrote."""
    columns = table.primary_key.columns
    return tuple(
        bytes.fromhex(value) if isinstance(column.type, LargeBinary) else value
        for column, value in zip(columns, json.loads(text), strict=True)
    )


async def is_noting(connection: AsyncConnection) -> bool:
    """Return whether changes are noted."""
    return await connection.run_sync(lambda sync: inspect(sync).has_table(changes.name))


async def is_held(connection: AsyncConnection) -> bool:
    """Return whether the database is held still."""
    if connection.dialect.name == "sqlite":
        query = "SELECT count(*) FROM sqlite_master WHERE name LIKE 'move_hold_%'"
    else:
        query = "SELECT count(*) FROM pg_trigger WHERE tgname = 'move_hold'"
    return bool((await connection.exec_driver_sql(query)).scalar())


async def start_noting(connection: AsyncConnection) -> None:
    """Note from now on which rows change; the transaction is the caller's."""
    kind = connection.dialect.name
    await connection.exec_driver_sql(_MAKE[kind])
    for table in metadata.sorted_tables:
        for statement in _note_sqlite(table) if kind == "sqlite" else _note_postgres(table):
            await connection.exec_driver_sql(statement)


async def stop_noting(connection: AsyncConnection) -> None:
    """Note nothing any more, and forget what was noted."""
    for table in metadata.sorted_tables:
        if connection.dialect.name == "sqlite":
            for event in _EVENTS:
                name = f"move_note_{event}_{table.name}"
                await connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        else:
            drop = f"DROP FUNCTION IF EXISTS move_note_{table.name}() CASCADE"
            await connection.exec_driver_sql(drop)
    await connection.exec_driver_sql("DROP TABLE IF EXISTS move_changes")


async def read_notes(connection: AsyncConnection) -> tuple[list[int], dict[Table, set[Key]]]:
    """Return the ids of all notes that this transaction sees, and the keys in them."""
    rows = (await connection.execute(select(changes))).all()
    keys: dict[Table, set[Key]] = {}
    for row in rows:
        table = metadata.tables[row.name]
        keys.setdefault(table, set()).add(decode_key(table, row.key))
    return [row.id for row in rows], keys


async def forget_notes(connection: AsyncConnection, ids: Iterable[int]) -> None:
    """Forget notes that were acted upon."""
    wanted = list(ids)
    for start in range(0, len(wanted), 1000):
        part = wanted[start : start + 1000]
        await connection.execute(delete(changes).where(changes.c.id.in_(part)))


async def hold_still(connection: AsyncConnection) -> None:
    """Refuse every change from now on, with MOVED."""
    if connection.dialect.name == "sqlite":
        for table in metadata.sorted_tables:
            for event in _EVENTS:
                await connection.exec_driver_sql(
                    f"CREATE TRIGGER move_hold_{event}_{table.name} BEFORE {event} ON {table.name}"
                    f" BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"
                )
        return
    await connection.exec_driver_sql(
        "CREATE FUNCTION move_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        # read_only_sql_transaction
        f" RAISE EXCEPTION '{MOVED}' USING ERRCODE = '25006'; END $$"
    )
    for table in metadata.sorted_tables:
        await connection.exec_driver_sql(
            f"CREATE TRIGGER move_hold BEFORE INSERT OR UPDATE OR DELETE ON {table.name}"
            " FOR EACH STATEMENT EXECUTE FUNCTION move_hold()"
        )


async def let_go(connection: AsyncConnection) -> None:
    """Allow changes again."""
    if connection.dialect.name != "sqlite":
        await connection.exec_driver_sql("DROP FUNCTION IF EXISTS move_hold() CASCADE")
        return
    for table in metadata.sorted_tables:
        for event in _EVENTS:
            name = f"move_hold_{event}_{table.name}"
            await connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def _note_sqlite(table: Table) -> list[str]:
    keys = {row: _key_of(table, row, "hex({})") for row in ("old", "new")}
    notes = {
        row: "INSERT INTO move_changes (name, key)"  # noqa: S608 - all names are ours
        f" VALUES ('{table.name}', json_array({key}));"
        for row, key in keys.items()
    }
    return [
        f"CREATE TRIGGER move_note_{event}_{table.name} AFTER {event} ON {table.name}"
        f" BEGIN {' '.join(notes[row] for row in rows)} END"
        for event, rows in _EVENTS.items()
    ]


def _note_postgres(table: Table) -> list[str]:
    keys = {row: _key_of(table, row, "encode({}, 'hex')") for row in ("old", "new")}
    notes = " ".join(
        f"IF TG_OP <> '{but}' THEN INSERT INTO move_changes (name, key)"  # noqa: S608 - our names
        f" VALUES ('{table.name}', json_build_array({keys[row]})::text); END IF;"
        for row, but in (("old", "INSERT"), ("new", "DELETE"))
    )
    return [
        f"CREATE FUNCTION move_note_{table.name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {notes} RETURN NULL; END $$",
        f"CREATE TRIGGER move_note AFTER INSERT OR UPDATE OR DELETE ON {table.name}"
        f" FOR EACH ROW EXECUTE FUNCTION move_note_{table.name}()",
    ]


def _key_of(table: Table, row: str, as_text: str) -> str:
    return ", ".join(
        as_text.format(f"{row}.{column.name}")
        if isinstance(column.type, LargeBinary)
        else f"{row}.{column.name}"
        for column in table.primary_key.columns
    )
