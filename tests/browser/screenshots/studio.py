"""What pictures are taken with: the demo, a browser in the afternoon, and a small format."""

import base64
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM

START_SECONDS = 240
QUALITY = 0.75
SETTLE = 700
# Chromium writes WebP itself.
TO_WEBP = """async ([png, quality]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
        width: image.naturalWidth,
        height: image.naturalHeight,
    });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


@contextmanager
def browser_by_day() -> Iterator[Browser]:
    """Lend a browser for which it is afternoon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=ARGUMENTS, env={**os.environ, "TZ": afternoon()}
        )
        yield browser
        browser.close()


def afternoon() -> str:
    """Return a time zone in which it is about three in the afternoon now."""
    ahead = min(15 - time.gmtime().tm_hour, 14)
    return f"Etc/GMT{-ahead:+d}"


class Camera:
    """Keeps what a page shows as WebP."""

    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._darkroom = self._context.new_page()

    def take(self, page: Page, path: Path) -> None:
        """Wait until nothing moves, and keep what is seen."""
        page.wait_for_timeout(SETTLE)
        expect(page.locator(".scroller[data-moving]")).to_have_count(0)
        shot = base64.b64encode(page.screenshot(animations="disabled")).decode()
        path.write_bytes(base64.b64decode(self._darkroom.evaluate(TO_WEBP, [shot, QUALITY])))

    def close(self) -> None:
        """Take no more."""
        self._context.close()


@contextmanager
def demo() -> Iterator[Path]:
    """Lend the folder of a new demo, for `serve`."""
    with tempfile.TemporaryDirectory() as folder:
        with running(Path(folder)):
            pass
        yield Path(folder)


@contextmanager
def serve(demo: Path) -> Iterator[str]:
    """Serve a copy of a demo, in which nothing has happened yet, and lend its address."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(demo, folder, dirs_exist_ok=True)
        with running(Path(folder)) as url:
            yield url


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run the demo of a folder, filled where it is empty."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "tests.browser.screenshots.internet",
        "demo",
        "--port",
        str(port),
    ]
    command += ["--data-dir", str(folder)]
    with Path(os.devnull).open("w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str) -> None:
    """Wait until a server answers; TimeoutError after some minutes."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/healthz"):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    message = f"no server answers at {url}"
    raise TimeoutError(message)
