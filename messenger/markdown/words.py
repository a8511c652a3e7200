"""The plain words of a message written in Markdown, for where nothing is drawn but words."""

import re
from collections.abc import Iterable

from markdown_it.token import Token

from messenger.markdown.parser import parse
from messenger.markdown.signs import may_have_markup

# What stands for words that are hidden until one asks for them.
HIDDEN = "▒▒▒"
HIDES = {"spoiler_open": 1, "spoiler_close": -1}
LINE, BLOCK, CELL = "\n", "\n\n", "\t"
OUTER = {"table_close", "bullet_list_close", "ordered_list_close"}
GAPS = {"td_close": CELL, "th_close": CELL, "tr_close": LINE, **dict.fromkeys(OUTER, BLOCK)}
RULE = "———"
BULLET, OPEN_TASK, DONE_TASK = "• ", "☐ ", "☑ "
TASK = re.compile(r"\[([ xX])\][ \t\n](?=\S)")


def plain_words(source: str) -> str:
    """Return what a text says, without its marks; what is hidden stays so.

    A text that is nothing but marks is shown as it stands.
    """
    tokens = parse(source) if may_have_markup(source) else None
    words = _Words().read(tokens or ())
    return words if words.strip() else source


def spoken_words(source: str) -> str:
    """Return what a text says to people: neither its code nor its links call anybody."""
    tokens = parse(source) if may_have_markup(source) else None
    if tokens is None:
        return source
    return LINE.join(_spoken(token.children or []) for token in tokens if token.type == "inline")


class _Words:
    """Puts words together; what stands between two blocks is known when the next one comes."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""
        self._mark = ""

    def read(self, tokens: Iterable[Token]) -> str:
        """Return the words of all blocks."""
        hidden = False
        for token in tokens:
            if token.type == "paragraph_open":
                hidden = token.hidden
            self._take(token, LINE if hidden else BLOCK)
        return "".join(self._parts)

    def _take(self, token: Token, gap: str) -> None:
        match token.type:
            case "inline":
                self._add(self._without_task(_said(token.children or [])), gap)
            case "fence" | "code_block":
                self._add(token.content.rstrip("\n"), BLOCK)
            case "hr":
                self._add(RULE, BLOCK)
            case "list_item_open":
                self._mark += f"{token.info}{token.markup} " if token.info else BULLET
            case "list_item_close":
                self._mark = ""
            case kind if kind in OUTER and token.level > 0:
                pass
            case kind:
                self._gap = GAPS.get(kind, self._gap)

    def _add(self, words: str, gap: str) -> None:
        self._parts += (self._gap if self._parts else "", self._mark, words)
        self._gap, self._mark = gap, ""

    def _without_task(self, words: str) -> str:
        found = TASK.match(words) if self._mark else None
        if found is None:
            return words
        box = OPEN_TASK if found[1] == " " else DONE_TASK
        self._mark = self._mark.removesuffix(BULLET) + box
        return words[found.end() :]


def _said(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    depth = 0
    for token in tokens:
        turn = HIDES.get(token.type, 0)
        if depth == 0:
            parts.append(HIDDEN if turn > 0 else _word(token))
        depth += turn
    return "".join(parts)


def _word(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return LINE
    return _said(token.children) if token.children else token.content


def _spoken(tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    links = 0
    for token in tokens:
        links += token.nesting if token.type in {"link_open", "link_close"} else 0
        is_spoken = token.type == "text" and links == 0
        # What stands on either side of marks is drawn apart.
        parts.append(token.content if is_spoken else " ")
    return "".join(parts)
