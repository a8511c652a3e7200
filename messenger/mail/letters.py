"""A letter made of its kind, its facts and a language: a text and HTML that say the same."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime, parseaddr
from functools import cache
from html import escape
from pathlib import Path

from babel.dates import format_datetime as say_datetime
from email_validator import validate_email

from messenger.catalogues import translator
from messenger.errors import N_
from messenger.mail.kinds import KINDS

FOOTER = N_("Dash Messenger on {host}. This letter was sent by a program; nobody reads answers.")
# Unicode TR 9: what stands between them cannot turn the rest of a line around.
ISOLATE, END = "\u2068", "\u2069"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
RECOVER = "recover"
PARAGRAPH = '<p style="margin:0 0 12px">{}</p>'
BUTTON = (
    '<p style="margin:20px 0"><a href="{url}" style="display:inline-block;padding:11px 22px;'
    'border-radius:10px;background:#3b5bdb;color:#ffffff;text-decoration:none;font-weight:600">'
    "{label}</a></p>"
    '<p style="margin:0 0 12px;color:#6b7280;font-size:13px;word-break:break-all">{url}</p>'
)
CODE = (
    '<p style="margin:20px 0;font-size:30px;font-weight:700;letter-spacing:6px;'
    'font-variant-numeric:tabular-nums">{}</p>'
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it waits: everything but the secret that it will carry."""

    number: int
    kind: str
    address: str
    language: str
    facts: Mapping[str, str]
    at: int  # epoch ms


@dataclass(frozen=True, slots=True)
class Writer:
    """Whoever signs the letters, and where their links lead."""

    sender: str
    public_url: str

    def write(self, letter: Letter, secret: str) -> EmailMessage:
        """Return the letter ready to be sent; `secret` is the token of its link, or its code."""
        kind = KINDS[letter.kind]
        translate = translator(letter.language).gettext
        message = EmailMessage(policy=SMTPUTF8)
        message["From"] = self._sender()
        message["To"] = Address(addr_spec=wire_address(letter.address))
        message["Subject"] = translate(kind.subject)
        message["Date"] = format_datetime(datetime.fromtimestamp(letter.at / 1000, UTC))
        message["Message-ID"] = f"<{letter.number}@{self._domain()}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = letter.language
        plain, page = self._parts(letter, secret)
        message.set_content(plain)
        message.add_alternative(page, subtype="html")
        return message

    def _parts(self, letter: Letter, secret: str) -> tuple[str, str]:
        kind = KINDS[letter.kind]
        translate = translator(letter.language).gettext
        facts = self._facts(letter)
        url = f"{self.public_url}{kind.path}#{secret}" if kind.path else ""
        before = [translate(text) for text in kind.says]
        after = [translate(text) for text in kind.after]
        footer = translate(FOOTER)
        lines = [*(fill(text, facts) for text in before)]
        blocks = [PARAGRAPH.format(fill_html(text, facts)) for text in before]
        if url:
            lines.append(f"{translate(kind.link)}:\n{url}")
            blocks.append(BUTTON.format(url=escape(url), label=escape(translate(kind.link))))
        if kind.code:
            lines.append(secret)
            blocks.append(CODE.format(escape(secret)))
        lines += [*(fill(text, facts) for text in after), f"-- \n{fill(footer, facts)}"]
        blocks += [PARAGRAPH.format(fill_html(text, facts)) for text in after]
        page = _template().format(
            language=escape(letter.language),
            subject=escape(translate(kind.subject)),
            body="\n".join(blocks),
            footer=fill_html(footer, facts),
        )
        return "\n\n".join(lines) + "\n", page

    def _facts(self, letter: Letter) -> dict[str, str]:
        moment = datetime.fromtimestamp(letter.at / 1000, UTC)
        own = {
            "host": self.public_url.partition("://")[2],
            RECOVER: f"{self.public_url}/recover",
            "time": f"{say_datetime(moment, 'd MMMM y, HH:mm', locale=letter.language)} UTC",
        }
        return {name: one_line(text) for name, text in {**own, **letter.facts}.items()}

    def _sender(self) -> Address:
        name, address = parseaddr(self.sender)
        return Address(name, addr_spec=address)

    def _domain(self) -> str:
        return str(self._sender().domain)


def wire_address(address: str) -> str:
    """Return an address as mail servers take it: with the domain in ASCII where that is enough."""
    known = validate_email(address, check_deliverability=False)
    return known.ascii_email or known.normalized


def one_line(text: str) -> str:
    """Return a text without what could break or turn its line."""
    kept = (
        " " if unicodedata.category(letter) == "Cc" or letter in TURNING else letter
        for letter in text
    )
    return " ".join("".join(kept).split())


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill facts into a text; each stays a unit of its own, whatever its direction."""
    shown = {name: f"{ISOLATE}{fact}{END}" for name, fact in facts.items()}
    # An address would take the marks for a part of itself.
    return text.format_map(shown | {RECOVER: facts[RECOVER]})


def fill_html(text: str, facts: Mapping[str, str]) -> str:
    """Fill facts into a text and return it as HTML in which all of it is nothing but text."""
    shown = {name: f"<bdi>{escape(fact)}</bdi>" for name, fact in facts.items()}
    url = escape(facts[RECOVER])
    link = f'<a href="{url}" style="color:#3b5bdb">{url}</a>'
    return escape(text).format_map(shown | {RECOVER: link})


@cache
def _template() -> str:
    return Path(__file__).with_name("letter.html").read_text(encoding="utf-8")
