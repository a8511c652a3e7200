"""What is read from pages, honest and hostile ones."""

import time

import pytest

from messenger.previews.answers import Fetched
from messenger.previews.links import first_link
from messenger.previews.page import Page, read_page

LINK = "https://www.example.org/news/1.html?a=b"
MEGABYTE = 1024 * 1024


def read(head: str | bytes, charset: str | None = "utf-8", mime: str = "text/html") -> Page | None:
    """Read a page with this head."""
    content = head if isinstance(head, bytes) else head.encode()
    return read_page(Fetched(LINK, mime, charset, content, complete=True), LINK)


def title(head: str | bytes, charset: str | None = "utf-8") -> str | None:
    """Return the title that is shown of a page."""
    page = read(head, charset)
    return page.title if page else None


def test_open_graph_comes_first() -> None:
    """Then what is said for Twitter, then what every page has."""
    plain = '<title>Plain</title><meta name="description" content="A page.">'
    assert Page("www.example.org", "Plain", "A page.", None) == read(plain)
    twitter = '<meta name="twitter:title" content="T"><meta name="twitter:description" content="d">'
    twitter += '<meta name="twitter:image" content="t.png">'
    assert Page("www.example.org", "T", "d", "https://www.example.org/news/t.png") == read(
        plain + twitter
    )
    graph = """
    <META Property='og:title' Content='Ada &amp; Bob &#x2014; &quot;news&quot;'/>
    <meta content=Words property=og:description><meta property="og:site_name" content="The Site">
    <meta property="og:image" content="//pictures.example.org/a.png">"""
    assert Page(
        "The Site", 'Ada & Bob — "news"', "Words", "https://pictures.example.org/a.png"
    ) == read(plain + twitter + graph)


def test_what_says_nothing_is_not_shown() -> None:
    """No title is no preview."""
    for head in ("", "<p>Hello", "<title></title>", "<title> \n\u200b </title>", "\0" * 99):
        assert read(head) is None, head
    assert read('<meta property="og:title" content=" "><title>x</title>') is not None


def test_a_picture_is_called_by_its_name() -> None:
    """Where a link leads to a picture itself."""
    fetched = Fetched(LINK, "image/png", None, b"", complete=True)
    page = read_page(fetched, "https://example.org/a/My%20cat.png?x")
    assert Page("example.org", "My cat.png", "", None) == page
    assert Page("example.org", "example.org", "", None) == read_page(fetched, "https://example.org")


def test_only_the_head_counts() -> None:
    """Not what stands in scripts, comments, templates or the body."""
    hidden = "<!-- <title>a</title> --><script>'<title>b</title>'</script>"
    hidden += "<style><title>c</title></style><noscript><title>d</title></noscript>"
    hidden += "<template><title>e</title></template>"
    assert "Right" == title(f"{hidden}<title lang=en>Right</title><title>Wrong</title>")
    assert title(f"{hidden}<body><title>f</title>") is None
    assert "<script>alert(1)</script>" == title("<title><script>alert(1)</script></title>")


def test_texts_are_bounded_and_cleaned() -> None:
    """One line, no controls, nothing that turns the direction or hides."""
    assert ("x" * 199 + "…") == title(f"<title>{'x' * 500_000}</title>")
    page = read(f'<title>x</title><meta name=description content="{"w" * 5000}">')
    assert page is not None
    assert ("w" * 299 + "…") == page.description
    assert "evil gpj.exe" == title("<title>\u202eevil\u0000 \u2066gpj.\u200fexe\ufeff</title>")
    assert "a b" == title("<title>\n\ta\r\n\u00a0b\u2028</title>")
    assert "👩‍🚀" == title("<title>👩‍🚀</title>")


def test_encodings() -> None:
    """That of a mark, of the server, of the page, else UTF-8; what is none is not believed."""
    words = "<title>Привет</title>"
    assert "Привет" == title(words.encode("cp1251"), "windows-1251")
    declared = '<meta charset="koi8-r">' + words
    assert "Привет" == title(declared.encode("koi8-r"), None)
    other = '<meta http-equiv="content-type" content="text/html; charset=windows-1251">' + words
    assert "Привет" == title(other.encode("cp1251"), None)
    assert "Привет" == title(words.encode("utf-16"), None)
    assert "Привет" == title(b"\xef\xbb\xbf" + words.encode(), "koi8-r")
    for nonsense in ("", "no-such", "base64", "punycode", "idna", "zlib", "unicode_escape", "\0"):
        assert "Привет" == title(words.encode(), nonsense)
    assert "����" == title(b"<title>\xff\xfe\xfd\xfc</title>")


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>", "<b><p>", "<meta a=b>", "<meta ", "a=b ", "<title>", "<script>", "<!--", "<"),
        *("&", "&#9999", "<meta content='", '<meta content="', "=", " ", "'", '"', "<meta/", "</"),
        *("<script></script>", "<!---->", "<meta content=a", "<title></title>", "<metaa ", "\0"),
    ],
)
def test_no_page_keeps_the_reader_busy(piece: str) -> None:
    """A megabyte of anything costs about as much as a megabyte of nothing in particular."""
    before = time.process_time()
    read(piece * (MEGABYTE // len(piece)))
    read(f'<meta content="{piece * (MEGABYTE // len(piece))}')
    # What is quadratic would take minutes.
    assert time.process_time() - before < 3


def test_the_first_link_of_a_message() -> None:
    """As its readers see it; in Markdown none that stands in code."""
    assert first_link("no link, http nor www", "plain") is None
    for text, link in (
        ("see https://example.org/a, and http://b", "https://example.org/a"),
        ("(https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("приветhttps://example.org/", "https://example.org/"),
        ("www.example.org!", "https://www.example.org"),
        ("«https://example.org/»…", "https://example.org/"),
        ("xhttps://a www.b", "https://www.b"),
        ("`https://a` https://b", "https://a`"),
    ):
        assert link == first_link(text, "plain"), text
    for text, found in (
        ("`https://a` https://b", "https://b"),
        ("```\nhttps://a\n``\n``` https://b", "https://b"),
        ("[words](https://b)", "https://b"),
        ("`` https://a ` https://b", "https://a"),
        ("`https://a`", None),
    ):
        assert found == first_link(text, "markdown"), text
    assert first_link("https://" + "a" * 5000, "plain") is None
    before = time.process_time()
    for piece in ("` ", "`` ` ", "www.)", "https://(", ")", "www.a)))"):
        first_link("www. " + piece * (16_384 // len(piece)), "markdown")
    assert time.process_time() - before < 1
