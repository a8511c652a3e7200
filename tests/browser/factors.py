"""A person's second factor in the browser tests: the app on their phone, and what it was told."""

import json
import time
from typing import Any

import pyotp
from websockets.sync.client import connect

from messenger.actions.second_factor import STEP
from tests.browser.person import PASSWORD, Person


class Phone:
    """The authenticator of a person; each code that it shows is a new one."""

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret)
        self._step = 0

    def code(self) -> str:
        """Return the next code that works: the server takes those of one step around its own."""
        before = int(time.time()) // STEP - 1
        self._step = max(self._step + 1, before)
        return self._totp.generate_otp(self._step)


def ask(person: Person, op: str, **data: Any) -> dict[str, Any]:
    """Ask over a socket of its own, by the session of the person's browser."""
    token = next(
        cookie["value"]
        for cookie in person.context.cookies()
        if cookie["name"] == "messenger_session"
    )
    with connect(f"{person.url.replace('http', 'ws')}/ws", proxy=None) as socket:
        socket.send(json.dumps({"id": 1, "op": op, "data": data, "token": token}))
        while True:
            reply = json.loads(socket.recv(10))
            if reply.get("id") == 1:
                assert reply["ok"], reply
                return dict(reply["data"])


def switch_on(person: Person) -> tuple[Phone, list[str]]:
    """Switch two factors on, and return the phone and the recovery codes."""
    phone = Phone(ask(person, "two_factor.start", password=PASSWORD)["secret"])
    codes = ask(person, "two_factor.confirm", code=phone.code())["recovery_codes"]
    return phone, codes
