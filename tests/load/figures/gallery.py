"""What it costs a browser to scroll through a long chat of photos, beside one of words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.load.figures.page import FRAME, WATCH
from tests.load.machine import MEBIBYTE, be_free
from tests.load.report import Figure, bound, fact
from tests.load.seed import Person, Seed
from tests.load.server import messenger

PHOTOS, BETWEEN = 2_000, 200
# One notch after another, px; past so many of them something holds the feed up.
NOTCH, MOST_NOTCHES = 600, 20_000
LONG_TASK = 50
# Which message is seen first, once what the notch has moved is drawn, and how many photos are near
# that have no picture yet.
LOOK = """async () => {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const { top } = document.querySelector(".scroller").getBoundingClientRect();
    const seen = [...document.querySelectorAll(".message[data-seq]")]
        .find((message) => message.getBoundingClientRect().bottom > top);
    const waiting = [...document.querySelectorAll("message-feed img.sharp")]
        .filter((each) => each.getBoundingClientRect().bottom > 0 && !each.complete);
    return [Number(seen?.dataset.seq), waiting.length];
}"""
TAKE_TASKS = "() => window.tasks.splice(0)"


@dataclass
class Walk:
    """What was seen on the way from the end of a chat to its beginning."""

    shifts: float = 0
    blank: int = 0
    tasks: list[float] = field(default_factory=list)
    heaps: list[float] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)

    @property
    def long(self) -> list[float]:
        """How long the tasks took, in ms, that kept a browser from doing anything else."""
        return [each for each in self.tasks if each > LONG_TASK]


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Drive Chromium, as free as on a person's machine, by the wheel."""
    be_free()
    seed = Seed(folder / "data")
    anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
    gallery, talk = seed.direct(anna, boris), seed.direct(anna, clara)
    seed.photos(gallery, (anna, boris), PHOTOS)
    seed.history(talk, (anna, clara), PHOTOS)
    for chat in (gallery, talk):
        seed.read(chat, anna, PHOTOS)
    seed.close()
    with messenger(folder / "data") as server, sync_playwright() as playwright:
        url = f"http://127.0.0.1:{server.port}"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _walk(browser, url, anna, talk)  # A browser that has just started has yet to compile.
        words = _walk(browser, url, anna, talk)
        photos = _walk(browser, url, anna, gallery)
        browser.close()
    return _compare(photos, words)


def _compare(photos: Walk, words: Walk) -> list[Figure]:
    name = f"of {PHOTOS:,} photos scrolled through"
    heaps, nodes = ([each[0], each[1], max(each)] for each in (photos.heaps, photos.nodes))
    longest, limit = (max(each.tasks, default=0) for each in (photos, words))
    tasks = f"{len(words.long)}, {PHOTOS:,} texts"
    ratio = len(photos.long) / len(words.long) if words.long else None
    return [
        bound(f"layout shift {name}", photos.shifts, "", f"{words.shifts:.2f} texts", 0),
        fact(f"heap {name}: begun, after {BETWEEN}, at most", _list(heaps, "MiB")),
        bound(
            "the most of these to that after 200",
            heaps[2] / heaps[1],
            "x",
            _grown(words.heaps),
            1.5,
        ),
        fact(f"DOM nodes {name}: begun, after {BETWEEN}, at most", _list(nodes, "")),
        bound(
            "the most of these to those after 200",
            nodes[2] / nodes[1],
            "x",
            _grown(words.nodes),
            1.5,
        ),
        fact(f"tasks over {LONG_TASK} ms {name}", str(len(photos.long)), tasks, ratio),
        bound(f"longest task {name}", longest, "ms", f"{limit:.0f} ms texts", LONG_TASK),
        fact("notches after which a photo in sight was not there yet", str(photos.blank)),
    ]


def _list(values: Sequence[float], unit: str) -> str:
    return f"{', '.join(f'{each:,.0f}' for each in values)} {unit}".strip()


def _grown(values: Sequence[float]) -> str:
    return f"{max(values) / values[1]:.2f} x texts"


def _walk(browser: Browser, url: str, person: Person, chat: int) -> Walk:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"({WATCH})()")
    context.add_cookies([{"name": "messenger_session", "value": person.token, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/#{chat}")
    page.locator("message-feed .message").first.wait_for()
    page.wait_for_timeout(3_000)
    page.evaluate("() => { window.shifts = 0; window.tasks.length = 0 }")
    walk = Walk()
    _scroll(page, context.new_cdp_session(page), walk)
    walk.shifts = page.evaluate("() => window.shifts")
    context.close()
    return walk


def _scroll(page: Page, session: CDPSession, walk: Walk) -> None:
    """Turn the wheel until the first message is seen; look at what is held now and then."""
    page.mouse.move(900, 400)
    _take_stock(page, session, walk)
    wanted = PHOTOS - BETWEEN
    for _ in range(MOST_NOTCHES):
        page.mouse.wheel(0, -NOTCH)
        first, waiting = page.evaluate(LOOK)
        walk.blank += waiting > 0
        if first <= max(wanted, 1):
            walk.tasks += page.evaluate(TAKE_TASKS)
            _take_stock(page, session, walk)
            wanted -= BETWEEN
        if first == 1:
            return
    raise AssertionError(first)


def _take_stock(page: Page, session: CDPSession, walk: Walk) -> None:
    """Look at what is held once all is gone that nobody holds; that itself counts as no task."""
    session.send("HeapProfiler.collectGarbage")
    usage: dict[str, Any] = session.send("Runtime.getHeapUsage")
    counted: dict[str, Any] = session.send("Memory.getDOMCounters")
    walk.heaps.append(usage["usedSize"] / MEBIBYTE)
    walk.nodes.append(counted["nodes"])
    page.evaluate(FRAME)
    page.evaluate(TAKE_TASKS)
