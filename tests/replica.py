"""A client's copy of what a person sees, kept by events or by `sync`, to be compared."""

from typing import Any

from tests.wire import Data, Wire

# Presence may be dropped, so a copy need not have it.
LOOSE = frozenset({"online", "last_seen"})


class Replica:
    """Chats with their messages, and people, as far as one client knows them."""

    def __init__(self) -> None:
        self.me = ""
        self.state: int | None = None
        self.chats: dict[str, Data] = {}
        self.versions: dict[str, int] = {}
        self.messages: dict[str, dict[int, Data]] = {}
        self.people: dict[str, Data] = {}

    @classmethod
    async def read(cls, wire: Wire) -> "Replica":
        """Read everything anew, as a client does that knows nothing."""
        replica = cls()
        replica.me = wire.me
        await replica.catch_up(wire)
        return replica

    async def catch_up(self, wire: Wire) -> None:
        """Call `sync` with what is known until nothing is cut off; read new chats whole."""
        more = True
        while more:
            named = dict(self.versions)
            known: Data = {} if self.state is None else {"state": self.state, "chats": named}
            news = await wire.call("sync", known, limit=3)
            self._take(news)
            for changed in news["chats"]:
                chat_id = changed["chat"]["id"]
                if chat_id not in named or chat_id in news["removed"]:
                    history = await _whole_history(wire, chat_id)
                    self.messages[chat_id] = {message["seq"]: message for message in history}
            more = any(changed["more"] for changed in news["chats"])

    def hear(self, event: str, data: Data) -> None:
        """Take one event into account."""
        handler = getattr(self, "_on_" + event.replace(".", "_"), None)
        if handler is not None:
            handler(data)

    def seen(self) -> Data:
        """Return what the person sees, for comparison with another copy."""
        return {
            "chats": {
                chat_id: {
                    "messages": [message for _, message in sorted(self.messages[chat_id].items())],
                    **_firm(chat),
                }
                for chat_id, chat in self.chats.items()
            },
            "people": {
                user_id: _firm(user)
                for user_id, user in self.people.items()
                if user["is_contact"] or user["is_blocked"]
            },
        }

    def _take(self, news: Data) -> None:
        self.state = news["state"]
        for chat_id in news["removed"]:
            self._on_chat_removed({"chat_id": chat_id})
        for chat_id, seqs in news["hidden"].items():
            self._on_message_hidden({"chat_id": chat_id, "seqs": seqs})
        for changed in news["chats"]:
            self._on_chat_new(changed)
            self.versions[changed["chat"]["id"]] = changed["version"]
            for message in changed["messages"]:
                self.messages[changed["chat"]["id"]][message["seq"]] = message
        for user in news["contacts"]:
            self._on_contact_updated({"user": user})

    def _on_message_new(self, data: Data) -> None:
        self.messages[data["chat_id"]][data["message"]["seq"]] = data["message"]

    def _on_message_updated(self, data: Data) -> None:
        # What a person has hidden, or cleared away, is unknown to their copy.
        known = self.messages.get(data["chat_id"], {})
        if data["message"]["seq"] in known:
            known[data["message"]["seq"]] = data["message"]

    def _on_message_hidden(self, data: Data) -> None:
        for seq in data["seqs"]:
            self.messages.get(data["chat_id"], {}).pop(seq, None)

    def _on_chat_new(self, data: Data) -> None:
        self.chats[data["chat"]["id"]] = data["chat"]
        self.messages.setdefault(data["chat"]["id"], {})

    _on_chat_updated = _on_chat_new

    def _on_chat_removed(self, data: Data) -> None:
        for kept in (self.chats, self.messages, self.versions):
            kept.pop(data["chat_id"], None)

    def _on_member_joined(self, data: Data) -> None:
        chat = self.chats.get(data["chat_id"])
        if chat is not None:
            self.chats[data["chat_id"]] = {**chat, "member_count": data["member_count"]}

    _on_member_left = _on_member_joined

    def _on_read(self, data: Data) -> None:
        chat = self.chats.get(data["chat_id"])
        if chat is not None:
            field = "read_seq" if data["user_id"] == self.me else "peer_read_seq"
            self.chats[data["chat_id"]] = {**chat, field: data["seq"]}

    def _on_contact_updated(self, data: Data) -> None:
        self.people[data["user"]["id"]] = data["user"]
        for chat_id, chat in self.chats.items():
            if chat["peer"] and chat["peer"]["id"] == data["user"]["id"]:
                self.chats[chat_id] = {**chat, "peer": data["user"]}


async def _whole_history(wire: Wire, chat_id: str) -> list[Data]:
    found: list[Data] = []
    page: Data = {"more_after": True}
    while page["more_after"]:
        after = found[-1]["seq"] if found else 0
        page = await wire.call("messages.history", chat_id=chat_id, after=after, limit=100)
        found += page["messages"]
    return found


def _firm(thing: Data) -> Data:
    return {
        name: _firm(value) if isinstance(value, dict) else value
        for name, value in thing.items()
        if name not in LOOSE
    }


def kept_by_events(seen: Data) -> Any:
    """Return the part of what is seen that events bring, without what a client counts itself."""
    counted = {"last_message", "last_seq", "mentions", "unread", "version"}
    chats = {
        chat_id: {name: value for name, value in chat.items() if name not in counted}
        for chat_id, chat in seen["chats"].items()
    }
    return {**seen, "chats": chats}
