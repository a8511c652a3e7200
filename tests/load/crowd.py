"""Many people in chats of two and in groups, each of whom writes all the time."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.process import Process
from tests.faults.program import Program
from tests.load.seed import Person, Seed

PAIRS, GROUPS, GROUP = 20, 2, 20
PEOPLE = 60
# Seconds.
LONGEST_PAUSE = 2.0


@dataclass(frozen=True)
class Place:
    """A person, and the chats that they write to by turns."""

    person: Person
    chats: list[str] = field(default_factory=list)


def make_crowd(data_dir: Path) -> list[Place]:
    """Put people and their chats into a fresh data folder; a third of them are in two chats."""
    seed = Seed(data_dir)
    places = [Place(person) for person in seed.people(PEOPLE)]
    for at in range(PAIRS):
        pair = places[2 * at : 2 * at + 2]
        chat = str(seed.direct(pair[0].person, pair[1].person))
        for place in pair:
            place.chats.append(chat)
    for at in range(GROUPS):
        group = places[PEOPLE - (at + 1) * GROUP :][:GROUP]
        chat = str(seed.group([place.person for place in group]))
        for place in group:
            place.chats.append(chat)
    seed.close()
    return places


class Writer:
    """A person's client that writes at a rate, whatever happens to the servers."""

    def __init__(self, number: int, place: Place, processes: Sequence[Process]) -> None:
        urls = [process.url for process in processes]
        first = urls.pop(number % len(urls))
        self.written = 0
        self.chats = place.chats
        self.program = Program(
            first, place.person.token, elsewhere=urls, longest_pause=LONGEST_PAUSE
        )
        self._number = number

    async def write(self, seconds: float, pause: float) -> None:
        """Write a message each so many seconds, not all people at the same moment."""
        due = time.monotonic() + random.uniform(0, pause)
        end = time.monotonic() + seconds
        while due < end:
            await asyncio.sleep(due - time.monotonic())
            chat = self.chats[self.written % len(self.chats)]
            self.program.say(chat, f"{self._number}:{self.written}")
            self.written += 1
            due += pause
