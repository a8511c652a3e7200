"""The line breaks, the page is reloaded: nothing is lost, nothing twice, and something shows."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import say, tell_all
from tests.browser.running_server import RunningServer
from tests.browser.wire import Wire, wire_to
from tests.load import seed as tables

CUT_SECONDS = 10
CUTS = 100
SEED = 20_261_123
HIDE = """() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@dataclass(frozen=True)
class Talk:
    """A server with the chats of Anna with Boris and of Anna with Clara."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    clara: tables.Person
    chat: int
    other: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
    chat, other = seed.direct(anna, boris), seed.direct(anna, clara)
    seed.history(chat, (anna, boris), 60, words="Before %d")
    seed.read(chat, anna, 60)
    return Talk(open_server, anna, boris, clara, chat, other)


@pytest.fixture
def wire(talk: Talk) -> Iterator[Wire]:
    """A line to that server."""
    with wire_to(talk.server) as wire:
        yield wire


def reading(meet: Meet, talk: Talk, wire: Wire) -> Person:
    """Return Anna as she reads the chat with Boris, which her browser has kept by now."""
    anna = meet("anna", server=wire)
    anna.guard.look_away()
    anna.arrive(talk.anna.token, f"/#{talk.chat}")
    expect(anna.message("Before 60")).to_be_visible()
    anna.page.wait_for_timeout(1_500)  # What changed is written a second later.
    return anna


def texts(person: Person) -> list[str]:
    """Return the texts in the open chat, from the top down."""
    return person.page.locator(".message .words").all_inner_texts()


def expect_to_be_told_of_the_next_try(person: Person) -> None:
    """The bar says when it is, and has a button that tries now."""
    bar = person.page.locator("connection-bar")
    expect(bar).to_contain_text("Next try in")
    expect(bar.get_by_role("button", name="Try now")).to_be_visible()


def leave(person: Person) -> None:
    """Pause, then hide the window: at both what is being written is told."""
    person.page.wait_for_timeout(1_200)
    person.page.evaluate(HIDE)
    person.page.wait_for_timeout(200)


def test_cut_off_and_reloaded_three_messages_arrive_once(
    meet: Meet, talk: Talk, wire: Wire
) -> None:
    """They stand in the list, survive the reload and go out in order; what was missed is there."""
    anna = reading(meet, talk, wire)

    wire.cut()
    cut_at = time.monotonic()
    say(talk.server.url, talk.boris.token, talk.chat, ["While you were away"])
    written = ["One", "Two", "Three"]
    for text in written:
        anna.write(text)
    anna.composer.fill("half a sen")
    expect(anna.tick("Three", "On its way")).to_be_visible()
    expect_to_be_told_of_the_next_try(anna)

    leave(anna)
    anna.page.reload()
    expect(anna.tick("Three", "On its way")).to_be_visible()
    assert texts(anna)[-4:] == ["Before 60", *written]
    # What is there needs no word over it, however long the server is away.
    expect(anna.page.locator(".feed-hint")).to_have_count(0)
    expect(anna.composer).to_have_value("half a sen")
    expect(anna.page.locator("a.chat-row")).to_have_count(2)

    anna.page.wait_for_timeout(1000 * (CUT_SECONDS - (time.monotonic() - cut_at)))
    wire.mend()
    anna.page.evaluate("dispatchEvent(new Event('online'))")
    expect(anna.tick("Three", "Sent")).to_be_visible()
    assert texts(anna)[-5:] == ["Before 60", "While you were away", *written]
    expect(anna.composer).to_have_value("half a sen")
    stored = tell_all(talk.server.url, talk.boris.token, talk.chat)
    assert stored[-4:] == ["While you were away", *written]


def test_a_hundred_cuts_lose_nothing(meet: Meet, talk: Talk, wire: Wire) -> None:
    """Both write all the time; at the end both have everything once, and the badges are right."""
    chance = random.Random(SEED)
    anna = reading(meet, talk, wire)

    cuts = 0
    for number in range(CUTS):
        anna.write(f"Anna {number}")
        anna.page.wait_for_timeout(chance.randrange(40))
        say(talk.server.url, talk.boris.token, talk.chat, [f"Boris {number}"])
        say(talk.server.url, talk.clara.token, talk.other, [f"Clara {number}"])
        anna.page.wait_for_timeout(chance.randrange(40))
        cuts += wire.snap()
        anna.page.evaluate("dispatchEvent(new Event('online'))")
    anna.write("The end")
    expect(anna.tick("The end", "Sent")).to_be_visible(timeout=20_000)

    stored = tell_all(talk.server.url, talk.boris.token, talk.chat)[60:]
    assert cuts > CUTS / 2
    for name in ("Anna", "Boris"):
        theirs = [text for text in stored if text.startswith(name)]
        assert theirs == [f"{name} {number}" for number in range(CUTS)]
    expect(anna.page.locator(".message .words").last).to_have_text("The end")
    assert texts(anna)[-100:] == stored[-100:]
    rows = anna.page.locator("a.chat-row")
    expect(rows.filter(has_text="Clara").locator(".badge")).to_have_text(str(CUTS))
    expect(rows.filter(has_text="Boris").locator(".badge")).to_have_count(0)


def test_what_was_known_shows_before_the_server_answers(meet: Meet, talk: Talk, wire: Wire) -> None:
    """The list and the open chat come from the browser; signing out leaves nothing of them."""
    anna = reading(meet, talk, wire)
    wire.cut()
    anna.page.reload()
    expect(anna.message("Before 60")).to_be_visible()
    expect(anna.page.locator("a.chat-row")).to_have_count(2)

    wire.mend()
    anna.page.evaluate("dispatchEvent(new Event('online'))")
    anna.write("Here again")
    expect(anna.tick("Here again", "Sent")).to_be_visible()
    anna.sign_out()
    assert anna.page.evaluate(KEPT) == []


def test_two_tabs_agree(meet: Meet, talk: Talk, wire: Wire) -> None:
    """What is written, read and drafted in one tab is so in the other, sent once whoever is cut."""
    anna = reading(meet, talk, wire)
    second = anna.tab(f"/#{talk.chat}")
    expect(second.message("Before 60")).to_be_visible()

    wire.cut()
    anna.write("Written here")
    expect(second.tick("Written here", "On its way")).to_be_visible()
    wire.mend()
    anna.page.close()
    second.page.evaluate("dispatchEvent(new Event('online'))")
    expect(second.tick("Written here", "Sent")).to_be_visible()
    stored = tell_all(talk.server.url, talk.boris.token, talk.chat)
    assert stored[60:] == ["Written here"]


KEPT = """async () => {
  const kept = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    for (const table of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const all = database.transaction(table).objectStore(table).getAll();
        all.onsuccess = () => done(all.result);
      });
      if (rows.length > 0) kept.push(table);
    }
    database.close();
  }
  return kept.concat(Object.keys(sessionStorage).filter((key) => key.startsWith("messenger")));
}"""
