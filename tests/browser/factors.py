"""A person's second factor in the browser tests: the app on their phone, and what it was told."""

import json
import time
from dataclasses import dataclass
from typing import Any

import pyotp
from websockets.sync.client import connect

from messenger.actions.second_factor import STEP
from tests.browser.person import PASSWORD, Person
from tests.browser.running_server import RunningServer


class Phone:
    """The authenticator of a person; each code that it shows is a new one."""

    # For so many seconds at least, a code that is shown still works.
    _LEEWAY = 15

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret)
        self._step = 0

    def code(self) -> str:
        """Return the next code that works: the server takes those of one step around its own.

        Waits where all of these have been shown.
        """
        before = int(time.time() + self._LEEWAY) // STEP - 1
        self._step = max(self._step + 1, before)
        time.sleep(max(0, (self._step - 1) * STEP - time.time()))
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


@dataclass(frozen=True)
class AtLocalhost:
    """A server under its name: passkeys are made for names."""

    server: RunningServer

    @property
    def url(self) -> str:
        """Where its pages are."""
        return self.server.url.replace("127.0.0.1", "localhost")


def offer_nothing(person: Person) -> None:
    """Have a browser that offers no passkeys in fields: the pretended one chooses at once."""
    script = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
    person.page.add_init_script(script)


class Keyring:
    """The authenticator that Chromium pretends to have on a page."""

    def __init__(self, person: Person) -> None:
        self._session = person.context.new_cdp_session(person.page)
        self._session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        added = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id = added["authenticatorId"]

    def refuse(self) -> None:
        """Recognise nobody from now on."""
        facts = {"authenticatorId": self._id, "isUserVerified": False}
        self._session.send("WebAuthn.setUserVerified", facts)

    def count(self) -> int:
        """Return how many passkeys it holds."""
        found = self._session.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        return len(found["credentials"])
