"""What people do in the tests, in their words."""

from typing import Any
from uuid import uuid4

from tests.wire import Data, Wire


async def open_chat(wire: Wire, nick: str) -> str:
    """Open the chat with somebody and return its id."""
    return str((await wire.call("chats.open_direct", username=nick))["chat"]["id"])


async def say(wire: Wire, chat_id: str, text: str = "hello", **fields: Any) -> Data:
    """Send a text and return the stored message."""
    fields = {"client_id": str(uuid4()), "kind": "text"} | fields
    reply = await wire.call("messages.send", chat_id=chat_id, text=text, **fields)
    return dict(reply["message"])


async def talk(ada: Wire, bob: Wire, *texts: str) -> str:
    """Let the first write to the second, forget the events, and return the chat."""
    chat_id = await open_chat(ada, str(bob.hello["user"]["username"]))
    for text in texts or ("hello",):
        await say(ada, chat_id, text)
    await forget(ada, bob)
    return chat_id


async def forget(*wires: Wire) -> None:
    """Take all events that came so far as read."""
    for wire in wires:
        await wire.events()


async def texts(wire: Wire, chat_id: str, **bounds: int) -> list[str]:
    """Return the texts of a page of history."""
    page = await wire.call("messages.history", chat_id=chat_id, **bounds)
    return [message["text"] for message in page["messages"]]


async def chat_of(wire: Wire, chat_id: str) -> Data:
    """Return a chat as its member sees it."""
    return dict((await wire.call("chats.get", chat_id=chat_id))["chat"])


async def set_privacy(wire: Wire, **rules: str | bool) -> None:
    """Change some privacy rules of the person."""
    await wire.call("account.update", privacy=rules)
