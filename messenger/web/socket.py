"""`/ws`: one connection from its handshake to its close.

Quart hands every websocket to `asgi_websocket_class`; this one speaks ASGI itself, so that a
frame does not pass through Quart's request globals and queue.
"""

import asyncio
from typing import Any

from hypercorn.typing import ASGIReceiveCallable, ASGISendCallable, WebsocketScope

from messenger.actions.access import ClientInfo
from messenger.events.commands.command import LARGEST_FRAME, Request
from messenger.services import Services
from messenger.web.client import find_token, read_client
from messenger.web.conversation import Conversation
from messenger.web.frames import UnusableFrame, decode_request, encode_refusal
from messenger.web.lifecycle import Lifecycle
from messenger.web.origins import header, is_own_origin
from messenger.web.outgoing import Outgoing
from messenger.web.websocket_frames import TEXTS, Line

PATH = "/ws"
MOST_BAD_FRAMES = 10
UNSUPPORTED_DATA, POLICY_VIOLATION, TOO_BIG = 1003, 1008, 1009


class Socket:
    """One handshake and, where it is accepted, the connection that follows."""

    def __init__(
        self, services: Services, lifecycle: Lifecycle, _quart: object, scope: WebsocketScope
    ) -> None:
        self._services = services
        self._lifecycle = lifecycle
        self._scope = scope
        self._bad_frames = 0
        self._rests = False
        """Whether nothing that came earlier is still looked at."""

    async def __call__(self, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Serve the connection until it closes."""
        await receive()
        refusal = self._refusal()
        if refusal is not None:
            await _refuse(send, refusal)
            return
        await send({"type": "websocket.accept", "subprotocol": None, "headers": []})
        below: dict[str, Any] = self._scope.get("state") or {}
        outgoing = Outgoing(send, batches=TEXTS in below, line=below.get(TEXTS))
        conversation = Conversation(self._services, outgoing, self._client())
        sender = outgoing.start()
        self._lifecycle.opened(conversation)
        try:
            await self._let_in(conversation)
            self._hear_at_once(below.get(TEXTS), conversation, outgoing)
            await self._listen(receive, conversation, outgoing)
            if outgoing.close_code is not None:
                await asyncio.wait([sender])
            conversation.leave()
            # Until then a stop of the server waits for it.
            await conversation.finish()
        finally:
            self._lifecycle.closed(conversation)
            conversation.leave()
            sender.cancel()

    async def _let_in(self, conversation: Conversation) -> None:
        token = self._cookie_token()
        if token is not None:
            await conversation.sign_in_by_cookie(token)

    async def _listen(
        self, receive: ASGIReceiveCallable, conversation: Conversation, outgoing: Outgoing
    ) -> None:
        while outgoing.close_code is None:
            self._rests = True
            message = await receive()
            self._rests = False
            if message["type"] == "websocket.disconnect":
                return
            if message["type"] == "websocket.receive":
                await self._take(message.get("text"), conversation, outgoing)
        while (await receive())["type"] != "websocket.disconnect":
            """What comes after the close is not read."""

    async def _take(self, text: str | None, conversation: Conversation, outgoing: Outgoing) -> None:
        if text is None:
            outgoing.close(UNSUPPORTED_DATA)
            return
        request = self._read(text, outgoing)
        if request is not None:
            await conversation.take(request)

    def _hear_at_once(
        self, line: Line | None, conversation: Conversation, outgoing: Outgoing
    ) -> None:
        def hear(text: str) -> bool:
            if not self._rests or outgoing.close_code is not None:
                return False
            request = self._read(text, outgoing)
            return request is None or conversation.take_now(request)

        if line is not None:
            line.hear = hear

    def _read(self, text: str, outgoing: Outgoing) -> Request | None:
        # Hypercorn counts characters; the bound of the protocol is in bytes.
        if len(text) * 4 > LARGEST_FRAME and len(text.encode()) > LARGEST_FRAME:
            outgoing.close(TOO_BIG)
            return None
        try:
            request = decode_request(text)
        except UnusableFrame as problem:
            outgoing.put(encode_refusal(problem.id, problem.error))
            self._count_bad_frame(problem, outgoing)
            return None
        self._bad_frames = 0
        return request

    def _count_bad_frame(self, problem: UnusableFrame, outgoing: Outgoing) -> None:
        if problem.id is not None:
            self._bad_frames = 0
            return
        self._bad_frames += 1
        if self._bad_frames >= MOST_BAD_FRAMES:
            outgoing.close(POLICY_VIOLATION)

    def _refusal(self) -> int | None:
        if self._scope["path"] != PATH:
            return 404
        origin = header(self._scope["headers"], b"origin")
        host = header(self._scope["headers"], b"host")
        if origin is not None and not is_own_origin(origin, host, self._services.settings.origins):
            return 403
        return 503 if self._lifecycle.stopping else None

    def _cookie_token(self) -> str | None:
        # A program sends no Origin, and its cookies count for nothing.
        if header(self._scope["headers"], b"origin") is None:
            return None
        return find_token(self._scope)

    def _client(self) -> ClientInfo:
        return read_client(self._scope)


async def _refuse(send: ASGISendCallable, status: int) -> None:
    await send({"type": "websocket.http.response.start", "status": status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": b"", "more_body": False})
