"""The account page's callbacks, called as Dash's renderer does."""

import json
from typing import Any

import pytest

from messenger.actions import accounts, blocks, devices, exceptions
from messenger.actions.access import Viewer
from messenger.ui.bridge import Bridge
from tests.people import ADA, BOB
from tests.ui.visitor import Answer, Visitor

NEW = "seven green kettles sing"


def save(tab: Visitor, **fields: str) -> Answer:
    values = {"profile_name": "Ada", "profile_nick": "ada", "profile_bio": ""} | fields
    return tab.call("profile-name.error", "profile-sent.data", profile_sent=1, **values)


def change(tab: Visitor, old: str, new: str) -> Answer:
    return tab.call(
        "change-password-old.error",
        "change-password-sent.data",
        change_password_sent=1,
        change_password_old=old,
        change_password_new=new,
        change_password_end_others=True,
    )


class TestPages:
    """Each section stands under its own address, for those who are signed in."""

    @pytest.mark.parametrize(
        "name", ["profile", "password", "devices", "privacy", "looks", "storage"]
    )
    def test_a_section_has_a_title(self, tab: Visitor, visitor: Visitor, name: str) -> None:
        """Its module comes for its person alone."""
        assert "js/account.js" in tab.get(f"/account/{name}").text
        assert "js/account.js" not in visitor.get(f"/account/{name}").text


class TestProfile:
    """What others see of a person."""

    def test_it_is_kept(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """With a word that it is."""
        answer = save(tab, profile_name="Countess", profile_nick="Countess", profile_bio="Hm.")

        account = bridge.run("test", accounts.get_account, ada)
        user = account.user
        assert ("Countess", "countess", "Hm.") == (user.name, user.username, user.bio)
        assert answer.notes == ["Saved."]

    @pytest.mark.parametrize(
        ("fields", "part"),
        [
            ({"profile_name": " "}, "profile-name"),
            ({"profile_nick": "bob"}, "profile-nick"),
            ({"profile_nick": "admin"}, "profile-nick"),
            ({"profile_bio": "x" * 281}, "profile-bio"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, tab: Visitor, fields: dict[str, str], part: str
    ) -> None:
        """And at no other."""
        answer = save(tab, **fields)

        assert [part] == [name for name, facts in answer.parts.items() if facts["error"]]
        assert answer.notes == []

    def test_the_nick_changes_once_in_a_day(self, tab: Visitor) -> None:
        """Both rules stand at its field; a second change is told when it is possible."""
        page = tab.call(
            "_pages_content.children",
            "_pages_location.pathname",
            _pages_location_pathname="/account/profile",
        )
        assert "once in 24 hours. The old one stays yours for 30 days" in page.text
        save(tab, profile_nick="countess")

        answer = save(tab, profile_nick="ada")

        assert "It is possible again:" in json.dumps(answer.parts["profile-nick"])
        assert answer.notes == []
        assert ["Saved."] == save(tab, profile_nick="countess").notes

    def test_nobody_saves_for_nobody(self, visitor: Visitor) -> None:
        """A session that has ended is told of."""
        assert ["The session has ended. Sign in again."] == save(visitor).notes

    def test_ones_own_nick_is_no_taken_one(self, tab: Visitor) -> None:
        """Nor is a former one; a free one is said to be free, another's to be taken."""

        def check(nick: str) -> str:
            answer = tab.call(
                "profile-nick.error",
                "profile-nick-settled.data",
                profile_nick_settled=1,
                profile_nick=nick,
            )
            return answer.text

        save(tab, profile_nick="augusta")
        assert "free" not in check("augusta")
        assert "This nick is free." in check("ada")
        assert "This nick is free." in check("countess")
        assert "This nick is taken." in check("bob")


class TestEmail:
    """The address, as nobody else sees it."""

    def test_it_shows_when_asked_for(self, tab: Visitor) -> None:
        """Until then most of it is hidden."""
        answer = tab.call("change-email-present.children", "change-email-show.n_clicks")

        assert ADA.email in answer.text


class TestPassword:
    """Another password, with the old one."""

    def test_it_is_changed(self, tab: Visitor) -> None:
        """The fields are empty afterwards."""
        answer = change(tab, ADA.password, NEW)

        assert answer.notes == ["The password is changed."]
        assert {"error": None, "value": ""} == answer.parts["change-password-old"]
        assert change(tab, ADA.password, NEW).parts["change-password-old"]["error"]

    def test_what_is_wrong_is_told_at_its_field(self, tab: Visitor) -> None:
        """What was typed stays."""
        wrong, weak = change(tab, "wrong", NEW), change(tab, ADA.password, "password1")

        assert wrong.parts["change-password-old"]["error"]
        assert not wrong.parts["change-password-new"]["error"]
        assert weak.parts["change-password-new"]["error"]
        assert "value" not in weak.parts["change-password-new"]


def end(tab: Visitor, changed: str, **values: Any) -> Answer:
    return tab.call("devices-list.children", changed, **values)


class TestDevices:
    """Sessions, ended from here."""

    def test_all_others_end(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """The list that comes back shows this one alone."""
        answer = end(tab, "devices-end-others.n_clicks", devices_end_others=1)

        assert answer.notes == ["Ended."]
        assert "this device" in answer.text
        assert 1 == len(bridge.run("test", devices.list_sessions, ada))


class TestPrivacy:
    """Rules are kept as soon as they are chosen."""

    def test_a_rule_is_kept(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """That one and no other."""
        tab.call(
            "privacy-rule-messages.error",
            "privacy-rule-find.value",
            privacy_rule_messages="everyone",
            privacy_rule_find="nobody",
            privacy_rule_last_seen="everyone",
            privacy_rule_photo="everyone",
        )
        tab.call(
            "privacy-rule-read_receipts.error",
            "privacy-rule-read_receipts.checked",
            privacy_rule_read_receipts=False,
        )
        tab.call(
            "privacy-rule-link_previews.error",
            "privacy-rule-link_previews.checked",
            privacy_rule_link_previews=False,
        )

        rules = bridge.run("test", accounts.get_account, ada).privacy
        assert ("everyone", "nobody", "everyone", False, False) == (
            rules.messages,
            rules.find,
            rules.last_seen,
            rules.read_receipts,
            rules.link_previews,
        )

    def test_the_blocked_are_listed(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer
    ) -> None:
        """With the way to let them in again."""
        bridge.run("test", blocks.add_block, ada, user_id=str(bob.user_id))

        page = tab.call(
            "_pages_content.children",
            "_pages_location.pathname",
            _pages_location_pathname="/account/privacy",
        )

        assert BOB.name in page.text

    def test_exceptions_are_counted_and_shown(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer
    ) -> None:
        """Under their rule, and in its dialog; others can be looked for."""
        bridge.run(
            "test",
            exceptions.set_exception,
            ada,
            rule="photo",
            user_id=str(bob.user_id),
            allow=False,
        )
        page = tab.call(
            "_pages_content.children",
            "_pages_location.pathname",
            _pages_location_pathname="/account/privacy",
        )
        assert 1 == page.text.count("Exceptions: 1 person")
        assert 4 == page.text.count("Add exceptions")

        opened = {
            rule: tab.call("exceptions-dialog.opened", f"exceptions-open-{rule}.n_clicks").text
            for rule in ("photo", "email")
        }
        found = tab.call(
            "exceptions-people.children",
            "exceptions-query-settled.data",
            exceptions_query_settled=1,
            exceptions_query="bob",
        )

        assert "Never allowed" in opened["photo"]
        assert BOB.name in opened["photo"]
        assert BOB.name not in opened["email"]
        assert f"Always allow {BOB.name}" in found.text

    def test_nobody_opens_them_without_a_session(self, visitor: Visitor) -> None:
        """A session that has ended is told of."""
        answer = visitor.call("exceptions-dialog.opened", "exceptions-open-photo.n_clicks")

        assert ["The session has ended. Sign in again."] == answer.notes
