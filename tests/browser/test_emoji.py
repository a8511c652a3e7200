"""Emoji, at a desk and on a phone: choosing them, writing them by name, and how they arrive."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.desk_and_phone import Cast, bring_both
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.test_phone import LAST_LINE
from tests.load import seed as tables

HISTORY = 60
HOLD = 700


@pytest.fixture
def cast(open_server: RunningServer, seed: tables.Seed, meet: Meet) -> Cast:
    """Both, with some history."""
    return bring_both(open_server, seed, meet, HISTORY)


def panel(person: Person) -> Locator:
    return person.page.get_by_role("dialog", name=person.t("Emoji"))


def cells(person: Person) -> Locator:
    return panel(person).locator("emoji-grid button")


def search(person: Person) -> Locator:
    return panel(person).get_by_role("searchbox")


def options(person: Person) -> Locator:
    return person.page.get_by_role("listbox").get_by_role("option")


def finds(person: Person, query: str, sign: str) -> None:
    """Look for something, which is the first then."""
    search(person).fill(query)
    expect(cells(person).first).to_have_text(sign)


def test_emoji_are_chosen_at_a_desk(cast: Cast) -> None:
    """By the mouse and by keys, in either language; the tone and the last ones stay known."""
    choose_by_keys(cast.anna)
    choose_a_tone(cast.anna)
    know_them_again(cast.anna)
    write_names(cast.anna)
    cast.anna.composer.fill("🔥")
    cast.anna.page.keyboard.press("Enter")
    expect(cast.boris.message("🔥")).to_have_class(re.compile(r"\blone-1\b"))
    size = (
        cast.boris.message("🔥").locator(".words").evaluate("(e) => getComputedStyle(e).fontSize")
    )
    assert size == "96px"


def choose_by_keys(anna: Person) -> None:
    keyboard = anna.page.keyboard
    anna.composer.fill("ab")
    keyboard.press("ArrowLeft")
    anna.button("Emoji").click()
    expect(search(anna)).to_be_focused()
    check(anna, "emoji")
    for query, sign in (("heart", "❤️"), ("сердце", "❤️"), ("cthlwt", "❤️"), ("ёлка", "🌲")):
        finds(anna, query, sign)
    finds(anna, "party", "🎉")
    keyboard.press("Shift+Enter")
    expect(anna.composer).to_have_value("a🎉b")
    expect(search(anna)).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowRight")
    second = cells(anna).nth(1).inner_text()
    keyboard.press("Enter")
    expect(panel(anna)).to_have_count(0)
    expect(anna.composer).to_be_focused()
    expect(anna.composer).to_have_value(f"a🎉{second}b")
    keyboard.press("Control+z")
    expect(anna.composer).to_have_value("a🎉b")
    anna.button("Emoji").click()
    expect(search(anna)).to_be_focused()
    keyboard.press("Escape")
    expect(panel(anna)).to_have_count(0)
    expect(anna.composer).to_be_focused()


def choose_a_tone(anna: Person) -> None:
    anna.composer.fill("")
    anna.button("Emoji").click()
    finds(anna, "thumbs up", "👍")
    cells(anna).first.click(button="right")
    check(anna, "tones of an emoji")
    panel(anna).get_by_role("button", name="Medium skin tone").click()
    expect(anna.composer).to_have_value("👍🏽")


def know_them_again(anna: Person) -> None:
    """On the next page, and only here."""
    anna.composer.fill("")
    anna.page.reload()
    anna.sees_messenger()
    anna.button("Emoji").click()
    recent = panel(anna).get_by_role("group", name="Recent").get_by_role("button")
    expect(recent.nth(0)).to_have_text("👍🏽")
    expect(recent.nth(2)).to_have_text("🎉")
    finds(anna, "wave", "👋🏽")
    anna.page.mouse.click(1_200, 200)
    expect(panel(anna)).to_have_count(0)


def write_names(anna: Person) -> None:
    """From a list, or wholly; not in code, and not where a time or an address is meant."""
    keyboard = anna.page.keyboard
    anna.composer.fill("")
    anna.composer.press_sequentially("So :огон")
    expect(options(anna).first).to_contain_text(":fire:")
    check(anna, "emoji by name")
    keyboard.press("Tab")
    expect(anna.composer).to_have_value("So 🔥")
    keyboard.press("Control+z")
    expect(anna.composer).to_have_value("So :огон")
    anna.composer.fill("")
    keyboard.type("Yes :+1:")
    expect(anna.composer).to_have_value("Yes 👍🏽")
    keyboard.press("Control+z")
    expect(anna.composer).to_have_value("Yes :+1:")
    for text in ("at 12:30: http://a.b", "`:fire:`", ":nothing_like_it:"):
        anna.composer.fill("")
        keyboard.type(text)
        expect(options(anna)).to_have_count(0)
        expect(anna.composer).to_have_value(text)


def test_emoji_are_chosen_on_a_phone(cast: Cast) -> None:
    """In place of the keyboard, under the words and the last message; names by a finger."""
    boris = cast.boris
    boris.button("Emoji").tap()
    expect(panel(boris)).to_be_visible()
    boris.page.go_back()
    expect(panel(boris)).to_have_count(0)
    expect(boris.composer).not_to_be_focused()
    boris.button("Emoji").tap()
    expect(boris.composer).to_have_attribute("inputmode", "none")
    assert boris.page.evaluate(LAST_LINE) == [True, True]
    check(boris, "emoji on a phone")
    for at in (2, 3):
        cells(boris).nth(at).tap()
    expect(boris.composer).to_have_value("😄😁")
    hold_for_tones(boris)
    boris.composer.tap()
    expect(panel(boris)).to_have_count(0)
    expect(boris.composer).not_to_have_attribute("inputmode", "none")
    expect(boris.composer).to_be_focused()
    boris.page.keyboard.type(" :fire")
    expect(options(boris).first).to_contain_text("огонь")
    assert (options(boris).first.bounding_box() or {"height": 0})["height"] >= 44
    options(boris).first.tap()
    expect(boris.composer).to_have_value("😄😁👍🏿 🔥")
    boris.button("Send").tap()
    expect(cast.anna.message("😄😁👍🏿 🔥")).to_have_class(re.compile(r"\blone-4\b"))


def hold_for_tones(boris: Person) -> None:
    search(boris).tap()
    finds(boris, ",jkmijq gfktw ddth[", "👍")
    box = cells(boris).first.bounding_box()
    assert box is not None
    finger = Finger(boris)
    finger.press(box["x"] + 20, box["y"] + 20)
    boris.page.wait_for_timeout(HOLD)
    finger.lift()
    panel(boris).get_by_role("button", name=boris.t("Dark skin tone"), exact=True).tap()
    expect(boris.composer).to_have_value("😄😁👍🏿")
