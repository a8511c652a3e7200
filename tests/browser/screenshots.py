"""The pictures of the README, taken from the demo: `make screenshots`."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from messenger.demo.people import PASSWORD
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.person import Person

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
START_SECONDS = 60


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take(browser, url, "grace", "Priya Nair", phone=False)
        take(browser, url, "anna", "Ольга Кузнецова", phone=True)
        browser.close()


def take(browser: Browser, url: str, nick: str, other: str, *, phone: bool) -> None:
    """Sign in, open a chat and keep what is seen: on a desk in light, on a phone in dark."""
    language = "ru" if phone else "en"
    person = Person(browser, url, nick, phone=phone, dark=phone, language=language)
    session = person.context.new_cdp_session(person.page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": afternoon()})
    person.page.goto(url)
    person.sign_in(PASSWORD)
    person.sees_messenger()
    person.page.locator("a.chat-row").filter(has_text=other).click()
    expect(person.page.locator(".message").last).to_be_visible()
    person.page.wait_for_timeout(1000)  # fonts, presence, and whatever still moves
    person.page.screenshot(path=FOLDER / ("phone.png" if phone else "desk.png"))
    person.context.close()


def afternoon() -> str:
    """Return a time zone in which it is about three in the afternoon now."""
    ahead = min(15 - time.gmtime().tm_hour, 14)
    return f"Etc/GMT{-ahead:+d}"


@contextmanager
def demo() -> Iterator[str]:
    """Serve the demo from a folder that goes afterwards, and lend its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        command = [sys.executable, "-m", "messenger", "demo", "--port", str(port)]
        command += ["--data-dir", folder]
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        try:
            wait_for(url)
            yield url
        finally:
            process.terminate()
            process.wait()


def wait_for(url: str) -> None:
    """Wait until a server answers; TimeoutError after a minute."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/healthz"):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    message = f"no server answers at {url}"
    raise TimeoutError(message)


if __name__ == "__main__":
    main()
