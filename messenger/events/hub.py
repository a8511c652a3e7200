"""Who listens in this process, and how an event reaches them and those of other processes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

import msgspec

from messenger.events.broker import Broker, Renewed, Revoked, Told
from messenger.events.presence import Presence
from messenger.events.pushed import Pushed, SessionRevoked, frame_of

encoder = msgspec.json.Encoder()


class Listener(Protocol):
    """One open connection of a signed-in person."""

    @property
    def user_id(self) -> int:
        """Whose connection this is."""

    @property
    def session_id(self) -> int:
        """By which session it was opened."""

    def push(self, frame: bytes, *, droppable: bool = False) -> None:
        """Queue a frame without waiting; a listener too slow for it is closed."""

    def revoke(self, frame: bytes) -> None:
        """Queue a last frame and close, since the session has ended."""

    def renew(self) -> None:
        """Close, so that the client comes in anew."""


def encode(pushed: Pushed) -> bytes:
    """Write an event as the text of one frame."""
    return encoder.encode(frame_of(pushed))


class Hub:
    """The open connections of this process, by person and by session."""

    def __init__(self, presence: Presence, broker: Broker) -> None:
        self._presence = presence
        self._broker = broker
        self._people: defaultdict[int, set[Listener]] = defaultdict(set)
        self._sessions: defaultdict[int, set[Listener]] = defaultdict(set)
        broker.hear(Told, self._hear_told)
        broker.hear(Revoked, self._hear_revoked)
        broker.hear(Renewed, self._hear_renewed)
        broker.when_missed(self._renew_all)

    def join(self, listener: Listener) -> None:
        """Start telling a connection what concerns its person."""
        self._people[listener.user_id].add(listener)
        self._sessions[listener.session_id].add(listener)
        self._presence.came(listener.user_id)

    def leave(self, listener: Listener) -> None:
        """Stop telling a connection; harmless when it never joined."""
        if listener not in self._people.get(listener.user_id, ()):
            return
        self._discard(self._people, listener.user_id, listener)
        self._discard(self._sessions, listener.session_id, listener)
        if listener.user_id not in self._people:
            self._presence.went(listener.user_id)

    def count(self, user_id: int) -> int:
        """Return how many connections a person has open here."""
        return len(self._people.get(user_id, ()))

    def is_listening(self, user_id: int) -> bool:
        """Return whether a person has a connection open, here or elsewhere."""
        return user_id in self._people or self._presence.is_elsewhere(user_id)

    def hears(self, user_id: int, skip: Listener | None) -> bool:
        """Return whether an event for a person would be taken anywhere else than at `skip`."""
        return not self._broker.is_alone or self._hears(user_id, skip)

    def people(self) -> set[int]:
        """Return the ids of the people who have a connection open, here or elsewhere."""
        return self._presence.people() | set(self._people)

    def renew(self, user_ids: Iterable[int]) -> None:
        """Let the connections of these people be opened anew, since what they may do changed."""
        people = tuple(user_ids)
        self._renew(people)
        self._broker.share(Renewed(people))

    def sessions(self) -> list[int]:
        """Return the ids of the sessions that have a connection open here."""
        return list(self._sessions)

    def publish(
        self,
        user_ids: Iterable[int],
        pushed: Pushed,
        *,
        skip: Listener | None = None,
        droppable: bool = False,
    ) -> None:
        """Queue one event, encoded once, for every connection of these people but `skip`."""
        people = tuple(user_ids)
        present = [person for person in people if self._hears(person, skip)]
        # Where else they may be is not asked: who comes in just now is not known of yet.
        if not present and (self._broker.is_alone or not people):
            return
        frame = encode(pushed)
        self._push(present, frame, skip=skip, droppable=droppable)
        self._broker.share(Told(people, frame, droppable))

    def revoke(
        self,
        session_ids: Iterable[int],
        revoked: SessionRevoked,
        *,
        spare: Listener | None = None,
    ) -> None:
        """Tell the connections of ended sessions so, and close them all but `spare`."""
        frame, sessions = encode(revoked), tuple(session_ids)
        self._revoke(sessions, frame, spare=spare)
        self._broker.share(Revoked(sessions, frame))

    def _hears(self, user_id: int, skip: Listener | None) -> bool:
        listeners = self._people.get(user_id, ())
        return len(listeners) > (skip in listeners)

    def _push(
        self, people: Iterable[int], frame: bytes, *, skip: Listener | None, droppable: bool
    ) -> None:
        for person in people:
            for listener in tuple(self._people.get(person, ())):
                if listener is not skip:
                    listener.push(frame, droppable=droppable)

    def _revoke(
        self, sessions: Iterable[int], frame: bytes, *, spare: Listener | None = None
    ) -> None:
        for session_id in sessions:
            for listener in tuple(self._sessions.get(session_id, ())):
                if listener is not spare:
                    listener.revoke(frame)

    def _renew(self, people: Iterable[int]) -> None:
        for person in people:
            for listener in tuple(self._people.get(person, ())):
                listener.renew()

    def _renew_all(self) -> None:
        # What they did not hear, they ask for when they come in.
        self._renew(tuple(self._people))

    def _hear_told(self, _process: str, told: Told) -> None:
        self._push(told.people, told.frame, skip=None, droppable=told.droppable)

    def _hear_revoked(self, _process: str, revoked: Revoked) -> None:
        self._revoke(revoked.sessions, revoked.frame)

    def _hear_renewed(self, _process: str, renewed: Renewed) -> None:
        self._renew(renewed.people)

    @staticmethod
    def _discard(index: defaultdict[int, set[Listener]], key: int, listener: Listener) -> None:
        index[key].discard(listener)
        if not index[key]:
            del index[key]
