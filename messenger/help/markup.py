"""Markdown of the articles as HTML: nothing but what this file writes can come out of it.

HTML in an article is text. A link leads to another article or to a page of ours, a picture is one
of a screen, and keys in backquotes are shown as keys.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from typing_extensions import override

from messenger.help.pictures import Picture

KEYS = frozenset(
    {
        *("Ctrl", "Cmd", "Alt", "Shift", "Enter", "Esc", "Tab", "Home", "End", "Space"),
        *("PageUp", "PageDown", "F6", "↑", "↓", "←", "→", "/", "−"),
        *"ABCFIKMPRVX",
    }
)
SPACES = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Places:
    """Where an article's links and pictures lead."""

    link: Callable[[str], str]
    picture: Callable[[str], Picture]


class ArticleRenderer(RendererHTML):
    """Writes the few things that differ from plain Markdown."""

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        """Begin a heading that can be linked to."""
        anchor = escape(anchor_of(tokens[idx + 1].content))
        return f'<{tokens[idx].tag} id="{anchor}"><a href="#{anchor}">'

    def heading_close(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        """End it."""
        return f"</a></{tokens[idx].tag}>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
        """Begin a link."""
        href = str(tokens[idx].attrGet("href"))
        return f'<a href="{escape(env["places"].link(href))}">'

    @override
    def image(self, tokens: Sequence[Token], idx: int, _options: Any, env: Any) -> str:
        """Return a picture whose place is known before it is there; alone it is larger."""
        picture: Picture = env["places"].picture(str(tokens[idx].attrGet("src")))
        kind = "help-phone" if picture.height > picture.width else "help-desk"
        return (
            f'<a class="{kind}" href="{escape(picture.address)}">'
            f'<img src="{escape(picture.address)}"'
            f' alt="{escape(tokens[idx].content)}"'
            f' width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async">'
            "</a>"
        )

    @override
    def code_inline(self, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
        """Return keys, each as one, or a word of a program."""
        text = tokens[idx].content
        keys = text.split("+")
        if all(key in KEYS for key in keys):
            return "+".join(f"<kbd>{escape(key)}</kbd>" for key in keys)
        return f"<code>{escape(text)}</code>"


@cache
def reader() -> MarkdownIt:
    """Return what reads the articles."""
    return MarkdownIt("commonmark", {"html": False}, renderer_cls=ArticleRenderer).enable("table")


def render_text(text: str, places: Places) -> str:
    """Return the HTML of an article's text."""
    return str(reader().render(text, {"places": places}))


def anchor_of(heading: str) -> str:
    """Return the name under which a heading can be linked to."""
    return SPACES.sub("-", heading.casefold()).strip("-")
