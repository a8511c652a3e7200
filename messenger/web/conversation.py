"""What one connection asks, carried out in order and answered once each."""

from collections.abc import Collection, Coroutine, Hashable
from dataclasses import replace
from typing import Any

from messenger.actions import leaving, sending, sessions
from messenger.actions.access import ClientInfo, Viewer
from messenger.actions.greeting import build_hello
from messenger.actions.table import ROUTES, Order, Route
from messenger.errors import (
    MessengerError,
    SessionExpired,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnknownOp,
)
from messenger.events import commands
from messenger.events.commands.command import Request
from messenger.events.hub import encode
from messenger.events.objects import Message
from messenger.events.pushed import SessionRevoked
from messenger.services import Services
from messenger.web.entrances import ENTRANCES, Visitor
from messenger.web.failures import report
from messenger.web.frames import decode_command, encode_refusal, encode_reply
from messenger.web.lanes import Lanes, Ticket
from messenger.web.outgoing import Outgoing

MOST_UNDER_WAY = 64
# What is done for a person who has to switch two factors on first.
SETTING_UP = frozenset(
    command.op
    for command in (
        commands.TwoFactorStatus,
        commands.TwoFactorStart,
        commands.TwoFactorConfirm,
        commands.AuthReauthenticate,
    )
)
# What is done for a person whose account is to be deleted.
KEEPING = frozenset({commands.AccountKeep.op})
SESSION_ENDED, TRY_AGAIN_LATER, SERVICE_RESTART = 4401, 1013, 1012


class Conversation:
    """A connection as the hub and the actions know it: whose it is, and what it is told."""

    def __init__(self, services: Services, outgoing: Outgoing, client: ClientInfo) -> None:
        self._services = services
        self._outgoing = outgoing
        self._client = client
        self._lanes = Lanes(MOST_UNDER_WAY)
        self._viewer: Viewer | None = None
        self._stopping = False
        self._held: list[bytes] | None = None
        self._ended: int | None = None

    @property
    def user_id(self) -> int:
        """The person of a connection that has joined the hub."""
        return self._signed_in().user_id

    @property
    def session_id(self) -> int:
        """The session of a connection that has joined the hub."""
        return self._signed_in().session_id

    def push(self, frame: bytes, *, droppable: bool = False) -> None:
        """Queue an event, behind the greeting where that is not ready yet."""
        if self._viewer is not None and self._viewer.is_held:
            return
        if self._held is not None:
            self._held.append(frame)
            return
        self._outgoing.put(frame, droppable=droppable)
        if self._outgoing.close_code is not None:
            # Nothing reaches it any more, while a close that nobody reads takes its time.
            self.leave()

    def revoke(self, frame: bytes) -> None:
        """Queue a last event and close, since the session has ended."""
        self._outgoing.put(frame)
        self.close(SESSION_ENDED)
        self._depart()

    def renew(self) -> None:
        """Close, and let the client come in as who it is now."""
        self.close(SERVICE_RESTART)
        self._depart()

    def stop(self, frame: bytes) -> None:
        """Announce that the server stops, and take no more requests."""
        self._stopping = True
        self._outgoing.put(frame)

    def close(self, code: int) -> None:
        """Send what is queued, then close."""
        self._outgoing.close(code)

    def leave(self) -> None:
        """Hear nothing more from the hub; what was asked before is still carried out."""
        if self._viewer is not None:
            self._services.hub.leave(self)

    def _depart(self) -> None:
        # What still waits for its turn is nobody's any more, and is refused.
        self.leave()
        self._viewer = None

    async def finish(self) -> None:
        """Wait until everything that was received is answered."""
        await self._lanes.finish()

    async def sign_in_by_cookie(self, token: str) -> None:
        """Sign in by a browser's cookie; one that has ended leaves the connection a stranger's."""
        try:
            viewer, _ = await sessions.resume(self._services, token)
            await self._enter(viewer)
        except SessionExpired:
            return
        except Exception as error:
            report(error, "handshake")
            self.close(TRY_AGAIN_LATER)

    def take_now(self, request: Request) -> bool:
        """Begin one request without a wait; false where `take` has to wait for something."""
        if request.op in ENTRANCES or not self._lanes.has_room() or self._is_barred(request):
            return False
        try:
            self._require_running()
            self._begin(request)
        except Exception as error:
            self._refuse(request, error)
        return True

    async def take(self, request: Request) -> None:
        """Begin one request; waits while too many are under way, and until who comes in is in."""
        try:
            self._require_running()
            if self._is_barred(request):
                self._viewer = await sessions.require_set_up(self._services, self._signed_in())
            if request.op in ENTRANCES:
                # What follows on this connection depends on who it is from now on.
                await self._pass(request)
            else:
                await self._lanes.enter()
                self._begin(request)
        except Exception as error:
            self._refuse(request, error)

    def _begin(self, request: Request) -> None:
        if request.op == commands.MessagesSend.op:
            self._start_send(request)
        else:
            self._start(request)

    def _refuse(self, request: Request, error: Exception) -> None:
        self._outgoing.put(encode_refusal(request.id, report(error, request.op)))

    async def _pass(self, request: Request) -> None:
        visitor = Visitor(self._client, self._viewer, self)
        passage = await ENTRANCES[request.op](self._services, visitor, request)
        self._outgoing.put(encode_reply(request.id, passage.reply))
        if passage.viewer is not None:
            await self._enter(passage.viewer)
        elif request.op == commands.AuthLogout.op and request.token is None:
            self.revoke(encode(SessionRevoked(reason="signed_out")))

    async def _enter(self, viewer: Viewer) -> None:
        if (
            self._services.hub.count(viewer.user_id)
            >= self._services.settings.connections_per_person
        ):
            self._outgoing.put(
                encode_refusal(None, TooMany(limit=self._services.settings.connections_per_person))
            )
            self.close(TRY_AGAIN_LATER)
            return
        self.leave()
        self._viewer = viewer
        # Listening begins before the state is read: nothing falls between the two.
        self._held = []
        self._services.hub.join(self)
        hello = await build_hello(self._services, viewer)
        held, self._held = self._held, None
        for frame in (encode(hello), *held):
            self._outgoing.put(frame)

    def _start(self, request: Request) -> None:
        route = ROUTES.get(request.op)
        if route is None:
            raise UnknownOp(field="op")
        self._take_token(request)
        command = decode_command(route.command, request.data)
        self._lanes.run(
            _lanes(route, command), self._carry_out(request, self._act(request, route, command))
        )

    def _start_send(self, request: Request) -> None:
        self._take_token(request)
        command = decode_command(commands.MessagesSend, request.data)
        if request.token is not None or not self._send_at_once(request, command):
            self._lanes.line_up(
                command.chat_id, lambda ticket: self._place_send(request, command, ticket)
            )

    def _send_at_once(self, request: Request, command: commands.MessagesSend) -> bool:
        if not self._lanes.is_clear(command.chat_id):
            return False
        ticket = self._lanes.follow(command.chat_id)
        done = self._answer_once(request, ticket)
        try:
            accepted = sending.submit_send(self._services, self._signed_in(), command, self, done)
        except Exception:
            self._lanes.leave(ticket)
            raise
        if not accepted:
            self._lanes.leave(ticket)
        return accepted

    async def _place_send(
        self, request: Request, command: commands.MessagesSend, ticket: Ticket
    ) -> None:
        done = self._answer_once(request, ticket)
        try:
            viewer = await self._viewer_of(request)
            origin = self if request.token is None else None
            await sending.hand_over(self._services, viewer, command, origin, done)
        except Exception as error:
            done(report(error, request.op))

    def _answer_once(self, request: Request, ticket: Ticket) -> sending.Done:
        # Called by the writer itself: the events of the next messages must not overtake the answer.
        def done(result: Message | MessengerError) -> None:
            if ticket.is_done:
                return
            if isinstance(result, Message):
                self._outgoing.put(encode_reply(request.id, {"message": result}))
            else:
                self._outgoing.put(encode_refusal(request.id, result))
            self._lanes.leave(ticket)

        return done

    async def _act(self, request: Request, route: Route, command: Any) -> Any:
        viewer = await self._viewer_of(request)
        fields = {name: getattr(command, name) for name in command.__struct_fields__}
        answer = await route.action(self._services, viewer, **fields)
        if request.op == commands.TwoFactorConfirm.op and request.token is None:
            self._viewer = await sessions.require_set_up(self._services, viewer)
        if request.op == commands.AccountKeep.op and request.token is None:
            self._viewer = replace(viewer, leaving=False)
        if request.op == commands.AccountDelete.op:
            self._ended = viewer.session_id
        if route.reply is not None:
            return {route.reply: answer}
        return {} if answer is None else answer

    async def _carry_out(self, request: Request, work: Coroutine[Any, Any, Any]) -> None:
        try:
            reply = encode_reply(request.id, await work)
        except Exception as error:
            reply = encode_refusal(request.id, report(error, request.op))
        self._outgoing.put(reply)
        if self._ended is not None:
            # Not before its answer: this connection may be one of the session's.
            leaving.close_session(self._services, self._ended)

    async def _viewer_of(self, request: Request) -> Viewer:
        if request.token is None:
            return self._signed_in()
        viewer, _ = await sessions.resume(self._services, request.token)
        if not _is_open(viewer, request.op):
            await sessions.require_set_up(self._services, viewer)
        self._services.buckets.take(viewer.user_id, request.op)
        return viewer

    def _take_token(self, request: Request) -> None:
        # A request with a token of its own is counted when its person is known.
        if request.token is None:
            self._services.buckets.take(self._signed_in().user_id, request.op)

    def _is_barred(self, request: Request) -> bool:
        # Until two factors are set up, or while the account is to be deleted; it may be over.
        if self._viewer is None or not self._viewer.is_held:
            return False
        if request.op in ENTRANCES or request.token is not None:
            return False
        return not _is_open(self._viewer, request.op)

    def _require_running(self) -> None:
        if self._stopping:
            raise Unavailable

    def _signed_in(self) -> Viewer:
        if self._viewer is None:
            raise Unauthenticated
        return self._viewer


def _is_open(viewer: Viewer, op: str) -> bool:
    return op in (KEEPING if viewer.leaving else SETTING_UP)


def _lanes(route: Route, command: Any) -> Collection[Hashable]:
    match route.order:
        case Order.CHAT:
            return [str(command.chat_id)]
        case Order.TARGETS:
            return set(command.to_chat_ids)
        case Order.PERSON:
            return [Order.PERSON]
        case Order.FREE:
            return ()
