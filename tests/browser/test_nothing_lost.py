"""Words that could get lost between two clicks, and steps that could lead astray."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import ask, change, say, tell_all
from tests.browser.running_server import RunningServer
from tests.browser.wire import Wire, wire_to
from tests.load import seed as tables

LONG = 300
# As a browser does where the page goes before what it writes is committed.
COMMIT_NOTHING = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...row) {
    const asked = put.apply(this, row);
    this.transaction.abort();
    return asked;
  };
}"""
FOCUSED = "() => document.activeElement?.dataset.seq ?? document.activeElement?.tagName"


@dataclass(frozen=True)
class Talk:
    """A server with Anna, her chats with Boris and Clara, and Xavier, who has one with Boris."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    clara: tables.Person
    xavier: tables.Person
    chat: int
    other: int
    his: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris, clara, xavier = seed.named(["Anna", "Boris", "Clara", "Xavier"])
    chat, other = seed.direct(anna, boris), seed.direct(anna, clara)
    seed.history(chat, (anna, boris), LONG, words="Message %d")
    seed.history(other, (anna, clara), 3, words="Other %d")
    seed.read(chat, anna, LONG)
    his = seed.direct(xavier, boris)
    return Talk(open_server, anna, boris, clara, xavier, chat, other, his)


@pytest.fixture
def wire(talk: Talk) -> Iterator[Wire]:
    """A line to that server."""
    with wire_to(talk.server) as wire:
        yield wire


@pytest.fixture
def anna(talk: Talk, wire: Wire, meet: Meet) -> Person:
    """Anna, who reads the end of the chat with Boris."""
    anna = meet("anna", server=wire)
    anna.guard.look_away()
    anna.arrive(talk.anna.token, f"/#{talk.chat}")
    expect(anna.message(f"Message {LONG}")).to_be_visible()
    return anna


def mend(wire: Wire, person: Person) -> None:
    wire.mend()
    person.page.evaluate("dispatchEvent(new Event('online'))")


def open_row(page: Page, name: str) -> None:
    page.locator("a.chat-row").filter(has_text=name).click()


def test_a_new_text_survives_a_cut_and_a_reload(anna: Person, talk: Talk, wire: Wire) -> None:
    """It shows with a clock, and reaches the other once the line is back."""
    anna.page.wait_for_timeout(1_500)  # What is known is kept a second later.
    wire.cut()
    anna.composer.press("ArrowUp")
    anna.composer.fill("Better words")
    anna.composer.press("Enter")
    expect(anna.tick("Better words", "On its way")).to_be_visible()

    anna.page.reload()
    expect(anna.tick("Better words", "On its way")).to_be_visible()
    mend(wire, anna)
    expect(anna.tick("Better words", "Sent")).to_be_visible()
    expect(anna.message("Better words")).to_contain_text("edited")
    assert tell_all(talk.server.url, talk.boris.token, talk.chat)[-2:].count("Better words") == 1


def test_a_page_that_goes_at_once_loses_no_words(anna: Person, wire: Wire) -> None:
    """Neither what is on its way nor what is still in the composer."""
    anna.page.wait_for_timeout(1_500)  # What is known is kept a second later.
    wire.cut()
    anna.page.evaluate(COMMIT_NOTHING)
    anna.composer.fill("Just before")
    anna.composer.press("Enter")
    anna.composer.fill("Half a thought")
    expect(anna.tick("Just before", "On its way")).to_be_visible()

    anna.page.reload()

    expect(anna.tick("Just before", "On its way")).to_be_visible()
    expect(anna.composer).to_have_value("Half a thought")
    mend(wire, anna)
    expect(anna.tick("Just before", "Sent")).to_be_visible()
    anna.page.reload()
    expect(anna.message("Just before")).to_have_count(1)
    expect(anna.composer).to_have_value("Half a thought")


def test_a_message_half_rewritten_is_so_after_another_chat_and_a_reload(anna: Person) -> None:
    """With the bar over it; Esc gives it up and the field is empty."""
    anna.composer.press("ArrowUp")
    anna.composer.fill("Half rewritt")
    open_row(anna.page, "Clara")
    expect(anna.message("Other 3")).to_be_visible()
    expect(anna.composer).to_have_value("")
    open_row(anna.page, "Boris")
    expect(anna.composer).to_have_value("Half rewritt")

    anna.page.reload()
    anna.sees_messenger()
    expect(anna.page.locator(".edit-bar")).to_be_visible()
    expect(anna.composer).to_have_value("Half rewritt")
    anna.composer.press("Escape")
    expect(anna.composer).to_have_value("")
    anna.page.reload()
    anna.sees_messenger()
    expect(anna.page.locator(".edit-bar")).to_have_count(0)


def test_what_others_do_to_a_message_that_is_rewritten(anna: Person, talk: Talk) -> None:
    """A newer text is the one that is rewritten; of a deleted message the new words stay."""
    anna.composer.press("ArrowUp")
    bar = anna.page.locator(".edit-bar")
    seq = int(bar.inner_text().split("Message ")[1])
    change(talk.server.url, talk.anna.token, talk.chat, seq, "From my phone")
    expect(anna.composer).to_have_value("From my phone")

    anna.composer.fill("My new words")
    wish = {"chat_id": str(talk.chat), "seqs": [seq], "for_everyone": True}
    ask(talk.server.url, talk.anna.token, "messages.delete", **wish)
    expect(bar).to_have_count(0)
    expect(anna.composer).to_have_value("My new words")
    expect(anna.page.get_by_text("The message was deleted meanwhile.")).to_be_visible()


def test_a_text_too_long_for_a_draft_stays(anna: Person, talk: Talk) -> None:
    """Whatever comes in meanwhile, and after a reload."""
    text = "Many words. " * 500
    anna.composer.fill(text)
    anna.page.wait_for_timeout(1_500)
    say(talk.server.url, talk.boris.token, talk.chat, ["Hello?"])
    expect(anna.message("Hello?")).to_be_visible()
    ask(talk.server.url, talk.anna.token, "chats.pin", chat_id=str(talk.chat), on=True)
    expect(anna.page.locator("a.chat-row").first).to_contain_text("Boris")
    expect(anna.composer).to_have_value(text)
    anna.page.reload()
    expect(anna.composer).to_have_value(text)


def ask_to_leave(anna: Person, question: str) -> None:
    """Wish to sign out, and be asked."""
    anna.button("Menu").click()
    anna.page.get_by_role("menuitem", name="Sign out").click()
    expect(anna.dialog()).to_contain_text(question)


def test_signing_out_asks_before_something_is_lost(anna: Person, talk: Talk, wire: Wire) -> None:
    """A message, a change of the list. Who stays sends it after all; who leaves leaves nothing."""
    wire.cut()
    anna.page.locator("a.chat-row").filter(has_text="Clara").click(button="right")
    anna.page.get_by_role("menuitem", name="Pin", exact=True).click()
    ask_to_leave(anna, "1 change of your list has not been saved.")
    anna.dialog().get_by_role("button", name="Cancel").click()
    anna.write("Not yet sent")
    ask_to_leave(anna, "Messages and changes of your list have not been sent.")
    anna.dialog().get_by_role("button", name="Cancel").click()
    mend(wire, anna)
    expect(anna.tick("Not yet sent", "Sent")).to_be_visible()
    assert tell_all(talk.server.url, talk.boris.token, talk.chat)[-1] == "Not yet sent"
    assert anna.page.evaluate("() => messengerApp.unsent()") == {"messages": 0, "changes": 0}

    wire.cut()
    anna.write("Never sent")
    ask_to_leave(anna, "1 message has not been sent.")  # And the list is saved.
    wire.mend()
    anna.dialog().get_by_role("button", name="Sign out").click()
    expect(anna.page).to_have_url(re.compile("/sign-in$"))


def test_nothing_of_one_account_goes_into_another(anna: Person, talk: Talk, wire: Wire) -> None:
    """Whoever signs in beside a page that was cut off does not get its words."""
    wire.cut()
    anna.composer.fill("For Boris alone")
    anna.page.wait_for_timeout(1_500)
    anna.context.add_cookies(
        [{"name": "messenger_session", "value": talk.xavier.token, "url": anna.url}]
    )
    wire.mend()
    anna.page.evaluate("dispatchEvent(new Event('online'))")
    expect(anna.page.locator("html")).to_have_attribute("data-person", str(talk.xavier.id))
    anna.sees_messenger()
    anna.page.wait_for_timeout(1_000)
    expect(anna.page.locator("body")).not_to_contain_text("For Boris alone")


def test_a_deleted_chat_leaves_no_draft(anna: Person, talk: Talk) -> None:
    """Nor does it come back with the next message."""
    anna.composer.fill("To be forgotten")
    anna.choose_in_header("Delete chat")
    anna.dialog().get_by_role("button", name="Delete", exact=True).click()
    row = anna.page.locator("a.chat-row").filter(has_text="Boris")
    expect(row).to_have_count(0)
    say(talk.server.url, talk.boris.token, talk.chat, ["Again"])
    expect(row).to_contain_text("Again", timeout=10_000)  # It could still be taken back.
    expect(row).not_to_contain_text("To be forgotten")


def test_nothing_moves_when_the_composer_comes(talk: Talk, wire: Wire, meet: Meet) -> None:
    """Its place is kept until it is known who is written to."""
    wire.cut()
    anna = meet("anna", server=wire)
    anna.guard.look_away()
    anna.open_page(talk.anna.token, f"/#{talk.chat}")
    scroller = anna.page.locator(".scroller")
    expect(scroller).to_be_visible()
    expect(anna.composer).to_have_count(0)
    expect(anna.page.locator(".connection")).to_be_visible()  # That it goes moves nothing either.
    before = scroller.bounding_box()
    mend(wire, anna)
    expect(anna.composer).to_be_visible()
    expect(anna.page.locator(".connection")).to_have_count(0)
    assert scroller.bounding_box() == before


def test_an_address_that_is_none_opens_the_list(talk: Talk, meet: Meet) -> None:
    """And the page works."""
    anna = meet("anna", server=talk.server)
    anna.arrive(talk.anna.token, "/#%E0%A4%A")
    expect(anna.page.locator("a.chat-row")).to_have_count(2)


def test_back_leads_to_the_list_in_one_step(anna: Person) -> None:
    """However many chats one went through."""
    anna.page.goto(f"{anna.url}/")
    anna.sees_messenger()
    for name in ("Boris", "Clara", "Boris"):
        open_row(anna.page, name)
        expect(anna.page.locator(".talk-head h1")).to_have_text(name)
    before = anna.page.evaluate("history.length")
    open_row(anna.page, "Clara")
    assert anna.page.evaluate("history.length") == before
    anna.page.go_back()
    expect(anna.page.locator(".no-chat")).to_be_visible()


def test_back_on_a_phone_first_closes_what_lies_over(talk: Talk, meet: Meet) -> None:
    """A menu, a dialog; then it leads to the list."""
    anna = meet("anna", server=talk.server, phone=True)
    anna.arrive(talk.anna.token)
    row = anna.page.locator("a.chat-row").filter(has_text="Boris")
    row.tap()
    anna.button("Chat menu").tap()
    expect(anna.page.get_by_role("menu")).to_be_visible()
    anna.page.go_back()
    expect(anna.page.get_by_role("menu")).to_have_count(0)
    anna.choose_in_header("Block")
    expect(anna.dialog()).to_be_visible()
    anna.page.go_back()
    expect(anna.dialog()).to_have_count(0)
    expect(anna.composer).to_be_visible()
    anna.page.go_back()
    expect(row).to_be_visible()


def test_the_focus_keeps_to_what_is_seen(anna: Person) -> None:
    """F6 leads to a message in view, Home and End to the ends of the whole chat."""
    anna.page.locator(".scroller").hover()
    anna.page.mouse.wheel(0, -1500)
    expect(anna.message(f"Message {LONG}")).not_to_be_in_viewport()
    anna.page.wait_for_timeout(400)
    anna.page.keyboard.press("Shift+F6")
    focused = anna.page.locator(".message:focus")
    expect(focused).to_be_in_viewport()
    assert int(focused.get_attribute("data-seq") or 0) < LONG - 10

    anna.page.keyboard.press("Home")
    expect(focused).to_contain_text("Message 1")
    expect(focused).to_have_attribute("data-seq", "1")
    anna.page.keyboard.press("End")
    expect(focused).to_have_attribute("data-seq", str(LONG))


def test_the_focus_never_falls_to_nowhere(anna: Person) -> None:
    """After a message or a chat was deleted one can go on typing."""
    anna.choose(f"Message {LONG}", "Delete")
    anna.dialog().get_by_role("button", name="Delete").click()
    expect(anna.message(f"Message {LONG}")).to_have_count(0)
    expect(anna.dialog()).to_have_count(0)
    anna.page.wait_for_timeout(300)
    assert anna.page.evaluate(FOCUSED) != "BODY"


def test_a_failed_message_hides_nothing_in_the_list(anna: Person, talk: Talk) -> None:
    """What was said after it shows; in the chat it stays where it was written."""
    ask(talk.server.url, talk.boris.token, "blocks.add", user_id=str(talk.anna.id))
    anna.write("Will fail")
    expect(anna.message("Will fail")).to_contain_text("Not sent.")
    ask(talk.server.url, talk.boris.token, "blocks.remove", user_id=str(talk.anna.id))
    say(talk.server.url, talk.boris.token, talk.chat, ["Said later"])
    expect(anna.page.locator("a.chat-row").filter(has_text="Boris")).to_contain_text("Said later")
    assert anna.page.locator(".message .words").all_inner_texts()[-2:] == [
        "Will fail",
        "Said later",
    ]


def test_nothing_that_can_be_seen_is_no_message(anna: Person) -> None:
    """Letters that are drawn as nothing send nothing."""
    anna.composer.fill("\u200b\u2060\u3164")
    expect(anna.button("Send")).to_be_disabled()
    anna.composer.press("Enter")
    expect(anna.message(f"Message {LONG}")).to_be_visible()
    assert anna.page.locator(".message").last.get_attribute("data-seq") == str(LONG)
