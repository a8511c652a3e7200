"""The tables of behaviours and of security name tests that are there."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
NAMED = re.compile(r"\[[\w.-]+\]\((?P<path>[^)]+)\): (?P<test>.+?)(?=<br>| \|$)", re.MULTILINE)


@pytest.mark.parametrize("page", ["BEHAVIOURS.md", "SECURITY.md"])
def test_every_test_that_is_named_exists(page: str) -> None:
    """By its file and its name: a function of Python, or the words of a test in JavaScript."""
    named = list(NAMED.finditer((DOCS / page).read_text(encoding="utf-8")))

    assert len(named) > 40
    for each in named:
        test = each["test"].strip("`")
        begins = f"def {test}(" if test.startswith("test_") else f'test("{test}"'
        assert begins in (DOCS / each["path"]).read_text(encoding="utf-8"), test


def test_every_number_is_there_and_shown() -> None:
    """Once and in order."""
    rows = re.findall(
        r"^\| (\d+) \|(.+)$", (DOCS / "BEHAVIOURS.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert [int(number) for number, _ in rows] == [*range(1, 41)]
    assert [number for number, row in rows if not NAMED.search(row)] == []
