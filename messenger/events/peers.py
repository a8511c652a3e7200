"""The other processes of the installation, as they are heard of, and who is connected to them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from messenger.events.broker import Alive, Broker, Came, Leaving, Note, Present, Unheard, Went

# Seconds: how often each process says that it is there, and after what silence it is not.
BEAT, SILENCE = 2.0, 7.0
# People of a process that stops come back through another one, which takes them a moment.
PATIENCE = 5.0

Moved = Callable[[Iterable[int]], None]


class Peers:
    """Who is connected to which other process; a process that is killed is missed after seconds.

    `mine` returns who is connected here.
    """

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._people: dict[str, set[int]] = {}
        self._heard_at: dict[str, float] = {}
        self._places: Counter[int] = Counter()
        self._task: asyncio.Task[None] | None = None
        self._led = False
        self.mine: Callable[[], Iterable[int]] = tuple
        self.moved: Moved = _ignore
        self.lead: Callable[[], None] = _nothing
        broker.hear(Present, self._hear_present)
        broker.hear(Came, self._hear_came)
        broker.hear(Went, self._hear_went)
        broker.hear(Alive, self._hear_alive)
        broker.hear(Leaving, self._hear_leaving)
        broker.hear(Unheard, lambda _process, _note: broker.miss())
        broker.when_missed(self._tell_all)

    @property
    def is_alone(self) -> bool:
        """Whether no other process is heard of."""
        return not self._people

    @property
    def is_leading(self) -> bool:
        """Whether this process does what one of all has to do."""
        return all(self._broker.process < process for process in self._people)

    def have(self, user_id: int) -> bool:
        """Return whether a person is connected to another process."""
        return user_id in self._places

    def people(self) -> set[int]:
        """Return who is connected to other processes."""
        return set(self._places)

    async def open(self) -> None:
        """Open the broker, tell the others of this process, and go on doing so."""
        await self._broker.open()
        if not self._broker.is_alone:
            self._tell_all()
            self._task = asyncio.get_running_loop().create_task(self._beat())

    async def close(self) -> None:
        """Tell the others that this process stops, and close the broker."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._broker.share(Leaving())
        await self._broker.close()

    def came(self, user_id: int) -> None:
        """Tell the others that a person has connected here."""
        self._broker.share(Came(user_id))

    def went(self, user_id: int) -> None:
        """Tell the others that a person is no longer connected here."""
        self._broker.share(Went(user_id))

    def _tell_all(self) -> None:
        self._broker.share(Present(tuple(self.mine())))

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        before = loop.time()
        while True:
            await asyncio.sleep(BEAT)
            now = loop.time()
            # Where this process itself stood still, it has not heard the others yet.
            stood_still = now - before > 2 * BEAT
            before = now
            self._broker.share(Alive())
            for process, heard_at in list(self._heard_at.items()):
                if not stood_still and now - heard_at > SILENCE:
                    self._drop(process)
                    # What it had stored and not told yet, nobody tells any more.
                    self._broker.miss()

    def _hear(self, process: str) -> set[int]:
        self._heard_at[process] = asyncio.get_running_loop().time()
        if process not in self._people:
            self._people[process] = set()
            self._note_lead()
            self._tell_all()
        return self._people[process]

    def _hear_alive(self, process: str, _note: Note) -> None:
        self._hear(process)

    def _hear_present(self, process: str, note: Present) -> None:
        people, before = set(note.people), self._hear(process)
        came, went = people - before, before - people
        self._people[process] = people
        self._places.update(came)
        self._take_away(went)
        self.moved(came | went)

    def _hear_came(self, process: str, note: Came) -> None:
        people = self._hear(process)
        if note.person not in people:
            people.add(note.person)
            self._places[note.person] += 1
            self.moved((note.person,))

    def _hear_went(self, process: str, note: Went) -> None:
        people = self._hear(process)
        if note.person in people:
            people.discard(note.person)
            self._take_away((note.person,))
            self.moved((note.person,))

    def _hear_leaving(self, process: str, _note: Note) -> None:
        self._heard_at.pop(process, None)
        asyncio.get_running_loop().call_later(PATIENCE, self._drop_silent, process)

    def _drop_silent(self, process: str) -> None:
        if process not in self._heard_at:
            self._drop(process)

    def _drop(self, process: str) -> None:
        self._heard_at.pop(process, None)
        people = self._people.pop(process, set())
        self._take_away(people)
        self._note_lead()
        self.moved(people)

    def _take_away(self, people: Iterable[int]) -> None:
        self._places.subtract(people)
        for person in people:
            if self._places[person] <= 0:
                del self._places[person]

    def _note_lead(self) -> None:
        was, self._led = self._led, self.is_leading
        if self._led and not was:
            self.lead()


def _ignore(_people: Iterable[int]) -> None:
    """Let nobody know."""


def _nothing() -> None:
    """Do nothing."""
