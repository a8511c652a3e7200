"""A real mail server on loopback, which keeps what it takes."""

import asyncio
import contextlib
import email
import re
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any, Literal

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

CERTIFICATE = Path(__file__).parent / "mail" / "localhost.pem"
PUBLIC_URL = "https://chat.example.org"
LINK = re.compile(rf"(?:{re.escape(PUBLIC_URL)}|http://127\.0\.0\.1:\d+)/(\w+)#([\w-]+)")
CODE = re.compile(r"^\d{6}$", re.MULTILINE)
PATIENCE = 5.0

Security = Literal["none", "starttls", "tls"]


@dataclass(frozen=True, slots=True)
class Received:
    """One letter as it came."""

    address: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """Its plain part."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Its other part."""
        return self._part("html")

    @property
    def token(self) -> str:
        """What stands after the `#` of its link."""
        found = LINK.search(self.text)
        assert found, self.text
        return found[2]

    @property
    def code(self) -> str:
        """Its six digits."""
        [code] = CODE.findall(self.text)
        return str(code)

    def _part(self, kind: Literal["plain", "html"]) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


class Mailbox:
    """What the server has taken, and how it behaves from now on."""

    def __init__(self, port: int = 0, security: Security = "none") -> None:
        self.port = port
        self.security = security
        self.letters: list[Received] = []
        self.tried = 0
        self.answers: list[str] = []
        """What the next recipients are answered instead of OK."""
        self.pause = 0.0
        """Seconds before a letter is taken."""
        self._ends: list[SMTP] = []

    def settings(self, **changed: Any) -> dict[str, Any]:
        """Return what a messenger needs to send here."""
        given = {
            "smtp_host": "127.0.0.1",
            "smtp_port": self.port,
            "smtp_security": self.security,
            "public_url": PUBLIC_URL,
        }
        return given | changed

    async def letter(self, number: int = 1) -> Received:
        """Wait for so many letters and return the last of them."""
        async with asyncio.timeout(PATIENCE):
            while len(self.letters) < number:
                await asyncio.sleep(0.005)
        return self.letters[number - 1]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Take or refuse a recipient."""
        self.tried += 1
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep a letter."""
        await asyncio.sleep(self.pause)
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=modern)
        assert isinstance(message, EmailMessage)
        self.letters += [Received(address, message) for address in envelope.rcpt_tos]
        return "250 OK"

    def protocol(self) -> SMTP:
        """Return the server's end of one connection."""
        starttls = tls_context() if self.security == "starttls" else None
        end = SMTP(
            self,
            hostname="mail.example.org",
            tls_context=starttls,
            require_starttls=starttls is not None,
            enable_SMTPUTF8=True,
        )
        self._ends.append(end)
        return end

    async def hang_up(self) -> None:
        """Close what is still open: a messenger may be in the middle of a letter."""
        for end in self._ends:
            if end.transport is not None:
                end.transport.close()
        await asyncio.sleep(0)  # The loop tells the protocols now.


async def until_put_off(log: pytest.LogCaptureFixture, times: int = 1) -> None:
    """Wait until it was written down so often that a letter has to wait."""
    async with asyncio.timeout(PATIENCE):
        while log.messages.count("letter put off") < times:
            await asyncio.sleep(0.005)


def tls_context() -> ssl.SSLContext:
    """Return the server's side of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


@contextlib.asynccontextmanager
async def open_mailbox(security: Security = "none", port: int = 0) -> AsyncIterator[Mailbox]:
    """Take letters until the block ends."""
    mailbox = Mailbox(security=security)
    server = await asyncio.get_running_loop().create_server(
        mailbox.protocol,
        "127.0.0.1",
        port,
        ssl=tls_context() if security == "tls" else None,
    )
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()
        await mailbox.hang_up()
