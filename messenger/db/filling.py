"""Rows of one kind, as many as there are, put into a table."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import TableClause, insert
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.ext.asyncio import AsyncConnection


class Filling:
    """An insert of some columns, of which none needs to be made another for SQLite's driver.

    There the rows pass by SQLAlchemy, which otherwise costs as much as the database itself.
    """

    def __init__(self, table: TableClause, columns: Sequence[str]) -> None:
        self._insert = insert(table)
        chosen = self._insert.values(dict.fromkeys(columns))
        self._sql = str(chosen.compile(dialect=sqlite_dialect()))
        # The statement names them as the table does.
        self._values = itemgetter(*(each.name for each in table.c if each.name in columns))

    async def execute(self, connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows, which have these columns and no others."""
        if connection.dialect.name == "sqlite":
            await connection.exec_driver_sql(self._sql, list(map(self._values, rows)))
        else:
            await connection.execute(self._insert, list(rows))
