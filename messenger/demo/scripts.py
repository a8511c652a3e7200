"""The talks as they were written down, one text file a theme and language.

=== title
day = Tuesday | Thursday      a fact that one telling picks: $day
dish = plov, of plov | tea, of tea     one with further forms: $dish, $dish2
at = 22                       the hour (UTC) at which it begins
a: Are you {there|here}?      the first person; braces hold alternatives
~                             hours pass
b: [He/She] says              brackets follow the speaker's gender
b-: <He/She> hears            deleted for everyone; angles follow the listener's

What else stands in them is told by `messenger/demo/lines.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messenger.demo.lines import Entry, Margin, read_entries

FOLDER = Path(__file__).parent / "talks"
THEMES = ("work", "home", "leisure", "life")


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a talk; `first` says which of the two writes it."""

    first: bool
    text: str
    margin: Margin
    deleted: bool
    later: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk: its title, the facts of which each telling picks one, its lines and its hour."""

    title: str
    facts: dict[str, tuple[tuple[str, ...], ...]]
    lines: tuple[Line, ...]
    hour: int | None


@cache
def long_talks(language: str) -> tuple[Talk, ...]:
    """Return the talks of a dozen lines."""
    return tuple(talk for theme in THEMES for talk in read_talks(language, theme))


@cache
def read_talks(language: str, theme: str) -> tuple[Talk, ...]:
    """Read one file of talks."""
    text = (FOLDER / language / f"{theme}.txt").read_text(encoding="utf-8")
    return tuple(_parse(part) for part in text.split("=== ")[1:])


@cache
def read_notes(language: str) -> tuple[Entry, ...]:
    """Return what a person saves for themselves."""
    text = (FOLDER / language / "notes.txt").read_text(encoding="utf-8")
    return tuple(read_entries(text.splitlines()))


def _parse(part: str) -> Talk:
    title, *rest = part.splitlines()
    facts: dict[str, tuple[tuple[str, ...], ...]] = {}
    spoken = []
    for line in rest:
        name, separator, values = line.partition(" = ")
        if separator and name.isidentifier():
            facts[name] = tuple(
                tuple(form.strip() for form in value.split(",")) for value in values.split(" | ")
            )
        else:
            spoken.append(line)
    hour = facts.pop("at", None)
    return Talk(title, facts, tuple(_lines(spoken)), int(hour[0][0]) if hour else None)


def _lines(spoken: list[str]) -> Iterator[Line]:
    later = False
    for entry in read_entries(spoken):
        if entry.head == "~":
            later = True
            continue
        deleted = entry.head.endswith("-")
        yield Line(entry.head[0] == "a", entry.text, entry.margin, deleted, later)
        later = False
