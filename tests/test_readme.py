"""The READMEs: twins of one another, and true to the settings and the files."""

import json
import re
from pathlib import Path

import pytest

from messenger.settings import Settings

ROOT = Path(__file__).parents[1]
TWINS = ("README.md", "README.ru.md")
ROW = re.compile(r"^\| `(MESSENGER_\w+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)
HEADING = re.compile(r"^(#+) ", re.MULTILINE)
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINK = re.compile(r"(?:\]\(|src=\")(?!https?://)([^)\"#]+)")
TARGET = re.compile(r"make ([a-z-]+)")


@pytest.mark.parametrize("name", TWINS)
def test_the_table_holds_every_setting_with_its_default(name: str) -> None:
    """In the order of messenger/settings.py, and no other."""
    expected = [
        (f"MESSENGER_{field.upper()}", written(info.default))
        for field, info in Settings.model_fields.items()
    ]

    assert expected == [(row[0], row[1]) for row in settings_table(name)]
    assert all(row[2] for row in settings_table(name))


def test_the_english_meanings_are_those_of_the_code() -> None:
    """A setting is explained once, where it is made."""
    described = [info.description for info in Settings.model_fields.values()]

    assert described == [row[2] for row in settings_table("README.md")]


def test_the_twins_have_the_same_parts() -> None:
    """Headings, commands and links agree one by one."""
    english, russian = (read(name) for name in TWINS)

    assert HEADING.findall(english) == HEADING.findall(russian)
    assert len(BLOCK.findall(english)) == len(BLOCK.findall(russian))
    assert set(LINK.findall(english)) - set(TWINS) == set(LINK.findall(russian)) - set(TWINS)


@pytest.mark.parametrize("name", TWINS)
def test_what_is_linked_exists(name: str) -> None:
    """Every relative link leads to a file, and every make target is there."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert [] == [path for path in LINK.findall(read(name)) if not (ROOT / path).exists()]
    assert set(TARGET.findall(read(name))) <= set(targets)


def settings_table(name: str) -> list[tuple[str, str, str]]:
    """Return name, default and meaning of every row of a README's table."""
    return ROW.findall(read(name))


def written(default: object) -> str:
    """Write a default as the table does: as it would stand in the environment."""
    if str(default) in {"", "()"}:
        return ""
    text = json.dumps(default) if isinstance(default, tuple) else str(default)
    return f"`{text}`"


def read(name: str) -> str:
    """Return the text of a README."""
    return (ROOT / name).read_text(encoding="utf-8")
