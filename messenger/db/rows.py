"""Rows of which many columns are asked for by their names."""

from collections import namedtuple
from functools import cache
from typing import Any

from sqlalchemy import Result


def plain_rows(result: Result[Any]) -> list[Any]:
    """Return all rows of a result as named tuples.

    SQLAlchemy looks each name up anew, which for a page of messages took longer than the query.
    """
    return list(map(_kind(tuple(result.keys()))._make, result))


@cache
def _kind(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)
