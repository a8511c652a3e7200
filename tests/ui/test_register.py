from typing import Any

from tests.people import ADA, CAROL
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
