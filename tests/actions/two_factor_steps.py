"""What people do with their second factor in the tests."""

import base64
from typing import Any

import pyotp

from messenger.actions.second_factor import STEP
from tests.people import Person
from tests.running import Server
from tests.wire import Data, Wire


class Authenticator:
    """The app on a person's phone, with the secret that it was shown."""

    def __init__(self, server: Server, secret: str) -> None:
        self._server = server
        self.secret = base64.b32decode(secret)
        self._totp = pyotp.TOTP(secret)
        self.first = self.code()

    def code(self, shift: int = 0) -> str:
        """Return the code of the present step, or of one so many steps away."""
        now = self._server.clock.now() // 1000
        return self._totp.at(now + shift * STEP)

    def next_code(self) -> str:
        """Wait for the next step, and return its code."""
        self._server.clock.ahead += STEP * 1000
        return self.code()


async def switch_on(server: Server, wire: Wire, person: Person) -> tuple[Authenticator, list[str]]:
    """Switch two factors on, and return the authenticator and the recovery codes."""
    setup = await wire.call("two_factor.start", password=person.password)
    app = Authenticator(server, setup["secret"])
    answer = await wire.call("two_factor.confirm", code=app.first)
    return app, answer["recovery_codes"]


async def sign_in(server: Server, person: Person, **fields: Any) -> Data:
    """Sign in on a connection of its own, and return the whole reply."""
    stranger = await server.connect()
    facts = {"login": person.nick, "password": person.password} | fields
    return await stranger.ask("auth.login", facts)


async def refusal(server: Server, person: Person, **fields: Any) -> str:
    """Return with which code a sign-in is refused."""
    reply = await sign_in(server, person, **fields)
    assert not reply["ok"], "the sign-in was expected to be refused"
    return str(reply["error"]["code"])
