"""How long a change of a group holds the writer, while everybody in it is online."""

import asyncio
import statistics
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from messenger.actions.access import Viewer
from messenger.actions.groups import update_group
from messenger.app import build_services
from messenger.clock import Clock
from messenger.services import Services
from messenger.settings import Settings
from tests.load.report import Figure, multiple
from tests.load.seed import Person, Seed

SMALL, LARGE = 10, 1000
CHANGES, WARM = 20, 3
# What is written is the same; who hears of it is looked up by one more row each.
FLAT = 5.0


class Ear:
    """A connection that hears and forgets."""

    session_id = 0

    def __init__(self, person: Person) -> None:
        self.user_id = person.id
        self.heard = 0

    def push(self, frame: bytes, *, droppable: bool = False) -> None:  # noqa: ARG002 - a Listener
        """Take a frame."""
        self.heard += 1

    def revoke(self, frame: bytes) -> None:
        """Never happens here."""

    def renew(self) -> None:
        """Never happens here."""


class Holds:
    """How long each transaction that writes takes, from its first word to its last."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self._begun = 0.0

    def begin(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        """Note the time of the first statement."""
        if statement.startswith("BEGIN"):
            self._begun = time.perf_counter()

    def end(self, _connection: Any) -> None:
        """Note how long it was; who only reads commits too."""
        if self._begun:
            self.taken.append((time.perf_counter() - self._begun) * 1000)
            self._begun = 0.0


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Compare a group of a thousand with one of ten."""
    settings = Settings(data_dir=folder / "updating")
    seed = Seed(settings.data_dir)
    people = seed.people(LARGE)
    small, large = seed.group(people[:SMALL]), seed.group(people)
    seed.close()
    few, many = asyncio.run(_change(settings, people, [small, large]))
    name = f"writer held, change of {LARGE:,} online"
    return [multiple(name, many, few, "ms", f"ms of {SMALL}", FLAT)]


async def _change(settings: Settings, people: list[Person], groups: list[int]) -> list[float]:
    """Return how long the writer is held by a change of each group."""
    services = build_services(settings, Clock())
    ears = [Ear(person) for person in people]
    for ear in ears:
        services.hub.join(ear)
    medians = []
    for group in groups:
        holds = await _hold(services, people[0], group)
        medians.append(statistics.median(holds))
    assert ears[-1].heard == CHANGES + WARM
    for ear in ears:
        services.hub.leave(ear)
    await services.presence.finish()
    await services.database.close()
    services.passwords.close()
    return medians


async def _hold(services: Services, owner: Person, group: int) -> list[float]:
    holds = Holds()
    event.listen(Engine, "before_cursor_execute", holds.begin)
    event.listen(Engine, "commit", holds.end)
    viewer = Viewer(owner.id, 0)
    for number in range(WARM + CHANGES):
        await update_group(services, viewer, chat_id=str(group), description=f"{number}")
    event.remove(Engine, "before_cursor_execute", holds.begin)
    event.remove(Engine, "commit", holds.end)
    return holds.taken[WARM:]
