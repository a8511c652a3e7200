"""A program at the other end of a chat, for what no fingers could type."""

import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect


def register(url: str, nick: str, name: str, password: str) -> str:
    """Make an account, and return the token of its session."""
    data = {"username": nick, "name": name, "email": f"{nick}@example.org", "password": password}
    with _connection(url) as socket:
        socket.send(json.dumps({"id": "new", "op": "auth.register", "data": data}))
        token: str = _reply(socket, "new")["data"]["token"]
        return token


def tell_all(url: str, token: str, chat_id: int) -> list[str]:
    """Return the texts of a chat as the server has them, oldest first."""
    texts: list[str] = []
    after = 0
    with _session(url, token) as socket:
        while True:
            query = {"chat_id": str(chat_id), "after": after, "limit": 100}
            socket.send(json.dumps({"id": "page", "op": "messages.history", "data": query}))
            page = _reply(socket, "page")["data"]
            texts += [message["text"] for message in page["messages"]]
            if not page["more_after"]:
                return texts
            after = page["messages"][-1]["seq"]


def say(url: str, token: str, chat_id: int, texts: Sequence[str], *, kind: str = "plain") -> None:
    """Send texts in one burst; return when the server has them all."""
    with _session(url, token) as socket:
        for number, text in enumerate(texts):
            message = {
                "chat_id": str(chat_id),
                "client_id": str(uuid.uuid4()),
                "kind": "text",
                "text": text,
                "format": kind,
            }
            socket.send(json.dumps({"id": number, "op": "messages.send", "data": message}))
        left = set(range(len(texts)))
        while left:
            frame = json.loads(socket.recv(timeout=30))
            if "ok" in frame:
                assert frame["ok"], frame
                left.discard(frame["id"])


def change(url: str, token: str, chat_id: int, seq: int, text: str) -> None:
    """Give one's own message another text."""
    ask(url, token, "messages.edit", chat_id=str(chat_id), seq=seq, text=text)


def ask(url: str, token: str, op: str, **data: object) -> dict[str, Any]:
    """Do anything that the protocol offers; return the answer when it is done."""
    with _session(url, token) as socket:
        socket.send(json.dumps({"id": "ask", "op": op, "data": data}))
        answer: dict[str, Any] = _reply(socket, "ask")["data"]
        return answer


@contextmanager
def _session(url: str, token: str) -> Iterator[ClientConnection]:
    with _connection(url) as socket:
        socket.send(json.dumps({"id": "in", "op": "auth.resume", "data": {"token": token}}))
        _reply(socket, "in")
        yield socket


def _connection(url: str) -> ClientConnection:
    address = url.replace("http", "ws", 1) + "/ws"
    return connect(address, compression=None, proxy=None, max_queue=None)


def _reply(socket: ClientConnection, number: int | str) -> dict[str, Any]:
    """Return the reply to a request; what comes before it is not for us."""
    while True:
        frame: dict[str, Any] = json.loads(socket.recv(timeout=30))
        if frame.get("id") == number:
            assert frame["ok"], frame
            return frame
