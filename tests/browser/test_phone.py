"""On a phone: one pane, ways back, a finger's reach, narrow and zoomed screens."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.load import seed as tables

# What a finger hits reaches 22 px from its middle in every direction, or is a word in a line.
SMALL = """() => {
    const reaches = (each) => {
        const { left, top, width, height } = each.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const hit = (dx, dy) => document.elementFromPoint(x + dx, y + dy)?.closest(FINGER) === each;
        return [[0, 21], [0, -21], [21, 0], [-21, 0]].every(([dx, dy]) => hit(dx, dy));
    };
    const FINGER = "button, a, input, textarea";
    const inView = ({ top, bottom }) => top > 60 && bottom < innerHeight;
    return [...document.querySelectorAll(FINGER)]
        .filter((each) => each.checkVisibility() && !each.closest(".unseen, .words"))
        .filter((each) => each.closest("header, .search") || inView(each.getBoundingClientRect()))
        .filter((each) => !reaches(each))
        .map((each) => each.outerHTML.slice(0, 120));
}"""
FINGER = 44
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
LAST_LINE = """async () => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    for (let turn = 0; turn < 3; turn += 1) await frame();
    const lines = [...document.querySelectorAll(".message")];
    const composer = document.querySelector(".composer-box").getBoundingClientRect();
    const last = lines.at(-1).getBoundingClientRect();
    return [last.bottom < composer.top, composer.bottom < innerHeight];
}"""

# Notes with every frame where the conversation is, while it is seen.
WATCH_PANE = """() => {
    const pane = document.querySelector(".talk-pane");
    window.lefts = [];
    const look = () => {
        if (pane.checkVisibility()) lefts.push(pane.getBoundingClientRect().left);
        requestAnimationFrame(look);
    };
    look();
}"""


@dataclass(frozen=True)
class Talk:
    """A server with the chat of Anna and Boris."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    chat: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), 60, words="Before %d")
    seed.read(chat, anna, 60)
    return Talk(open_server, anna, boris, chat)


@pytest.fixture
def anna(meet: Meet, talk: Talk) -> Person:
    """Anna on her phone, before the list."""
    anna = meet("anna", server=talk.server, phone=True)
    anna.arrive(talk.anna.token)
    return anna


def test_ways_back_to_the_list(anna: Person) -> None:
    """A swipe to the right, the browser's own way and the button; a short one stays."""
    row = anna.page.locator("a.chat-row")
    row.tap()
    expect(anna.composer).to_be_visible()
    expect(row).to_be_hidden()
    finger = Finger(anna)
    finger.draw((60, 400), (100, 404))
    anna.page.wait_for_timeout(400)
    expect(anna.composer).to_be_visible()
    anna.page.evaluate(WATCH_PANE)
    finger.draw((40, 400), (360, 410))
    expect(row).to_be_visible()
    expect(anna.composer).to_be_hidden()
    lefts = anna.page.evaluate("lefts")
    assert lefts == sorted(lefts)  # Back where it was, it would flash.
    assert lefts[-1] > lefts[0]

    row.tap()
    expect(anna.composer).to_be_visible()
    anna.page.go_back()
    expect(row).to_be_visible()
    row.tap()
    anna.back()
    expect(row).to_be_visible()
    expect(anna.page).to_have_url(re.compile(r"/$"))


def test_a_finger_hits_everything_and_nothing_is_cut_off(anna: Person) -> None:
    """Targets of 44 px, 320 px of width, a keyboard that takes half of the height."""
    assert anna.page.evaluate(SMALL) == []
    anna.page.locator("a.chat-row").tap()
    expect(anna.message("Before 60")).to_be_visible()
    assert anna.page.evaluate(SMALL) == []
    anna.page.set_viewport_size(ViewportSize(width=390, height=420))
    expect(anna.message("Before 60")).to_be_visible()
    assert anna.page.evaluate(LAST_LINE) == [True, True]

    anna.page.set_viewport_size(ViewportSize(width=320, height=640))
    assert anna.page.evaluate(FITS)
    assert anna.page.evaluate(LAST_LINE) == [True, True]
    anna.composer.press_sequentially("What is written here takes more than one line on a phone")
    assert anna.page.evaluate(LAST_LINE) == [True, True]
    anna.composer.fill("")
    anna.back()
    assert anna.page.evaluate(FITS)


def test_a_long_press_opens_the_menu_and_enter_sends_nothing(anna: Person) -> None:
    """The finger that is lifted chooses nothing; on a phone Enter breaks the line."""
    anna.page.locator("a.chat-row").tap()
    box = anna.message("Before 59").locator(".bubble").bounding_box()
    assert box
    finger = Finger(anna)
    finger.press(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(anna.page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    finger.lift()
    expect(anna.page.get_by_role("menuitem", name="Copy text")).to_be_visible()
    for item in anna.page.get_by_role("menuitem").all():
        size = item.bounding_box()
        assert size
        assert size["height"] >= FINGER
    menu = anna.page.get_by_role("menu").bounding_box()
    assert menu
    stands_over = menu["y"] + menu["height"] <= box["y"]
    assert stands_over or menu["y"] >= box["y"] + box["height"], "the message stays in sight"
    # The tap that closes the menu does nothing else, here on the way back.
    anna.page.touchscreen.tap(20, 20)
    expect(anna.page.get_by_role("menuitem")).to_have_count(0)

    anna.composer.fill("one")
    anna.composer.press("Enter")
    anna.page.keyboard.type("two")
    expect(anna.composer).to_have_value("one\ntwo")
    anna.composer.fill("")


def test_twice_as_large_is_as_usable(meet: Meet, talk: Talk) -> None:
    """A desk's window of 1280 px, zoomed to 200 %, is one of 640: one pane, nothing cut off."""
    anna = meet("anna", server=talk.server)
    anna.page.set_viewport_size(ViewportSize(width=640, height=400))
    anna.arrive(talk.anna.token)
    assert anna.page.evaluate(FITS)
    anna.page.locator("a.chat-row").click()
    expect(anna.message("Before 60")).to_be_visible()
    assert anna.page.evaluate(FITS)
    assert anna.page.evaluate(LAST_LINE) == [True, True]
