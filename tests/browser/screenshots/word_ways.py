"""The ways to the screens of what is done with messages that stand there, each from a new page."""

from itertools import pairwise

from playwright.sync_api import Locator, expect

from tests.browser.person import set_switch
from tests.browser.screenshots.both_ways import edit
from tests.browser.screenshots.group_ways import group
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import conversation


def pinned(sitter: Sitter) -> None:
    """Pin two messages of the group, and let the bar lead to the older one."""
    group(sitter)
    for place in (-1, -3):
        act(sitter, words(sitter).nth(place), "Pin")
    sitter.page.locator(".pinned-message").click()
    expect(sitter.page.locator(".pinned-message .now")).to_be_visible()


def pinned_list(sitter: Sitter) -> None:
    """Look at everything that is pinned there."""
    pinned(sitter)
    sitter.button("All pinned messages").click()
    expect(sitter.dialog()).to_be_visible()


def forward(sitter: Sitter) -> None:
    """Choose whom a message is forwarded to."""
    group(sitter)
    act(sitter, words(sitter).nth(-1), "Forward")
    for place in (0, 1):
        set_switch(sitter.page.locator("[name=target]").nth(place), covered=True)


def forwarded(sitter: Sitter) -> None:
    """Keep a message among the saved ones, and look there."""
    group(sitter)
    act(sitter, words(sitter).nth(-1), "Save")
    sitter.page.get_by_role("status").get_by_role("button").click()
    expect(sitter.page.locator(".message.mine").last).to_be_visible()
    expect(sitter.page.locator(".talk-head h1")).to_have_text(sitter.t("Saved messages"))


def quick_reactions(sitter: Sitter) -> None:
    """Open the menu of what somebody wrote in the group, with reactions over it."""
    group(sitter)
    words(sitter).last.locator(".bubble").click(button="right")
    expect(sitter.page.get_by_role("menuitemcheckbox").first).to_be_visible()


def reaction_panel(sitter: Sitter) -> None:
    """Look for another reaction."""
    quick_reactions(sitter)
    sitter.page.get_by_role("menuitem", name=sitter.t("More emoji")).click()
    expect(sitter.page.locator("emoji-grid button").first).to_be_visible()


def who_reacted(sitter: Sitter) -> None:
    """Ask who has reacted to the message of the group that has most."""
    group(sitter)
    liked = words(sitter).filter(has=sitter.page.locator(".reaction"))
    act(sitter, liked.filter(has_text=sitter.cast.liked).first, "Who has reacted")
    expect(sitter.page.locator("context-menu button").nth(2)).to_be_visible()


def replying(sitter: Sitter) -> None:
    """Begin to answer in the group, at its end."""
    group(sitter)
    to_end(sitter)
    act(sitter, words(sitter).last, "Reply")
    sitter.page.keyboard.type(sitter.cast.reply)
    expect(sitter.page.locator(".edit-bar")).to_be_visible()


def edit_history(sitter: Sitter) -> None:
    """Change one's mind twice, and look at that."""
    conversation(sitter)
    first, *others = sitter.cast.edited
    sitter.write(first)
    for before, after in pairwise(sitter.cast.edited):
        edit(sitter, before, after)
    sitter.choose(others[-1], "Edit history")
    expect(sitter.dialog().get_by_role("listitem")).to_have_count(3)


def chosen(sitter: Sitter) -> None:
    """Choose three messages of the group."""
    group(sitter)
    act(sitter, words(sitter).last, "Select")
    for place in (-2, -4):
        words(sitter).nth(place).click()
    to_end(sitter)
    toolbar = sitter.page.get_by_role("toolbar", name=sitter.t("Chosen messages"))
    expect(toolbar.get_by_role("status")).to_contain_text("3")


def words(sitter: Sitter) -> Locator:
    """Return the messages that somebody wrote."""
    return sitter.page.locator(".message:not(.service)")


def act(sitter: Sitter, message: Locator, item: str) -> None:
    """Choose from the menu of a message."""
    message.locator(".bubble").click(button="right")
    sitter.page.get_by_role("menuitem", name=sitter.t(item), exact=True).click()


def to_end(sitter: Sitter) -> None:
    """Scroll to the newest message."""
    sitter.page.locator(".scroller").evaluate("(view) => { view.scrollTop = view.scrollHeight }")
