"""The administration page and the modes of registration, as Dash's renderer asks for them."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import insert

from messenger.actions import administration, applications, sign_in
from messenger.actions.access import Viewer
from messenger.db.tables import instance_settings
from messenger.errors import AccountPending
from messenger.services import Services
from messenger.ui.bridge import Bridge
from tests.people import BOB, CAROL
from tests.ui.test_register import errors, send
from tests.ui.visitor import NOBODY, Answer, Visitor

SECTIONS = ("people", "registration", "security", "storage", "journal")


def content(visitor: Visitor, path: str) -> str:
    """Return what a page shows."""
    answer = visitor.call(
        "_pages_content.children", "_pages_location.pathname", _pages_location_pathname=path
    )
    return answer.text


def choose(services: Services, loop: asyncio.AbstractEventLoop, **rules: str) -> None:
    """Put rules of the server into its table."""

    async def keep() -> None:
        rows = [{"name": name, "value": value} for name, value in rules.items()]
        async with services.database.writing() as connection:
            await connection.execute(insert(instance_settings), rows)

    asyncio.run_coroutine_threadsafe(keep(), loop).result(5)


class TestPages:
    """They are there for administrators alone."""

    @pytest.mark.parametrize("section", SECTIONS)
    def test_who_sees_a_section(
        self, tab: Visitor, visitor: Visitor, bob: Viewer, section: str
    ) -> None:
        """For everybody else there is nothing at this address."""
        path = f"/admin/{section}"
        assert 200 == tab.get(path).status_code
        assert "account-body" in content(tab, path)
        assert "/help/queue" in content(tab, path)
        for who in (None, bob):
            if who:
                visitor.become(who)
            answer = visitor.get(path)
            assert (404, "<title>Page not found</title>") == (
                answer.status_code,
                answer.text[answer.text.index("<title>") : answer.text.index("</title>") + 8],
            )
            assert "There is nothing at this address." in content(visitor, path)
            assert BOB.email not in content(visitor, path)

    def test_the_menu(
        self,
        tab: Visitor,
        visitor: Visitor,
        bridge: Bridge,
        services: Services,
        bob: Viewer,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """It leads administrators there, and to whoever waits; the counts are the element's."""
        visitor.become(bob)
        for words in ("Administration", "/help/queue"):
            assert words not in content(visitor, "/")
            assert words in content(tab, "/")
        assert "/admin/registration" not in content(tab, "/")
        choose(services, loop, registration="approval")
        with pytest.raises(AccountPending):
            bridge.run("test", sign_in.register, **account())

        assert "/admin/registration" in content(tab, "/")


def account() -> dict[str, Any]:
    """Return what Carol registers with."""
    return {
        "username": CAROL.nick,
        "email": CAROL.email,
        "password": CAROL.password,
        "client": NOBODY.client,
    }


class TestRegister:
    """The page of registration in each mode."""

    def test_closed(
        self, visitor: Visitor, services: Services, loop: asyncio.AbstractEventLoop
    ) -> None:
        """No form, and a word; the sign-in page does not lead there."""
        assert "register-submit" in content(visitor, "/register")
        assert "/register" in content(visitor, "/sign-in")
        choose(services, loop, registration="closed")

        page = content(visitor, "/register")

        assert "This server takes no new accounts." in page
        assert "register-submit" not in page
        assert "/register" not in content(visitor, "/sign-in")

    def test_by_approval(
        self, visitor: Visitor, services: Services, loop: asyncio.AbstractEventLoop
    ) -> None:
        """The form is gone, and no session is there."""
        choose(services, loop, registration="approval")

        answer = send(visitor)

        assert {} == errors(answer)
        assert {"hidden": True} == answer.parts["register-form"]
        assert "has yet to approve" in answer.text
        assert answer.session is None

    def test_by_invitation(
        self, visitor: Visitor, services: Services, loop: asyncio.AbstractEventLoop
    ) -> None:
        """What is wrong with the code is told at it."""
        choose(services, loop, registration="invite", email_domains="example.org")

        assert {"register-invite": "This invitation code is wrong."} == errors(
            send(visitor, register_invite="ABCDE")
        )
        assert ["register-email"] == list(errors(send(visitor, register_email="a@example.net")))
        assert "Only at example.org." in content(visitor, "/register")


class TestSections:
    """What their forms do."""

    def save(self, tab: Visitor, **changed: Any) -> Answer:
        form = {
            "admin_registration_mode_value": "invite",
            "admin_registration_domains_value": "",
            "admin_registration_mode_disabled": False,
            "admin_registration_domains_disabled": False,
        }
        return tab.call(
            "admin-registration-domains.error",
            "admin-registration-sent.data",
            admin_registration_sent=1,
            **(form | changed),
        )

    def test_rules_are_kept(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """What is no domain is told at its field; what a variable has set is not sent."""
        wrong = self.save(tab, admin_registration_domains_value="example")
        assert {"admin-registration-domains"} == set(errors(wrong))

        answer = self.save(tab, admin_registration_domains_value="@Example.org example.net")

        assert ["Saved."] == answer.notes
        assert "example.org, example.net" == answer.parts["admin-registration-domains"]["value"]
        rules = bridge.run("test", administration.get_settings, ada)
        assert ("invite", ("example.org", "example.net")) == (
            rules.registration,
            rules.email_domains,
        )
        self.save(tab, admin_registration_mode_value="open", admin_registration_mode_disabled=True)
        assert "invite" == bridge.run("test", administration.get_settings, ada).registration

    def test_nobody_else_saves(self, visitor: Visitor, bob: Viewer) -> None:
        """Whoever calls what the form calls is told so."""
        assert ["The session has ended. Sign in again."] == self.save(visitor).notes
        visitor.become(bob)
        assert ["You may not do this here."] == self.save(visitor).notes

    def test_two_factors(self, tab: Visitor) -> None:
        """Why it cannot be is told at the switch."""
        answer = tab.call(
            "admin-security-two-factor.error",
            "admin-security-save.n_clicks",
            admin_security_save=1,
            admin_security_two_factor=True,
            admin_security_two_factor_disabled=False,
            admin_security_previews=False,
            admin_security_previews_disabled=False,
        )

        assert ["admin-security-two-factor"] == list(errors(answer))

    def test_link_previews(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """They are kept; what a variable has set is left as it is."""

        def save(*, on: bool, fixed: bool) -> bool:
            tab.call(
                "admin-security-two-factor.error",
                "admin-security-save.n_clicks",
                admin_security_save=1,
                admin_security_two_factor=False,
                admin_security_two_factor_disabled=True,
                admin_security_previews=on,
                admin_security_previews_disabled=fixed,
            )
            return bridge.run("test", administration.get_settings, ada).link_previews

        assert save(on=True, fixed=False)
        assert save(on=False, fixed=True)
        assert not save(on=False, fixed=False)

    def test_invitations(self, tab: Visitor) -> None:
        """A number out of bounds is told at its field; a good one makes a row with the link."""

        def make(uses: Any) -> Answer:
            return tab.call(
                "invitations-uses.error",
                "invitations-make.n_clicks",
                invitations_make=1,
                invitations_uses=uses,
                invitations_days=7,
            )

        assert ["invitations-uses"] == list(errors(make("")))
        assert "http://localhost/register#invite=" in make(3).text
        assert "used 0 of 3" in content(tab, "/admin/registration")
        assert "code: " in content(tab, "/admin/journal")

    def test_search(self, tab: Visitor) -> None:
        """Only who matches is listed."""
        answer = tab.call(
            "admin-people-list.children",
            "admin-people-query-settled.data",
            admin_people_query_settled=1,
            admin_people_query="bob",
        )

        assert BOB.email in answer.text
        assert "ada@" not in answer.text

    def test_who_waits_is_counted_for_administrators(
        self, bridge: Bridge, ada: Viewer, bob: Viewer
    ) -> None:
        """Others are told nothing."""
        assert 0 == bridge.run("test", applications.count_waiting, ada)
        assert None is bridge.run("test", applications.count_waiting, bob)
