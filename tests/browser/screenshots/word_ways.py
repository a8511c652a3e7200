"""The ways to the screens of what is done with messages that stand there, each from a new page."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.screenshots.group_ways import group
from tests.browser.screenshots.sitter import Sitter


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
        sitter.page.locator("[name=target]").nth(place).check(force=True)


def forwarded(sitter: Sitter) -> None:
    """Keep a message among the saved ones, and look there."""
    group(sitter)
    act(sitter, words(sitter).nth(-1), "Save")
    sitter.page.get_by_role("status").get_by_role("button").click()
    expect(sitter.page.locator(".message.mine").last).to_be_visible()
    expect(sitter.page.locator(".talk-head h1")).to_have_text(sitter.t("Saved messages"))


def chat_search(sitter: Sitter) -> None:
    """Look through the group for the longest word of its last message."""
    group(sitter)
    said = words(sitter).locator(".words").last.inner_text()
    sitter.page.keyboard.press("Control+f")
    sitter.page.get_by_role("combobox").fill(max(re.findall(r"\w+", said), key=len))
    expect(sitter.page.locator(".hit mark").first).to_be_visible()


def words(sitter: Sitter) -> Locator:
    """Return the messages that somebody wrote."""
    return sitter.page.locator(".message:not(.service)")


def act(sitter: Sitter, message: Locator, item: str) -> None:
    """Choose from the menu of a message."""
    message.locator(".bubble").click(button="right")
    sitter.page.get_by_role("menuitem", name=sitter.t(item), exact=True).click()


def emoji(sitter: Sitter) -> None:
    """Open the emoji in the group, and look for some by a word."""
    group(sitter)
    sitter.button("Emoji").click()
    field = sitter.page.locator("emoji-panel input")
    field.fill({"en": "heart", "ru": "сердце"}[sitter.language])
    expect(sitter.page.locator("emoji-grid button").first).to_have_text("❤️")
