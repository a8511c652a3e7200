"""What the engines of all tests share: each server opens its own, for the same statements."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

MOST = 10_000


def share_compiled() -> None:
    """Let every engine of this process find what another one has compiled for its kind of database.

    An engine keeps that by its dialect; those of one kind are all made alike here.
    """
    compiled: LRUCache[Any, Any] = LRUCache(MOST)
    begin = Engine.__init__

    def begin_sharing(engine: Engine, *arguments: Any, **options: Any) -> None:
        begin(engine, *arguments, **options)
        engine._compiled_cache = compiled

    Engine.__init__ = begin_sharing  # type: ignore[method-assign, assignment]
    DefaultDialect.__eq__ = _is_alike  # type: ignore[method-assign, assignment]
    DefaultDialect.__hash__ = _kind  # type: ignore[method-assign, assignment]


def _is_alike(dialect: DefaultDialect, other: object) -> bool:
    return type(dialect) is type(other)


def _kind(dialect: DefaultDialect) -> int:
    return hash(type(dialect))
