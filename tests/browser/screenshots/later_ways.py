"""The ways to what is sent otherwise or later, remembered and reported, each from a new page."""

from playwright.sync_api import expect

from tests.browser.screenshots.group_ways import group
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import chats, conversation
from tests.browser.screenshots.word_ways import act, words


def send_menu(sitter: Sitter) -> None:
    """Ask how else what is written can be sent."""
    conversation(sitter)
    sitter.composer.fill(sitter.cast.own)
    sitter.button("Send").click(button="right")
    expect(sitter.page.get_by_role("menuitem")).to_have_count(2)


def silent(sitter: Sitter) -> None:
    """Send something without a sound."""
    send_menu(sitter)
    sitter.page.get_by_role("menuitem", name=sitter.t("Send without sound")).click()
    expect(sitter.tick(sitter.cast.own, "Sent without sound")).to_be_visible()


def schedule(sitter: Sitter) -> None:
    """Choose when it is to be sent."""
    send_menu(sitter)
    sitter.page.get_by_role("menuitem", name=sitter.t("Schedule message")).click()
    expect(sitter.dialog()).to_be_visible()


def scheduled(sitter: Sitter) -> None:
    """Look at what is scheduled for the friend, and what can be done with it."""
    conversation(sitter)
    sitter.button("Scheduled messages").click()
    expect(sitter.page.locator(".later-row")).to_have_count(3)
    sitter.button("What to do with it").first.click()
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def remind(sitter: Sitter) -> None:
    """Wish to be reminded of the last message of the group."""
    group(sitter)
    act(sitter, words(sitter).last, "Remind me")
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def reminders(sitter: Sitter) -> None:
    """Look at what one will be reminded of."""
    chats(sitter)
    sitter.button("Menu").click()
    sitter.page.get_by_role("menuitem", name=sitter.t("Saved messages")).click()
    sitter.choose_in_header("Reminders")
    expect(sitter.page.locator("dialog.sheet .pinned-row")).to_have_count(2)


def report(sitter: Sitter) -> None:
    """Report a message of the group."""
    group(sitter)
    act(sitter, words(sitter).last, "Report")
    sitter.page.get_by_text(sitter.t("Something else"), exact=True).click()
    sitter.page.get_by_label(sitter.t("Add a comment")).fill(sitter.cast.comment)
