"""A mail server in a thread with a loop of its own, for what is no coroutine."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from tests.mailbox import Mailbox, Received, open_mailbox

PATIENCE = 10.0


class Post:
    """The mailbox, as a test that is no coroutine uses it."""

    def __init__(self, mailbox: Mailbox, loop: asyncio.AbstractEventLoop) -> None:
        self.mailbox = mailbox
        self._loop = loop

    def letter(self, number: int = 1) -> Received:
        """Wait for so many letters and return the last of them."""
        waiting = self.mailbox.letter(number)
        return asyncio.run_coroutine_threadsafe(waiting, self._loop).result(PATIENCE)


@contextlib.contextmanager
def open_post() -> Iterator[Post]:
    """Take letters until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    stack = contextlib.AsyncExitStack()
    opening = stack.enter_async_context(open_mailbox())
    try:
        yield Post(asyncio.run_coroutine_threadsafe(opening, loop).result(PATIENCE), loop)
    finally:
        asyncio.run_coroutine_threadsafe(stack.aclose(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
