"""`/api/passkeys`: what a browser needs to make passkeys and to sign in by them."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from quart import Blueprint, Response, request
from quart_schema import tag

from messenger.actions import passkey_proof, passkey_sign_in, passkeys
from messenger.actions.passkey_answers import Site
from messenger.errors import N_, BadRequest
from messenger.events.commands.command import Word
from messenger.services import Services
from messenger.web.api import answer_signed_in
from messenger.web.exchange import answer, read_body, read_context, require_viewer
from messenger.web.origins import own_origin

NO_NAME = N_("Passkeys need a page with a host name, reached by https or as localhost.")


class Named(Struct, forbid_unknown_fields=True):
    """A name for a passkey."""

    name: Word


class Made(Struct, forbid_unknown_fields=True):
    """A passkey that the browser has made, as its `toJSON()` has it, and its name."""

    name: Word
    credential: dict[str, Any]


class Signed(Struct, forbid_unknown_fields=True):
    """What a passkey has signed, as its `toJSON()` has it."""

    credential: dict[str, Any]


class Beginning(Struct, forbid_unknown_fields=True):
    """Nothing, or the name and the password beside which a passkey takes the place of a code."""

    login: Word | None = None
    password: str | None = None


def passkey_routes(services: Services) -> Blueprint:
    """Return the routes under `/api/passkeys`."""
    routes = Blueprint("passkeys", __name__, url_prefix="/api/passkeys")
    _manage(routes, services)
    _sign_in(routes, services)
    _prove(routes, services)
    return routes


def _manage(routes: Blueprint, services: Services) -> None:
    @routes.get("")
    @tag(["passkeys"])
    async def list_all() -> Response:
        """List one's passkeys."""
        return answer({"passkeys": await passkeys.list_passkeys(services, require_viewer())})

    @routes.post("/register/begin")
    @tag(["passkeys"])
    async def begin() -> Response:
        """Get the options for `PublicKeyCredential.parseCreationOptionsFromJSON`."""
        viewer = require_viewer()
        return answer(await passkeys.begin_registration(services, viewer, _site(services)))

    @routes.post("/register/finish")
    @tag(["passkeys"])
    async def finish() -> Response:
        """Keep the passkey that the browser has made."""
        viewer, site = require_viewer(), _site(services)
        made = await read_body(Made)
        passkey = await passkeys.finish_registration(
            services, viewer, site, name=made.name, credential=made.credential
        )
        return answer({"passkey": passkey})

    @routes.patch("/<passkey_id>")
    @tag(["passkeys"])
    async def rename(passkey_id: str) -> Response:
        """Give a passkey another name."""
        viewer = require_viewer()
        named = await read_body(Named)
        await passkeys.rename_passkey(services, viewer, passkey_id, named.name)
        return answer({})

    @routes.delete("/<passkey_id>")
    @tag(["passkeys"])
    async def remove(passkey_id: str) -> Response:
        """Forget a passkey."""
        await passkeys.remove_passkey(services, require_viewer(), passkey_id)
        return answer({})


def _sign_in(routes: Blueprint, services: Services) -> None:
    @routes.post("/sign-in/begin")
    @tag(["passkeys"])
    async def begin_sign_in() -> Response:
        """Get the options for `PublicKeyCredential.parseRequestOptionsFromJSON`."""
        site, who = _site(services), await read_body(Beginning)
        options = await passkey_sign_in.begin_passkey_sign_in(
            services, site, login=who.login, password=who.password, client=read_context().client
        )
        return answer(options)

    @routes.post("/sign-in/finish")
    @tag(["passkeys"])
    async def finish_sign_in() -> Response:
        """Sign in by what the passkey has signed, and set the session cookie."""
        site, signed = _site(services), await read_body(Signed)
        signed_in = await passkey_sign_in.finish_passkey_sign_in(
            services, site, credential=signed.credential, client=read_context().client
        )
        return answer_signed_in(services, signed_in)


def _prove(routes: Blueprint, services: Services) -> None:
    @routes.post("/prove/begin")
    @tag(["passkeys"])
    async def begin_proof() -> Response:
        """Get the options for proving once more who one is."""
        viewer = require_viewer()
        options = await passkey_proof.begin_passkey_proof(services, viewer, _site(services))
        return answer(options)

    @routes.post("/prove/finish")
    @tag(["passkeys"])
    async def finish_proof() -> Response:
        """Prove by what the passkey has signed, as `auth.reauthenticate` does by a password."""
        viewer, site = require_viewer(), _site(services)
        signed = await read_body(Signed)
        return answer(
            await passkey_proof.finish_passkey_proof(
                services, viewer, site, credential=signed.credential
            )
        )


def _site(services: Services) -> Site:
    scope: Any = request.scope
    origin = own_origin(scope["headers"], services.settings.origins)
    parts = urlsplit(origin or "")
    host = parts.hostname or ""
    if origin is None or _is_address(host) or (parts.scheme != "https" and host != "localhost"):
        raise BadRequest(NO_NAME, field="origin")
    return Site(origin, host)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
