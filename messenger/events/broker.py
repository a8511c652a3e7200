"""What the processes of one installation tell each other, and the way they do it."""

import logging
import secrets
from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

log = logging.getLogger(__name__)


class Note(Struct, frozen=True, array_like=True, tag=True):
    """Something that the other processes hear."""


class Told(Note, frozen=True):
    """People are told of something, by the text of one frame."""

    people: tuple[int, ...]
    frame: bytes
    droppable: bool


class Revoked(Note, frozen=True):
    """Sessions have ended, as the frame says."""

    sessions: tuple[int, ...]
    frame: bytes


class Renewed(Note, frozen=True):
    """The connections of these people are to be opened anew."""

    people: tuple[int, ...]


class Forgotten(Note, frozen=True):
    """What is remembered of these chats is no longer true."""

    chats: tuple[int, ...]


class PersonForgotten(Note, frozen=True):
    """What is remembered of a person's chats of two is no longer true."""

    person: int


class Moved(Note, frozen=True):
    """People came into a group, with the code of what bars them from writing, and others went."""

    chat: int
    came: dict[int, str | None]
    went: tuple[int, ...]


class Took(Note, frozen=True):
    """Somebody who does an operation often has done it once more."""

    who: int | str
    op: str


class Failed(Note, frozen=True):
    """A sign-in failed; `keys` name the account and the address."""

    keys: tuple[str, ...]


class Present(Note, frozen=True):
    """Everybody who is connected to the process that says so."""

    people: tuple[int, ...]


class Came(Note, frozen=True):
    """A person has connected to the process that says so."""

    person: int


class Went(Note, frozen=True):
    """A person is no longer connected to the process that says so."""

    person: int


class Alive(Note, frozen=True):
    """The process that says so is there; each says it every few seconds."""


class Leaving(Note, frozen=True):
    """The process that says so stops."""


class Unheard(Note, frozen=True):
    """Some of what the process that says so had to tell was never sent."""


AnyNote = (
    Told
    | Revoked
    | Renewed
    | Forgotten
    | PersonForgotten
    | Moved
    | Took
    | Failed
    | Present
    | Came
    | Went
    | Alive
    | Leaving
    | Unheard
)

SomeNote = TypeVar("SomeNote", bound=Note)
Heard = Callable[[str, Any], None]


class Broker:
    """The way to the other processes, of which there are none: a process that serves alone.

    Each process hears what the others share, that of one in its order, unless the line breaks:
    then `missed` is called once it is back.
    """

    is_alone = True

    def __init__(self) -> None:
        self.process = secrets.token_hex(8)
        self._heard: defaultdict[type[Note], list[Heard]] = defaultdict(list)
        self._missed: list[Callable[[], None]] = []
        self._cut_off: list[Callable[[], None]] = []

    def hear(self, kind: type[SomeNote], call: Callable[[str, SomeNote], None]) -> None:
        """Let a call take all notes of a kind, with the process that each is from."""
        self._heard[kind].append(call)

    def when_missed(self, call: Callable[[], None]) -> None:
        """Let a call be made whenever something was missed that others had to tell."""
        self._missed.append(call)

    def when_cut_off(self, call: Callable[[], None]) -> None:
        """Let a call be made when the line breaks; from then on nothing is heard."""
        self._cut_off.append(call)

    def share(self, note: Note) -> None:
        """Let all other processes hear something, without waiting."""

    async def open(self) -> None:
        """Begin to hear; when this returns, all that is shared from now on is heard."""

    async def close(self) -> None:
        """Share what waits, and hear nothing any more."""

    def miss(self) -> None:
        """Do what is to be done where something was missed."""
        for call in self._missed:
            call()

    def _hand_out(self, process: str, notes: list[Any]) -> None:
        for note in notes:
            for call in self._heard[type(note)]:
                try:
                    call(process, note)
                except Exception:
                    # One note that cannot be taken shall not cost those after it.
                    log.exception("a note of another process failed")
