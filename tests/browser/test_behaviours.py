"""What makes a page feel right and no other test shows: things that stay where they are."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import change, say
from tests.browser.running_server import RunningServer
from tests.browser.wire import Wire, wire_to
from tests.load import seed as tables

LONG, READ = 120, 60
# Where a row stands in whole pixels, if it is still the very element of the first time.
PLACE = """(row) => {
    window.remembered ??= row;
    const { x, y, width, height } = row.getBoundingClientRect();
    return window.remembered === row ? [x, y, width, height].map(Math.round) : "another";
}"""
# Every word that the bar shows from now on.
LISTEN = """(bar) => {
    window.said = "";
    new MutationObserver(() => { window.said += bar.textContent.trim(); })
        .observe(bar, { childList: true, subtree: true, characterData: true });
}"""


@dataclass(frozen=True)
class Talk:
    """A server with a chat of Anna and Boris, half of which Anna has read."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    chat: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), LONG, words="Message %d")
    seed.read(chat, anna, READ)
    return Talk(open_server, anna, boris, chat)


@pytest.fixture
def anna(talk: Talk, meet: Meet) -> Person:
    """Anna, who has opened the chat where she had stopped to read."""
    person = meet("anna", server=talk.server)
    person.arrive(talk.anna.token, f"/#{talk.chat}")
    expect(person.page.locator(".unread-line")).to_be_in_viewport()
    return person


def top(row: Locator) -> float:
    """Return how far down a row stands."""
    box = row.bounding_box()
    assert box
    return box["y"]


def test_the_unread_line_stays_while_more_comes_in(anna: Person, talk: Talk) -> None:
    """Far from the end nothing moves; the round button counts what is below."""
    line = anna.page.locator(".unread-line")
    before = top(line)
    say(talk.server.url, talk.boris.token, talk.chat, ["One more", "And another"])
    expect(anna.page.locator("a.chat-row")).to_contain_text("And another")
    assert before == top(line)
    count = int(anna.page.locator("button.jump .badge").inner_text())
    assert 2 <= count < LONG - READ

    anna.page.locator("button.jump").click()
    expect(anna.message("And another")).to_be_in_viewport()
    say(talk.server.url, talk.boris.token, talk.chat, ["Followed"])
    expect(anna.message("Followed")).to_be_in_viewport()


def test_a_row_that_grows_above_moves_nothing(anna: Person, talk: Talk) -> None:
    """The line that is read stays when a message above it becomes longer."""
    above = anna.page.locator(f".message[data-seq='{READ - 4}']")
    line = anna.page.locator(".unread-line + .message")
    before, height = top(line), above.evaluate("(row) => row.offsetHeight")

    author = talk.boris if "mine" not in (above.get_attribute("class") or "") else talk.anna
    change(talk.server.url, author.token, talk.chat, READ - 4, "word " * 200)

    expect(above).to_contain_text("edited")
    assert above.evaluate("(row) => row.offsetHeight") > height
    assert before == top(line)


def test_a_tick_changes_in_place(talk: Talk, meet: Meet) -> None:
    """From the clock to the tick the message is one element that does not move."""
    with wire_to(talk.server) as wire:
        anna = meet("anna", server=wire)
        anna.guard.look_away()
        anna.arrive(talk.anna.token, f"/#{talk.chat}")
        anna.page.locator("button.jump").click()
        expect(anna.page.locator("button.jump")).to_have_count(0)
        wire.cut()
        anna.write("In its place")
        expect(anna.tick("In its place", "On its way")).to_be_visible()
        expect(anna.composer).to_be_focused()
        expect(anna.composer).to_have_value("")
        expect(anna.page.locator("connection-bar button")).to_be_visible()
        before = anna.message("In its place").evaluate(PLACE)
        release(wire, anna)
        expect(anna.tick("In its place", "Sent")).to_be_visible()
        expect(anna.page.locator("connection-bar button")).to_have_count(0)
        expect(anna.page.locator("connection-bar .connection")).to_have_count(0)
        assert before == anna.message("In its place").evaluate(PLACE)


def test_a_growing_composer_leaves_the_last_line_in_view(anna: Person) -> None:
    """Eight lines are written, and what they answer can still be read."""
    anna.page.locator("button.jump").click()
    last = anna.message(f"Message {LONG}")
    expect(last).to_be_in_viewport(ratio=1)
    anna.composer.fill("\n".join("abcdefgh"))
    expect(last).to_be_in_viewport(ratio=1)
    anna.composer.fill("")
    expect(last).to_be_in_viewport(ratio=1)


def test_a_short_cut_is_not_worth_a_word(talk: Talk, meet: Meet) -> None:
    """What is back within a second shows no bar."""
    with wire_to(talk.server) as wire:
        anna = meet("anna", server=wire)
        anna.guard.look_away()
        anna.arrive(talk.anna.token, f"/#{talk.chat}")
        expect(anna.page.locator(".unread-line")).to_be_in_viewport()
        anna.page.locator("connection-bar").evaluate(LISTEN)
        assert wire.snap() == 1
        anna.page.evaluate("dispatchEvent(new Event('online'))")
        say(talk.server.url, talk.boris.token, talk.chat, ["Still there"])
        expect(anna.page.locator("a.chat-row")).to_contain_text("Still there")
        assert anna.page.evaluate("window.said") == ""


def test_placeholders_stand_for_chats_that_are_not_here_yet(talk: Talk, meet: Meet) -> None:
    """On the first load rows are hinted at, and gone once the chats are there."""
    with wire_to(talk.server) as wire:
        wire.cut()
        anna = meet("anna", server=wire)
        anna.guard.look_away()
        anna.open_page(talk.anna.token)
        expect(anna.page.locator(".placeholder").first).to_be_visible()
        release(wire, anna)
        expect(anna.page.locator("a.chat-row")).to_have_count(1)
        expect(anna.page.locator(".placeholder")).to_have_count(0)


def test_something_stands_there_before_the_scripts_do(talk: Talk, meet: Meet) -> None:
    """The shape of the list, and on a phone the head of the sign-in page; then the page itself."""
    anna = meet("anna", server=talk.server, phone=True)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    for script in ("**/app.js", "**/dash_renderer*.js"):
        anna.page.route(script, hold)
    anna.page.goto(f"{talk.server.url}/sign-in", wait_until="commit")
    expect(anna.page.get_by_role("heading", name="Welcome back")).to_be_visible()
    expect(anna.page.locator("input")).to_have_count(0)
    held.pop().continue_()
    expect(anna.page.locator("input[type=password]")).to_be_visible()
    expect(anna.page.get_by_role("heading")).to_have_count(1)

    anna.open_page(talk.anna.token, until="commit")
    expect(anna.page.locator(".placeholder").first).to_be_visible()
    expect(anna.page.locator("chat-list input")).to_have_count(0)
    for route in held:
        route.continue_()
    anna.page.unroute_all()
    anna.sees_messenger()
    expect(anna.page.locator(".placeholder")).to_have_count(0)


def test_a_menu_goes_when_its_message_is_scrolled_away(talk: Talk, meet: Meet) -> None:
    """Or it would stand over somebody else's words."""
    anna = meet("anna", server=talk.server)
    anna.arrive(talk.anna.token, f"/#{talk.chat}/{LONG}")
    anna.page.locator(".message .bubble").last.click(button="right")
    expect(anna.page.get_by_role("menu")).to_be_visible()
    anna.page.mouse.move(700, 200)
    anna.page.mouse.wheel(0, -200)
    expect(anna.page.get_by_role("menu")).to_have_count(0)


def release(wire: Wire, person: Person) -> None:
    """Let the page connect at once."""
    wire.mend()
    person.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_wish_for_a_dialog_waits_until_there_are_dialogs(talk: Talk, meet: Meet) -> None:
    """The chats come first; what is asked for before the rest is there is not lost."""
    held: list[Route] = []
    released = False

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    anna = meet("anna", server=talk.server)
    anna.page.route("**/_dash-component-suites/**", hold)
    anna.open_page(talk.anna.token, f"/#{talk.chat}")
    expect(anna.page.locator(".unread-line")).to_be_in_viewport()
    expect(anna.button("Menu")).to_have_count(0)
    anna.choose_in_header("Block")

    released = True
    for route in held:
        route.continue_()

    expect(anna.dialog().get_by_role("button", name="Block", exact=True)).to_be_visible()
