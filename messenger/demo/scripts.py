"""The talks as they were written down, one text file a theme and language.

=== title
day = Tuesday | Thursday        a fact that one telling picks: $day
dish = plov, of plov | tea, of tea   with further forms: $dish, $dish2
a: Are you {there|here}?        the first person; braces hold alternatives
  a line that is indented continues the message
~                               hours pass
b*: I [m/f] am                  the second, edited later; brackets follow the speaker's gender
b: Are you <m/f>?               angles follow the listener's
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
    later: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk: its title, the facts of which each telling picks one, and its lines."""

    title: str
    facts: dict[str, tuple[tuple[str, ...], ...]]
    lines: tuple[Line, ...]


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
    return Talk(title, facts, tuple(_lines(spoken)))


def _lines(spoken: list[str]) -> Iterator[Line]:
    later = False
    head, texts = "", list[str]()
    for line in [*spoken, ""]:
        if line.startswith("  "):
            texts.append(line.removeprefix("  "))
            continue
        if texts:
            yield Line(head.startswith("a"), "\n".join(texts), head.endswith("*"), later)
            later, texts = False, []
        if line == "~":
            later = True
        elif line:
            head, _, text = line.partition(": ")
            texts = [text]
