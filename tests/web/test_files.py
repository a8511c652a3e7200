"""Files: kept for a year under their version, compressed as asked for, and no others."""

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest

from messenger.resources import folder
from messenger.ui.texts import LANGUAGES, texts_url
from messenger.web.static_files import IMMUTABLE, StaticTree
from messenger.web.uncommented import read_uncommented
from tests.running import Server

FILE = "js/app.js"
CONTENT = (folder("static") / FILE).read_bytes()
UNCOMMENTED = read_uncommented(folder("static") / FILE)


@pytest.fixture
def database() -> str:
    """The kind of database of these tests, which files do not touch."""
    return "sqlite"


@pytest.fixture(scope="module")
def tree() -> StaticTree:
    """The static files, as the server finds them."""
    return StaticTree(folder("static"))


async def get(server: Server, path: str, accepted: str = "identity") -> httpx.Response:
    """Ask for a file in the codings of an Accept-Encoding header."""
    async with server.http() as http:
        return await http.get(path, headers={"Accept-Encoding": accepted})


async def status(server: Server, path: str) -> int:
    """Return with which status a path is answered that no client would tidy up."""
    reader, writer = await asyncio.open_connection(*server.host.split(":"))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return int(answer.split()[1])


async def test_a_file_under_its_version_is_kept_for_a_year(
    server: Server, tree: StaticTree
) -> None:
    """It is told as what it is, and comes as it lies on the disk."""
    answer = await get(server, tree.url(FILE))

    assert (200, CONTENT) == (answer.status_code, answer.content)
    assert IMMUTABLE == answer.headers["cache-control"]
    assert "text/javascript" == answer.headers["content-type"]


async def test_a_file_under_another_version_is_not_kept(server: Server) -> None:
    """A page of the last version gets it all the same."""
    answer = await get(server, f"/static/000000000000/{FILE}")

    assert (200, CONTENT) == (answer.status_code, answer.content)
    assert "no-cache" == answer.headers["cache-control"]


async def test_a_file_without_a_version_is_not_found(server: Server) -> None:
    """Nobody can keep what may change."""
    answer = await get(server, f"/static/{FILE}")

    assert 404 == answer.status_code
    assert "no-store" == answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
async def test_a_file_is_compressed_as_the_browser_accepts(
    server: Server, tree: StaticTree, accepted: str, coding: str | None
) -> None:
    """Caches are told that the answer depends on it."""
    answer = await get(server, tree.url(FILE), accepted)

    assert coding == answer.headers.get("content-encoding")
    assert "Accept-Encoding" == answer.headers["vary"]
    assert (UNCOMMENTED if coding else CONTENT) == answer.content
    assert (int(answer.headers["content-length"]) < len(CONTENT)) == bool(coding)


async def test_the_second_reader_gets_what_was_compressed_hard(
    server: Server, tree: StaticTree
) -> None:
    """It is kept in the cache folder by its content, and says the same in fewer bytes."""
    first = await get(server, tree.url(FILE), "br")
    cache = server.settings.data_dir / "cache"
    async with asyncio.timeout(5):
        while not list(cache.glob("*.br")):
            await asyncio.sleep(0.01)

    second = await get(server, tree.url(FILE), "br")

    [twin] = cache.iterdir()
    assert twin.stat().st_size == int(second.headers["content-length"])
    assert int(second.headers["content-length"]) < int(first.headers["content-length"])
    assert UNCOMMENTED == second.content


async def test_the_head_of_a_file_is_that_of_its_answer(server: Server, tree: StaticTree) -> None:
    """Without the body."""
    async with server.http(headers={"Accept-Encoding": "identity"}) as http:
        head = await http.head(tree.url(FILE))
        whole = await http.get(tree.url(FILE))

    del head.headers["date"], whole.headers["date"]
    assert (200, b"") == (head.status_code, head.content)
    assert whole.headers == head.headers


@pytest.mark.parametrize(
    "path",
    [
        "../../pyproject.toml",
        "js/../../pyproject.toml",
        "..%2f..%2fpyproject.toml",
        "%2e%2e/%2e%2e/pyproject.toml",
        "..%5c..%5cpyproject.toml",
        "js%2f..%2f..%2fpyproject.toml",
        "js/../js/app.js",
        "js/./app.js",
        "js/app.js%00",
        "js/app.js/",
        "JS/app.js",
        "js",
        "js/",
        "",
        ".",
    ],
)
async def test_nothing_but_the_files_can_be_named(
    server: Server, tree: StaticTree, path: str
) -> None:
    """Neither by climbing nor by codes, and a folder is no file."""
    assert 404 == await status(server, tree.url(path))
    assert 200 == await status(server, tree.url(FILE))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_texts_of_a_language_are_kept_for_a_year(server: Server, language: str) -> None:
    """Their name changes with their content."""
    answer = await get(server, texts_url(language))

    assert "application/json" == answer.headers["content-type"]
    assert IMMUTABLE == answer.headers["cache-control"]
    assert isinstance(json.loads(answer.content), dict)


@pytest.mark.parametrize("name", ["en.json", "en.000000000000.json", "de.json", "", "../static"])
async def test_texts_of_another_name_are_not_found(server: Server, name: str) -> None:
    """An old name would be kept with new texts."""
    assert 404 == await status(server, f"/texts/{name}")


async def test_the_bundles_of_a_page_are_kept_for_a_year(server: Server) -> None:
    """Every one that the page names, compressed."""
    page = await get(server, "/sign-in")
    bundles = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page.text)

    assert bundles
    for bundle in bundles:
        answer = await get(server, bundle, "br")
        assert (200, IMMUTABLE) == (answer.status_code, answer.headers["cache-control"])
        assert "br" == answer.headers["content-encoding"]


async def test_the_icon_has_its_oldest_name_too(server: Server, tree: StaticTree) -> None:
    """It has no version, so it is asked for again."""
    answer = await get(server, "/favicon.ico")

    assert (await get(server, tree.url("icons/favicon.svg"))).content == answer.content
    assert "no-cache" == answer.headers["cache-control"]
    assert "image/svg+xml" == answer.headers["content-type"]


async def test_a_file_is_for_our_pages_only(server: Server, tree: StaticTree) -> None:
    """And can do nothing where somebody opens it by itself."""
    for path in (tree.url(FILE), texts_url("en"), tree.url("nowhere.js")):
        headers = (await get(server, path)).headers
        assert "nosniff" == headers["x-content-type-options"]
        assert "same-origin" == headers["cross-origin-resource-policy"]
        assert "default-src 'none'; frame-ancestors 'none'" == headers["content-security-policy"]


async def test_a_file_changes_with_nothing_that_is_sent(server: Server, tree: StaticTree) -> None:
    """Files take no other method."""
    async with server.http() as http:
        for method in ("POST", "PUT", "DELETE"):
            assert 404 == (await http.request(method, tree.url(FILE))).status_code


def test_the_version_is_that_of_every_file(tmp_path: Path) -> None:
    """A change anywhere, of a name or of a letter, makes another; the same files the same."""
    (tmp_path / "a.js").write_text("1")
    versions = [StaticTree(tmp_path).version, StaticTree(tmp_path).version]
    (tmp_path / "a.js").write_text("2")
    versions.append(StaticTree(tmp_path).version)
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    versions.append(StaticTree(tmp_path).version)

    assert versions[0] == versions[1]
    assert 3 == len(set(versions))
