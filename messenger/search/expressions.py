"""A query in the language of either index; terms are letters and digits, and quoted besides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from messenger.search.words import Query, Wanted


@dataclass(frozen=True, slots=True)
class Grammar:
    """How an index says that all are wanted, any, a term, and what begins with one."""

    every: str
    some: str
    term: str
    beginning: str


FTS5 = Grammar(" AND ", " OR ", '"{}"', '"{}"*')
TSQUERY = Grammar(" & ", " | ", "'{}'", "'{}':*")


def express(marks: Sequence[Sequence[str]], query: Query, grammar: Grammar) -> str:
    """Return what asks for one of each line of marks and for each piece of a query."""
    parts = [_any(map(grammar.term.format, line), grammar) for line in marks]
    for piece in query:
        ways = (_all((_word(each, grammar) for each in way), grammar) for way in piece)
        parts.append(_any(ways, grammar))
    return grammar.every.join(parts)


def _word(wanted: Wanted, grammar: Grammar) -> str:
    forms = [grammar.term.format(wanted.stem)]
    if wanted.beginning is not None:
        forms.append(grammar.beginning.format(wanted.beginning))
    return _any(forms, grammar)


def _any(parts: Iterable[str], grammar: Grammar) -> str:
    return f"({grammar.some.join(parts)})"


def _all(parts: Iterable[str], grammar: Grammar) -> str:
    return f"({grammar.every.join(parts)})"
