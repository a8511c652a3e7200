"""How large a request may be, an upload larger than anything else, and how much of it waits."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from quart import Request
from quart.wrappers.request import Body
from typing_extensions import override

from messenger.actions.media_claims import LARGEST_AVATAR
from messenger.errors import N_, BadRequest
from messenger.settings import Settings

MEBIBYTE = 1024 * 1024
# Four times of the largest photo of a person: a client that is cut off while it still sends hears
# no answer, so what is too large is received and let go.
LEAST_LIMIT = 4 * LARGEST_AVATAR
# So much of a body may lie in memory before somebody reads it.
MOST_WAITING = MEBIBYTE
BODY = "messenger.body"
# Seconds that what came has for its way to the disk when the line has broken.
LAST_PIECE = 10.0


def largest_body(settings: Settings, path: str, otherwise: int) -> int:
    """Return how many bytes the body of a request to a path may have."""
    if _is_upload(path):
        return max(settings.upload_limit * MEBIBYTE, LEAST_LIMIT)
    return otherwise


def _is_upload(path: str) -> bool:
    return path == "/api/media" or path.startswith("/api/uploads/")


class PacedBody(Body):
    """A body that says whether there is room for more of it, and whether its line has broken."""

    def __init__(self, expected_content_length: int | None, max_content_length: int | None) -> None:
        super().__init__(expected_content_length, max_content_length)
        self.room = asyncio.Event()
        self.room.set()
        self._broken = False
        self._read = asyncio.Event()

    @override
    def append(self, data: bytes) -> None:
        """Add what has come."""
        super().append(data)
        if len(self._data) >= MOST_WAITING:
            self.room.clear()

    @override
    async def __anext__(self) -> bytes:
        """Return what has come since; BadRequest after the last of it where the line has broken."""
        try:
            return await super().__anext__()
        except StopAsyncIteration as end:
            self._read.set()
            if self._broken:
                raise BadRequest(N_("The upload broke off.")) from end
            raise
        finally:
            self.room.set()

    async def break_off(self) -> None:
        """End what has not come whole, and wait until what came is read, if somebody reads it."""
        if self._complete.is_set():
            return
        self._broken = True
        self.set_complete()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_PIECE):
                await self._read.wait()


def sized_requests(settings: Settings) -> type[Request]:
    """Return the class of requests whose bound hangs on their path."""

    class SizedRequest(Request):
        body_class: type[Body] = PacedBody

        def __init__(
            self,
            method: str,
            scheme: str,
            path: str,
            *args: Any,
            max_content_length: int | None = None,
            **options: Any,
        ) -> None:
            most = max_content_length and largest_body(settings, path, max_content_length)
            super().__init__(method, scheme, path, *args, max_content_length=most, **options)
            scope: Any = self.scope
            scope[BODY] = self.body

    return SizedRequest


def pace_body(scope: Any, receive: Callable[[], Awaitable[Any]]) -> Any:
    """Return a `receive` for uploads, which takes no more from the line while enough waits.

    When the line breaks, what came before is read first: it need not be sent again.
    """
    if not _is_upload(scope["path"]):
        return receive

    async def take() -> Any:
        body: PacedBody | None = scope.get(BODY)
        if body is not None:
            await body.room.wait()
        message = await receive()
        if body is not None and message["type"] == "http.disconnect":
            await body.break_off()
        return message

    return take
