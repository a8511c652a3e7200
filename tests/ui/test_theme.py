"""The colours of the theme and those of the messenger's own stylesheet."""

import re
from pathlib import Path

import pytest

from messenger.ui.theme import DARK, GRAY, PANE

SHEET = Path(__file__).parents[2] / "static" / "css" / "messenger.css"
LIGHT_TOKENS = {
    "ground": GRAY[1],
    "canvas": GRAY[2],
    "line": GRAY[3],
    "ink": GRAY[9],
    "ink-2": GRAY[6],
    "hover": GRAY[1],
}
DARK_TOKENS = {
    "pane": PANE["dark"],
    "raised": DARK[6],
    "ground": DARK[8],
    "canvas": DARK[9],
    "line": DARK[4],
    "ink": DARK[0],
    "ink-2": DARK[2],
    "hover": DARK[5],
}


@pytest.mark.parametrize(
    ("selector", "tokens"),
    [(":root", LIGHT_TOKENS), (':root[data-mantine-color-scheme="dark"]', DARK_TOKENS)],
)
def test_the_sheet_has_the_colours_of_the_theme(selector: str, tokens: dict[str, str]) -> None:
    """Written twice, since the theme comes a moment after the panes."""
    block = SHEET.read_text().split(f"\n{selector} {{", 1)[1].split("}", 1)[0]
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block))
    assert {name: found.get(name) for name in tokens} == tokens


def test_what_draws_before_the_theme_reads_nothing_of_it() -> None:
    """Mantine's variables have its own colours until the theme is there."""
    sheets = [SHEET, *(SHEET.parent / "elements").glob("*.css")]
    assert not [sheet.name for sheet in sheets if "var(--mantine" in sheet.read_text()]
