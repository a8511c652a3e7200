"""What is pinned for all, and what is said once more elsewhere, at a desk and on a phone."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.wire import Wire
from tests.load import seed as tables

WORDS = "On the walk, %d"
MANY = 120


@dataclass(frozen=True)
class Cast:
    """Anna at a desk and with a second device, and Boris with a phone; their chat is long."""

    anna: Person
    tablet: Person
    boris: Person
    wire: Wire


@pytest.fixture
def cast(open_server: RunningServer, seed: tables.Seed, wire: Wire, meet: Meet) -> Cast:
    """Anna speaks English in the light, Boris Russian in the dark; Clara is not there."""
    anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), MANY, words=WORDS)
    for reader in (anna, boris):
        seed.read(chat, reader, MANY)
    seed.direct(anna, clara)
    desk, tablet = (meet("anna", server=open_server) for _ in range(2))
    phone = meet("boris", phone=True, dark=True, language="ru", server=wire)
    places: list[tuple[Person, tables.Person, tables.Person]] = [
        (desk, anna, boris),
        (tablet, anna, boris),
        (phone, boris, anna),
    ]
    for person, own, other in places:
        person.arrive(own.token)
        person.page.locator("a.chat-row").filter(has_text=other.name).click()
        expect(person.message(WORDS % MANY)).to_be_visible()
    return Cast(desk, tablet, phone, wire)


def bar(person: Person) -> Locator:
    return person.page.locator("pinned-bar")


def sheet(person: Person) -> Locator:
    return person.page.locator("dialog.sheet")


def line(person: Person) -> Locator:
    return person.page.locator(".message.service").last


def test_what_is_pinned_is_in_sight_for_both(cast: Cast) -> None:
    """On every device at once; pressed through from new to old, and unpinned."""
    anna, tablet, boris = cast.anna, cast.tablet, cast.boris
    comes_without_a_jump(anna, boris)
    for person in (anna, tablet):
        expect(bar(person)).to_contain_text(WORDS % 119)
        expect(line(person)).to_have_text(f"You pinned “{WORDS % 119}”")
    anna.choose(WORDS % 118, "Pin")
    # Its line is the newest message, and whoever is at the end follows that.
    expect(line(anna)).to_have_text(f"You pinned “{WORDS % 118}”")
    anna.page.locator(".scroller").evaluate("(view) => view.scrollTo(0, 0)")
    expect(anna.message(WORDS % 60)).to_be_visible()
    anna.choose(WORDS % 60, "Pin")
    expect(bar(tablet).locator("b")).to_have_text("Pinned message 3 of 3")
    expect(bar(tablet).locator(".segments i")).to_have_count(3)
    check(tablet, "pinned messages")

    step(tablet, 119, "Pinned message 2 of 3")
    step(tablet, 118, "Pinned message 1 of 3")
    step(tablet, 60, "Pinned message 3 of 3")
    tablet.choose(WORDS % 60, "Unpin")
    expect(bar(boris).locator("b")).to_have_text("Закреплённое сообщение 2 из 2")
    list_and_unpin(boris)
    for person in (anna, tablet, boris):
        expect(bar(person)).to_have_count(0)


def comes_without_a_jump(anna: Person, boris: Person) -> None:
    """The bar that comes while somebody reads higher up moves no line."""
    boris.page.locator(".scroller").evaluate("(view) => view.scrollBy(0, -600)")
    read = boris.message(WORDS % 105)
    expect(read).to_be_in_viewport()
    before = read.bounding_box()

    anna.choose(WORDS % 119, "Pin")

    expect(bar(boris)).to_contain_text(WORDS % 119)
    expect(bar(boris).locator("b")).to_have_text("Закреплённое сообщение")
    after = read.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 1


def step(person: Person, seq: int, then: str) -> None:
    """Press the bar: it leads to its message, and shows the next."""
    expect(bar(person)).to_contain_text(WORDS % seq)
    bar(person).locator(".pinned-message").click()
    expect(person.page.locator(f'.message.flash[data-seq="{seq}"]')).to_be_in_viewport()
    expect(bar(person).locator("b")).to_have_text(then)


def list_and_unpin(boris: Person) -> None:
    """All of them stand in a list, by finger: one leads to its message, all are unpinned."""
    boris.button("All pinned messages").tap()
    expect(sheet(boris).locator(".pinned-row")).to_have_count(2)
    check(boris, "list of pinned messages, on a phone")
    for button in sheet(boris).get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 44
    sheet(boris).locator(".pinned-row").last.tap()
    expect(boris.page.locator('.message.flash[data-seq="118"]')).to_be_in_viewport()
    boris.button("All pinned messages").tap()
    sheet(boris).get_by_role("button", name=boris.t("Unpin all")).tap()
    expect(sheet(boris)).to_have_count(0)


def test_words_go_on_to_other_chats(cast: Cast) -> None:
    """By the keyboard with a comment, saved by a finger, and without a connection."""
    anna, tablet, boris = cast.anna, cast.tablet, cast.boris
    tablet.page.locator("chat-list input").fill("избранное")
    tablet.page.locator(".chat-row[data-user]").filter(has_text="Saved messages").click()
    expect(tablet.page.locator(".talk-head h1")).to_have_text("Saved messages")
    forward_by_keys(anna)
    expect(tablet.page.locator("a.chat-row").filter(has_text="Clara")).to_contain_text(WORDS % 120)
    anna.page.locator(".notices").get_by_role("button", name="Open chat").click()
    expect(anna.page.locator(".talk-head h1")).to_have_text("Clara")
    expect(anna.page.locator(".message .words")).to_have_text(["Read this", WORDS % 120])
    expect(anna.page.locator(".origin")).to_have_text("Forwarded from Boris")
    anna.page.locator(".message .words").last.click()  # Which leads nowhere.
    anna.page.locator(".origin").click()
    expect(anna.page.locator(".talk-head h1")).to_have_text("Boris")
    line_leads(anna, boris)

    boris.guard.look_away()
    cast.wire.cut()
    boris.choose(WORDS % 119, "Save")
    cast.wire.mend()
    boris.page.locator(".notices").get_by_role("button", name="Избранное").tap(timeout=60_000)
    expect(boris.page.locator(".origin")).to_have_text("Переслано от Anna")
    expect(boris.tick(WORDS % 119, "Sent")).to_be_visible()
    boris.back()
    find_saved(boris)


def line_leads(anna: Person, boris: Person) -> None:
    """The line about a pin leads to its message, and the other one's words are no pin's."""
    boris.choose(WORDS % 117, "Pin")
    line(anna).locator("span").click()
    expect(anna.page.locator('.message.flash[data-seq="117"]')).to_be_in_viewport()
    anna.message(WORDS % 116).locator(".words").click()
    expect(anna.page.locator(".talk-head h1")).to_have_text("Boris")


def forward_by_keys(anna: Person) -> None:
    """Nothing but keys: the menu, the search, two chats, a comment."""
    anna.message(WORDS % 120).focus()
    anna.page.keyboard.press("Enter")
    anna.page.get_by_role("menuitem", name="Forward", exact=True).focus()
    anna.page.keyboard.press("Enter")
    expect(sheet(anna).get_by_label("Search chats")).to_be_focused()
    expect(sheet(anna).locator("label bdi").first).to_have_text("Saved messages")
    check(anna, "forward")
    anna.page.keyboard.type("clar")
    expect(sheet(anna).locator(".sheet-rows li")).to_have_count(1)
    anna.page.keyboard.press("ArrowDown")
    anna.page.keyboard.press("Space")
    expect(sheet(anna).get_by_role("checkbox", name="Clara")).to_be_checked()
    sheet(anna).get_by_label("Add a comment").focus()
    anna.page.keyboard.type("Read this")
    anna.page.keyboard.press("Enter")
    expect(sheet(anna)).to_have_count(0)


def find_saved(boris: Person) -> None:
    """The chat with oneself is found by its name in either language, and is pinned like others."""
    search = boris.page.locator("chat-list input")
    row = boris.page.locator("a.chat-row").filter(has_text="Избранное")
    for words in ("избр", "saved"):
        search.fill(words)
        expect(boris.page.locator("a.chat-row")).to_have_count(1)
        expect(row).to_be_visible()
    search.fill("")
    row.click(button="right")
    boris.page.get_by_role("menuitem", name=boris.t("Pin"), exact=True).click()
    expect(boris.page.locator("a.chat-row").first).to_contain_text("Избранное")
    expect(row.locator(".chat-pin")).to_be_visible()
