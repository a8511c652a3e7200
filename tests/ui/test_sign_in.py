import pytest

from messenger.actions import sessions, sign_in
from messenger.actions.access import Viewer
from messenger.errors import SessionExpired
from messenger.ui.bridge import Bridge
from tests.people import ADA
from tests.ui.visitor import NOBODY, Answer, Visitor

SENT = "sign-in-sent.data"


def send(visitor: Visitor, login: str, password: str, search: str = "") -> Answer:
    return visitor.call(
        "sign-in-location.href",
        SENT,
        sign_in_sent=1,
        sign_in_login=login,
        sign_in_password=password,
        sign_in_location_search=search,
        sign_in_location_hash="#42",
    )


class TestSignIn:
    """The form signs in, and says at the password why not."""

    def test_right_password(self, visitor: Visitor) -> None:
        """The browser gets the session as a cookie and goes where it wanted to."""
        answer = send(visitor, ADA.nick, ADA.password, "?next=/%3Fa=1")
        cookie = answer.session

        assert answer.parts["sign-in-location"] == {"href": "/?a=1#42"}
        assert cookie is not None
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert len(cookie.value) >= 43

    def test_address_instead_of_nick(self, visitor: Visitor) -> None:
        """One field takes both."""
        answer = send(visitor, ADA.email, ADA.password)

        assert answer.parts["sign-in-location"] == {"href": "/#42"}

    def test_wrong_password(self, visitor: Visitor) -> None:
        """No cookie, and the reason in the person's language."""
        visitor.speak("ru")
        answer = send(visitor, ADA.nick, "wrong")
        error = answer.parts["sign-in-password"]["error"]

        assert error == "Неверное имя или пароль."
        assert answer.session is None
        assert "sign-in-location" not in answer.parts

    def test_unknown_person(self, visitor: Visitor) -> None:
        """The answer is that to a wrong password."""
        known = send(visitor, ADA.nick, "wrong")
        unknown = send(visitor, "nobody", "wrong")

        assert known.parts == unknown.parts

    def test_empty_form(self, visitor: Visitor) -> None:
        """Nothing typed is nothing right."""
        answer = visitor.call("sign-in-location.href", SENT, sign_in_sent=1)

        assert answer.parts["sign-in-password"]["error"]

    def test_too_many_tries(self, visitor: Visitor) -> None:
        """After ten failures the page is told how long to wait."""
        for _try in range(10):
            send(visitor, ADA.nick, "wrong")
        wait = send(visitor, ADA.nick, ADA.password).parts["sign-in-wait"]["data"]

        assert 0 < wait["seconds"] <= 300
        assert "{time}" in wait["text"]

    def test_other_pages_are_not_followed(self, visitor: Visitor) -> None:
        """`next` cannot send the browser to another host."""
        answer = send(visitor, ADA.nick, ADA.password, "?next=//evil.example/")

        assert answer.parts["sign-in-location"] == {"href": "/#42"}


class TestSignOut:
    """Signing out ends the session and takes the cookie away."""

    def test_session_ends(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """The token is worth nothing afterwards."""
        again = bridge.run(
            "test", sign_in.sign_in, login=ADA.nick, password=ADA.password, client=NOBODY.client
        )
        tab.become(again.viewer)
        cookie = tab.call("shell-signed-out.data", "shell-leaving.data", shell_leaving=1).session

        assert cookie is not None
        assert cookie["max-age"] == "0"
        assert again.viewer != ada
        with pytest.raises(SessionExpired):
            bridge.run("test", sessions.resume, again.token)

    def test_without_a_session_it_is_the_same(self, visitor: Visitor) -> None:
        """Whoever was signed out elsewhere meanwhile gets to the sign-in page too."""
        answer = visitor.call("shell-signed-out.data", "shell-leaving.data", shell_leaving=1)

        assert answer.parts["shell-signed-out"] == {"data": 1}
