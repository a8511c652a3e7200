"""The articles: one task each, a Markdown file for every language under the same name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messenger.catalogues import LANGUAGES
from messenger.errors import N_

FOLDER = Path(__file__).parent
FENCE = "---\n"
# What articles are grouped under, by the name that their files say.
TOPICS: Mapping[str, str] = {
    "begin": N_("Getting started"),
    "account": N_("Your account"),
    "people": N_("People and privacy"),
    "chats": N_("Messages and chats"),
    "browser": N_("This browser"),
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language; `screens` are those whose question mark leads to it."""

    slug: str
    title: str
    summary: str
    topic: str
    order: int
    screens: tuple[str, ...]
    text: str


@cache
def list_articles(language: str) -> tuple[Article, ...]:
    """Return the articles of a language in their order."""
    paths = (FOLDER / language).glob("*.md")
    articles = (parse_article(path.stem, path.read_text("utf-8")) for path in paths)
    return tuple(sorted(articles, key=lambda article: article.order))


def find_article(slug: str, language: str) -> Article | None:
    """Return the article of a name, or None."""
    return next((each for each in list_articles(language) if each.slug == slug), None)


@cache
def article_of(screen: str) -> str:
    """Return the name of the article about a screen; LookupError for a screen without one."""
    for article in list_articles(next(iter(LANGUAGES))):
        if screen in article.screens:
            return article.slug
    message = f"no article names the screen {screen!r}"
    raise LookupError(message)


def parse_article(slug: str, source: str) -> Article:
    """Return the article that a file holds: facts between two fences, then the text."""
    head, _, text = source.removeprefix(FENCE).partition(f"\n{FENCE}")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    return Article(
        slug=slug,
        title=facts["title"],
        summary=facts["summary"],
        topic=facts["topic"],
        order=int(facts["order"]),
        screens=tuple(facts.get("screens", "").replace(",", " ").split()),
        text=text,
    )
