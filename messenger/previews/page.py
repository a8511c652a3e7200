"""Reading from a page what it says of itself: its title, a description, and a picture.

A scanner of its own, since no more is wanted than a few tags of the head. It looks at each
character a bounded number of times; a parser that builds the whole tree of a page can be kept busy
for minutes by a megabyte that was made for it.
"""

import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from messenger.previews.answers import Fetched
from messenger.previews.fetch import IMAGES

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SITE = 200, 300, 80
LONGEST_VALUE = 4000
MOST_TAGS = 1000
# Searched at a time, and what a piece reaches into the next, for a tag that begins in it.
PIECE, LONGEST_TAG = 64 * 1024, 16
MOST_ATTRIBUTES = 20
# Those that pages are written in (WHATWG Encoding), by what Python calls them. Not just any codec:
# some of Python's are no encodings of text, and some take minutes for a megabyte.
CHARSETS = frozenset(
    [
        *(f"cp125{number}" for number in range(9)),
        *(f"iso8859-{number}" for number in range(1, 17)),
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "cp866"),
        *("koi8-r", "koi8-u", "latin-1", "cp874", "gb2312", "gbk"),
        *("gb18030", "big5", "euc_jp", "shift_jis", "euc_kr", "mac-cyrillic"),
        *("mac-roman"),
    ]
)
DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([a-zA-Z0-9_-]{1,20})")
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
TAG = re.compile(
    r"<(?:(!--)|(meta|title|body|script|style|noscript|template)(?=[\s/>]))", re.IGNORECASE
)
ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?"""
)
# What turns the direction of what follows, which is not the page's to do.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")
TITLES = ("og:title", "twitter:title")
TEXTS = ("og:description", "twitter:description", "description")
PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")


@dataclass(frozen=True, slots=True)
class Page:
    """What can be shown of a page; `image` is the address of a picture that it names."""

    site: str
    title: str
    description: str
    image: str | None


def read_page(fetched: Fetched, link: str) -> Page | None:
    """Return what a page says of itself; None where it says nothing."""
    host = urlsplit(link).hostname or ""
    if fetched.mime in IMAGES:
        name = clean(unquote(urlsplit(link).path.rpartition("/")[2]), LONGEST_TITLE)
        return Page(clean(host, LONGEST_SITE), name or host, "", None)
    said = _read_head(decode(fetched.content, fetched.charset))
    title = clean(_first(said, TITLES) or said.get("<title>", ""), LONGEST_TITLE)
    if not title:
        return None
    image = _first(said, PICTURES)
    return Page(
        site=clean(said.get("og:site_name", ""), LONGEST_SITE) or clean(host, LONGEST_SITE),
        title=title,
        description=clean(_first(said, TEXTS), LONGEST_TEXT),
        image=_join(fetched.url, image) if image else None,
    )


def decode(content: bytes, charset: str | None) -> str:
    """Return the text of a page, by what it or its server calls its encoding."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    declared = DECLARED.search(content[:1024])
    for name in (marked, charset, declared and declared[1].decode(), "utf-8"):
        codec = _codec(name)
        if codec is not None:
            return content.decode(codec, "replace")
    return ""


def clean(text: str, longest: int) -> str:
    """Return a text in one line, without signs that are not seen, and not longer than that."""
    cut = text[:LONGEST_VALUE]
    shown = "".join(letter for letter in cut if letter.isspace() or _is_shown(letter))
    line = " ".join(shown.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _is_shown(letter: str) -> bool:
    if letter in JOINERS:
        return True
    return letter not in BIDI and unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"}


def _read_head(text: str) -> dict[str, str]:
    """Return what the head says, the first word on each counting."""
    said: dict[str, str] = {}
    for name, value in _tags(text):
        said.setdefault(name, value)
    return said


def _tags(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    for _ in range(MOST_TAGS):
        found = _search(TAG, text, place)
        if found is None or (found[2] or "").lower() == "body":
            return
        place = found.end()
        name = "-->" if found[1] else found[2].lower()
        if name == "meta":
            attributes, place = _attributes(text, place)
            about = attributes.get("property") or attributes.get("name") or ""
            yield about.strip().lower(), attributes.get("content", "")
            continue
        end = text.find("-->", place) if found[1] else _end_of(name, text, place)
        if end < 0:
            return
        if name == "title":
            yield "<title>", html.unescape(text[place:end][:LONGEST_VALUE].partition(">")[2])
        place = end


def _end_of(name: str, text: str, place: int) -> int:
    found = _search(re.compile(f"</{name}", re.IGNORECASE), text, place)
    return found.start() if found else -1


def _search(pattern: re.Pattern[str], text: str, place: int) -> re.Match[str] | None:
    """Search piece by piece: whoever else has work to do gets a turn between two."""
    for begin in range(place, len(text), PIECE):
        if found := pattern.search(text, begin, begin + PIECE + LONGEST_TAG):
            return found
    return None


def _attributes(text: str, place: int) -> tuple[dict[str, str], int]:
    read: dict[str, str] = {}
    for _ in range(MOST_ATTRIBUTES):
        found = ATTRIBUTE.match(text, place)
        if found is None:
            break
        place = found.end()
        value = found[2] or found[3] or found[4] or ""
        read.setdefault(found[1][:40].lower(), html.unescape(value[:LONGEST_VALUE]))
    return read, place


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name, "").strip()), "")


def _join(base: str, image: str) -> str | None:
    try:
        return urljoin(base, image.strip())
    except ValueError:
        return None


def _codec(name: str | None) -> str | None:
    wanted = (name or "").strip().lower()
    try:
        known = codecs.lookup(wanted).name
    except (LookupError, ValueError):
        return None
    return known if known in CHARSETS else None
