"""A mail server in a thread with a loop of its own, for what is no coroutine."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator

from tests.mailbox import Mailbox, Received, open_mailbox

PATIENCE = 10.0


class Post:
    """The mailbox, as tests that are no coroutines use it, one after the other."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    def letters(self, nick: str) -> list[Received]:
        """Return what has come to the addresses of that name, on whatever host."""
        return [each for each in self.mailbox.letters if each.address.startswith(f"{nick}@")]

    def letter(self, nick: str, number: int = 1) -> Received:
        """Wait for so many letters to them and return the last."""
        deadline = time.monotonic() + PATIENCE
        while len(self.letters(nick)) < number:
            assert time.monotonic() < deadline, f"no letter {number} to {nick}"
            time.sleep(0.005)
        return self.letters(nick)[number - 1]


@contextlib.contextmanager
def open_post() -> Iterator[Post]:
    """Take letters until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    stack = contextlib.AsyncExitStack()
    opening = stack.enter_async_context(open_mailbox())
    try:
        yield Post(asyncio.run_coroutine_threadsafe(opening, loop).result(PATIENCE))
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
