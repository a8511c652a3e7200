"""The way to the mail server, and the bell that tells of letters that wait."""

import asyncio
import contextlib
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiosmtplib import SMTP, SMTPException

from messenger.mail.letters import Letter, Writer
from messenger.settings import Settings

USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
STEP_SECONDS = 20.0
"""What one answer of the server may take."""
WHOLE_SECONDS = 60.0
"""What one letter may take, however slowly the server goes on."""


class Mailer:
    """Sends one letter at a time; `rung` is set whenever one was queued in this process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._host = urlsplit(settings.public_url).hostname or "localhost"
        sender = settings.mail_from or default_sender(self._host)
        self._writer = Writer(sender, settings.public_url)
        self.rung = asyncio.Event()

    def ring(self) -> None:
        """Tell that a letter waits."""
        self.rung.set()

    async def send(self, letter: Letter, secret: str) -> None:
        """Hand a letter to the server; an exception of aiosmtplib, OSError or TimeoutError."""
        message = self._writer.write(letter, secret)
        async with asyncio.timeout(WHOLE_SECONDS):
            await self._hand_over(message)

    async def _hand_over(self, message: EmailMessage) -> None:
        settings = self._settings
        client = SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port or USUAL_PORTS[settings.smtp_security],
            username=settings.smtp_username or None,
            password=settings.smtp_password.get_secret_value() or None,
            use_tls=settings.smtp_security == "tls",
            # Never by the server's leave: who can cut the line could then read the letters.
            start_tls=settings.smtp_security == "starttls",
            # The default asks the DNS, and waits for it.
            local_hostname=self._host,
            timeout=STEP_SECONDS,
        )
        try:
            await client.connect()
            await client.send_message(message)
            # It has the letter now; one more for a goodbye that failed would be one too many.
            with contextlib.suppress(SMTPException, OSError):
                await client.quit()
        finally:
            client.close()


def default_sender(host: str) -> str:
    """Return an address at a host, which may be the number of a machine (RFC 5321, 4.1.3)."""
    try:
        number = ip_address(host)
    except ValueError:
        return f"messenger@{host}"
    return f"messenger@[{'IPv6:' if number.version == 6 else ''}{number}]"
