"""The ways to what two people see at the same moment: one at a desk does it, a friend has a phone.

Each begins with both in their chat.
"""

from playwright.sync_api import Locator, expect

from tests.browser.person import set_switch
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import chats


def together(sitter: Sitter) -> Sitter:
    """Open the chat of the two in both browsers, and return the friend."""
    friend = sitter.friend
    for one, other in ((sitter, sitter.cast.friend), (friend, sitter.cast.name)):
        chats(one)
        one.open_chat(other)
        one.put_away()
    return friend


def answered(sitter: Sitter) -> None:
    """Answer what the friend has asked."""
    friend = together(sitter)
    question, answer = sitter.cast.answered
    friend.write(question)
    sitter.choose(question, "Reply")
    sitter.write(answer)
    for person in (sitter, friend):
        expect(quote(person, answer)).to_contain_text(question)


def reacted(sitter: Sitter) -> None:
    """React to what the friend has written, who reacts as well."""
    friend = together(sitter)
    told = sitter.cast.told
    friend.write(told)
    for person, emoji in ((sitter, "❤️"), (sitter, "🔥"), (friend, "🔥")):
        react(person, told, emoji)
    for person in (sitter, friend):
        expect(person.message(told).locator(".reaction")).to_have_text(["❤️1", "🔥2"])


def edited(sitter: Sitter) -> None:
    """Write something else than one meant, and mend it."""
    friend = together(sitter)
    first, _, last = sitter.cast.edited
    sitter.write(first)
    expect(friend.message(first)).to_be_visible()
    edit(sitter, first, last)
    for person in (sitter, friend):
        expect(person.message(last)).to_contain_text(person.t("edited"))


def deleted(sitter: Sitter) -> None:
    """Delete a message for both, to which the friend has replied already."""
    friend = together(sitter)
    gone, answer = sitter.cast.deleted
    sitter.write(gone)
    friend.choose(gone, "Reply")
    friend.write(answer)
    sitter.choose(gone, "Delete")
    set_switch(sitter.dialog().get_by_role("checkbox"))
    sitter.dialog().get_by_role("button", name=sitter.t("Delete")).click()
    for person in (sitter, friend):
        expect(quote(person, answer)).to_have_text(person.t("Deleted message"))


def pinned_for_both(sitter: Sitter) -> None:
    """Pin what the friend has written."""
    friend = together(sitter)
    told = sitter.cast.kept
    friend.write(told)
    sitter.choose(told, "Pin")
    for person in (sitter, friend):
        expect(person.page.locator("pinned-bar")).to_contain_text(told)
        expect(person.page.locator(".message.service").last).to_contain_text(told)


def quote(person: Sitter, text: str) -> Locator:
    """Return what a message answers."""
    return person.message(text).locator(".quote")


def react(person: Sitter, text: str, emoji: str) -> None:
    """Put an emoji on a message, from over its menu."""
    person.message(text).locator(".bubble").click(button="right")
    name = person.t("React with {emoji}", emoji=emoji)
    person.page.get_by_role("menuitemcheckbox", name=name).click()


def edit(person: Sitter, before: str, after: str) -> None:
    """Give a message another text."""
    person.choose(before, "Edit")
    person.composer.fill(after)
    person.button("Save").click()
    expect(person.message(after)).to_be_visible()
