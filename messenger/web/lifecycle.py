"""Starting and stopping well: what is open, and how it ends."""

import asyncio

from messenger.events.hub import encode
from messenger.events.pushed import ServerStopping
from messenger.services import Services
from messenger.web.conversation import Conversation

SERVICE_RESTART = 1012
# Clients spread their return over this and their own jitter, so that they do not come as one.
RECONNECT_AFTER = 2.0


class Lifecycle:
    """The open connections of this process and whether it is stopping."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._open: set[Conversation] = set()
        self._empty = asyncio.Event()
        self._empty.set()
        self.ready = False
        self.stopping = False

    def opened(self, conversation: Conversation) -> None:
        """Note an accepted connection."""
        self._open.add(conversation)
        self._empty.clear()

    def closed(self, conversation: Conversation) -> None:
        """Note that a connection is gone."""
        self._open.discard(conversation)
        if not self._open:
            self._empty.set()

    async def stop(self) -> None:
        """Refuse what is new, finish and answer what was received, then close with 1012.

        Takes at most `stop_seconds`.
        """
        self.stopping = True
        frame = encode(ServerStopping(reconnect_after=RECONNECT_AFTER))
        for conversation in tuple(self._open):
            conversation.stop(frame)
        try:
            async with asyncio.timeout(self._services.settings.stop_seconds):
                await asyncio.gather(*(each.finish() for each in tuple(self._open)))
                await self._services.sends.finish()
                for conversation in tuple(self._open):
                    conversation.close(SERVICE_RESTART)
                await self._empty.wait()
        except TimeoutError:
            return
        finally:
            self._services.pace.close()
