"""Finding messages by their words: from the list, and in the open chat."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load.seed import Seed


def look_for(person: Person, words: str) -> Locator:
    """Type into the search over the list, and return the messages that are found."""
    person.page.locator("chat-list input").fill(words)
    return person.page.locator("chat-list [data-seq]")


def in_long_chat(meet: Meet, server: RunningServer, seed: Seed) -> Person:
    """Bring Anna into a chat of four hundred messages."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat_id = seed.direct(anna, boris)
    seed.history(chat_id, (anna, boris), 400, words="message number %d")
    seed.read(chat_id, anna, 400)
    seed.searchable()
    person = meet("anna", server=server)
    person.arrive(anna.token, f"/#{chat_id}")
    expect(person.message("message number 400")).to_be_visible()
    return person


def test_words_are_found_from_the_list(meet: Meet) -> None:
    """At a desk and on a phone: a form of the word, or the keys of the other layout, lead there."""
    ada, bob = meet("ada.words", dark=True), meet("bob.words", phone=True, language="ru")
    for each in (bob, ada):
        each.join()
    ada.start_chat(bob)
    ada.write("I left the books on the shelf")
    ada.write("nothing of note")
    expect(ada.message("nothing of note")).to_be_visible()

    found = look_for(ada, "book")
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text("books")
    check(ada, "messages found from the list")
    found.click()
    expect(ada.message("I left the books on the shelf")).to_be_in_viewport()
    expect(found).to_be_visible()
    expect(look_for(ada, "zebra")).to_have_count(0)
    expect(ada.page.locator(".list-hint")).to_have_text("Nothing was found.")

    theirs = look_for(bob, "ищщл")
    expect(theirs).to_have_count(1)
    theirs.tap()
    expect(bob.message("I left the books on the shelf")).to_be_in_viewport()


def test_what_is_edited_is_found_no_more(meet: Meet) -> None:
    """Also by the other, whose search is open meanwhile."""
    ada, bob = meet("ada.gone"), meet("bob.gone")
    for each in (bob, ada):
        each.join()
    ada.start_chat(bob)
    ada.write("the old password")
    expect(look_for(bob, "password")).to_have_count(1)

    ada.composer.press("ArrowUp")
    ada.write("something else")

    expect(bob.page.locator("chat-list [data-seq]")).to_have_count(0)
    expect(look_for(bob, "else")).to_have_count(1)


def test_one_chat_is_looked_through_with_the_keys(
    meet: Meet, open_server: RunningServer, seed: Seed
) -> None:
    """Ctrl+F, words, and Enter from one to the next."""
    person = in_long_chat(meet, open_server, seed)
    page, count = person.page, person.page.locator(".search-count")

    page.keyboard.press("Control+f")
    field = page.get_by_role("combobox", name=person.t("Search in this chat"))
    expect(field).to_be_focused()
    page.keyboard.type("number")
    expect(count).to_have_text("20+")
    check(person, "a chat looked through")
    page.keyboard.press("Enter")
    expect(count).to_have_text("1 of 20+")
    expect(page.locator(".search-hits")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 20+")


def test_a_hit_is_led_to_and_esc_leads_back_to_writing(
    meet: Meet, open_server: RunningServer, seed: Seed
) -> None:
    """However far up it is; links are looked for by themselves."""
    person = in_long_chat(meet, open_server, seed)
    page = person.page
    page.keyboard.press("Control+f")
    expect(page.get_by_role("combobox")).to_be_focused()

    page.keyboard.type("37")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit mark")).to_have_text("37")
    page.keyboard.press("Enter")
    expect(person.message("message number 37")).to_be_in_viewport()

    # The cross of the field makes an event of the browser's own, which is no wish of ours.
    box = page.get_by_role("combobox").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 18, box["y"] + box["height"] / 2)
    expect(page.get_by_role("combobox")).to_have_value("")
    expect(page.locator(".hit")).to_have_count(0)

    person.button("Only links").click()
    expect(page.locator(".search-count")).to_have_text("Nothing found")
    page.keyboard.press("Escape")
    expect(page.locator("chat-search")).to_have_count(0)
    expect(person.composer).to_be_focused()


def test_a_phone_looks_through_a_group_from_its_pane(
    meet: Meet, open_server: RunningServer, seed: Seed
) -> None:
    """In dark Russian, with fingers: the pane gives way to the search, arrows lead on."""
    boris, clara = seed.named(["Boris", "Clara"])
    group = seed.group([boris, clara])
    seed.history(group, (clara, boris), 60, words="встреча %d у https://example.org/")
    seed.searchable()
    person = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    person.open_page(boris.token, f"/#{group}")
    person.button("About the group").tap()

    person.button("Search in this chat").tap()
    expect(person.page.locator("chat-info")).to_have_count(0)
    person.button("Only links").tap()

    expect(person.page.locator(".hit")).to_have_count(20)
    person.page.locator(".hit").nth(1).tap()
    expect(person.page.locator(".search-count")).to_have_text("2 из 20+")
    person.button("Older result").tap()
    expect(person.page.locator(".search-count")).to_have_text("3 из 20+")
    person.page.locator("chat-search input").fill("встречу")
    expect(person.page.locator(".hit mark").first).to_have_text("встреча")
    check(person, "a group looked through")
    person.button("Close the search").tap()
    expect(person.page.locator("chat-search")).to_have_count(0)
