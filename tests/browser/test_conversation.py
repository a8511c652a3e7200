"""The conversation: a long chat, a burst, jumps, and places that are kept."""

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

LONG, READ, UP = 100_000, 50_000, 2_000
TEN_MINUTES = 600_000
BURST = 1_000
MOST_ROWS = 150
# Pages are asked for so many px before their rows are needed: more than a view's height.
AHEAD = 700
DATE_AND_HOUR = """({ dateTime }) => {
    const date = new Date(dateTime);
    return [date.toLocaleDateString("en", { dateStyle: "full" }), date.getHours()];
}"""
FLASH = re.compile(r"\bflash\b")

# Scrolls up by hand's breadths; notes how the line in the middle of the view moves while pages
# are loaded above it and let go of below it.
CLIMB = """async (messages) => {
    const scroller = document.querySelector(".scroller");
    const frame = () => new Promise(requestAnimationFrame);
    const rows = () => [...scroller.querySelectorAll(".message")];
    const first = () => Number(rows()[0].dataset.seq);
    const top = (row) => row.getBoundingClientRect().top;
    const middle = top(scroller) + scroller.clientHeight / 2;
    const start = first();
    const seen = { moves: [], rows: 0, pages: 0, ahead: [] };
    const send = WebSocket.prototype.send;
    let awaited = null; // The id of the page that was asked for.
    WebSocket.prototype.send = function (frame) {
        if (frame.includes('"before"')) {
            seen.ahead.push(scroller.scrollTop);
            awaited = JSON.parse(frame).id;
            this.addEventListener("message", ({ data }) => {
                if (JSON.parse(data).id === awaited) awaited = null;
            });
        }
        return send.call(this, frame);
    };
    while (start - first() < messages) {
        // How early it asks is measured, and not how soon a busy machine answers.
        while (awaited !== null) await frame();
        const before = first();
        scroller.scrollTop -= 200;
        const line = rows().find((row) => row.getBoundingClientRect().bottom > middle);
        const stood = top(line);
        for (let frames = 0; frames < 3; frames += 1) await frame();
        const now = rows().find(({ dataset }) => dataset.key === line.dataset.key);
        if (!now || top(now) !== stood) seen.moves.push(now ? top(now) - stood : null);
        seen.rows = Math.max(seen.rows, rows().length);
        if (first() !== before) seen.pages += 1;
    }
    return seen;
}"""


@dataclass(frozen=True)
class Talk:
    """A server with a long chat of Anna and Boris, and an empty one of Anna and Clara."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    long: int
    empty: int


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A server whose chats are longer than anybody could write for a test."""

    def fill(seed: tables.Seed) -> dict[str, Any]:
        anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
        long, empty = seed.direct(anna, boris), seed.direct(anna, clara)
        seed.history(long, (anna, boris), LONG, words="Message %d", apart=TEN_MINUTES)
        seed.read(long, anna, READ)
        return {"anna": anna, "boris": boris, "long": long, "empty": empty}

    folder: Path = tmp_path_factory.mktemp("talk")
    with seeded(folder, fill, rate_limits="off") as (server, facts):
        yield Talk(server, **facts)


@pytest.fixture
def anna(meet: Meet, talk: Talk) -> Person:
    """Anna, at a desk."""
    person = meet("anna", server=talk.server)
    person.arrive(talk.anna.token)
    return person


def numbered(person: Person, seq: int) -> Locator:
    """Return the message of that seq."""
    return person.page.locator(f".message[data-seq='{seq}']")


def go_down(person: Person) -> None:
    """Press the round button over the composer."""
    person.page.locator("button.jump").click()


def test_a_long_chat_opens_at_the_first_unread_and_is_climbed_without_a_jump(anna: Person) -> None:
    """The line that is read stays, page after page; few rows are in the document at any time."""
    page = anna.page
    page.locator("a.chat-row").filter(has_text="Boris").click()
    first = page.locator(".unread-line + .message")
    expect(first).to_contain_text(f"Message {READ + 2}")  # The one before is Anna's own.
    expect(first).to_be_in_viewport()

    seen = page.evaluate(CLIMB, UP)

    assert seen["moves"] == []
    assert min(seen["ahead"]) > AHEAD
    assert seen["rows"] <= MOST_ROWS
    assert seen["pages"] >= UP // 50


@pytest.fixture
def at_777(anna: Person, talk: Talk) -> Person:
    """Anna, who followed a link to a message."""
    anna.page.goto(f"{talk.server.url}/#{talk.long}/777")
    expect(numbered(anna, 777)).to_be_in_viewport()
    expect(numbered(anna, 777)).to_have_class(FLASH)
    expect(numbered(anna, 777)).not_to_have_class(FLASH)
    anna.page.locator(".scroller").hover()
    return anna


def test_a_date_stays_on_top_and_fades_when_nothing_moves(at_777: Person) -> None:
    """It is that of the day in view."""
    at_777.page.mouse.wheel(0, 40)

    stuck = at_777.page.locator(".day-group[data-stuck] .day")
    expect(stuck).to_have_css("opacity", "1")
    expect(stuck).to_have_css("opacity", "0")


def test_a_date_leads_to_any_day_and_back(at_777: Person) -> None:
    """The first message of the day is shown; the way down leads back, then to the end."""
    page = at_777.page
    page.mouse.wheel(0, 40)
    page.locator(".day-group[data-stuck] button").click()
    day = page.get_by_role("dialog", name=at_777.t("Jump to date")).locator("td [tabindex='0']")
    expect(day).to_be_focused()
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowRight")
    name = day.get_attribute("aria-label")
    page.keyboard.press("Enter")

    sent = page.locator(".message.flash time").evaluate(DATE_AND_HOUR)
    assert [name, 0] == sent
    expect(page.get_by_role("dialog")).to_have_count(0)
    go_down(at_777)
    expect(numbered(at_777, 777)).to_be_in_viewport()
    go_down(at_777)
    expect(numbered(at_777, LONG)).to_be_in_viewport()
    expect(page.locator("button.jump")).to_have_count(0)


def test_a_place_is_kept_when_one_leaves_and_after_a_reload(anna: Person, talk: Talk) -> None:
    """Exactly: the same line at the same height."""
    page = anna.page
    page.goto(f"{talk.server.url}/#{talk.long}/30000")
    line = numbered(anna, 29_998)
    expect(line).to_be_in_viewport()
    page.locator(".scroller").hover()
    page.mouse.wheel(0, -333)
    page.locator(".scroller[data-moving]").wait_for()
    expect(page.locator(".scroller[data-moving]")).to_have_count(0)
    before = line.bounding_box()

    page.locator("a.chat-row").filter(has_text="Clara").click()
    expect(page.locator(".feed-hint")).to_be_visible()
    page.locator("a.chat-row").filter(has_text="Boris").click()
    expect(line).to_be_in_viewport()
    assert before == line.bounding_box()

    page.goto(f"{talk.server.url}/#{talk.long}")
    page.reload()
    expect(line).to_be_in_viewport()
    assert before == line.bounding_box()


def test_a_burst_arrives_whole_and_in_order(anna: Person, talk: Talk) -> None:
    """A thousand messages, of which few are in the document at any time."""
    page = anna.page
    page.locator("a.chat-row").filter(has_text="Clara").click()
    page.locator("a.chat-row").filter(has_text="Boris").click()
    expect(page.locator(".message").first).to_be_visible()
    end = page.locator("button.jump")
    while end.count():
        # It may have gone by itself between the look and the press.
        end.evaluate_all("buttons => buttons.forEach((button) => button.click())")
        page.wait_for_timeout(200)
    page.evaluate(
        """() => {
            window.heard = new Map();
            window.most = 0;
            const look = () => {
                const rows = [...document.querySelectorAll(".message")];
                window.most = Math.max(window.most, rows.length);
                for (const row of rows) {
                    window.heard.set(row.dataset.seq, row.querySelector(".words").textContent);
                }
            };
            new MutationObserver(look).observe(document.querySelector(".feed"),
                { childList: true, subtree: true });
        }"""
    )

    say(talk.server.url, talk.boris.token, talk.long, [f"burst {n}" for n in range(BURST)])

    expect(numbered(anna, LONG + BURST)).to_be_in_viewport()
    assert page.evaluate("window.most") <= MOST_ROWS
    expect(
        anna.page.locator("a.chat-row").filter(has_text="Boris").locator(".badge")
    ).to_have_count(0)
    page.evaluate(CLIMB, BURST)
    heard = page.evaluate("Object.fromEntries(window.heard)")
    assert [f"burst {n}" for n in range(BURST)] == [heard[str(LONG + 1 + n)] for n in range(BURST)]


def test_emoji_alone_are_large_and_fall_in_size(anna: Person) -> None:
    """One to seven; with a word beside them they are text."""
    anna.page.locator("a.chat-row").filter(has_text="Clara").click()
    sizes = []
    for text in ("👍", "👍🏽👩‍👩‍👧‍👦", "🙂🙂🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂🙂🙂🙂", "ok 👍"):
        anna.write(text)
        size = anna.message(text).locator(".words").evaluate("(e) => getComputedStyle(e).fontSize")
        sizes.append(float(size.removesuffix("px")))

    assert sizes == [96, 80, 36, 15, 15]
