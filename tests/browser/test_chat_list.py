"""The list of chats: long, searched, still under the pointer, and as wide as one likes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import say
from tests.browser.running_server import RunningServer
from tests.browser.seeded import seeded
from tests.load import seed as tables

CHATS = 2_000
MOST_ROWS = 60
# Whoever was written to for the first time adds a chat.
ALL = re.compile(f"^{CHATS}$|^{CHATS + 1}$")


@dataclass(frozen=True)
class Town:
    """A server with a person who has chats with everybody but one."""

    server: RunningServer
    anna: tables.Person
    others: list[tables.Person]
    chats: list[int]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two thousand chats, the last of them the oldest; Жанна Ёлкина is a stranger."""

    def fill(seed: tables.Seed) -> dict[str, Any]:
        names = ["Anna", "Юля Соловьёва", "zhanna", *(f"Person {n}" for n in range(CHATS - 1))]
        anna, julia, _, *others = seed.named(names)
        chats = seed.directs(anna, [julia, *others])
        return {"anna": anna, "others": [julia, *others], "chats": chats}

    folder: Path = tmp_path_factory.mktemp("town")
    with seeded(folder, fill, rate_limits="off") as (server, facts):
        yield Town(server, **facts)


def rows(person: Person) -> Locator:
    """Return the rows of chats that are drawn."""
    return person.page.locator("a.chat-row")


def row(person: Person, name: str) -> Locator:
    """Return the row of one chat."""
    return rows(person).filter(has=person.page.get_by_text(name, exact=True))


def top_of(row: Locator) -> float:
    """Return where a row stands in the window."""
    top: float = row.evaluate("(row) => row.getBoundingClientRect().top")
    return top


def test_a_long_list_is_drawn_in_part_and_stays_still(meet: Meet, town: Town) -> None:
    """Only what is in view is there; what comes in above moves nothing; the top is the newest."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    list_ = anna.page.locator(".chat-rows")
    expect(row(anna, "Юля Соловьёва")).to_be_visible()
    expect(rows(anna).first).to_have_attribute("href", f"#{town.chats[0]}")
    first = anna.page.locator(".chat-rows li").first
    expect(first).to_have_attribute("aria-setsize", str(CHATS))
    list_.evaluate("(list) => { list.scrollTop = list.scrollHeight / 2 }")
    expect(first).not_to_have_attribute("aria-posinset", "1")
    list_.evaluate("(list) => { list.scrollTop = list.scrollHeight }")
    expect(row(anna, f"Person {CHATS - 2}")).to_be_visible()
    assert rows(anna).count() <= MOST_ROWS

    read = row(anna, f"Person {CHATS - 3}")
    stood = top_of(read)
    say(town.server.url, town.others[500].token, town.chats[500], ["Up I go"])
    expect(anna.page).to_have_title("(1) Messenger")
    assert top_of(read) == stood
    list_.evaluate("(list) => { list.scrollTop = 0 }")
    expect(rows(anna).first).to_contain_text("Up I go")


def test_rows_stay_under_a_moving_pointer(meet: Meet, town: Town) -> None:
    """A chat that is written in rises only once the pointer rests."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    rows(anna).nth(2).hover()
    say(town.server.url, town.others[700].token, town.chats[700], ["Not yet"])
    for step in range(12):
        anna.page.mouse.move(150 + step, 300)
        anna.page.wait_for_timeout(50)
    expect(rows(anna).first).not_to_contain_text("Not yet")
    anna.page.mouse.move(900, 300)
    expect(rows(anna).first).to_contain_text("Not yet")


def test_the_search_is_worked_by_keys(meet: Meet, town: Town) -> None:
    """It finds chats in either layout, and people; Enter opens, arrows choose, Esc ends it."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    anna.page.keyboard.press("Control+k")
    search = anna.page.locator("chat-list input")
    expect(search).to_be_focused()
    anna.page.keyboard.type(".kz")
    expect(rows(anna)).to_have_count(1)
    expect(rows(anna).locator("mark")).to_have_text("Юля")
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator(".talk-head h1")).to_have_text("Юля Соловьёва")
    expect(anna.composer).to_be_focused()

    anna.page.keyboard.press("Escape")
    expect(search).to_be_focused()
    find_somebody_new(anna)


def find_somebody_new(anna: Person) -> None:
    anna.page.keyboard.type("zhan")
    expect(anna.page.get_by_role("heading", name="People")).to_be_visible()
    anna.page.keyboard.press("ArrowDown")
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator(".talk-head h1")).to_have_text("zhanna")


def test_a_search_ends_and_the_arrows_go_through_the_list(meet: Meet, town: Town) -> None:
    """Esc shows the whole list again; Home and End reach its ends, whatever is drawn."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    search = anna.page.locator("chat-list input")
    anna.page.keyboard.press("Control+k")
    expect(anna.page.locator(".chat-rows li").first).to_have_attribute("aria-setsize", ALL)
    anna.page.keyboard.type("nobody at all")
    expect(anna.page.locator(".list-hint")).to_have_text("Nothing was found.")
    anna.page.keyboard.press("Escape")
    expect(search).to_have_value("")
    anna.page.keyboard.press("ArrowDown")
    anna.page.keyboard.press("End")
    focused = anna.page.locator("li:has(a.chat-row:focus)")
    expect(focused).to_have_attribute("aria-posinset", ALL)
    anna.page.keyboard.press("Home")
    expect(focused).to_have_attribute("aria-posinset", "1")


def test_the_width_is_kept_and_a_chat_opens_in_a_tab(meet: Meet, town: Town) -> None:
    """The divider is drawn with the mouse or moved by arrows, between 320 and 420 px."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    pane, divider = anna.page.locator(".list-pane"), anna.page.get_by_role("separator")
    box = divider.bounding_box()
    assert box
    anna.page.mouse.move(box["x"] + 4, 400)
    anna.page.mouse.down()
    anna.page.mouse.move(900, 400)
    anna.page.mouse.up()
    expect(divider).to_have_attribute("aria-valuenow", "420")
    divider.press("ArrowLeft")
    anna.page.reload()
    anna.sees_messenger()
    assert pane.evaluate("(pane) => pane.offsetWidth") == 400

    with anna.context.expect_page() as opened:
        row(anna, "Юля Соловьёва").click(modifiers=["Control"])
    expect(opened.value.locator(".talk-head h1")).to_have_text("Юля Соловьёва")


def test_the_open_chat_is_in_view_and_ready_to_write_in(meet: Meet, town: Town) -> None:
    """Wherever it was opened from; Enter on it in the search leads to its field."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token, f"/#{town.chats[900]}")
    opened = anna.page.locator("a.chat-row[aria-current=true]")
    expect(opened).to_be_in_viewport()
    for _step in range(12):
        anna.page.keyboard.press("Alt+ArrowDown")
    expect(opened).to_be_in_viewport()
    name = anna.page.locator(".talk-head h1").inner_text()
    anna.page.keyboard.press("Control+k")
    search = anna.page.locator("chat-list input")
    anna.page.keyboard.type("  ")
    anna.page.keyboard.press("Escape")
    expect(search).to_have_value("")
    anna.page.keyboard.type(name)
    expect(rows(anna).first).to_contain_text(name)
    anna.page.keyboard.press("Enter")
    expect(anna.composer).to_be_focused()


def test_page_keys_go_through_the_list(meet: Meet, town: Town) -> None:
    """The focus goes with them."""
    anna = meet("anna", server=town.server)
    anna.arrive(town.anna.token)
    rows(anna).first.focus()
    focused = anna.page.locator("li:has(a.chat-row:focus)")
    for _page in range(5):
        anna.page.keyboard.press("PageDown")
    expect(focused).to_be_in_viewport()
    assert int(focused.get_attribute("aria-posinset") or 0) > MOST_ROWS / 2
    anna.page.keyboard.press("ArrowUp")
    expect(focused).to_be_in_viewport()
