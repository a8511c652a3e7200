"""What the servers of the tests need not compile: statements again, and what is not used."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

MOST = 10_000

Build = Callable[..., tuple[str, str]]


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


def build_addresses_when_asked() -> None:
    """Let a rule compile what writes its addresses when the first is written, not as it is bound.

    That is a third of a server's start, and nothing of ours writes an address by its rule.
    """
    compile_builder = Rule._compile_builder

    def promise(rule: Rule, append_unknown: bool = True) -> Build:  # noqa: FBT002 - as there
        def build(*arguments: Any, **values: Any) -> tuple[str, str]:
            return compile_builder(rule, append_unknown)(*arguments, **values)

        return build

    Rule._compile_builder = promise  # type: ignore[method-assign, assignment]


def _is_alike(dialect: DefaultDialect, other: object) -> bool:
    return type(dialect) is type(other)


def _kind(dialect: DefaultDialect) -> int:
    return hash(type(dialect))
