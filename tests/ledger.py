"""What a client that misses nothing must see: versions and states without holes."""

from typing import Any


class Ledger:
    """The counters of one connection, checked against every event that it hears."""

    def __init__(self) -> None:
        self.state: int | None = None
        self._state_is_exact = False
        self.versions: dict[str, int] = {}
        self.holes: list[str] = []
        self._exact: set[str] = set()

    def hear(self, event: str, data: dict[str, Any]) -> None:
        """Take one event into account."""
        if event == "hello":
            self.state = data["state"]
            self._state_is_exact = False  # What it includes may still come as an event.
            return
        if data.get("state") is not None:
            self._take_state(event, data["state"])
        if event in {"chat.new", "chat.cleared"}:
            self._exact.discard(data["chat"]["id"])
            self.adopt(data["chat"])
        elif event == "chat.updated":
            # With a state it is about its reader alone, and its chat may be ahead of the events.
            if data["state"] is None:
                self._take_version(event, data["chat"]["id"], data["chat"]["version"])
        elif event == "chat.removed":
            self.versions.pop(data["chat_id"], None)
            self._exact.discard(data["chat_id"])
        elif data.get("version") is not None:
            self._take_version(event, data["chat_id"], data["version"])

    def sent(self, message: dict[str, Any]) -> None:
        """Take the reply to a new message into account: it stands for the event."""
        chat_id, version = message["chat_id"], message["version"]
        known = self.versions.get(chat_id)
        if known is None:
            self.versions[chat_id] = version
        elif version > known:
            self._take_version("messages.send", chat_id, version)

    def adopt(self, chat: dict[str, Any]) -> None:
        """Start from a chat that a reply showed; what it includes may still come as an event."""
        if chat["id"] not in self._exact:
            self.versions[chat["id"]] = chat["version"]

    def _take_state(self, event: str, state: int) -> None:
        if self.state is not None and state <= self.state and not self._state_is_exact:
            return
        if self.state is not None and state != self.state + 1:
            self.holes.append(f"{event}: state {state} after {self.state}")
        self.state = state
        self._state_is_exact = True

    def _take_version(self, event: str, chat_id: str, version: int) -> None:
        known = self.versions.get(chat_id)
        late = known is not None and chat_id not in self._exact and version <= known
        if late:
            return
        if known is not None and version != known + 1:
            self.holes.append(f"{event}: version {version} after {known}")
        self.versions[chat_id] = version
        self._exact.add(chat_id)
