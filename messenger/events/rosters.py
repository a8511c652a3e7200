"""Who is in a chat and who may write there, remembered so that a message asks no table."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from messenger.errors import MessengerError

LARGEST = 20_000


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a chat at one moment.

    `unlisted` are members who do not see the chat until the next message; `barred` gives, for
    members who may not write, the failure that they meet; `private_reads` hides read positions.
    """

    chat_id: int
    kind: str
    members: frozenset[int]
    unlisted: frozenset[int]
    barred: dict[int, type[MessengerError]]
    private_reads: bool

    def others(self, user_id: int) -> frozenset[int]:
        """Return everyone in the chat but one person."""
        return self.members - {user_id}

    @property
    def listeners(self) -> frozenset[int]:
        """Everyone who has the chat in their list, and so hears of its changes."""
        return self.members - self.unlisted


class Rosters:
    """A bounded memory of rosters; whoever changes what they tell calls `forget`."""

    def __init__(self) -> None:
        self._rosters: OrderedDict[int, Roster] = OrderedDict()
        self._generation = 0

    @property
    def generation(self) -> int:
        """A number that moves with each `forget`: read it before loading a roster."""
        return self._generation

    def get(self, chat_id: int) -> Roster | None:
        """Return the remembered roster of a chat."""
        roster = self._rosters.get(chat_id)
        if roster is not None:
            self._rosters.move_to_end(chat_id)
        return roster

    def put(self, roster: Roster, generation: int) -> None:
        """Remember a roster, unless something was forgotten since it began to load."""
        if generation != self._generation:
            return
        self._rosters[roster.chat_id] = roster
        if len(self._rosters) > LARGEST:
            self._rosters.popitem(last=False)

    def forget(self, chat_ids: Iterable[int]) -> None:
        """Drop what is remembered of some chats."""
        self._generation += 1
        for chat_id in chat_ids:
            self._rosters.pop(chat_id, None)

    def forget_person(self, user_id: int) -> None:
        """Drop what is remembered of every chat that a person is in."""
        self.forget([r.chat_id for r in self._rosters.values() if user_id in r.members])
