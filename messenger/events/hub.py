"""Who listens in this process, and how an event reaches them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

import msgspec

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

    def push(self, frame: str, *, droppable: bool = False) -> None:
        """Queue a frame without waiting; a listener too slow for it is closed."""

    def revoke(self, frame: str) -> None:
        """Queue a last frame and close, since the session has ended."""

    def renew(self) -> None:
        """Close, so that the client comes in anew."""


def encode(pushed: Pushed) -> str:
    """Write an event as the text of one frame."""
    return encoder.encode(frame_of(pushed)).decode()


class Hub:
    """The open connections of this process, by person and by session."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self._people: defaultdict[int, set[Listener]] = defaultdict(set)
        self._sessions: defaultdict[int, set[Listener]] = defaultdict(set)

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

    def count(self, user_id: int, *, but: Listener | None = None) -> int:
        """Return how many connections a person has open here, beside a certain one."""
        listeners = self._people.get(user_id, ())
        return len(listeners) - (but in listeners)

    def is_listening(self, user_id: int) -> bool:
        """Return whether a person has a connection open here."""
        return user_id in self._people

    def people(self) -> set[int]:
        """Return the ids of the people who have a connection open here."""
        return set(self._people)

    def renew(self, user_ids: Iterable[int]) -> None:
        """Let the connections of these people be opened anew, since what they may do changed."""
        for person in user_ids:
            for listener in tuple(self._people.get(person, ())):
                listener.renew()

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
        present = [person for person in user_ids if person in self._people]
        if not present:
            return
        frame = encode(pushed)
        for person in present:
            for listener in tuple(self._people[person]):
                if listener is not skip:
                    listener.push(frame, droppable=droppable)

    def revoke(
        self,
        session_ids: Iterable[int],
        revoked: SessionRevoked,
        *,
        spare: Listener | None = None,
    ) -> None:
        """Tell the connections of ended sessions so, and close them all but `spare`."""
        frame = encode(revoked)
        for session_id in session_ids:
            for listener in tuple(self._sessions.get(session_id, ())):
                if listener is not spare:
                    listener.revoke(frame)

    @staticmethod
    def _discard(index: defaultdict[int, set[Listener]], key: int, listener: Listener) -> None:
        index[key].discard(listener)
        if not index[key]:
            del index[key]
