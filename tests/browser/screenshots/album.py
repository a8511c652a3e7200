"""The page that shows the pictures."""

from collections.abc import Iterator
from pathlib import Path

from tests.browser.screenshots.looks import Look
from tests.browser.screenshots.screens import SCREENS, Screen, looks_of

DOCS = Path(__file__).parents[3] / "docs"
FOLDER = DOCS / "screenshots"
WIDTHS = {"desk": 560, "phone": 220}
HEAD = """# Screenshots

Taken from the demo, and this page written with them, by `make screenshots`.
"""
TABLE = """| on a desk | on a phone |
|---|---|
"""


def picture_path(screen: Screen, look: Look) -> Path:
    """Return the file of a picture."""
    return FOLDER / f"{screen.name}-{look.name}.webp"


def write_page() -> None:
    """Write docs/SCREENSHOTS.md."""
    parts = [HEAD, *map(section, SCREENS)]
    (DOCS / "SCREENSHOTS.md").write_text("\n".join(parts), encoding="utf-8")


def section(screen: Screen) -> str:
    """Return the pictures of one screen, desk and phone side by side."""
    rows = "".join(f"| {desk} | {phone} |\n" for desk, phone in pairs(screen))
    return f"## {screen.title}\n\n{screen.shows}.\n\n{TABLE}{rows}"


def pairs(screen: Screen) -> Iterator[tuple[str, str]]:
    """Yield cell beside cell."""
    desks = (look for look in looks_of(screen) if not look.phone)
    phones = (look for look in looks_of(screen) if look.phone)
    for desk, phone in zip(desks, phones, strict=True):
        yield cell(screen, desk), cell(screen, phone)


def cell(screen: Screen, look: Look) -> str:
    """Return a picture with its caption."""
    source = picture_path(screen, look).relative_to(DOCS).as_posix()
    alt = f"{screen.shows} ({look.device}, {look.words})"
    return f'<img src="{source}" width="{WIDTHS[look.device]}" alt="{alt}"><br>{look.words}'
