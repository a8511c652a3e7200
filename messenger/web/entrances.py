"""The operations that decide whose a connection is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from messenger.actions import instance, sessions, sign_in
from messenger.actions.access import ClientInfo, Viewer
from messenger.clock import rfc3339
from messenger.errors import Unauthenticated
from messenger.events import commands
from messenger.events.commands.command import Request
from messenger.events.hub import Listener
from messenger.services import Services
from messenger.web.frames import decode_command


@dataclass(frozen=True, slots=True)
class Visitor:
    """A connection at the door: from where it comes, and who it is so far."""

    client: ClientInfo
    viewer: Viewer | None
    listener: Listener


@dataclass(frozen=True, slots=True)
class Passage:
    """What is answered, and who the connection is from now on (None: as before)."""

    reply: Any
    viewer: Viewer | None = None


Entrance = Callable[[Services, Visitor, Request], Awaitable[Passage]]


async def _register(services: Services, visitor: Visitor, request: Request) -> Passage:
    command = decode_command(commands.AuthRegister, request.data)
    signed_in = await sign_in.register(
        services,
        username=command.username,
        email=command.email,
        password=command.password,
        name=command.name,
        code=command.code,
        invite=command.invite,
        client=replace(visitor.client, known=None),
    )
    return Passage(sessions.reply_of(signed_in), signed_in.viewer)


async def _registration(services: Services, visitor: Visitor, request: Request) -> Passage:
    decode_command(commands.AuthRegistration, request.data)
    services.buckets.take(visitor.client.address, request.op)
    return Passage(await instance.get_registration(services))


async def _login(services: Services, visitor: Visitor, request: Request) -> Passage:
    command = decode_command(commands.AuthLogin, request.data)
    services.buckets.take(visitor.client.address, request.op)
    signed_in = await sign_in.sign_in(
        services,
        login=command.login,
        password=command.password,
        code=command.code,
        client=replace(visitor.client, known=command.device_token),
    )
    return Passage(sessions.reply_of(signed_in), signed_in.viewer)


async def _resume(services: Services, visitor: Visitor, request: Request) -> Passage:
    command = decode_command(commands.AuthResume, request.data)
    services.buckets.take(visitor.client.address, request.op)
    viewer, expires_at, user = await sessions.resume_with_user(services, command.token)
    return Passage({"expires_at": rfc3339(expires_at), "user": user}, viewer)


async def _logout(services: Services, visitor: Visitor, request: Request) -> Passage:
    decode_command(commands.AuthLogout, request.data)
    if request.token is not None:
        viewer, _ = await sessions.resume(services, request.token)
        await sessions.sign_out(services, viewer)
        return Passage({})
    if visitor.viewer is None:
        raise Unauthenticated
    # This connection hears its answer first.
    await sessions.sign_out(services, visitor.viewer, spare=visitor.listener)
    return Passage({})


async def _ping(services: Services, visitor: Visitor, request: Request) -> Passage:
    decode_command(commands.Ping, request.data)
    services.buckets.take(visitor.client.address, request.op)
    return Passage({"server_time": rfc3339(services.clock.now())})


ENTRANCES: dict[str, Entrance] = {
    commands.AuthRegister.op: _register,
    commands.AuthRegistration.op: _registration,
    commands.AuthLogin.op: _login,
    commands.AuthResume.op: _resume,
    commands.AuthLogout.op: _logout,
    commands.Ping.op: _ping,
}
