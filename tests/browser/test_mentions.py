"""Mentions, by somebody at a desk and somebody with a phone: writing them and being led to them."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load import seed as tables

OTHERS, HISTORY = 60, 120
HOLD = 700


@dataclass(frozen=True)
class Cast:
    """Anna, who owns a group of many, and Boris, who does not; Clara has written there too."""

    anna: Person
    boris: Person
    tokens: dict[str, str]
    nicks: dict[str, str]
    group: int
    url: str


@pytest.fixture
def cast(open_server: RunningServer, seed: tables.Seed, meet: Meet) -> Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian."""
    people = seed.named(["Anna", "Boris", "Clara"])
    anna, boris, clara = people
    group = seed.group([*people, *seed.people(OTHERS)])
    seed.history(group, (clara, boris), HISTORY)
    for each in people:
        seed.read(group, each, HISTORY)
    desk = meet("anna", server=open_server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    desk.arrive(anna.token)
    phone.arrive(boris.token)
    tokens = {each.name: each.token for each in people}
    nicks = {each.name: f"{each.name.lower()}.{each.id}" for each in people}
    return Cast(desk, phone, tokens, nicks, group, open_server.url)


def options(person: Person) -> Locator:
    return person.page.get_by_role("listbox").get_by_role("option")


def chosen(person: Person) -> Locator:
    return person.page.get_by_role("option", selected=True)


def look(person: Person, screen: str) -> None:
    """Let axe look once nothing fades any more."""
    expect(person.page.locator(".scroller[data-moving]")).to_have_count(0)
    check(person, screen)


def open_group(person: Person) -> None:
    person.page.locator("a.chat-row").filter(has_text="Everybody").click()
    expect(person.composer).to_be_visible()


def test_whom_a_message_names_is_offered_while_one_writes(cast: Cast) -> None:
    """By keys at a desk, by a finger on a phone; and Enter sends as soon as the list is closed."""
    open_group(cast.anna)
    open_group(cast.boris)
    by_keys(cast)
    take_and_send(cast)
    among_many(cast.anna)
    by_finger(cast)


def by_keys(cast: Cast) -> None:
    anna, page = cast.anna, cast.anna.page
    anna.composer.press_sequentially("Hello @")
    expect(options(anna).nth(0)).to_contain_text("Boris")
    expect(options(anna).nth(1)).to_contain_text("Clara")
    expect(options(anna).filter(has_text="@all")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(chosen(anna)).to_contain_text("Clara")
    active = chosen(anna).get_attribute("id") or ""
    expect(anna.composer).to_have_attribute("aria-activedescendant", active)
    look(anna, "whom to mention")
    page.keyboard.press("Escape")
    expect(options(anna)).to_have_count(0)
    expect(anna.composer).not_to_have_attribute("aria-activedescendant", active)
    page.keyboard.type("clara")
    expect(options(anna)).to_have_count(0)
    anna.composer.fill("")


def take_and_send(cast: Cast) -> None:
    anna, page = cast.anna, cast.anna.page
    anna.composer.fill("Hello @bo")
    expect(options(anna)).to_have_count(1)
    anna.composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(anna.composer).to_have_value("Hello @bo")
    page.keyboard.press("Enter")
    whole = f"Hello @{cast.nicks['Boris']} "
    expect(anna.composer).to_have_value(whole)
    page.keyboard.press("Control+z")
    expect(anna.composer).to_have_value("Hello @bo")
    page.keyboard.press("End")
    page.keyboard.type("r")
    expect(options(anna)).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.type("!")
    page.keyboard.press("Enter")
    expect(anna.composer).to_have_value("")
    expect(cast.boris.message(f"{whole}!")).to_have_class(re.compile(r"\bcalls\b"))


def among_many(anna: Person) -> None:
    """The server looks among those who do not fit on a page; a wrong name offers nobody."""
    anna.composer.press_sequentially("@p05")
    expect(options(anna)).to_have_count(10)
    anna.page.keyboard.type("7")
    expect(options(anna)).to_have_count(1)
    anna.page.keyboard.type("x")
    expect(options(anna)).to_have_count(0)
    anna.composer.fill("")
    anna.write("Enter still sends")
    expect(anna.message("Enter still sends")).to_be_visible()
    anna.page.keyboard.press("ArrowUp")
    expect(anna.button("Save")).to_be_visible()
    anna.page.keyboard.type(" @")
    expect(options(anna).first).to_be_visible()
    anna.page.keyboard.press("Escape")
    expect(options(anna)).to_have_count(0)
    expect(anna.button("Save")).to_be_visible()
    anna.page.keyboard.press("Escape")
    expect(anna.button("Record a voice message")).to_be_visible()


def by_finger(cast: Cast) -> None:
    boris = cast.boris
    boris.composer.tap()
    boris.page.keyboard.type("@")
    expect(options(boris).nth(0)).to_contain_text("Anna")
    expect(options(boris).filter(has_text="@all")).to_have_count(0)
    assert (options(boris).nth(1).bounding_box() or {"height": 0})["height"] >= 44
    look(boris, "whom to mention, on a phone")
    options(boris).nth(1).tap()
    expect(boris.composer).to_have_value(f"@{cast.nicks['Clara']} ")
    expect(boris.composer).to_be_focused()


def test_a_button_leads_to_every_unread_mention(cast: Cast) -> None:
    """The oldest first, however far it is; what was read counts no more, and all can be at once."""
    go_from_one_to_the_next(cast)
    read_all(cast)


def mention_button(person: Person) -> Locator:
    return person.page.locator("button.mention-jump")


def tell(cast: Cast, texts: list[str]) -> None:
    """Let Anna write all this."""
    program.say(cast.url, cast.tokens["Anna"], cast.group, texts)


def go_from_one_to_the_next(cast: Cast) -> None:
    boris, call = cast.boris, f"@{cast.nicks['Boris']}"
    texts = [f"line {number}" for number in range(260)]
    texts[40], texts[200] = f"{call} once", f"{call} twice"
    tell(cast, texts)
    open_group(boris)
    count = mention_button(boris).locator(".badge")
    expect(count).to_have_text("2")
    look(boris, "a way to the next mention")
    mention_button(boris).tap()
    expect(boris.message(texts[40])).to_be_in_viewport()
    expect(count).to_have_text("1")
    mention_button(boris).tap()
    expect(boris.message(texts[200])).to_be_in_viewport()
    expect(mention_button(boris)).to_have_count(0)
    boris.page.locator("button.jump").tap()
    expect(boris.message(texts[-1])).to_be_in_viewport()
    boris.back()


def read_all(cast: Cast) -> None:
    """By the menu that a finger opens; the messages stay unread."""
    boris = cast.boris
    tell(cast, [*(f"more {number}" for number in range(90)), f"@{cast.nicks['Boris']} thrice"])
    row = boris.page.locator("a.chat-row").filter(has_text="Everybody")
    expect(row.locator(".badge")).to_have_text(["@", "91"])
    open_group(boris)
    expect(mention_button(boris)).to_be_visible()
    box = mention_button(boris).bounding_box()
    assert box is not None
    finger = Finger(boris)
    finger.press(box["x"] + 20, box["y"] + 20)
    boris.page.wait_for_timeout(HOLD)
    finger.lift()
    boris.page.get_by_role("menuitem", name=boris.t("Mark all mentions as read")).tap()
    expect(mention_button(boris)).to_have_count(0)
    expect(boris.page.locator("button.jump .badge")).to_be_visible()
