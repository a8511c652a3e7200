"""The lines of the talks, and what stands in the margin under them.

a: Are you there?
  an indented line continues the message
% called question             what lines further down may call this one
% answers question            it replies to the line of that name
% gets ❤️ b                   who has put which emoji on it, with commas between people
% said Are you their?         an earlier wording, the oldest first: it was edited
% from daniel                 it repeats the words of somebody
% rich                        it is written in Markdown
% holds lake.jpeg, mill.jpeg  the files that it holds (`messenger/demo/files.py`)
% sticker dash-hello          it is that sticker, whose emoji it says
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

INDENT, MARGIN = "  ", "% "


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a line."""

    called: str = ""
    answers: str = ""
    gets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    said: tuple[str, ...] = ()
    origin: str = ""
    rich: bool = False
    holds: tuple[str, ...] = ()
    sticker: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line, or several that are one message: what stands before its colon, and after it."""

    head: str
    text: str
    margin: Margin

    @classmethod
    def read(cls, lines: list[str], notes: list[str]) -> "Entry":
        """Read what begins with one line."""
        head, separator, first = f"{lines[0]} ".partition(": ")
        text = "\n".join([first.removesuffix(" "), *lines[1:]]) if separator else ""
        return cls(head.removesuffix(" "), text, _read_margin(notes))


def read_entries(lines: Iterable[str]) -> Iterator[Entry]:
    """Yield what is said and done; an empty line counts within a message alone."""
    message, notes, is_after_gap = list[str](), list[str](), False
    for line in lines:
        if line.startswith(INDENT):
            message += [""] * is_after_gap + [line.removeprefix(INDENT)]
        elif line.startswith(MARGIN):
            notes.append(line.removeprefix(MARGIN))
        elif line:
            if message:
                yield Entry.read(message, notes)
            message, notes = [line], []
        is_after_gap = not line
    if message:
        yield Entry.read(message, notes)


def _read_margin(notes: list[str]) -> Margin:
    told = defaultdict[str, list[str]](list)
    for note in notes:
        key, _, value = note.partition(" ")
        told[key].append(value)
    return Margin(
        called="".join(told["called"]),
        answers="".join(told["answers"]),
        gets=tuple(_read_reaction(each) for each in told["gets"]),
        said=tuple(told["said"]),
        origin="".join(told["from"]),
        rich="rich" in told,
        holds=tuple(name for names in told["holds"] for name in names.split(", ")),
        sticker="".join(told["sticker"]),
    )


def _read_reaction(value: str) -> tuple[str, tuple[str, ...]]:
    emoji, _, people = value.partition(" ")
    return emoji, tuple(people.split(", "))


class Names:
    """How many messages back one lies that is called by a name."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._count = 0

    def step(self, margin: Margin) -> int:
        """Go to the next message, and return how far back lies what it answers, if it does."""
        self._count += 1
        if margin.called:
            self._places[margin.called] = self._count
        return self.back(margin.answers) if margin.answers else 0

    def back(self, name: str) -> int:
        """Return how far behind the message one has come to, the one of that name lies."""
        return self._count - self._places[name]
