"""A program at the other end of a chat, for what no fingers could type."""

import json
import uuid
from collections.abc import Sequence

from websockets.sync.client import connect


def say(url: str, token: str, chat_id: int, texts: Sequence[str]) -> None:
    """Send texts in one burst; return when the server has them all."""
    address = url.replace("http", "ws", 1) + "/ws"
    with connect(address, compression=None, proxy=None, max_queue=None) as socket:
        socket.send(json.dumps({"id": "in", "op": "auth.resume", "data": {"token": token}}))
        for number, text in enumerate(texts):
            message = {
                "chat_id": str(chat_id),
                "client_id": str(uuid.uuid4()),
                "kind": "text",
                "text": text,
            }
            socket.send(json.dumps({"id": number, "op": "messages.send", "data": message}))
        left = set(range(len(texts)))
        while left:
            frame = json.loads(socket.recv(timeout=30))
            if "ok" in frame:
                assert frame["ok"], frame
                left.discard(frame["id"])
