"""What was sent in a chat, by kind, in the pane about it: two people, a desk and a phone."""

from base64 import b64decode
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.pictures import expect_there
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.test_media import SOUND, WATCH, Sender, picture, shown_in, viewer
from tests.load.seed import Seed
from tests.picture_files import corners, encoded

HALF_A_DAY = 43_200_000
MESSAGES, ALBUM = 400, 3
# Seventy-eight photos: a page and a half, three of them in one message.
WITH_PHOTOS = range(20, 400, 5)


@dataclass(frozen=True)
class Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian."""

    anna: Person
    boris: Person
    from_boris: Sender


@pytest.fixture
def cast(open_server: RunningServer, seed: Seed, meet: Meet) -> Cast:
    """Two people who have written and shown a lot over half a year."""
    ann, bob = seed.named(["Anna", "Boris"])
    chat = seed.direct(ann, bob)
    seed.history(chat, (ann, bob), MESSAGES, words="At the lake, %d", apart=HALF_A_DAY)
    photo = encoded(corners(320, 240), "WEBP")
    seed.show(chat, WITH_PHOTOS[1:], photo)
    seed.show(chat, WITH_PHOTOS[:1], photo, ALBUM)
    seed.searchable()
    for each in (ann, bob):
        seed.read(chat, each, MESSAGES)
    anna = meet("anna", server=open_server)
    boris = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    anna.arrive(ann.token, f"/#{chat}")
    boris.open_page(bob.token, f"/#{chat}")
    return Cast(anna, boris, Sender(open_server.url, bob.token, chat))


def tiles(person: Person) -> Locator:
    """Return the pictures in the pane."""
    return person.page.locator(".shared-tile")


def tab(person: Person, name: str) -> Locator:
    """Return a tab of the pane."""
    return person.page.get_by_role("tab", name=person.t(name), exact=True)


def test_what_was_sent_is_looked_through_by_kind(cast: Cast) -> None:
    """By a mouse and by keys; what the other sends and deletes shows at once."""
    pages_come_while_one_scrolls(cast.anna)
    the_viewer_leads_through_all(cast.anna)
    a_tile_leads_to_its_message(cast.anna)
    what_the_other_does_shows_at_once(cast)
    what_was_said_is_heard_one_after_the_other(cast)
    a_phone_has_all_of_it(cast.boris)


def pages_come_while_one_scrolls(anna: Person) -> None:
    """Nothing moves by itself, and each month stands once."""
    anna.button("About the person").click()
    expect(tiles(anna)).to_have_count(50)
    expect_there(tiles(anna).first.locator(".sharp"))
    check(anna, "photos of a chat")
    anna.page.evaluate(WATCH)
    body = anna.page.locator(".info-body")
    body.hover()
    while tiles(anna).count() < len(WITH_PHOTOS) - 1 + ALBUM:
        anna.page.mouse.wheel(0, 500)
        anna.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(tiles(anna)).to_have_count(len(WITH_PHOTOS) - 1 + ALBUM)
    assert anna.page.evaluate("window.moved") == []
    months = anna.page.locator(".shared-month").all_text_contents()
    assert len(months) == len(set(months)) >= 6


def the_viewer_leads_through_all(anna: Person) -> None:
    """From any tile, by arrows, and back to where one was."""
    last = tiles(anna).last.get_by_role("button")
    last.click()
    expect(viewer(anna)).to_be_visible()
    seen = [shown_in(anna)]
    for _ in range(ALBUM):
        anna.page.keyboard.press("ArrowRight")
        shown = viewer(anna).locator(".frame > :last-child")
        expect(shown).not_to_have_attribute("src", seen[-1])
        seen.append(shown_in(anna))
    assert len(seen) == len(set(seen))
    expect(viewer(anna).get_by_role("button", name="Previous")).to_be_visible()
    anna.page.keyboard.press("Escape")
    expect(last).to_be_focused()


def a_tile_leads_to_its_message(anna: Person) -> None:
    """By its menu, which keys open too; arrows lead from tile to tile."""
    page = anna.page
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    focused = page.locator(".shared-tile button:focus")
    address = focused.locator("img").last.get_attribute("src")
    focused.click(button="right")
    expect(page.get_by_role("menuitem")).to_have_count(5)
    page.get_by_role("menuitem", name="Go to the message").click()
    expect(page.locator(f"message-feed img[src='{address}']")).to_be_in_viewport()
    expect(page.locator("chat-info")).to_be_visible()


def what_the_other_does_shows_at_once(cast: Cast) -> None:
    """A photo that is sent or deleted, and a link, which nobody fetched."""
    anna, sender = cast.anna, cast.from_boris
    count = tiles(anna).count()
    sender.send("photo", ("new.jpg", picture(640, 400, 20)))
    expect(tiles(anna)).to_have_count(count + 1)
    tiles(anna).first.scroll_into_view_if_needed()
    expect_there(tiles(anna).first.locator(".sharp"))
    program.ask(
        sender.url,
        sender.token,
        "messages.delete",
        chat_id=str(sender.chat),
        seqs=[MESSAGES + 1],
        for_everyone=True,
    )
    expect(tiles(anna)).to_have_count(count)
    tab(anna, "Photos").focus()
    for name in ("Videos", "Files", "Links"):
        anna.page.keyboard.press("ArrowRight")
        expect(tab(anna, name)).to_be_focused()
    expect(anna.page.locator("[role=tabpanel]")).to_have_text("There are no links yet.")
    words = ["See https://www.example.org/lake?at=1"]
    program.say(sender.url, sender.token, sender.chat, words)
    link = anna.page.locator(".shared-link")
    expect(link.locator(".shared-title")).to_have_text("example.org")
    expect(link).to_have_attribute("href", "https://www.example.org/lake?at=1")
    check(anna, "links of a chat")


def what_was_said_is_heard_one_after_the_other(cast: Cast) -> None:
    """From the newest down, as they stand."""
    anna = cast.anna
    voice = b64decode(anna.page.evaluate(SOUND, 0.5))
    for length in ("1", "2"):
        cast.from_boris.send("voice", ("voice.webm", voice), duration=length)
    tab(anna, "Voice").click()
    rows = anna.page.locator("shared-tabs voice-row")
    expect(rows).to_have_count(2)
    rows.first.get_by_role("button", name="Play").click()
    expect(rows.last.get_by_role("button", name="Pause")).to_be_visible()
    check(anna, "voice messages of a chat")


def a_phone_has_all_of_it(boris: Person) -> None:
    """Over the conversation, which it gives way to; an empty tab says so."""
    boris.button("About the person").tap()
    expect(tiles(boris)).to_have_count(50)
    tab(boris, "Videos").tap()
    expect(boris.page.locator("[role=tabpanel]")).to_have_text("Видео пока нет.")
    check(boris, "an empty tab")
    tab(boris, "Photos").tap()
    expect(tiles(boris)).to_have_count(50)
    check(boris, "photos of a chat")
    tiles(boris).nth(8).get_by_role("button").tap()
    expect(viewer(boris)).to_be_visible()
    shown = shown_in(boris)
    viewer(boris).get_by_role("button", name=boris.t("Go to the message")).tap()
    expect(boris.page.locator("chat-info")).to_have_count(0)
    expect(boris.page.locator(f"message-feed img[src^='{shown}']")).to_be_in_viewport()
