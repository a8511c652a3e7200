from typing import Any

import pytest

from messenger.actions import accounts, blocks, chats, contacts
from messenger.actions.access import Viewer
from messenger.events.objects import PrivacyChange
from messenger.ui.bridge import Bridge
from tests.people import ADA, BOB
from tests.ui.visitor import Answer, Visitor


def find(tab: Visitor, query: str) -> str:
    answer = tab.call(
        "add-contact-people.children",
        "add-contact-query-settled.data",
        add_contact_query_settled=1,
        add_contact_query=query,
    )
    return answer.text


def confirm(tab: Visitor, name: str, subject: dict[str, Any], **values: Any) -> Answer:
    key = name.replace("-", "_")
    return tab.call(
        f"{name}-done.data",
        f"{name}-confirm.n_clicks",
        **{f"{key}_confirm": 1, f"{key}_subject": subject},
        **values,
    )


class TestAddContact:
    """People are found by the beginning of their nick or name."""

    def test_somebody_is_found(self, tab: Visitor, bob: Viewer) -> None:
        """With a row that has both buttons."""
        found = find(tab, "bob")

        assert "@bob" in found
        assert str(bob.user_id) in found

    def test_an_address_stands_there_where_it_is_shown(
        self, tab: Visitor, bob: Viewer, bridge: Bridge
    ) -> None:
        """And nowhere else."""
        assert BOB.email not in find(tab, "bob")

        shown = PrivacyChange(email="everyone")
        bridge.run("test", accounts.update_account, bob, privacy=shown)

        assert BOB.email in find(tab, "bob")

    @pytest.mark.parametrize("query", ["", "b", "bo", " bo ", "@bo"])
    def test_short_queries_find_nobody(self, tab: Visitor, bob: Viewer, query: str) -> None:
        """Three letters are the least."""
        del bob
        assert "@bob" not in find(tab, query)

    def test_nobody_is_found(self, tab: Visitor) -> None:
        """The page says so."""
        assert "Nobody was found for “zzz”." in find(tab, "zzz")

    def test_writing_opens_the_chat(
        self, tab: Visitor, ada: Viewer, bob: Viewer, bridge: Bridge
    ) -> None:
        """The page is told which chat to open."""
        chosen = {"user": str(bob.user_id), "click": 1}
        answer = tab.call(
            "add-contact-done.data", "add-contact-chosen.data", add_contact_chosen=chosen
        )
        chat = answer.parts["add-contact-done"]["data"]["chat_id"]
        assert bridge.run("test", chats.get_chat, ada, chat_id=chat).title == BOB.name


class TestQuestions:
    """What a dialog asks about is done when it is confirmed, and not before."""

    def test_block_and_unblock(
        self, tab: Visitor, ada: Viewer, bob: Viewer, bridge: Bridge
    ) -> None:
        """Blocking takes the person in, unblocking out again."""
        subject = {"user_id": str(bob.user_id), "title": BOB.name}
        assert confirm(tab, "block", subject).parts == {"block-done": {"data": 1}}
        blocked = bridge.run("test", blocks.list_blocks, ada)
        confirm(tab, "unblock", subject)

        assert [person.username for person in blocked] == ["bob"]
        assert bridge.run("test", blocks.list_blocks, ada) == ()

    def test_failure_is_told(self, tab: Visitor) -> None:
        """A dialog that failed stays open, and a note says why."""
        answer = confirm(tab, "block", {"user_id": "1", "title": "Nobody"})

        assert answer.parts == {}
        assert answer.notes == ["Not found."]

    def test_nobody_may_do_nothing(self, visitor: Visitor, bob: Viewer) -> None:
        """Without a session every callback of the messenger is refused."""
        answer = confirm(visitor, "block", {"user_id": str(bob.user_id)})

        assert answer.notes == ["The session has ended. Sign in again."]


class TestMenu:
    """The menu's items."""

    def test_saved_messages(self, tab: Visitor, ada: Viewer, bridge: Bridge) -> None:
        """The chat with oneself is made at its first use."""
        answer = tab.call("shell-saved-chat.data", "shell-saved.n_clicks", shell_saved=1)
        chat = answer.parts["shell-saved-chat"]["data"]["chat_id"]

        assert bridge.run("test", chats.get_chat, ada, chat_id=chat).kind == "saved"

    def test_language_is_kept(self, tab: Visitor) -> None:
        """With the account, so that it holds on other devices."""
        answer = tab.call(
            "shell-language-kept.data", "shell-language-ru.n_clicks", shell_language_ru=1
        )

        assert answer.parts["shell-language-kept"] == {"data": "ru"}


def test_contacts_are_added(tab: Visitor, ada: Viewer, bob: Viewer, bridge: Bridge) -> None:
    """The button of a row adds its person."""
    bridge.run("test", contacts.add_contact, ada, user_id=str(bob.user_id))

    assert "Added" in find(tab, "bob")
    assert ADA.nick not in find(tab, "bob")
