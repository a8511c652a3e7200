"""What the page costs in a browser: bytes, first paint, long tasks, shifts and memory."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.program import say
from tests.load.machine import be_free
from tests.load.report import Figure, bound, fact
from tests.load.seed import Person, Seed
from tests.load.server import messenger

CHATS, LISTED, LENGTH, LONG, BURST = 200, 2_000, 60, 10_000, 1_000
MANY = 4_800
RISING = 50
KB = 1_000
FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
WATCH = """() => {
    window.tasks = [];
    window.shifts = 0;
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) {
            if (!hadRecentInput) window.shifts += value; // As Cumulative Layout Shift has it.
        }
    }).observe({ type: "layout-shift", buffered: true });
}"""
# From the click on a row to the frame after the messages stand there.
OPEN = """async ([chat, wanted]) => {
    const begun = performance.now();
    document.querySelector(`a.chat-row[data-chat="${chat}"]`).click();
    const there = () => [...document.querySelectorAll(".message .words")]
        .some(({ textContent }) => textContent === wanted);
    while (!there()) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begun;
}"""
SCROLL = """async ([selector, step, frames]) => {
    const scroller = document.querySelector(selector);
    let spinners = 0;
    for (let frame = 0; frame < frames; frame += 1) {
        scroller.scrollTop += step;
        if (step < 0 && scroller.scrollTop === 0) spinners += 1;
        await new Promise(requestAnimationFrame);
    }
    return spinners;
}"""


@dataclass(frozen=True)
class Town:
    """Whom the browsers are, and what they open."""

    anna: Person
    boris: Person
    long: int
    chats: list[int]
    others: list[Person]
    listed: str


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Drive Chromium, as free as on a person's machine, against a server on its own core."""
    with _visit(folder / "data", LISTED) as (browser, url, town):
        return [
            *_first_load(browser, url, town, rounds),
            *_starts(browser, url, town, rounds),
            *_opening(browser, url, town),
            *_scrolling(browser, url, town),
            *_sorting(browser, url, town),
            *_burst(browser, url, town),
            *_memory(browser, url, town),
        ]


def measure_many_chats(folder: Path, _rounds: int) -> list[Figure]:
    """What does not depend on how many chats there are, with 5,000 of them."""
    with _visit(folder / "many", MANY) as (browser, url, town):
        return [
            *_opening(browser, url, town),
            *_scrolling(browser, url, town),
            *_sorting(browser, url, town),
        ]


@contextmanager
def _visit(data: Path, listed: int) -> Iterator[tuple[Browser, str, Town]]:
    be_free()
    town = _fill(Seed(data), listed)
    with messenger(data) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser, f"http://127.0.0.1:{server.port}", town
        browser.close()


def _fill(seed: Seed, listed: int) -> Town:
    names = ["Anna", "Boris", *(f"Person {number}" for number in range(CHATS + listed))]
    anna, boris, *others = seed.named(names)
    seed.directs(anna, others[CHATS:])
    chats = []
    for number, other in enumerate(others[:CHATS]):
        chat = seed.direct(anna, other)
        seed.history(chat, (anna, other), LENGTH, words=f"Message %d to {number}")
        seed.read(chat, anna, LENGTH)
        chats.append(chat)
    long = seed.direct(anna, boris)
    seed.history(
        long, (anna, boris), LONG, words="Message %d, of a middling length as people write"
    )
    seed.read(long, anna, LONG)
    seed.close()
    return Town(anna, boris, long, chats, others[:CHATS], f"{CHATS + listed:,}")


@contextmanager
def _context(browser: Browser, url: str, person: Person | None) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"({WATCH})()")
    if person:
        context.add_cookies([{"name": "messenger_session", "value": person.token, "url": url}])
    yield context
    context.close()


def _arrive(page: Page, address: str) -> float:
    page.goto(address, wait_until="commit")
    page.locator("a.chat-row, input[type=password]").first.wait_for()
    moment: float = page.evaluate("() => performance.now()")
    return moment


def _count_bytes(session: CDPSession) -> list[int]:
    counted: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
    return counted


def _first_load(browser: Browser, url: str, town: Town, rounds: int) -> list[Figure]:
    """Bytes over the wire with an empty cache, and the time to the list on a slow machine."""
    figures = []
    for name, person, path in (("sign-in", None, "/sign-in"), ("messenger", town.anna, "/")):
        with _context(browser, url, person) as context:
            page = context.new_page()
            counted = _count_bytes(context.new_cdp_session(page))
            _arrive(page, url + path)
            page.wait_for_timeout(1_000)
            shifts = page.evaluate("() => window.shifts")
        size = sum(counted) / KB
        figures += [
            bound(f"first load of the {name} page, {len(counted)} files", size, "kB", "", 500),
            bound(f"layout shift of the {name} page", shifts, "", "", 0),
        ]
    slow = statistics.median(_slow_start(browser, url, town) for _ in range(rounds))
    return [*figures, bound("first load to the list, 4x slower CPU", slow / 1000, "s", "", 1.5)]


def _slow_start(browser: Browser, url: str, town: Town) -> float:
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        return _arrive(page, f"{url}/")


def _starts(browser: Browser, url: str, town: Town, rounds: int) -> list[Figure]:
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        _arrive(page, f"{url}/")
        page.wait_for_timeout(3_000)
        later = statistics.median(_arrive(page, f"{url}/?{turn}") for turn in range(rounds))
        page.wait_for_timeout(3_000)
        tasks: list[float] = page.evaluate("() => window.tasks")
    return [
        bound("a later start, from the caches, to the list", later, "ms", "", 500),
        bound(
            f"longest task of that, with {town.listed} chats", max(tasks, default=0), "ms", "", 50
        ),
    ]


def _opening(browser: Browser, url: str, town: Town) -> list[Figure]:
    last = {chat: f"Message {LENGTH} to {number}" for number, chat in enumerate(town.chats)}
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        _arrive(page, f"{url}/")
        page.wait_for_timeout(2_000)
        first = page.locator("a.chat-row").evaluate_all("(rows) => rows.map((r) => r.dataset.chat)")
        wanted = [(chat, last[int(chat)]) for chat in first if int(chat) in last][:8]
        cold = statistics.median(page.evaluate(OPEN, [*each]) for each in wanted)
        warm = statistics.median(page.evaluate(OPEN, [*each]) for each in wanted)
        page.evaluate("() => { window.shifts = 0 }")
        _click_through(page, [chat for chat, _ in wanted])
        shifts = page.evaluate("() => window.shifts")
    return [
        bound("layout shift while chats are opened", shifts, "", "", 0),
        bound("a chat opens for the first time", cold, "ms", "", 400),
        bound("a chat opens again", warm, "ms", "", 100),
    ]


def _click_through(page: Page, chats: list[str]) -> None:
    for chat in chats:
        page.locator(f'a.chat-row[data-chat="{chat}"]').click()
        page.wait_for_timeout(1_000)


def _scrolling(browser: Browser, url: str, town: Town) -> list[Figure]:
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        _arrive(page, f"{url}/#{town.long}")
        page.locator(".message").first.wait_for()
        page.wait_for_timeout(2_000)
        chat, spinners = _scroll(page, ".scroller", -40, 1_500)
        there, _ = _scroll(page, ".chat-rows", 120, 600)
    return [
        bound("longest task while scrolling a chat", max(chat, default=0), "ms", "", 50),
        fact("frames with nothing above, scrolling a chat", str(spinners)),
        bound(
            f"longest task while scrolling {town.listed} chats", max(there, default=0), "ms", "", 50
        ),
    ]


def _scroll(page: Page, selector: str, step: int, frames: int) -> tuple[list[float], int]:
    page.evaluate("() => { window.tasks.length = 0 }")
    spinners: int = page.evaluate(SCROLL, [selector, step, frames])
    page.evaluate(FRAME)
    tasks: list[float] = page.evaluate("() => window.tasks")
    return tasks, spinners


def _sorting(browser: Browser, url: str, town: Town) -> list[Figure]:
    """A message in one chat after another: each rises to the top of the list."""
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        _arrive(page, f"{url}/")
        page.wait_for_timeout(2_000)
        page.evaluate("() => { window.tasks.length = 0 }")
        for other, chat in zip(town.others[:RISING], town.chats, strict=False):
            say(url, other.token, chat, [f"Up from {chat}"])
        page.locator("a.chat-row").first.get_by_text(f"Up from {town.chats[RISING - 1]}").wait_for()
        tasks: list[float] = page.evaluate("() => window.tasks")
    name = f"longest task while {RISING} of {town.listed} chats rise"
    return [bound(name, max(tasks, default=0), "ms", "", 50)]


def _burst(browser: Browser, url: str, town: Town) -> list[Figure]:
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        _arrive(page, f"{url}/#{town.chats[0]}")
        page.locator(".message").first.wait_for()
        page.wait_for_timeout(2_000)
        page.evaluate("() => { window.tasks.length = 0 }")
        say(url, _token_of(town), town.long, [f"Burst {number}" for number in range(BURST)])
        page.wait_for_timeout(3_000)
        aside: list[float] = page.evaluate("() => window.tasks")
        page.goto(f"{url}/#{town.long}")
        page.get_by_text(f"Burst {BURST - 1}", exact=True).last.wait_for()
        page.wait_for_timeout(1_000)
        page.evaluate("() => { window.tasks.length = 0 }")
        say(url, _token_of(town), town.long, [f"Again {number}" for number in range(BURST)])
        page.get_by_text(f"Again {BURST - 1}", exact=True).last.wait_for()
        inside: list[float] = page.evaluate("() => window.tasks")
    return [
        bound("longest task of a burst of 1,000, in the list", max(aside, default=0), "ms", "", 50),
        bound("longest task of a burst of 1,000, on screen", max(inside, default=0), "ms", "", 100),
    ]


def _token_of(town: Town) -> str:
    return town.boris.token


def _memory(browser: Browser, url: str, town: Town) -> list[Figure]:
    """The heap after ten chats, and after two hundred of them and ten thousand messages."""
    with _context(browser, url, town.anna) as context:
        page = context.new_page()
        session = context.new_cdp_session(page)
        _arrive(page, f"{url}/")
        page.wait_for_timeout(2_000)
        for chat in town.chats[:10]:
            _show(page, chat)
        begun = _heap(session)
        for chat in town.chats[10:]:
            _show(page, chat)
        _show(page, town.long)
        page.evaluate(SCROLL, [".scroller", -400, 1_200])
        ended = _heap(session)
    return [bound("memory after 200 chats, to that after 10", ended / begun, "x", "", 1.5)]


def _show(page: Page, chat: int) -> None:
    page.evaluate("(chat) => window.messengerApp.openChat(chat)", str(chat))
    page.wait_for_timeout(100)
    page.locator(".scroller .message").first.wait_for()


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    usage: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"])
