"""How long 32 kB of Markdown take, whatever they are, on the server and in a browser."""

import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from messenger.markdown.words import plain_words
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.load.machine import be_free
from tests.load.pathological import PROSE, filled, texts
from tests.load.report import Figure, bound
from tests.load.server import messenger

MOST = 200.0
WARM = 3
# From the source to what is laid out, and to the words that stand for it elsewhere.
DRAW = """async ([text, rounds]) => {
    const base = document.documentElement.dataset.static ?? "/static/";
    const { drawMessage, wordsOf } = await import(`${base}js/elements/rich-message.js`);
    const { textParts } = await import(`${base}js/models/text-parts.js`);
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        const drawn = drawMessage(`${begun}`, text, true);
        if (drawn) {
            document.body.append(drawn);
            drawn.getBoundingClientRect();
        } else textParts(text);
        wordsOf({ text });
        times.push(performance.now() - begun);
        drawn?.remove();
    }
    return times;
}"""


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Read each text here and in Chromium; the slowest of them counts, prose stands beside it."""
    be_free()
    return [
        _slowest("server", _read(filled(PROSE), rounds), _on_server(rounds)),
        *_in_browser(folder / "data", rounds),
    ]


def _on_server(rounds: int) -> dict[str, float]:
    return {name: _read(text, rounds) for name, text in texts().items()}


def _read(text: str, rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        plain_words(text)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _in_browser(data: Path, rounds: int) -> list[Figure]:
    with messenger(data) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.port}/sign-in")
        _drawn(page, filled(PROSE), WARM)
        prose = _drawn(page, filled(PROSE), rounds)
        times = {name: _drawn(page, text, rounds) for name, text in texts().items()}
        browser.close()
    return [_slowest("browser", prose, times)]


def _drawn(page: Page, text: str, rounds: int) -> float:
    times: list[float] = page.evaluate(DRAW, [text, rounds])
    return statistics.median(times)


def _slowest(place: str, prose: float, times: dict[str, float]) -> Figure:
    name, slowest = max(times.items(), key=lambda each: each[1])
    told = f"32 kB of Markdown, {place}: {name}, slowest of {len(times)}"
    return bound(told, slowest, "ms", f"{prose:,.1f} ms prose", MOST)
