"""The page on the architecture names what is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("ARCHITECTURE.md", "PROTOCOL.md", "VERSIONS.md")
NAMED = re.compile(r"`((?:messenger|static|migrations|tests)/[\w./-]*)`")
STEP = re.compile(
    r"^\d\. `(?P<path>[\w./]+)` — (?P<text>.*?)(?=^\d\. |\n\n)", re.DOTALL | re.MULTILINE
)
LINK = re.compile(r"\]\((?!https?://)([\w./]+)(?:#[\w-]+)?\)")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_files_that_exist(name: str) -> None:
    """Paths in backquotes and links lead to something."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")

    for path in NAMED.findall(text):
        assert (ROOT / path).exists(), path
    for path in LINK.findall(text):
        assert (ROOT / "docs" / path).exists(), path


def test_the_way_of_a_message_takes_at_most_four_files() -> None:
    """Each step is a file that defines what the step says that it does."""
    text = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    way = text.partition("## The way of one message")[2].partition("## ")[0]
    steps = list(STEP.finditer(way))

    assert len(steps) <= 4
    for step in steps:
        named = re.findall(r"`([A-Za-z_.]+)`", step["text"])
        functions = [name for name in named if "/" not in name and name not in WORDS]
        defined = definitions(ROOT / step["path"])

        assert functions
        assert set(functions) <= defined


WORDS = {"seq", "version"}


def definitions(path: Path) -> set[str]:
    """Return the names of a file's functions and classes, and of methods with their class."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            methods = (
                n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
            )
            names |= {node.name, *(f"{node.name}.{method.name}" for method in methods)}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
    return names
