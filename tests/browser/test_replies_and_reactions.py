"""Answers, reactions, earlier words and what is done with several messages, on desk and phone."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.wire import Wire
from tests.load import seed as tables

WORDS = "On the shelf, %d"
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
    """Anna speaks English in the light, Boris Russian in the dark."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), MANY, words=WORDS)
    for reader in (anna, boris):
        seed.read(chat, reader, MANY)
    desk, tablet = (meet("anna", server=open_server) for _ in range(2))
    phone = meet("boris", phone=True, dark=True, language="ru", server=wire)
    for person, own in ((desk, anna), (tablet, anna), (phone, boris)):
        person.arrive(own.token)
        person.page.locator("a.chat-row").first.click()
        expect(person.message(WORDS % MANY)).to_be_visible()
    return Cast(desk, tablet, phone, wire)


def quote(person: Person, text: str) -> Locator:
    return person.message(text).locator(".quote")


def reactions(person: Person, text: str) -> Locator:
    return person.message(text).locator(".reaction")


def test_an_answer_leads_to_what_it_answers(cast: Cast) -> None:
    """Far up and back again; it follows what becomes of that, and outlives the page."""
    anna, tablet, boris = cast.anna, cast.tablet, cast.boris
    view = boris.page.locator(".scroller")
    view.evaluate("(view) => view.scrollTo(0, 0)")
    expect(boris.message(WORDS % 60)).to_be_visible()
    boris.choose(WORDS % 60, "Reply")
    bar = boris.page.locator(".edit-bar")
    expect(bar).to_contain_text(WORDS % 60)
    boris.page.reload()
    expect(bar).to_contain_text(WORDS % 60)
    check(boris, "an answer")
    boris.write("I found it")
    expect(bar).to_have_count(0)

    for person in (anna, tablet, boris):
        expect(quote(person, "I found it")).to_contain_text(WORDS % 60)
    quote(anna, "I found it").click()
    expect(anna.message(WORDS % 60)).to_be_in_viewport()
    anna.page.get_by_role("button", name="To the newest messages").click()
    expect(anna.message("I found it")).to_be_in_viewport()

    follows_the_message(anna, tablet, boris)


def follows_the_message(anna: Person, tablet: Person, boris: Person) -> None:
    """The answer shows the edit of what it answers, and its deletion."""
    anna.choose("I found it", "Reply")
    anna.write("where?")
    boris.choose("I found it", "Edit")
    boris.composer.fill("I found it!")
    boris.button("Save").tap()
    for person in (anna, tablet, boris):
        expect(quote(person, "where?")).to_contain_text("I found it!")
    boris.choose("I found it!", "Delete")
    set_switch(boris.dialog().get_by_role("checkbox"))
    boris.dialog().get_by_role("button", name="Удалить").tap()
    for person in (anna, tablet):
        expect(quote(person, "where?")).to_have_text("Deleted message")
    expect(quote(boris, "where?")).to_have_text("Удалённое сообщение")


def test_reactions_are_seen_by_all_at_once(cast: Cast) -> None:
    """Beside the mouse, over the menu, by the whole list and by a press on another's."""
    anna, tablet, boris = cast.anna, cast.tablet, cast.boris
    text = WORDS % MANY
    anna.message(text).locator(".bubble").hover()
    anna.page.locator(".quick-reaction").click()
    for person in (anna, tablet, boris):
        expect(reactions(person, text)).to_have_text(["❤️1"])
    expect(reactions(tablet, text)).to_have_attribute("aria-pressed", "true")
    expect(reactions(boris, text)).to_have_attribute("aria-pressed", "false")
    reactions(boris, text).tap()
    open_menu(boris, text)
    boris.page.get_by_role("menuitemcheckbox", name="Отреагировать: 🔥").tap()
    for person in (anna, tablet, boris):
        expect(reactions(person, text)).to_have_text(["❤️2", "🔥1"])
    check(boris, "reactions")

    are_chosen_from_all(tablet, text)
    expect(reactions(boris, text)).to_have_text(["❤️2", "🔥1", "🐙1"])
    are_told_apart(anna, text)
    wait_for_the_connection(cast, text)


def open_menu(person: Person, text: str) -> None:
    person.message(text).locator(".bubble").click(button="right")


def are_chosen_from_all(tablet: Person, text: str) -> None:
    open_menu(tablet, text)
    tablet.page.get_by_role("menuitem", name="More emoji").click()
    tablet.page.get_by_label("Search emoji").fill("octopus")
    tablet.page.get_by_role("button", name="octopus").click()


def are_told_apart(anna: Person, text: str) -> None:
    anna.choose(text, "Who has reacted")
    people = anna.page.locator("context-menu button > span:last-child")
    expect(people).to_have_text(["Anna 🐙", "Boris 🔥", "Boris ❤️", "Anna ❤️"])
    check(anna, "who has reacted")
    anna.page.keyboard.press("Escape")


def wait_for_the_connection(cast: Cast, text: str) -> None:
    """One's own is taken off at once, and for the others when it can be."""
    anna, boris = cast.anna, cast.boris
    boris.guard.look_away()
    cast.wire.cut()
    reactions(boris, text).first.tap()
    expect(reactions(boris, text)).to_have_text(["❤️1", "🔥1", "🐙1"])
    expect(reactions(anna, text).first).to_have_text("❤️2")
    cast.wire.mend()
    expect(reactions(anna, text).first).to_have_text("❤️1")


def test_what_was_said_before_is_shown(cast: Cast) -> None:
    """By a press on the word that tells of it, and by the menu."""
    anna, boris = cast.anna, cast.boris
    anna.write("at seven")
    anna.choose("at seven", "Edit")
    anna.write("at eight")
    boris.message("at eight").get_by_text("изменено").tap()
    said = boris.dialog().get_by_role("listitem")
    expect(said).to_have_count(2)
    expect(said.first).to_contain_text("at eight")
    expect(said.last).to_contain_text("at seven")
    check(boris, "edit history")
    boris.button("Close").tap()
    anna.choose("at eight", "Edit history")
    expect(anna.dialog().get_by_role("listitem").last).to_contain_text("at seven")


def test_several_messages_are_chosen(cast: Cast) -> None:
    """By a press, by Shift and by keys; they are copied, forwarded and deleted together."""
    anna, boris = cast.anna, cast.boris
    anna.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for text in ("one", "two", "three"):
        anna.write(text)
    anna.choose("one", "Select")
    toolbar = anna.page.get_by_role("toolbar", name="Chosen messages")
    expect(toolbar).to_be_visible()
    anna.message("three").click(modifiers=["Shift"])
    expect(toolbar.get_by_role("status")).to_have_text("3 messages")
    check(anna, "chosen messages")
    anna.message("two").focus()
    anna.page.keyboard.press(" ")
    toolbar.get_by_role("button", name="Copy text").click()
    expect(toolbar).to_have_count(0)
    copied = anna.page.evaluate("() => navigator.clipboard.readText()")
    assert copied == "Anna:\none\n\nAnna:\nthree"

    are_forwarded(boris)
    are_deleted(anna)


def are_forwarded(boris: Person) -> None:
    boris.choose("two", "Select")
    # Its code comes with the first choice, and only then does a press choose.
    chosen = boris.page.get_by_role("toolbar").get_by_role("status")
    expect(chosen).to_have_text("1 сообщение")
    boris.message("three").tap()
    expect(chosen).to_have_text("2 сообщения")
    boris.button("Forward").tap()
    boris.dialog().get_by_text("Избранное").tap()
    boris.button("Send").last.tap()
    boris.back()
    boris.page.locator("a.chat-row").filter(has_text="Избранное").tap()
    for text in ("two", "three"):
        expect(boris.message(text)).to_be_visible()


def are_deleted(anna: Person) -> None:
    anna.choose("one", "Select")
    toolbar = anna.page.get_by_role("toolbar", name="Chosen messages")
    expect(toolbar).to_be_visible()
    anna.message("two").click()
    toolbar.get_by_role("button", name="Delete").click()
    set_switch(anna.dialog().get_by_role("checkbox"))
    anna.dialog().get_by_role("button", name="Delete").click()
    expect(toolbar).to_have_count(0)
    for text in ("one", "two"):
        expect(anna.message(text)).to_have_count(0)
    expect(anna.message("three")).to_be_visible()
