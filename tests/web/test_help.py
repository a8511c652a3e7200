"""The help centre over HTTP: open to everybody, in the language of who reads."""

import re
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest

from messenger.help.articles import list_articles
from tests.conftest import Serve
from tests.people import ADA
from tests.running import Server

COOKIE = {"Cookie": f"messenger_session={ADA.token}"}
RUSSIAN = {"Accept-Language": "ru"}
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')


@pytest.fixture
def database() -> str:
    """The kind of database of these tests, which no article depends on."""
    return "sqlite"


async def get(server: Server, path: str, **headers: str) -> httpx.Response:
    """Ask for a page."""
    async with server.http() as http:
        return await http.get(path, headers=headers)


@pytest.mark.parametrize("headers", [{}, COOKIE], ids=["stranger", "ada"])
async def test_everybody_may_read(server: Server, headers: dict[str, str]) -> None:
    """Signed in or not; the way back leads to where they came from."""
    for path in ("/help", "/help/", "/help/passkeys"):
        answer = await get(server, path, **headers)

        assert (200, "text/html; charset=utf-8") == (
            answer.status_code,
            answer.headers["content-type"],
        )
        assert ("To the messenger" in answer.text) == bool(headers)


async def test_who_must_set_up_two_factors_may_read_how(serve: Serve) -> None:
    """Everything else is barred until then."""
    server = await serve(require_two_factor="on")

    assert 403 == (await get(server, "/api/me", **COOKIE)).status_code
    assert 200 == (await get(server, "/help/two-factors", **COOKIE)).status_code
    assert 200 == (await get(server, "/help", **COOKIE)).status_code


async def test_the_list_has_every_article(server: Server) -> None:
    """Each with its title and its summary."""
    page = unescape((await get(server, "/help")).text)

    for article in list_articles("en"):
        assert f'href="/help/{article.slug}"' in page
        assert article.title in page
        assert article.summary in page


async def test_the_language_is_the_readers(server: Server) -> None:
    """That of the browser, else the one that the address names; an unknown one is none."""
    assert '<html lang="ru"' in (await get(server, "/help/nick", **RUSSIAN)).text
    assert '<html lang="en"' in (await get(server, "/help/nick?lang=en", **RUSSIAN)).text
    assert '<html lang="ru"' in (await get(server, "/help/nick?lang=de", **RUSSIAN)).text


async def test_a_language_that_was_asked_for_stays(server: Server) -> None:
    """Links to other articles keep it; without it they have none to keep."""
    asked = (await get(server, "/help/nick?lang=ru")).text
    plain = (await get(server, "/help/nick")).text

    assert 'href="/help/privacy?lang=ru"' in (await get(server, "/help/blocking?lang=ru")).text or (
        'href="/help/chats?lang=ru"' in (await get(server, "/help/blocking?lang=ru")).text
    )
    assert 'href="/help?lang=ru"' in asked
    assert 'href="/help">' in plain


async def test_a_search_shows_what_was_found(server: Server) -> None:
    """In words of either language, with how many there are."""
    page = (await get(server, "/help?q=ключ доступа")).text

    assert 'href="/help/passkeys"' in page
    assert 'value="ключ доступа"' in page
    assert re.search(r'role="status">\d+ articles? found<', page)


async def test_nothing_found_leads_to_the_administrator(server: Server) -> None:
    """And what was typed is text."""
    page = (await get(server, '/help?q="><script>xyzzyx')).text

    assert "Nothing was found. Try other words, or ask the administrator" in page
    assert "<script>xyzzyx" not in page
    assert 'value="&quot;&gt;&lt;script&gt;xyzzyx"' in page


@pytest.mark.parametrize("slug", ["no-such-article", "en", "..%2Fpages", "a/b"])
async def test_an_address_without_an_article_says_so(server: Server, slug: str) -> None:
    """Status 404, and the way to all articles where it could have been one."""
    answer = await get(server, f"/help/{slug}")

    assert 404 == answer.status_code
    if "/" not in slug and "%2F" not in slug:
        assert "There is no such article" in answer.text
        assert 'href="/help"' in answer.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_every_address_in_every_page_answers(server: Server, language: str) -> None:
    """Pages, pictures, styles and scripts, of this host alone."""
    pages = ["/help", *(f"/help/{article.slug}" for article in list_articles(language))]
    asked: dict[str, int] = {}

    async with server.http(headers=COOKIE) as http:
        for path in pages:
            page = await http.get(f"{path}?lang={language}")
            for found in LINK.findall(page.text):
                target = urljoin(path, unescape(found)).partition("#")[0]
                assert target.startswith("/")
                assert not target.startswith("//")
                if target not in asked:
                    asked[target] = (await http.get(target)).status_code

    assert len(asked) > 60
    assert {200} == set(asked.values())


async def test_links_into_an_article_meet_a_heading(server: Server) -> None:
    """Every anchor of a page is on it."""
    async with server.http() as http:
        for article in list_articles("ru"):
            page = (await http.get(f"/help/{article.slug}?lang=ru")).text
            anchors = set(re.findall(r'href="#([^"]+)"', page))
            assert anchors
            assert anchors <= set(re.findall(r'id="([^"]+)"', page))


async def test_the_pages_come_compressed(server: Server) -> None:
    """As other pages do."""
    answer = await get(server, "/help", **{"Accept-Encoding": "br"})

    assert "br" == answer.headers["content-encoding"]


async def test_nothing_is_written_into_the_page(server: Server) -> None:
    """No style and no script but from files, as the policy asks."""
    page = (await get(server, "/help/keyboard")).text

    assert "style=" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r"\son\w+=", page)
