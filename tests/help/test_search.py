"""Words of both languages find the articles that people mean by them."""

import pytest

from messenger.catalogues import LANGUAGES
from messenger.help.articles import list_articles
from messenger.help.search import LONGEST_QUERY, search_articles

# What people type, and the article that should then stand first.
WISHES = [
    ("forgotten password", "forgotten-password"),
    ("забыл пароль", "forgotten-password"),
    ("забытый", "forgotten-password"),
    ("change password", "change-password"),
    ("сменить пароль", "change-password"),
    ("двухфакторный", "two-factors"),
    ("authenticator", "two-factors"),
    ("резервные коды", "recovery-codes"),
    ("lost device", "recovery-codes"),
    ("passkeys", "passkeys"),
    ("ключ доступа", "passkeys"),
    ("photo", "profile"),
    ("фото", "profile"),
    ("ник", "nick"),
    ("e-mail", "email"),
    ("почта", "email"),
    ("заблокировать", "blocking"),
    ("block", "blocking"),
    ("pin", "chats"),
    ("закрепить чат", "chats"),
    ("edit message", "messages"),
    ("forward", "forwarding"),
    ("переслать", "forwarding"),
    ("pinned message", "pinned-messages"),
    ("закрепить сообщение", "pinned-messages"),
    ("удалить сообщение", "messages"),
    ("keyboard", "keyboard"),
    ("клавиши", "keyboard"),
    ("notifications", "looks"),
    ("язык", "looks"),
    ("offline", "offline"),
    ("без связи", "offline"),
    ("date", "search"),
    ("устройства", "devices"),
    ("microphone", "voice"),
    ("голосовое", "voice"),
]


def slugs(query: str, language: str = "en") -> list[str]:
    """Return the names of what is found."""
    return [article.slug for article in search_articles(query, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("query", "slug"), WISHES)
def test_what_people_type_leads_to_what_they_mean(query: str, slug: str, language: str) -> None:
    """In either language, whichever one is read; the answers are in the reader's."""
    found = search_articles(query, language)

    assert slug in [article.slug for article in found[:3]]
    assert set(found) <= set(list_articles(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_is_found_by_its_title(language: str) -> None:
    """Before all others."""
    for article in list_articles(language):
        assert article.slug == slugs(article.title)[0]


def test_the_beginning_of_a_word_is_enough() -> None:
    """So that what is meant stands there while one still types."""
    assert "passkeys" == slugs("passk")[0]
    assert "forgotten-password" == slugs("забы")[0]


def test_other_forms_of_a_word_are_found() -> None:
    """As Russian has many of."""
    assert "passkeys" == slugs("ключами доступа")[0]
    assert "change-password" in slugs("сменил пароля")


def test_small_words_and_capitals_say_nothing() -> None:
    """A whole question is answered as its words that matter."""
    assert slugs("delete chat") == slugs("How do I DELETE a chat?")
    assert slugs("удалить чат") == slugs("Как мне удалить чат")


def test_ё_is_е_and_the_other_keyboard_layout_is_forgiven() -> None:
    """As in the search of the messenger."""
    assert slugs("темная") == slugs("тёмная") != []
    assert slugs("пароль") == slugs("gfhjkm") != []
    assert slugs("passkey") == slugs("зфыылун") != []


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzyx", "пароль xyzzyx", "a" * 10_000])
def test_nothing_is_found_by_what_stands_nowhere(query: str) -> None:
    """Every word has to be there."""
    assert [] == slugs(query)


def test_a_query_is_read_to_a_bound() -> None:
    """What stands after it does not count."""
    assert slugs("password") == slugs("password" + " " * LONGEST_QUERY + "xyzzyx")
