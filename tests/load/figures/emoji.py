"""How long it takes from a press on the button to the emoji, or the stickers, on the screen."""

import statistics
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.load.machine import be_free
from tests.load.report import Figure, bound
from tests.load.seed import Seed
from tests.load.server import messenger

QUICK, COLD = 150, 400
# From the press to the frame after the emoji are drawn.
OPEN = """async () => {
    const begun = performance.now();
    document.querySelector(".emoji-button").click();
    while (!document.querySelector("emoji-grid button")) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const taken = performance.now() - begun;
    document.querySelector(".emoji-button").click();
    return taken;
}"""
# From a letter typed into the search to the frame after what it finds.
SEARCH = """async (query) => {
    document.querySelector(".emoji-button").click();
    while (!document.querySelector("emoji-grid button")) await new Promise(requestAnimationFrame);
    const field = document.querySelector("emoji-panel input");
    const begun = performance.now();
    field.value = query;
    field.dispatchEvent(new Event("input"));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const taken = performance.now() - begun;
    document.querySelector(".emoji-button").click();
    return taken;
}"""
# From the press on their tab, and where they were seen last from that on the button.
STICKERS = """async (selector) => {
    const button = document.querySelector(".emoji-button");
    if (selector) button.click();
    while (selector && !document.querySelector(selector)) await new Promise(requestAnimationFrame);
    const begun = performance.now();
    (selector ? document.querySelector(selector) : button).click();
    while (!document.querySelector("sticker-grid button")) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const taken = performance.now() - begun;
    button.click();
    return taken;
}"""
TAB = "[data-tab=stickers]"


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Open them in a browser that has never had them, and again; and look for some."""
    be_free()
    seed = Seed(folder / "data")
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), 60)
    seed.close()
    first, again, found, stickers, stickers_again = [list[float]() for _ in range(5)]
    with messenger(folder / "data") as server, sync_playwright() as playwright:
        url = f"http://127.0.0.1:{server.port}"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(rounds + 1):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.add_cookies([{"name": "messenger_session", "value": anna.token, "url": url}])
            page = context.new_page()
            _come(page, f"{url}/#{chat}")
            first.append(page.evaluate(OPEN))
            again += [page.evaluate(OPEN) for _ in range(5)]
            found += [page.evaluate(SEARCH, query) for query in ("he", "серд", "x")]
            stickers.append(page.evaluate(STICKERS, TAB))
            stickers_again += [page.evaluate(STICKERS, "") for _ in range(5)]
            context.close()
        browser.close()
    return [
        # The server makes its compressed files with the very first one.
        bound("emoji open for the first time", statistics.median(first[1:]), "ms", "", COLD),
        bound("emoji open again", statistics.median(again), "ms", "", QUICK),
        bound("emoji found by a word", statistics.median(found), "ms", "", QUICK),
        bound("stickers open for the first time", statistics.median(stickers[1:]), "ms", "", COLD),
        bound("stickers open again", statistics.median(stickers_again), "ms", "", QUICK),
    ]


def _come(page: Page, address: str) -> None:
    """Before the page brings everything by itself, but after it has come to rest."""
    page.goto(address)
    page.locator(".message").first.wait_for()
    page.wait_for_timeout(2_000)
