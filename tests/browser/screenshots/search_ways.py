"""The ways to what is found, and what narrows a search, each from a new page."""

import re

from playwright.sync_api import expect

from tests.browser.screenshots.group_ways import group
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import chats
from tests.browser.screenshots.word_ways import words


def chat_search(sitter: Sitter) -> None:
    """Look through the group for the longest word of its last message."""
    group(sitter)
    said = words(sitter).locator(".words").last.inner_text()
    look_through(sitter, max(re.findall(r"\w+", said), key=len))


def look_through(sitter: Sitter, text: str) -> None:
    """Type into the search of the open chat."""
    sitter.page.keyboard.press("Control+f")
    sitter.page.get_by_role("combobox").fill(text)
    expect(sitter.page.locator(".hit mark").first).to_be_visible()


def narrowed(sitter: Sitter) -> None:
    """Look through all chats for a word of one person."""
    chats(sitter)
    sitter.page.locator("chat-list input").fill(sitter.cast.found_word)
    expect(sitter.page.locator("chat-list [data-seq]").first).to_be_visible()
    chips = sitter.page.locator("chat-list search-filters")
    chips.get_by_role("button", name=sitter.t("From"), exact=True).click()
    sitter.dialog().get_by_role("button", name=sitter.cast.friend).click()
    expect(chips.locator(".filter-chip.on")).to_contain_text(sitter.cast.friend)


def since(sitter: Sitter) -> None:
    """Choose from which day on to look through the group."""
    group(sitter)
    look_through(sitter, sitter.cast.group_word)
    chips = sitter.page.locator("chat-search search-filters")
    chips.get_by_role("button", name=sitter.t("Since"), exact=True).click()
    expect(sitter.page.locator("day-calendar")).to_be_visible()
