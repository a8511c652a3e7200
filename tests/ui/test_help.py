"""Every screen has a question mark, which leads to the article about it in a tab of its own."""

from typing import Any

import dash
import pytest

from messenger.help.articles import article_of, find_article
from messenger.ui.dash_app import build_pages
from messenger.ui.dialogs import add_contact, settings, shortcuts
from messenger.ui.parts.menu import build_menu
from messenger.ui.return_address import GATES

DIALOGS = {"settings": settings, "shortcuts": shortcuts, "add-contact": add_contact}


@pytest.fixture(autouse=True)
def _pages() -> None:
    build_pages()


def links_of(layout: Any) -> list[tuple[str, str]]:
    """Return where the links to the help in a layout lead, and into which tab.

    Dialogs have theirs in the title.
    """
    parts = [layout, *layout._traverse()]
    titles: list[Any] = [getattr(part, "title", None) for part in parts]
    parts += [part for each in titles if hasattr(each, "_traverse") for part in each._traverse()]
    links = [(str(getattr(part, "href", "")), getattr(part, "target", "")) for part in parts]
    return [(href, target) for href, target in links if href.startswith("/help")]


def expected(screen: str) -> list[tuple[str, str]]:
    """Return the one link that a screen has."""
    return [(f"/help/{article_of(screen)}", "_blank")]


def layout_of(path: str) -> Any:
    """Return what stands at an address."""
    return next(each["layout"]() for each in dash.page_registry.values() if each["path"] == path)


@pytest.mark.parametrize("path", GATES)
def test_a_page_before_the_messenger_has_one(path: str) -> None:
    """Beside the form, which keeps what was typed."""
    assert expected(path.removeprefix("/")) == links_of(layout_of(path))


def test_every_section_of_the_account_has_one() -> None:
    """That of its own subject."""
    paths = [each["path"] for each in dash.page_registry.values() if "/account/" in each["path"]]

    for path in paths:
        assert expected(path.removeprefix("/")) == links_of(layout_of(path))
    assert len(paths) >= 7


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_one(name: str) -> None:
    """In its title."""
    assert expected(name) == links_of(DIALOGS[name].build())


def test_the_menu_leads_to_all_articles() -> None:
    """In a tab of its own, too: the chats stay. So do those in charge come to the questions."""
    assert [("/help/queue", "_blank"), ("/help", "_blank")] == links_of(build_menu())


def test_it_leads_to_an_article() -> None:
    """Whatever it is called, there is one of that name."""
    for path in GATES:
        [(href, _)] = links_of(layout_of(path))
        assert find_article(href.removeprefix("/help/"), "ru") is not None
