"""What messages written in Markdown say in plain words, on the server as in the browser."""

import json
from pathlib import Path
from typing import Any

import pytest

from messenger.markdown.density import MOST_SIGNS
from messenger.markdown.parser import DEEPEST, parse
from messenger.markdown.signs import may_have_markup
from messenger.markdown.words import plain_words

FOLDER = Path(__file__).parent
EXPECTED: dict[str, Any] = json.loads((FOLDER / "words.json").read_text())
EXAMPLES: list[dict[str, Any]] = json.loads((FOLDER / "commonmark.json").read_text())["examples"]
SOURCES: list[str] = [each["source"] for each in EXPECTED["sources"]]
PLAIN = {"paragraph_open", "paragraph_close", "inline"}


def test_says_what_the_browser_says() -> None:
    said = {each["source"]: plain_words(each["source"]) for each in EXPECTED["sources"]}

    assert said == {each["source"]: each["words"] for each in EXPECTED["sources"]}


def test_says_every_example_of_the_specification_as_the_browser_does() -> None:
    said = {str(each["example"]): plain_words(each["markdown"]) for each in EXAMPLES}

    assert said == EXPECTED["examples"]


def test_what_has_no_sign_says_itself() -> None:
    unsigned = [text for text in _all_sources() if not may_have_markup(text)]
    marked = [text for text in unsigned if not _is_words(text)]

    assert unsigned
    assert marked == []


def test_no_word_of_a_spoiler_is_told() -> None:
    assert plain_words("who did it: ||the **gardener** [did](https://e.test/it)||") == (
        "who did it: ▒▒▒"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * MOST_SIGNS,
        "- a\n" * 1001 + "- a",
        "> " * DEEPEST + "deep",
        "- " * DEEPEST + "deep",
        "**a** " * MOST_SIGNS,
        "|" + "a|" * 99 + "\n|" + "-|" * 99 + "\n" + "|b\n" * 30,
    ],
)
def test_what_only_keeps_machines_busy_stays_as_it_stands(text: str) -> None:
    assert plain_words(text) == text


def test_twice_as_much_makes_at_most_twice_as_many_tokens() -> None:
    units = ["*a* ", "[a](https://e.test) ", "> a\n", "- a\n", "`a` ", "||a|| ", "|a|b|\n", "&amp;"]
    counts = [(_count(unit * 50), _count(unit * 100)) for unit in units]

    assert all(0 < once and twice <= 2 * once + 2 for once, twice in counts)


def _all_sources() -> list[str]:
    return [*SOURCES, *(each["markdown"].strip("\n") for each in EXAMPLES)]


def _is_words(text: str) -> bool:
    tokens = parse(text) or []
    inner = [child for token in tokens for child in token.children or []]
    said = "".join(child.content for child in inner)
    return (
        {token.type for token in tokens} <= PLAIN
        and {child.type for child in inner} <= {"text", "softbreak", "hardbreak"}
        and "".join(said.split()) == "".join(text.split())
    )


def _count(text: str) -> int:
    return sum(1 + len(token.children or []) for token in parse(text) or [])
