"""The pages for a forgotten password, as Dash's renderer asks them."""

import asyncio
from typing import Any

import pytest

from messenger.actions import administration
from messenger.actions.access import Viewer
from messenger.services import Services
from tests.people import ADA, BOB
from tests.ui.visitor import Answer, Visitor

FRESH = "seven kettles under the moon"


@pytest.fixture
def token(services: Services, loop: asyncio.AbstractEventLoop, ada: Viewer, bob: Viewer) -> str:
    """The token of a link for Bob, made by Ada."""
    making = administration.make_reset_link(services, ada, user_id=str(bob.user_id))
    return asyncio.run_coroutine_threadsafe(making, loop).result(5).url.partition("#")[2]


def set_password(visitor: Visitor, fragment: str | None, password: str = FRESH) -> Answer:
    """Send the form of the page."""
    return visitor.call(
        "reset-fields.children",
        "reset-sent.data",
        reset_sent=1,
        reset_password=password,
        reset_location_hash=fragment,
    )


def sign_in(visitor: Visitor, password: str) -> dict[str, Any]:
    """Return where signing in leads."""
    answer = visitor.call(
        "sign-in-location.href",
        "sign-in-sent.data",
        sign_in_sent=1,
        sign_in_login=BOB.nick,
        sign_in_password=password,
    )
    return answer.parts.get("sign-in-location", {})


class TestReset:
    """The page that a link leads to."""

    def test_a_new_password_is_set(self, visitor: Visitor, token: str) -> None:
        """Nobody is signed in by it; signing in works."""
        answer = set_password(visitor, f"#{token}")

        assert "Your new password is set. Sign in with it." in answer.text
        assert answer.session is None
        assert {"href": "/"} == sign_in(visitor, FRESH)

    @pytest.mark.parametrize("fragment", [None, "", "#", "#wrong"])
    def test_without_a_good_link(self, visitor: Visitor, fragment: str | None) -> None:
        """It is said at the field."""
        answer = set_password(visitor, fragment)

        assert {"error": "This link does not work any more."} == answer.parts["reset-password"]
        assert {"href": "/"} == sign_in(visitor, BOB.password)

    def test_a_weak_password(self, visitor: Visitor, token: str) -> None:
        """It is said at the field, in the person's language, and the answer repeats nothing."""
        visitor.speak("ru")
        answer = set_password(visitor, f"#{token}", "password1")

        assert "легко" in answer.parts["reset-password"]["error"]
        assert "password1" not in answer.text

    def test_the_strength_is_shown(self, visitor: Visitor) -> None:
        """As at registration."""
        answer = visitor.call(
            "reset-strength.children",
            "reset-password-settled.data",
            reset_password_settled=1,
            reset_password=FRESH,
        )

        assert "Strong password" in answer.text


class TestRecover:
    """The page that asks for a link."""

    def ask(self, visitor: Visitor, login: str | None) -> Answer:
        return visitor.call(
            "recover-answer.children", "recover-sent.data", recover_sent=1, recover_login=login
        )

    def test_a_server_without_mail_says_so(self, visitor: Visitor) -> None:
        """There is no form, and who sends one all the same is told too."""
        page = visitor.call(
            "_pages_content.children",
            "_pages_location.pathname",
            _pages_location_pathname="/recover",
            _pages_location_search="",
        ).text

        assert "This server sends no mail. Its administrator can make a link for you." in page
        assert "recover-login" not in page
        assert "sends no mail" in self.ask(visitor, ADA.nick).parts["recover-login"]["error"]
