"""Previews of links in two browsers: they come without moving anything, and go as they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.with_internet import SITE
from tests.load.seed import Seed

HISTORY = 60
PICTURES = "**/media/previews/*"
COMET, WORDS, RTL = f"{SITE}/comet", f"{SITE}/words", f"{SITE}/rtl"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that may look where links lead, on a little internet of its own."""
    server = RunningServer(tmp_path, link_previews="on", rate_limits="off")
    server.program = "tests.browser.with_internet"
    server.start()
    yield server
    assert server.stop() == 0
    assert '"level": "error"' not in server.log()


def cards(person: Person) -> Locator:
    """Return the cards that are shown."""
    return person.page.locator("message-feed .link-card")


def height(locator: Locator) -> float:
    """Return how high something is."""
    box = locator.bounding_box()
    assert box is not None
    return box["height"]


@dataclass(frozen=True)
class Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian, in their chat."""

    anna: Person
    boris: Person
    annas_token: str
    pictures: list[Route]
    """What Boris's browser has asked for and has yet to get."""


@pytest.fixture
def cast(server: RunningServer, meet: Meet) -> Cast:
    """Two people with a history."""
    seed = Seed(server.folder / "data")
    ann, bob = seed.named(["Anna", "Boris"])
    chat = seed.direct(ann, bob)
    seed.history(chat, (ann, bob), HISTORY)
    for each in (ann, bob):
        seed.read(chat, each, HISTORY)
    seed.close()
    anna = meet("anna", server=server)
    boris = meet("boris", phone=True, dark=True, language="ru", server=server)
    pictures: list[Route] = []
    boris.page.route(PICTURES, lambda route: pictures.append(route))
    for person, token in ((anna, ann.token), (boris, bob.token)):
        person.arrive(token)
        person.page.locator("a.chat-row").click()
        expect(person.composer).to_be_visible()
    return Cast(anna, boris, ann.token, pictures)


def test_a_preview_comes_keeps_its_place_and_goes(cast: Cast) -> None:
    """Who reads is not moved; who has sent it takes it away, and each decides for themselves."""
    anna, boris = cast.anna, cast.boris
    anna.write(COMET)
    for person in (anna, boris):
        expect(cards(person)).to_have_count(1)
        expect(cards(person)).to_contain_text("A comet has come near")
        expect(cards(person)).to_have_attribute("href", COMET)
    picture_comes(cast)
    boris.write(RTL)
    for person in (anna, boris):
        expect(cards(person)).to_have_count(2)
    check(anna, "a preview")
    check(boris, "a preview")
    stays_where_one_reads(cast)

    anna.choose(COMET, "Remove the preview")

    for person in (anna, boris):
        expect(cards(person)).to_have_count(2)
        expect(person.message(COMET)).to_have_count(1)
    hides_previews(boris)
    wants_none(anna, cast.annas_token)


def picture_comes(cast: Cast) -> None:
    """The end stays in view, and the card is as high before its picture is there as after."""
    page = cast.boris.page
    at_end = "(each) => each.scrollHeight - each.scrollTop - each.clientHeight <= 2"
    assert page.locator(".scroller").evaluate(at_end)
    before = height(cards(cast.boris))
    page.wait_for_timeout(100)
    cast.pictures.pop().continue_()
    expect(page.locator(".link-card img")).to_have_js_property("naturalWidth", 640)
    assert before == height(cards(cast.boris))


def stays_where_one_reads(cast: Cast) -> None:
    """What comes below somebody who reads further up moves nothing."""
    page = cast.boris.page
    page.locator(".scroller").evaluate("(scroller) => { scroller.scrollTop -= 900; }")
    read = page.locator(".message[data-seq='50']")
    place = read.bounding_box()
    cast.anna.write(WORDS)
    expect(cards(cast.boris)).to_have_count(3)
    assert place == read.bounding_box()


def hides_previews(boris: Person) -> None:
    """In this browser, by its settings."""
    boris.button("Back to the chats").tap()
    boris.button("Menu").click()
    boris.page.get_by_role("menuitem", name=boris.t("Settings"), exact=True).click()
    set_switch(boris.page.get_by_role("switch", name=boris.t("Show what links lead to")), on=False)
    boris.page.keyboard.press("Escape")
    boris.page.locator("a.chat-row").click()
    expect(boris.message(WORDS)).to_have_count(1)
    expect(cards(boris)).to_have_count(0)


def wants_none(anna: Person, token: str) -> None:
    """For all that one sends, by one's account."""
    anna.page.goto(f"{anna.url}/account/privacy")
    switch = anna.page.get_by_role("switch", name="Previews of my links")
    expect(switch).to_be_checked()
    with anna.page.expect_response("**/_dash-update-component*"):
        set_switch(switch, on=False)
    rules = program.ask(anna.url, token, "account.get")["privacy"]
    assert not rules["link_previews"]
