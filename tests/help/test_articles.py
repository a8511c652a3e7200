"""The articles: alike in both languages, true in their names, and leading somewhere."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from dash import page_registry
from PIL import Image

from messenger.catalogues import LANGUAGES, read_catalogue, translator
from messenger.help.articles import (
    TOPICS,
    Article,
    article_of,
    find_article,
    list_articles,
    parse_article,
)
from messenger.help.markup import anchor_of
from messenger.help.pictures import picture_path, picture_size
from messenger.resources import folder
from messenger.ui import ids
from messenger.ui.dash_app import build_pages
from messenger.ui.return_address import GATES
from tests.help.reading import every_article, named_pictures, parts_of, targets_of

ARTICLES = every_article()
NAMES = [f"{article.slug}-{language}" for language, article in ARTICLES]
# On average, of a picture.
MOST_BYTES = 13_600
# What one types, marks included.
CODE = re.compile(r"`[^`\n]+`")
STRONG = re.compile(r"\*\*(.+?)\*\*")
PLACEHOLDER = re.compile(r"\{\w+\}")
# Shown as such, in every language.
SIGNS = {"＋", "Ctrl+Enter"}

each_article = pytest.mark.parametrize(("language", "article"), ARTICLES, ids=NAMES)


def shape(article: Article) -> list[str]:
    """Return the blocks of an article in their order, with the screen of each picture."""
    shown = []
    for part in parts_of(article):
        if part.type == "image":
            shown.append(str(part.attrGet("src")))
        elif part.block and part.type != "inline":
            shown.append(f"{part.type} {part.tag}")
    return shown


def labels(language: str) -> Iterator[str]:
    """Yield every text of the interface in a language."""
    for message in read_catalogue(language):
        known = [message.id] if isinstance(message.id, str) else [*message.id]
        said = [message.string] if isinstance(message.string, str) else [*(message.string or ())]
        yield from said if all(said) else known


def pages() -> set[str]:
    """Return the paths of all pages."""
    build_pages()
    return {page["path"].removeprefix("/") for page in page_registry.values()}


def test_there_are_articles_in_every_language() -> None:
    """The same ones, in the same order, under the same topics and for the same screens."""
    facts = [
        [(each.slug, each.topic, each.order, each.screens) for each in list_articles(language)]
        for language in LANGUAGES
    ]

    assert len(facts[0]) >= 16
    assert all(other == facts[0] for other in facts)
    assert {topic for _, topic, _, _ in facts[0]} == set(TOPICS)
    assert len({order for _, _, order, _ in facts[0]}) == len(facts[0])


@pytest.mark.parametrize("slug", [article.slug for article in list_articles("en")])
def test_an_article_has_the_same_steps_in_both_languages(slug: str) -> None:
    """The same headings, lists, steps and pictures, in the same order."""
    english, russian = (find_article(slug, language) for language in ("en", "ru"))
    assert english is not None
    assert russian is not None

    assert shape(english) == shape(russian)
    assert targets_of(english) == targets_of(russian)


@each_article
def test_an_article_is_whole(language: str, article: Article) -> None:
    """It has a title, a summary, steps, and headings that can be told apart."""
    parts = list(parts_of(article))
    anchors = [
        anchor_of(text.content) for part, text in pairwise(parts) if part.type == "heading_open"
    ]

    assert article.title
    assert article.summary.endswith(".")
    assert "ordered_list_open" in {part.type for part in parts}
    assert len(anchors) >= 2
    assert len(set(anchors)) == len(anchors)
    assert language == "en" or re.search("[а-я]", article.title)


@each_article
def test_an_article_names_things_as_the_screens_do(language: str, article: Article) -> None:
    """Whatever is set in bold stands on a screen, word for word, in the reader's language."""
    said = {PLACEHOLDER.sub("…", text).rstrip(".") for text in labels(language)}

    text = CODE.sub("", article.text)
    wrong = [bold for bold in STRONG.findall(text) if bold not in said | SIGNS]

    assert [] == wrong


@each_article
def test_the_links_of_an_article_lead_somewhere(language: str, article: Article) -> None:
    """To another article, or to a section of the account; never to another host."""
    sections = {f"/{page}" for page in pages() if page.startswith("account/")}

    for target in targets_of(article):
        if target.startswith("/"):
            assert target in sections | {"/help/tickets"}
        else:
            assert find_article(target.partition("#")[0], language) is not None
            assert target != article.slug


@each_article
def test_the_pictures_of_an_article_have_words(language: str, article: Article) -> None:
    """For those who do not see them, in the language of the article."""
    for picture in (part for part in parts_of(article) if part.type == "image"):
        assert len(picture.content) > 10
        assert ("ru" == language) == bool(re.search("[а-я]", picture.content))


def test_every_picture_is_there_and_no_other() -> None:
    """Of the size that is said before it has come, and light enough together."""
    present = set((folder("static") / "help").iterdir())

    assert {picture_path(*named) for named in named_pictures()} == present
    for named in named_pictures():
        with Image.open(picture_path(*named)) as picture:
            assert picture.size == picture_size(*named)
    assert sum(path.stat().st_size for path in present) <= MOST_BYTES * len(present)


def test_a_picture_that_is_not_there_is_told() -> None:
    """Its size would be a guess."""
    with pytest.raises(FileNotFoundError):
        picture_size("no-such-screen", "en")


def test_every_screen_that_is_named_exists() -> None:
    """As a page, a section of the account, or a dialog."""
    dialogs = {each.name for each in vars(ids).values() if isinstance(each, ids.Dialog)}
    named = [screen for article in list_articles("en") for screen in article.screens]

    assert set(named) <= pages() | dialogs
    assert len(set(named)) == len(named)


def test_every_page_of_people_has_an_article() -> None:
    """Those before the messenger, and the sections of the account."""
    screens = [gate.removeprefix("/") for gate in GATES]
    screens += [page for page in pages() if page.startswith("account/")]

    assert all(find_article(article_of(screen), "en") for screen in screens)


def test_a_screen_without_an_article_is_told() -> None:
    """A question mark that leads nowhere is a mistake of ours."""
    with pytest.raises(LookupError, match="nowhere"):
        article_of("nowhere")


def test_a_file_is_read_into_facts_and_text() -> None:
    """What stands between the fences, and what stands after them."""
    source = (
        "---\ntitle: A: B\nsummary: C.\ntopic: begin\norder: 7\nscreens: a, b\n---\n## D\n---\n"
    )

    article = parse_article("slug", source)

    assert Article("slug", "A: B", "C.", "begin", 7, ("a", "b"), "## D\n---\n") == article


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_in_the_help_are_those_of_the_dialog(language: str) -> None:
    """The table says of each key what the dialog says."""
    article = find_article("keyboard", language)
    assert article is not None
    translate = translator(language).gettext

    for text in (
        "Search chats, people and messages",
        "The chat above",
        "Send in any case",
        "A new line",
    ):
        assert translate(text) in article.text
