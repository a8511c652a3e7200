"""`make screenshots`: take all, or those screens that are named, and write the page of them."""

import sys

from playwright.sync_api import Browser

from tests.browser.screenshots import looks
from tests.browser.screenshots.album import FOLDER, copy_for_help, picture_path, write_page
from tests.browser.screenshots.looks import Look
from tests.browser.screenshots.screens import Screen, screens_in
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.studio import Camera, browser_by_day, demo, serve


def main(names: list[str]) -> None:
    """Take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not names:
        for old in FOLDER.iterdir():
            old.unlink()
    with demo() as folder, browser_by_day() as browser:
        camera = Camera(browser)
        for look in looks.ALL:
            with serve(folder) as url:
                take_look(browser, url, camera, look, names)
        camera.close()
    write_page()
    copy_for_help()


def take_look(browser: Browser, url: str, camera: Camera, look: Look, names: list[str]) -> None:
    """Take what is wanted in one look, first as it is before one signs in."""
    for guest in (True, False):
        sitter = Sitter(browser, url, look)
        if not guest:
            sitter.come_in()
        for screen in screens_in(look, guest=guest):
            if not names or screen.name in names:
                take(camera, sitter, screen, look)
        sitter.leave()


def take(camera: Camera, sitter: Sitter, screen: Screen, look: Look) -> None:
    """Go to a screen and keep what is seen."""
    sitter.turn()
    screen.way(sitter)
    seen = [(sitter, look)]
    if screen.both:
        seen.append((sitter.friend, look.facing))
    for person, theirs in seen:
        if theirs.phone:
            person.page.mouse.move(0, 0)  # A finger hovers over nothing.
        camera.take(person.page, picture_path(screen, theirs))


if __name__ == "__main__":
    main(sys.argv[1:])
