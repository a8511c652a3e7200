"""Who is in a chat and who may write there, remembered so that a message asks no table."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from messenger.errors import MessengerError
from messenger.events.broker import Broker, Forgotten, Moved, PersonForgotten

LARGEST = 20_000
# With what somebody is refused who may not write, by its code.
BARS = {kind.code: kind for kind in MessengerError.__subclasses__()}


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
    barred: Mapping[int, type[MessengerError]]
    private_reads: bool

    def others(self, user_id: int) -> frozenset[int]:
        """Return everyone in the chat but one person."""
        return self.members - {user_id}

    @property
    def listeners(self) -> frozenset[int]:
        """Everyone who has the chat in their list, and so hears of its changes."""
        return self.members - self.unlisted


class Rosters:
    """A bounded memory of rosters; whoever changes what they tell calls `forget` or `move`.

    Other processes hear of that. While the line to them is broken nothing is remembered.
    """

    def __init__(self, broker: Broker) -> None:
        self._broker = broker
        self._cut_off = False
        self._rosters: OrderedDict[int, Roster] = OrderedDict()
        # Who came (true) and went, by group: so a roster that somebody still holds is put right.
        self._moves: OrderedDict[int, dict[int, bool]] = OrderedDict()
        # When each chat was forgotten last; of those not among them it was no later than the floor.
        self._forgotten: OrderedDict[int, int] = OrderedDict()
        self._floor = 0
        self._generation = 0
        broker.hear(Forgotten, lambda _process, note: self._forget(note.chats))
        broker.hear(PersonForgotten, lambda _process, note: self._forget_person(note.person))
        broker.hear(Moved, self._hear_moved)
        broker.when_cut_off(self._stop_remembering)
        broker.when_missed(self._remember_anew)

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
        """Remember a roster, unless it was forgotten since it began to load."""
        if self._cut_off or generation < self._forgotten.get(roster.chat_id, self._floor):
            return
        self._rosters[roster.chat_id] = roster
        if len(self._rosters) > LARGEST:
            self._rosters.popitem(last=False)

    def forget(self, chat_ids: Iterable[int]) -> None:
        """Drop what is remembered of some chats."""
        chats = tuple(chat_ids)
        if chats:
            self._forget(chats)
            self._broker.share(Forgotten(chats))

    def _forget(self, chat_ids: Iterable[int]) -> None:
        self._generation += 1
        for chat_id in chat_ids:
            self._rosters.pop(chat_id, None)
            self._mark(chat_id)

    def forget_person(self, user_id: int) -> None:
        """Drop what is remembered of every chat of two that a person is in.

        What bars somebody from a group is their role there, which no privacy rule changes.
        """
        self._forget_person(user_id)
        self._broker.share(PersonForgotten(user_id))

    def _forget_person(self, user_id: int) -> None:
        self._forget(
            [
                roster.chat_id
                for roster in self._rosters.values()
                if roster.kind != "group" and user_id in roster.members
            ]
        )
        # One of them may be loading just now.
        self._floor = self._generation
        self._forgotten.clear()

    def move(
        self,
        chat_id: int,
        *,
        came: Mapping[int, type[MessengerError] | None] | None = None,
        went: Collection[int] = (),
    ) -> None:
        """Note who came into a group, with what bars them from writing, and who went.

        Right after the commit, so that whatever is told later reaches the right people.
        """
        came = came or {}
        self._move(chat_id, came, went)
        codes = {user: None if bar is None else bar.code for user, bar in came.items()}
        self._broker.share(Moved(chat_id, codes, tuple(went)))

    def _hear_moved(self, _process: str, note: Moved) -> None:
        came = {user: None if code is None else BARS[code] for user, code in note.came.items()}
        self._move(note.chat, came, note.went)

    def _stop_remembering(self) -> None:
        self._cut_off = True
        self._drop_all()

    def _remember_anew(self) -> None:
        self._cut_off = False
        self._drop_all()

    def _drop_all(self) -> None:
        self._generation += 1
        self._floor = self._generation
        for memory in (self._rosters, self._moves, self._forgotten):
            memory.clear()

    def _move(
        self,
        chat_id: int,
        came: Mapping[int, type[MessengerError] | None],
        went: Collection[int],
    ) -> None:
        self._generation += 1
        self._mark(chat_id)
        moves = self._moves.setdefault(chat_id, {})
        self._moves.move_to_end(chat_id)
        moves |= {user_id: user_id in came for user_id in (*went, *came)}
        if len(self._moves) > LARGEST:
            self._moves.popitem(last=False)
        roster = self._rosters.get(chat_id)
        if roster is not None:
            bars = {user: bar for user, bar in roster.barred.items() if user not in went}
            bars |= {user: bar for user, bar in came.items() if bar is not None}
            members = (roster.members - set(went)) | set(came)
            self._rosters[chat_id] = replace(roster, members=members, barred=bars)

    def listeners(self, roster: Roster) -> frozenset[int]:
        """Return who hears of a chat's changes now, whatever has moved since a roster was read."""
        if roster.kind != "group":
            return roster.listeners
        known = self._rosters.get(roster.chat_id)
        if known is not None:
            return known.listeners
        moves = self._moves.get(roster.chat_id, {})
        came = {user for user, inside in moves.items() if inside}
        return (roster.listeners - moves.keys()) | came

    def _mark(self, chat_id: int) -> None:
        self._forgotten[chat_id] = self._generation
        self._forgotten.move_to_end(chat_id)
        if len(self._forgotten) > LARGEST:
            _, generation = self._forgotten.popitem(last=False)
            self._floor = max(self._floor, generation)
