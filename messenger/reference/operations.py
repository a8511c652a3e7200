"""Every operation of `/ws` with what it answers, read from its command and its action."""

import inspect
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from messenger.actions.instance import RegistrationRules
from messenger.actions.sessions import SignedInReply
from messenger.actions.table import ROUTES, Route
from messenger.events import commands
from messenger.events.commands import COMMANDS, Command
from messenger.events.objects import Message, User
from messenger.events.pushed import Pushed

# Those which the web layer answers itself: they decide whose a connection is, or skip the table
# for speed.
ANSWERED_AT_THE_DOOR: dict[type[Command], dict[str, Any]] = {
    commands.AuthRegister: typing.get_type_hints(SignedInReply),
    commands.AuthRegistration: typing.get_type_hints(RegistrationRules),
    commands.AuthLogin: typing.get_type_hints(SignedInReply),
    commands.AuthResume: {"expires_at": str, "user": User},
    commands.AuthLogout: {},
    commands.Ping: {"server_time": str},
    commands.MessagesSend: {"message": Message},
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name, its command, and the types of the fields that it answers."""

    op: str
    command: type[Command]
    reply: dict[str, Any]

    @property
    def noun(self) -> str:
        """The part of the name before the dot."""
        return self.op.partition(".")[0]


@cache
def operations() -> tuple[Operation, ...]:
    """Return all operations in the order of their classes."""
    return tuple(Operation(command.op, command, _reply(command)) for command in COMMANDS)


@cache
def events() -> tuple[type[Pushed], ...]:
    """Return the classes of all events in the order in which they are written."""
    return tuple(Pushed.__subclasses__())


def explanation(described: type) -> str:
    """Return the docstring of a class, in one paragraph a paragraph."""
    paragraphs = (inspect.getdoc(described) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _reply(command: type[Command]) -> dict[str, Any]:
    if command in ANSWERED_AT_THE_DOOR:
        return ANSWERED_AT_THE_DOOR[command]
    return _answer(ROUTES[command.op])


def _answer(route: Route) -> dict[str, Any]:
    answer = typing.get_type_hints(route.action)["return"]
    if route.reply is not None:
        return {route.reply: answer}
    if answer is type(None):
        return {}
    return {field.name: field.type for field in msgspec.structs.fields(answer)}
