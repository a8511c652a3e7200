"""The talks as they were written down, one text file a theme and language.

=== title
day = Tuesday | Thursday      a fact that one telling picks: $day
dish = plov, of plov | tea, of tea     one with further forms: $dish, $dish2
at = 22                       the hour (UTC) at which it begins
a: Are you {there|here}?      the first person; braces hold alternatives
  an indented line continues the message
~                             hours pass
b*: [He/She] says             edited later; brackets follow the speaker's gender
b-: <He/She> hears            deleted for everyone; angles follow the listener's
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "talks"
THEMES = ("work", "home", "leisure", "life")


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a talk; `first` says which of the two writes it."""

    first: bool
    text: str
    edited: bool
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
def read_notes(language: str) -> tuple[str, ...]:
    """Return what a person saves for themselves."""
    text = (FOLDER / language / "notes.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())


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
    head, texts = "", list[str]()
    for line in [*spoken, ""]:
        if line.startswith("  "):
            texts.append(line.removeprefix("  "))
            continue
        if texts:
            text = "\n".join(texts)
            yield Line(head[0] == "a", text, head[-1] == "*", head[-1] == "-", later)
            later, texts = False, []
        if line == "~":
            later = True
        elif line:
            head, _, begin = line.partition(": ")
            texts = [begin]
