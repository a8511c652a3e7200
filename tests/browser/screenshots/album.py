"""The page that shows the pictures, and those of them that the help centre shows."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from messenger.help.pictures import picture_path as help_picture_path
from tests.browser.screenshots.looks import Look
from tests.browser.screenshots.screens import SCREENS, Screen, looks_of
from tests.help.reading import named_pictures

DOCS = Path(__file__).parents[3] / "docs"
FOLDER = DOCS / "screenshots"
# They are installed with the program.
HELP_QUALITY = 60
HELP_SIZE = (960, 960)
WIDTHS = {"desk": 560, "phone": 220}
HEAD = """# Screenshots

Taken from the demo, and this page written with them, by `make screenshots`.
"""
TABLE = """| on a desk | on a phone |
|---|---|
"""
TABLE_OF_BOTH = """| who does it, on a desk | who sees it, on a phone |
|---|---|
"""


def picture_path(screen: Screen, look: Look) -> Path:
    """Return the file of a picture."""
    return FOLDER / f"{screen.name}-{look.name}.webp"


def write_page() -> None:
    """Write docs/SCREENSHOTS.md."""
    parts = [HEAD, *map(section, SCREENS)]
    (DOCS / "SCREENSHOTS.md").write_text("\n".join(parts), encoding="utf-8")


def copy_for_help() -> None:
    """Put the pictures that articles show beside the program, and take away what none shows."""
    screens = {screen.name: screen for screen in SCREENS}
    wanted = {help_picture_path(*named): named for named in named_pictures()}
    for kept in {path for each in wanted for path in each.parent.iterdir()}:
        if kept not in wanted:
            kept.unlink()
    for path, (name, language) in wanted.items():
        looks = (look for look in looks_of(screens[name]) if look.language == language)
        with Image.open(picture_path(screens[name], min(looks))) as picture:
            small = picture.convert("RGB")
            small.thumbnail(HELP_SIZE)
            small.save(path, quality=HELP_QUALITY, method=6)


def section(screen: Screen) -> str:
    """Return the pictures of one screen, desk and phone side by side."""
    rows = "".join(f"| {desk} | {phone} |\n" for desk, phone in pairs(screen))
    head = TABLE_OF_BOTH if screen.both else TABLE
    return f"## {screen.title}\n\n{screen.shows}.\n\n{head}{rows}"


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
