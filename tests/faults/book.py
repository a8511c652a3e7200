"""What a program knows of its chats, by the rules of the protocol for versions."""

from typing import Any

Data = dict[str, Any]


class Book:
    """Chats with their messages, each up to a version before which nothing is missing."""

    def __init__(self) -> None:
        self.messages: dict[str, dict[int, Data]] = {}
        self.versions: dict[str, int] = {}
        self.state: int | None = None
        self._ahead: dict[str, set[int]] = {}

    @property
    def has_holes(self) -> bool:
        """Whether something was seen whose predecessor was not."""
        return any(self._ahead.values())

    def texts(self, chat_id: str) -> list[tuple[int, str]]:
        """Return seq and text of a chat's messages, in order."""
        return [(seq, message["text"]) for seq, message in sorted(self.messages[chat_id].items())]

    def open(self, chat_id: str, version: int, messages: list[Data]) -> None:
        """Take a chat as its history shows it."""
        self.messages[chat_id] = {message["seq"]: message for message in messages}
        self.versions[chat_id] = version
        self._ahead[chat_id] = set()

    def hear(self, event: str, data: Data) -> None:
        """Take an event, of which only those with a version or a state count here."""
        known = data.get("chat_id") in self.versions
        if known and event in {"message.new", "message.updated"}:
            self.take(data["message"])
        elif known and data.get("version") is not None:
            self._note(data["chat_id"], data["version"])
        if data.get("state") is not None and event != "hello":
            self.state = data["state"]

    def take(self, message: Data) -> None:
        """Take a message as an event or a reply shows it."""
        self._put(message)
        self._note(message["chat_id"], message["version"])

    def catch_up(self, changes: Data) -> bool:
        """Take what `sync` answers, and return whether there is more."""
        self.state = changes["state"]
        for changed in changes["chats"]:
            chat_id = changed["chat"]["id"]
            for message in changed["messages"]:
                self._put(message)
            self.versions[chat_id] = max(self.versions[chat_id], changed["version"])
            self._advance(chat_id)
        return any(changed["more"] for changed in changes["chats"])

    def _put(self, message: Data) -> None:
        known = self.messages[message["chat_id"]].get(message["seq"])
        if known is None or known["version"] <= message["version"]:
            self.messages[message["chat_id"]][message["seq"]] = message

    def _note(self, chat_id: str, version: int) -> None:
        self._ahead[chat_id].add(version)
        self._advance(chat_id)

    def _advance(self, chat_id: str) -> None:
        ahead = {each for each in self._ahead[chat_id] if each > self.versions[chat_id]}
        while self.versions[chat_id] + 1 in ahead:
            self.versions[chat_id] += 1
            ahead.discard(self.versions[chat_id])
        self._ahead[chat_id] = ahead
