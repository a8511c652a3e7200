"""Words as a search compares them: folded, and with what all forms of one word begin alike.

Forms are brought together by the Snowball stemmers (Porter 1980, 2001; snowballstem.org).
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from Stemmer import Stemmer

# A letter or a digit with the marks that stand upon it; where nothing divides words, each sign.
MARKS = "\u0300-\u036f"
SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{SIGN}]|[^\W_{SIGN}]+(?:[{MARKS}]+[^\W_{SIGN}]*)*")
CYRILLIC = re.compile("[\u0400-\u052f]")
LONGEST_WORD = 40
# Few words make up most of what is said: as many are kept with their forms.
KNOWN = 16_384
# Shorter ones begin too much to say anything.
SHORTEST_BEGINNING = 3
# A query of more of them is cut: each costs a look into the index.
MOST_WANTED = 10

QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
LAYOUTS = (str.maketrans(QWERTY, JCUKEN), str.maketrans(JCUKEN, QWERTY))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, in code points, and what it is found by."""

    start: int
    end: int
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query: a text answers it by the same stem, or by a word that begins so."""

    stem: str
    beginning: str | None

    def fits(self, word: Word) -> bool:
        """Tell whether a word of a text answers it."""
        begins = self.beginning is not None and word.folded.startswith(self.beginning)
        return begins or self.stem in {word.folded, word.stem}


# Of each piece of a query the ways to read it, any of which will do; of each way all words.
Query = tuple[tuple[tuple[Wanted, ...], ...], ...]


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in their order."""
    for found in WORD.finditer(text):
        forms = forms_of(found.group())
        if forms:
            yield Word(found.start(), found.end(), forms[0], forms[-1])


@lru_cache(KNOWN)
def forms_of(word: str) -> tuple[str, ...]:
    """Return a word folded and, where it is another, its stem; nothing where nothing is left."""
    folded = fold(word)[:LONGEST_WORD]
    return tuple(dict.fromkeys((folded, stem(folded)))) if folded else ()


def all_forms(text: str) -> Iterator[str]:
    """Yield what the words of a text are found by."""
    return chain.from_iterable(map(forms_of, WORD.findall(text)))


def read_query(text: str) -> Query:
    """Return what a query asks for, as it is typed and by the keys of the other layout."""
    pieces = []
    for piece in text.casefold().split()[:MOST_WANTED]:
        typed = dict.fromkeys([piece, *other_layouts(piece)])
        ways = dict.fromkeys(tuple(map(_want, words_of(each)))[:MOST_WANTED] for each in typed)
        found = tuple(way for way in ways if way)
        if found:
            pieces.append(found)
    return tuple(pieces)


def other_layouts(text: str) -> list[str]:
    """Return what the same keys would have written in Russian and in English."""
    return [text.translate(layout) for layout in LAYOUTS]


def fold(word: str) -> str:
    """Return the letters and digits of a word, small and without marks; ё is е, and й stays."""
    word = unicodedata.normalize("NFKC", word).casefold().replace("ё", "е")
    if not CYRILLIC.search(word):
        word = unicodedata.normalize("NFKD", word)
    return "".join(each for each in word if each.isalnum())


def stem(folded: str) -> str:
    """Return what the forms of a folded word share; Russian and English ones are known."""
    if CYRILLIC.search(folded):
        return str(_stemmers.russian.stemWord(folded))
    if folded.isascii() and folded.isalpha():
        return str(_stemmers.english.stemWord(folded))
    return folded


def _want(word: Word) -> Wanted:
    long = len(word.folded) >= SHORTEST_BEGINNING
    return Wanted(word.stem, word.folded if long else None)


class _Stemmers(threading.local):
    """A stemmer serves one thread at a time."""

    def __init__(self) -> None:
        self.russian = Stemmer("russian")
        self.english = Stemmer("english")


_stemmers = _Stemmers()
