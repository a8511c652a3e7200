"""The table of behaviours names tests that are there."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
NAMED = re.compile(r"\[[\w.]+\]\((?P<path>[^)]+)\): (?P<test>.+?)(?=<br>| \|$)", re.MULTILINE)


def test_every_test_that_is_named_exists() -> None:
    """By its file and its name: a function of Python, or the words of a test in JavaScript."""
    named = list(NAMED.finditer((DOCS / "BEHAVIOURS.md").read_text(encoding="utf-8")))

    assert len(named) > 40
    for each in named:
        test = each["test"].strip("`")
        begins = f"def {test}(" if test.startswith("test_") else f'test("{test}"'
        assert begins in (DOCS / each["path"]).read_text(encoding="utf-8"), test
