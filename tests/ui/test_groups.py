"""The dialogs about groups and the page of an invitation, called as Dash's renderer does."""

from typing import Any

import pytest

from messenger.actions import accounts, chats, contacts, group_invites, groups, members
from messenger.actions.access import Viewer
from messenger.errors import NotFound
from messenger.events.objects import PrivacyChange
from messenger.ui.bridge import Bridge
from messenger.ui.parts.join_preview import read_code
from tests.ui.visitor import Answer, Visitor

FORBIDDEN = "You may not do this here."
WRONG = "There is no such invitation. Check the code."


def chosen(viewer: Viewer, name: str) -> list[dict[str, Any]]:
    return [{"id": str(viewer.user_id), "name": name, "avatar": None}]


def create(tab: Visitor, **values: Any) -> Answer:
    values = {"new_group_title": "Walkers", "new_group_announcement": False} | values
    return tab.call(
        "new-group-done.data", "new-group-confirm.n_clicks", new_group_confirm=1, **values
    )


def confirm(tab: Visitor, name: str, **subject: str) -> Answer:
    key = name.replace("-", "_")
    values = {f"{key}_confirm": 1, f"{key}_subject": subject}
    return tab.call(f"{name}-done.data", f"{name}-confirm.n_clicks", **values)


def look(tab: Visitor, text: str) -> Answer:
    return tab.call(
        "join-group-group.children",
        "join-group-sent.data",
        join_group_sent=1,
        join_group_code_field=text,
    )


def join(tab: Visitor, code: str) -> Answer:
    return tab.call(
        "join-location.href", "join-join.n_clicks", join_join_n_clicks=1, join_code=code
    )


@pytest.fixture
def group(bridge: Bridge, ada: Viewer) -> str:
    """Ada's group, with nobody else in it."""
    return bridge.run("test", groups.create_group, ada, title="Walkers").chat.id


@pytest.fixture
def both(bridge: Bridge, ada: Viewer, bob: Viewer, group: str) -> str:
    """The group with Bob in it."""
    bridge.run("test", members.add_members, ada, chat_id=group, user_ids=[str(bob.user_id)])
    return group


@pytest.fixture
def bobs(face: Any, bob: Viewer) -> Visitor:
    """Bob's browser."""
    visitor = Visitor(face)
    visitor.become(bob)
    return visitor


class TestMaking:
    """A title, people, and how it is."""

    def test_it_is_made_and_opened(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer
    ) -> None:
        """With whom was chosen, as it was said."""
        answer = create(
            tab,
            new_group_description="On Sundays",
            new_group_announcement=True,
            new_group_people_chosen=chosen(bob, "Bob"),
        )

        chat_id = answer.parts["new-group-done"]["data"]["chat_id"]
        chat = bridge.run("test", chats.get_chat, ada, chat_id=chat_id)
        assert (2, "On Sundays") == (chat.member_count, chat.description)
        assert chat.settings is not None
        assert chat.settings.announcement
        assert [] == answer.notes

    def test_a_second_click_opens_the_same_one(
        self, tab: Visitor, bridge: Bridge, ada: Viewer
    ) -> None:
        """The page asks with the id that it made when the dialog was opened."""
        client_id = "0198c0de-0000-7000-8000-000000000001"
        made = [create(tab, new_group_client_id=client_id) for _ in range(2)]

        first, second = (each.parts["new-group-done"]["data"]["chat_id"] for each in made)
        assert first == second
        assert [first] == [each.id for each in bridge.run("test", chats.list_chats, ada).chats]

    def test_an_id_that_is_none_is_refused(self, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
        """And nothing is made."""
        [note] = create(tab, new_group_client_id="twice").notes

        assert note == "This is not a UUID."
        assert () == bridge.run("test", chats.list_chats, ada).chats

    def test_a_photo_that_is_not_ones_own_is_refused(
        self, tab: Visitor, bridge: Bridge, ada: Viewer
    ) -> None:
        """And nothing is made."""
        [note] = create(tab, new_group_photo="1").notes

        assert note
        assert () == bridge.run("test", chats.list_chats, ada).chats

    @pytest.mark.parametrize(
        ("values", "part"),
        [
            ({"new_group_title": " "}, "new-group-title"),
            ({"new_group_title": "x" * 129}, "new-group-title"),
            ({"new_group_description": "x" * 501}, "new-group-description"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, tab: Visitor, values: dict[str, str], part: str
    ) -> None:
        """And nothing is made."""
        answer = create(tab, **values)

        assert answer.parts[part]["error"]
        assert "new-group-done" not in answer.parts

    def test_who_could_not_be_added_is_named(
        self, tab: Visitor, bridge: Bridge, bob: Viewer
    ) -> None:
        """The group is there without them."""
        shut = PrivacyChange(groups="nobody")
        bridge.run("test", accounts.update_account, bob, privacy=shut)

        answer = create(tab, new_group_people_chosen=chosen(bob, "Bob"))

        [note] = answer.notes
        assert note.startswith("Not added: Bob.")
        assert answer.parts["new-group-done"]["data"]["chat_id"]

    def test_nobody_makes_none(self, visitor: Visitor) -> None:
        """Without a session."""
        answer = create(visitor)

        assert answer.notes == ["The session has ended. Sign in again."]


class TestPicking:
    """Contacts stand there at once, others when they are looked for."""

    def found(self, tab: Visitor, **values: Any) -> str:
        """Return what the search draws."""
        return tab.call(
            "new-group-people-people.children", "new-group-people-chosen.data", **values
        ).text

    def test_contacts_come_first(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer
    ) -> None:
        """And whoever is chosen is no more to be chosen."""
        assert "@bob" not in self.found(tab)

        bridge.run("test", contacts.add_contact, ada, user_id=str(bob.user_id))

        assert "@bob" in self.found(tab)
        picked = self.found(tab, new_group_people_chosen=chosen(bob, "Bob"))
        assert "@bob" not in picked
        assert "Without Bob" in picked

    @pytest.mark.parametrize(("query", "is_found"), [("bo", False), ("bob", True), ("zzz", False)])
    def test_others_are_looked_for(
        self, tab: Visitor, bob: Viewer, query: str, *, is_found: bool
    ) -> None:
        """By three letters."""
        del bob
        assert is_found == ("@bob" in self.found(tab, new_group_people_query=query))


class TestMembers:
    """Adding, removing, keeping out, handing over."""

    def test_people_are_added(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer, group: str
    ) -> None:
        """And who is kept out is named instead."""

        def add() -> list[str]:
            return tab.call(
                "add-members-done.data",
                "add-members-confirm.n_clicks",
                add_members_confirm=1,
                add_members_subject={"chat_id": group},
                add_members_people_chosen=chosen(bob, "Bob"),
            ).notes

        assert [] == add()
        confirm(tab, "ban-member", chat_id=group, user_id=str(bob.user_id))

        assert ["Not added: Bob. They are kept out of this group."] == add()
        assert 1 == bridge.run("test", chats.get_chat, ada, chat_id=group).member_count

    def test_somebody_is_removed(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer, both: str
    ) -> None:
        """They can be added again."""
        confirm(tab, "remove-member", chat_id=both, user_id=str(bob.user_id))

        assert 1 == bridge.run("test", chats.get_chat, ada, chat_id=both).member_count
        assert () == bridge.run("test", members.list_banned, ada, chat_id=both)

    def test_the_group_is_handed_over(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer, both: str
    ) -> None:
        """Who owned it is an administrator then."""
        confirm(tab, "hand-over", chat_id=both, user_id=str(bob.user_id))

        roles = [bridge.run("test", chats.get_chat, each, chat_id=both).role for each in (ada, bob)]
        assert ["admin", "owner"] == roles

    @pytest.mark.parametrize("name", ["remove-member", "ban-member", "hand-over", "delete-group"])
    def test_a_member_may_do_none_of_it(
        self, bobs: Visitor, bridge: Bridge, ada: Viewer, both: str, name: str
    ) -> None:
        """Nothing has changed."""
        answer = confirm(bobs, name, chat_id=both, user_id=str(ada.user_id))

        assert answer.notes == [FORBIDDEN]
        assert 2 == bridge.run("test", chats.get_chat, ada, chat_id=both).member_count


class TestParting:
    """Leaving a group, and deleting it."""

    def test_a_group_is_left(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer, both: str
    ) -> None:
        """It goes to who is there longest."""
        confirm(tab, "leave-group", chat_id=both)

        assert "owner" == bridge.run("test", chats.get_chat, bob, chat_id=both).role
        with pytest.raises(NotFound):
            bridge.run("test", chats.get_chat, ada, chat_id=both)

    def test_a_group_is_deleted(self, tab: Visitor, bridge: Bridge, bob: Viewer, both: str) -> None:
        """For everybody."""
        confirm(tab, "delete-group", chat_id=both)

        with pytest.raises(NotFound):
            bridge.run("test", chats.get_chat, bob, chat_id=both)

    @pytest.mark.parametrize("name", ["leave-group", "delete-group"])
    def test_a_stranger_does_neither(self, bobs: Visitor, group: str, name: str) -> None:
        """They do not learn that it is there."""
        assert confirm(bobs, name, chat_id=group).notes == ["Not found."]


class TestEditing:
    """What it is called, and how it is."""

    def show(self, tab: Visitor, group: str) -> Answer:
        """Open the dialog."""
        return tab.call(
            "edit-group-title.value",
            "edit-group-subject.data",
            edit_group_subject={"chat_id": group},
        )

    def save(self, tab: Visitor, group: str, may: list[str], **values: Any) -> Answer:
        """Press its button."""
        values = {
            "edit_group_title": "Walkers",
            "edit_group_description": "",
            "edit_group_announcement": False,
            "edit_group_history": True,
            "edit_group_members": [],
            "edit_group_administrators": [],
        } | values
        return tab.call(
            "edit-group-done.data",
            "edit-group-confirm.n_clicks",
            edit_group_confirm=1,
            edit_group_subject={"chat_id": group},
            edit_group_may=may,
            **values,
        )

    def test_it_shows_what_one_may_change(
        self, tab: Visitor, bobs: Visitor, bridge: Bridge, ada: Viewer, both: str
    ) -> None:
        """To its owner everything, to a member who may edit the title and the description."""
        bridge.run("test", groups.update_group, ada, chat_id=both, member_rights=["edit"])

        whole, part = (self.show(each, both).parts for each in (tab, bobs))

        assert "Walkers" == whole["edit-group-title"]["value"]
        assert [False, False] == [
            whole[f"edit-group-{each}"]["hidden"] for each in ("called", "settings")
        ]
        assert [False, True] == [
            part[f"edit-group-{each}"]["hidden"] for each in ("called", "settings")
        ]
        assert [None, "none"] == [
            each["edit-group-administrators"]["display"] for each in (whole, part)
        ]

    def test_it_is_changed(self, tab: Visitor, bridge: Bridge, ada: Viewer, group: str) -> None:
        """As the switches and the boxes say."""
        self.save(
            tab,
            group,
            ["edit", "settings", "own"],
            edit_group_title="Hikers",
            edit_group_announcement=True,
            edit_group_history=False,
            edit_group_members=["invite"],
            edit_group_administrators=["add", "remove"],
        )

        chat = bridge.run("test", chats.get_chat, ada, chat_id=group)
        assert chat.settings is not None
        facts = chat.settings
        assert ("Hikers", True, False) == (
            chat.title,
            facts.announcement,
            facts.history_for_newcomers,
        )
        assert (("invite",), ("add", "remove")) == (facts.member_rights, facts.admin_rights)

    def test_an_empty_title_is_told(self, tab: Visitor, group: str) -> None:
        """At its field."""
        answer = self.save(tab, group, ["edit"], edit_group_title=" ")

        assert answer.parts["edit-group-title"]["error"]

    def test_a_member_changes_nothing(self, bobs: Visitor, both: str) -> None:
        """Whatever the page says that they may."""
        assert self.save(bobs, both, ["settings"]).notes == [FORBIDDEN]


class TestInviting:
    """The dialog with the codes."""

    def make(self, tab: Visitor, group: str, *, expiry: str = "0", uses: str = "10") -> Answer:
        """Press its button."""
        return tab.call(
            "invites-list.children",
            "invites-make.n_clicks",
            invites_make=1,
            invites_subject={"chat_id": group},
            invites_expiry=expiry,
            invites_uses=uses,
            invites_approval=True,
        )

    def test_an_invitation_is_made(
        self, tab: Visitor, bridge: Bridge, ada: Viewer, group: str
    ) -> None:
        """With its bounds, and everything by which it is handed on."""
        answer = self.make(tab, group)

        [invite] = bridge.run("test", group_invites.list_invites, ada, chat_id=group)
        assert (10, None, True) == (invite.max_uses, invite.expires_at, invite.approval)
        for part in (invite.code, invite.url, "used 0 of 10", "without end", "on approval"):
            assert part in answer.text

    def test_a_member_without_the_right_makes_none(
        self, bobs: Visitor, bridge: Bridge, ada: Viewer, both: str
    ) -> None:
        """Nor sees those there are."""
        bridge.run("test", groups.update_group, ada, chat_id=both, member_rights=[])
        assert self.make(bobs, both).notes == [FORBIDDEN]

        shown = bobs.call(
            "invites-list.children", "invites-subject.data", invites_subject={"chat_id": both}
        )
        assert shown.notes == [FORBIDDEN]


class TestJoining:
    """By a code in the dialog, and by the link at its page."""

    def code(self, bridge: Bridge, ada: Viewer, group: str, **bounds: Any) -> str:
        """Make an invitation."""
        return bridge.run("test", group_invites.create_invite, ada, chat_id=group, **bounds).code

    def test_the_group_is_shown_and_joined(
        self, bobs: Visitor, bridge: Bridge, ada: Viewer, group: str
    ) -> None:
        """The link does as well as the code, and a second time opens the group."""
        code = self.code(bridge, ada, group)
        shown = look(bobs, f" https://chat.example.org/join/{code}/ ")
        assert "Walkers" in shown.text
        assert "1 member" in shown.text
        assert "Join the group" == shown.parts["join-group-join"]["children"]

        assert f"/#{group}" == join(bobs, code).parts["join-location"]["href"]
        assert "Open the group" == look(bobs, code).parts["join-group-join"]["children"]

    def test_it_may_want_approval(
        self, bobs: Visitor, bridge: Bridge, ada: Viewer, group: str
    ) -> None:
        """Then one has asked, and is not in."""
        code = self.code(bridge, ada, group, approval=True)
        assert "Ask to be let in" == look(bobs, code).parts["join-group-join"]["children"]

        answer = join(bobs, code)

        assert "You have asked to be let in." in answer.text
        assert "join-location" not in answer.parts
        assert 1 == bridge.run("test", chats.get_chat, ada, chat_id=group).member_count

    def test_why_it_cannot_be_joined_is_told(
        self, bobs: Visitor, bridge: Bridge, ada: Viewer, bob: Viewer, group: str
    ) -> None:
        """A wrong code, one that was withdrawn or used up, and a door that is shut."""
        withdrawn, full, shut = (
            self.code(bridge, ada, group, max_uses=1),
            self.code(bridge, ada, group, max_uses=1),
            self.code(bridge, ada, group),
        )
        bridge.run("test", group_invites.revoke_invite, ada, chat_id=group, code=withdrawn)
        assert join(bobs, full).parts["join-location"]["href"]
        bridge.run("test", members.remove_members, ada, chat_id=group, user_ids=[str(bob.user_id)])
        told = {
            "BCDFGHJKLM": WRONG,
            withdrawn: "This invitation was withdrawn.",
            full: "This invitation has been used up.",
        }
        for code, words in told.items():
            assert words in look(bobs, code).text
            assert words in join(bobs, code).text

        bridge.run(
            "test",
            members.remove_members,
            ada,
            chat_id=group,
            user_ids=[str(bob.user_id)],
            ban=True,
        )
        assert "You cannot join this group." in look(bobs, shut).text

    def test_no_code_is_asked_for(self, bobs: Visitor) -> None:
        """At the field."""
        answer = look(bobs, " ")

        assert "Type the code." == answer.parts["join-group-code-field"]["error"]

    @pytest.mark.parametrize("path", ["/join/BCDFGHJKLM", "/join"])
    def test_the_page_is_there(self, tab: Visitor, path: str) -> None:
        """And below it is none."""
        assert 200 == tab.get(path).status_code
        assert 404 == tab.get("/join/BCDFGHJKLM/more").status_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, ""),
        ("  BCD ", "BCD"),
        ("https://chat.example.org/join/BCD", "BCD"),
        ("chat.example.org/join/BCD/", "BCD"),
    ],
)
def test_a_code_is_read_out_of_a_link(text: str | None, code: str) -> None:
    """Or is it itself."""
    assert code == read_code(text)
