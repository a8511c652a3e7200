"""The ways to what helps one write, and to what it looks like then, each from a new page."""

from playwright.sync_api import expect

from tests.browser.person import set_switch
from tests.browser.screenshots.group_ways import group
from tests.browser.screenshots.internet import HARBOUR
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import Way, administration, conversation


def emoji(sitter: Sitter) -> None:
    """Open the emoji in the group."""
    group(sitter)
    sitter.button("Emoji").click()
    expect(sitter.page.locator("emoji-grid button").first).to_be_visible()


def found_emoji(sitter: Sitter) -> None:
    """Look for some by a word."""
    emoji(sitter)
    field = sitter.page.locator("emoji-panel input")
    field.fill({"en": "heart", "ru": "сердце"}[sitter.language])
    expect(sitter.page.locator("emoji-grid button").first).to_have_text("❤️")


def emoji_by_name(sitter: Sitter) -> None:
    """Begin the name of one between the words."""
    conversation(sitter)
    sitter.composer.click()
    sitter.page.keyboard.type(sitter.cast.emoji_begins)
    expect(sitter.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()


def format_bar(sitter: Sitter) -> None:
    """Mark words of what is being written."""
    conversation(sitter)
    source, marked = sitter.cast.markdown
    sitter.composer.fill(source)
    at = source.index(marked)
    span = [at, at + len(marked)]
    sitter.composer.evaluate("(field, at) => field.setSelectionRange(...at)", span)
    expect(sitter.button("Bold")).to_be_visible()


def preview(sitter: Sitter) -> None:
    """Look at it before it is sent."""
    format_bar(sitter)
    sitter.button("Preview").click()
    expect(sitter.page.locator(".format-preview strong").first).to_be_visible()


def formatted(what: str) -> Way:
    """Read a message of the group that has something in it."""

    def show(sitter: Sitter) -> None:
        group(sitter)
        sign = sitter.page.locator(f".message .words {what}").last
        sign.evaluate("(sign) => sign.scrollIntoView({block: 'center'})")
        expect(sign).to_be_in_viewport()

    return show


def link_card(sitter: Sitter) -> None:
    """Send a link, once the server may look where links lead."""
    administration("security")(sitter)
    switch = sitter.page.get_by_role("switch", name=sitter.t("Link previews"))
    set_switch(switch, covered=True)
    sitter.button("Save").click()
    expect(sitter.page.locator(".account-form [role=alert], .account-note").first).to_be_attached()
    conversation(sitter)
    sitter.write(f"{sitter.cast.look} {HARBOUR[sitter.language]}")
    expect(sitter.page.locator(".link-card img")).to_have_js_property("naturalWidth", 640)
