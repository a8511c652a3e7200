"""All articles in all languages, and what is asked of each."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from messenger.catalogues import LANGUAGES
from messenger.help.articles import Article, list_articles
from messenger.help.markup import reader

PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")


def every_article() -> list[tuple[str, Article]]:
    """Return the articles, each with its language."""
    return [(language, each) for language in LANGUAGES for each in list_articles(language)]


def named_pictures() -> set[tuple[str, str]]:
    """Return the screens that articles show pictures of, each with the article's language."""
    return {
        (screen, language)
        for language, article in every_article()
        for screen in PICTURE.findall(article.text)
    }


def parts_of(article: Article) -> Iterator[Token]:
    """Yield what an article's text is made of, from the outside in."""
    for block in reader().parse(article.text):
        yield block
        yield from block.children or ()


def targets_of(article: Article) -> set[str]:
    """Return where the links of an article lead, as they are written."""
    links = (part for part in parts_of(article) if part.type == "link_open")
    return {str(link.attrGet("href")) for link in links}
