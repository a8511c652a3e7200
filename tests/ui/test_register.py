import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from messenger.app import build_services
from messenger.clock import Clock
from messenger.db.tables import email_codes
from messenger.services import Services
from messenger.settings import Settings
from tests.people import ADA, CAROL
from tests.ui.conftest import Beginning, close
from tests.ui.visitor import Answer, Visitor

FORM = {
    "register_name": CAROL.name,
    "register_nick": CAROL.nick,
    "register_email": CAROL.email,
    "register_password": CAROL.password,
}


def send(visitor: Visitor, **changes: Any) -> Answer:
    return visitor.call(
        "register-location.href",
        "register-sent.data",
        register_sent=1,
        **(FORM | changes),
    )


def errors(answer: Answer) -> dict[str, str]:
    return {part: props["error"] for part, props in answer.parts.items() if props.get("error")}


class TestRegister:
    """The form makes an account, and says at the field that is wrong why not."""

    def test_account_is_made(self, visitor: Visitor) -> None:
        """Who has registered is signed in."""
        answer = send(visitor)

        assert answer.parts["register-location"] == {"href": "/"}
        assert answer.session is not None
        assert errors(answer) == {}

    def test_nick_in_capitals(self, visitor: Visitor) -> None:
        """A phone that writes the first letter large does no harm."""
        assert errors(send(visitor, register_nick=" Carol ")) == {}

    def test_taken_nick(self, visitor: Visitor) -> None:
        """It is said at the nick."""
        assert list(errors(send(visitor, register_nick=ADA.nick))) == ["register-nick"]

    def test_taken_address(self, visitor: Visitor) -> None:
        """It is said at the address."""
        assert list(errors(send(visitor, register_email=ADA.email))) == ["register-email"]

    def test_weak_password(self, visitor: Visitor) -> None:
        """It is said at the password, and no cookie is set."""
        answer = send(visitor, register_password="password1")

        assert list(errors(answer)) == ["register-password"]
        assert answer.session is None

    def test_empty_form(self, visitor: Visitor) -> None:
        """The first field that must be filled says so."""
        empty = dict.fromkeys(FORM)

        assert list(errors(send(visitor, **empty))) == ["register-nick"]


class TestLiveChecks:
    """The page answers while a person types."""

    def check_nick(self, visitor: Visitor, nick: str | None) -> dict[str, Any]:
        answer = visitor.call(
            "register-nick.description",
            "register-nick-settled.data",
            register_nick_settled=1,
            register_nick=nick,
        )
        return answer.parts["register-nick"]

    def test_free_nick(self, visitor: Visitor) -> None:
        """Free is said, not only not denied."""
        part = self.check_nick(visitor, "carol")

        assert part["error"] is None
        assert part["description"]["props"]["children"] == "This nick is free."

    def test_taken_nick(self, visitor: Visitor) -> None:
        """Somebody has it."""
        assert self.check_nick(visitor, ADA.nick)["error"] == "This nick is taken."

    def test_nick_against_the_rules(self, visitor: Visitor) -> None:
        """The rules are told."""
        assert self.check_nick(visitor, "a b")["error"]

    def test_no_nick(self, visitor: Visitor) -> None:
        """An empty field is no mistake yet."""
        assert self.check_nick(visitor, None)["error"] is None

    def test_strength(self, visitor: Visitor) -> None:
        """A password that repeats the nick is weaker than the same without it."""
        said = [
            visitor.call(
                "register-strength.children",
                "register-password-settled.data",
                register_password_settled=1,
                register_password="marleyrocks",
                register_nick=nick,
            ).parts["register-strength"]["children"][1]["props"]["children"]
            for nick in ("marleyrocks", "ann")
        ]

        assert said[0] == "Very easy to guess"
        assert said[0] != said[1]

    def test_passwords_are_not_kept(self, visitor: Visitor) -> None:
        """No answer repeats a password."""
        answer = send(visitor, register_nick="", register_password="very secret kettle 7")

        assert "kettle" not in answer.text


class TestCode:
    """Where the server sends letters, a code stands between the form and the account."""

    @pytest.fixture
    def services(
        self, beginning: Beginning, loop: asyncio.AbstractEventLoop, tmp_path: Path
    ) -> Iterator[Services]:
        """Services that send letters; here they stay in the outbox."""
        folder = shutil.copytree(beginning.folder, tmp_path / "data")
        mail: dict[str, Any] = {"smtp_host": "127.0.0.1", "public_url": "https://chat.example.org"}
        services = build_services(Settings(data_dir=folder, **mail), Clock())
        yield services
        asyncio.run_coroutine_threadsafe(close(services), loop).result(5)

    def code(self, services: Services, loop: asyncio.AbstractEventLoop) -> str:
        """Return the code that is in the letter."""

        async def find() -> str:
            async with services.database.reading() as connection:
                number = await connection.scalar(select(email_codes.c.id))
            return services.keys.code("register_code", int(number or 0))

        return asyncio.run_coroutine_threadsafe(find(), loop).result(5)

    def test_the_step_of_the_code(
        self, visitor: Visitor, services: Services, loop: asyncio.AbstractEventLoop
    ) -> None:
        """It takes the place of the fields, names the address, and leads in."""
        step = {"register_step_hidden": False}
        asked = send(visitor, register_step_hidden=True)
        assert asked.session is None
        assert CAROL.email in asked.parts["register-step-text"]["children"]
        assert 60 == asked.parts["register-wait"]["data"]["seconds"]
        assert {"hidden": True} == asked.parts["register-fields"]
        assert {"hidden": False} == asked.parts["register-step"]

        wrong = send(visitor, **step, register_code="")
        assert {"register-code": "This code is wrong or too old."} == errors(wrong)
        assert {"hidden": False} == wrong.parts["register-step"]

        made = send(visitor, **step, register_code=self.code(services, loop))
        assert {"href": "/"} == made.parts["register-location"]
        assert made.session is not None

    def test_what_is_wrong_with_a_field_leads_back_to_it(self, visitor: Visitor) -> None:
        """A nick that somebody has taken meanwhile."""
        answer = send(
            visitor, register_step_hidden=False, register_code="1", register_nick=ADA.nick
        )

        assert ["register-nick"] == list(errors(answer))
        assert {"hidden": False} == answer.parts["register-fields"]
        assert {"hidden": True} == answer.parts["register-step"]

    def test_send_again(self, visitor: Visitor) -> None:
        """It asks for a letter, whatever stands in the field of the code."""
        answer = visitor.call(
            "register-location.href",
            "register-again.n_clicks",
            register_again=1,
            register_step_hidden=False,
            register_code="123",
            **FORM,
        )

        assert {} == errors(answer)
        assert "register-wait" in answer.parts
