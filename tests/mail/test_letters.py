"""Letters: what they say, in which language, and that nobody's name can change them."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.policy import default as modern
from string import Formatter
from typing import Any

import pytest

from messenger.mail.kinds import KINDS
from messenger.mail.letters import Letter, Writer
from messenger.mail.mailer import default_sender

WRITER = Writer("Dash <messenger@chat.example.org>", "https://chat.example.org")
NOON = 1_795_348_800_000  # 2026-11-22T12:00:00Z
FACTS = {
    "name": "Ада Лавлейс",
    "nick": "ada",
    "email": "ada@example.net",
    "device": "Firefox on Linux",
    "address": "198.51.100.7",
    "passkey": "My phone",
    "date": "6 December 2026",
}
SECRET = "q" * 43
HOSTILE = [
    "Ada\r\nBcc: eve@example.org",
    "Ada\n\n<script>alert(1)</script>",
    "<img src=https://evil.example/x.png>",
    "{recover} {0} {name.__class__}",
    "\u202eadA",
    "\u2069\u2069Ada",
    "a\x00b\x07",
    '"><a href="https://evil.example">here</a>',
    "$& \\1 %s",
]


def write(kind: str = "reset", language: str = "en", **changes: Any) -> EmailMessage:
    """Return a letter as it arrives."""
    given: dict[str, Any] = {"number": 7, "address": "ada@example.org", "facts": FACTS, "at": NOON}
    message = WRITER.write(Letter(kind=kind, language=language, **given | changes), SECRET)
    return message_from_bytes(message.as_bytes(policy=SMTPUTF8), policy=modern)


def part(message: EmailMessage, kind: Any) -> str:
    """Return the text of one part."""
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    """Each kind of letter in each language."""

    def test_both_parts_say_the_same(self, kind: str, language: str) -> None:
        """Who reads no HTML misses nothing."""
        message = write(kind, language)
        page = re.sub(r"<style.*?</style>|<title>.*?</title>|<[^>]+>", " ", part(message, "html"))
        words = set(re.findall(r"\w{3,}", part(message, "plain")))

        assert words <= set(re.findall(r"\w{3,}", page))
        assert not re.search(r"\{\w+\}", page)

    def test_the_language_is_the_readers(self, kind: str, language: str) -> None:
        """Subject and text are in it, and nothing is left in the other one."""
        message = write(kind, language, facts=FACTS | {"name": "X"})
        russian = re.compile("[а-яё]", re.IGNORECASE)
        said = re.sub(r"https?://\S+|Dash Messenger|UTC", "", part(message, "plain"))

        assert bool(russian.search(str(message["Subject"]))) == (language == "ru")
        assert bool(russian.search(said)) == (language == "ru")
        if language == "ru":
            known = " ".join(FACTS.values()) + " chat.example.org X " + SECRET
            assert set() == set(re.findall("[A-Za-z.]{2,}", said)) - set(
                re.split("[ @]", known)
            ) - {*re.findall("[A-Za-z.]{2,}", known)}

    def test_nothing_comes_from_elsewhere(self, kind: str, language: str) -> None:
        """No image, no script, no address but the server's own."""
        page = part(write(kind, language), "html")

        assert not re.search(r"<(img|script|link|iframe)|url\(|src=", page)
        for address in re.findall(r'href="([^"]*)"', page):
            assert address.startswith("https://chat.example.org/")

    def test_only_known_facts_are_named(self, kind: str, language: str) -> None:
        """A word for a fact that nobody gives would stop the letter."""
        words = KINDS[kind]
        named = {
            name
            for text in (*words.says, *words.after)
            for _before, name, _format, _conversion in Formatter().parse(text)
            if name
        }

        assert language
        assert named <= {*FACTS, "time", "recover"}

    @pytest.mark.parametrize("text", HOSTILE)
    def test_a_name_is_only_a_name(self, kind: str, language: str, text: str) -> None:
        """It adds no header, no line, no markup and turns nothing around."""
        hostile = dict.fromkeys(FACTS, text)
        harmless, message = write(kind, language), write(kind, language, facts=hostile)

        assert harmless.keys() == message.keys()
        assert "evil.example" not in "".join(re.findall(r"<[^>]*>", part(message, "html")))
        tags = [re.findall(r"</?(\w+)", part(each, "html")) for each in (harmless, message)]
        assert tags[0] == tags[1]
        lines = [part(each, "plain").count("\n") for each in (harmless, message)]
        assert lines[0] == lines[1]
        plain = part(message, "plain")
        assert plain.count("\u2068") == plain.count("\u2069")
        assert not set(plain) & set("\u202e\x00\x07")


def test_the_link_holds_the_token_where_no_log_sees_it() -> None:
    """Behind the `#`, at the public address."""
    message = write("reset")

    for kind in ("plain", "html"):
        assert f"https://chat.example.org/reset#{SECRET}" in part(message, kind)


def test_a_code_stands_alone_on_its_line() -> None:
    """So it can be found and copied."""
    letter = Letter(7, "register_code", "ada@example.org", "en", {}, NOON)

    assert "\n\n123456\n\n" in part(WRITER.write(letter, "123456"), "plain")


def test_the_headers_say_what_it_is() -> None:
    """From whom, when, and that nobody should answer by a program."""
    message = write()

    assert "Dash <messenger@chat.example.org>" == message["From"]
    assert "ada@example.org" == message["To"]
    assert "Sun, 22 Nov 2026 12:00:00 +0000" == message["Date"]
    assert "<7@chat.example.org>" == message["Message-ID"]
    assert "auto-generated" == message["Auto-Submitted"]


def test_times_are_in_the_language() -> None:
    """A moment in words, with its zone."""
    assert "22 November 2026, 12:00 UTC" in part(write("new_device"), "plain")
    assert "22 ноября 2026, 12:00 UTC" in part(write("new_device", "ru"), "plain")


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a b", ""]
)
def test_an_address_that_is_none_makes_no_letter(address: str) -> None:
    """It was refused long before; here it could reach a header."""
    with pytest.raises(ValueError, match=r"\w"):
        write(address=address)


def test_a_domain_of_any_script_is_reached() -> None:
    """In the spelling that every mail server knows."""
    assert "ada@xn--e1afmkfd.xn--p1ai" == write(address="ada@пример.рф")["To"]


@pytest.mark.parametrize(
    ("host", "sender"),
    [
        ("chat.example.org", "messenger@chat.example.org"),
        ("localhost", "messenger@localhost"),
        ("127.0.0.1", "messenger@[127.0.0.1]"),
        ("::1", "messenger@[IPv6:::1]"),
    ],
)
def test_a_sender_is_found_for_every_host(host: str, sender: str) -> None:
    """Also for a machine that has only a number."""
    writer = Writer(default_sender(host), f"http://{host}")
    message = writer.write(Letter(7, "reset", "ada@example.org", "en", FACTS, NOON), SECRET)

    assert sender == message["From"]
    assert sender.partition("@")[2] in message["Message-ID"]
