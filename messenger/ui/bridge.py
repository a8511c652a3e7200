"""The way from Dash's threads into the server's event loop, where the actions run."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import flask

from messenger.errors import Unavailable
from messenger.services import Services
from messenger.ui.request import require_request

if TYPE_CHECKING:
    from concurrent.futures import Future

P = ParamSpec("P")
Result = TypeVar("Result")

TIMEOUT = 10.0  # seconds; Dash has a small pool of threads, which one hanging action must not eat
ENVIRON_KEY = "messenger.bridge"
# The operations of the socket that the same limits hold for, where the names differ.
OPERATIONS = {
    "sign_in.register": "auth.register",
    "sign_in.sign_in": "auth.login",
    "contacts.search_users": "users.search",
    "joining.preview_invite": "invites.preview",
    "joining.join_by_invite": "invites.join",
}


class Bridge:
    """The services of one app and the loop that they live in, once it runs."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._loop: asyncio.AbstractEventLoop | None = None

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Name the running loop that the services live in."""
        self._loop = loop

    def run(
        self,
        who: int | str,
        action: Callable[Concatenate[Services, P], Awaitable[Result]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Result:
        """Run an action in the server's loop, within the limits of `who`, and wait for it.

        What the action raises is raised here; RateLimited where `who` asks too often, Unavailable
        where no loop runs or 10 seconds have passed.
        """
        if self._loop is None:
            raise Unavailable

        async def call() -> Result:
            self.services.buckets.take(who, operation_of(action))
            return await action(self.services, *args, **kwargs)

        return _wait(asyncio.run_coroutine_threadsafe(call(), self._loop), TIMEOUT)


def run(
    action: Callable[Concatenate[Services, P], Awaitable[Result]], *args: P.args, **kwargs: P.kwargs
) -> Result:
    """Run an action for the person who asks, as Bridge.run does."""
    context = require_request()
    who = context.viewer.user_id if context.viewer else context.client.address
    return current_bridge().run(who, action, *args, **kwargs)


def current_bridge() -> Bridge:
    """Return the bridge of the app that serves this request."""
    bridge: Bridge = flask.request.environ[ENVIRON_KEY]
    return bridge


def sends_mail() -> bool:
    """Return whether this server sends letters; yes outside of a request, to build all there is."""
    return not flask.has_request_context() or (
        ENVIRON_KEY not in flask.request.environ or current_bridge().services.settings.mails
    )


def public_origin() -> str:
    """Return where other devices reach this server: by its setting, else as this one does."""
    scheme = "https" if require_request().https else "http"
    configured = current_bridge().services.settings.public_url
    return configured or f"{scheme}://{flask.request.host}"


def operation_of(action: Callable[..., Any]) -> str:
    """Return the name under which an action is counted: its module and its own."""
    name = f"{action.__module__.rpartition('.')[2]}.{action.__name__}"
    return OPERATIONS.get(name, name)


def _wait(future: "Future[Result]", timeout: float) -> Result:
    try:
        return future.result(timeout)
    except TimeoutError as error:
        future.cancel()
        raise Unavailable from error
