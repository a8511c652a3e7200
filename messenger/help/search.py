"""Finding articles by words, in both languages at once, whatever language is read.

A word of the query finds words that begin with it, else those that share all but its ending, so
that other forms of a word are found too; at last the same keys of the other keyboard layout count.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from messenger.catalogues import LANGUAGES
from messenger.help.articles import Article, list_articles
from messenger.search.words import other_layouts

LONGEST_QUERY = 100
WORD = re.compile(r"\w+")
# Where a link or a picture of Markdown leads, which nobody reads.
TARGET = re.compile(r"\]\([^)]*\)")
TITLE, SUMMARY, TEXT = 12, 6, 1
WHOLE, BEGINNING, FORM = 4, 2, 1
# Of a word as long as this so many letters at its end may differ.
INFLECTED, ENDING = 5, 2
# Words that most articles hold say nothing of what is looked for.
SMALL = frozenset(
    {
        *("a", "an", "and", "are", "can", "do", "does", "for", "from", "how", "i", "if", "in"),
        *("is", "it", "me", "my", "of", "on", "or", "the", "to", "what", "where", "with", "you"),
        *("а", "в", "где", "для", "и", "из", "как", "ли", "мне", "мой", "на", "не", "о", "от"),
        *("по", "при", "с", "у", "что", "это", "я"),
    }
)


def search_articles(query: str, language: str) -> list[Article]:
    """Return the articles that hold every word of a query, the most fitting first."""
    query = query[:LONGEST_QUERY].casefold()
    for typed in (query, *other_layouts(query)):
        words = words_of(typed)
        wanted = [word for word in words if word not in SMALL] or words
        found = rank(wanted, language) if wanted else []
        if found:
            return found
    return []


def rank(wanted: list[str], language: str) -> list[Article]:
    """Return the articles that hold all of the words, the most fitting first."""
    scores = {slug: [weigh(word, known) for word in wanted] for slug, known in index().items()}
    fitting = [each for each in list_articles(language) if all(scores[each.slug])]
    return sorted(fitting, key=lambda each: (-sum(scores[each.slug]), each.order))


def weigh(word: str, known: Mapping[str, int]) -> int:
    """Return how well an article's words answer one that is looked for; 0 for not at all."""
    stem = word[:-ENDING] if len(word) >= INFLECTED else word
    return max((fit(word, stem, each) * weight for each, weight in known.items()), default=0)


def fit(word: str, stem: str, known: str) -> int:
    """Return how near two words are."""
    if word == known:
        return WHOLE
    if known.startswith(word):
        return BEGINNING
    return FORM if known.startswith(stem) and len(known) <= len(word) + ENDING else 0


@cache
def index() -> dict[str, dict[str, int]]:
    """Return the words of every article with their weights, those of all languages together."""
    known: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        for article in list_articles(language):
            words = known.setdefault(article.slug, {})
            for word, weight in weighted(article):
                words[word] = max(weight, words.get(word, 0))
    return known


def weighted(article: Article) -> Iterable[tuple[str, int]]:
    """Yield the words of an article with the weight of each place where they stand."""
    shown = TARGET.sub("]", article.text)
    for text, weight in ((article.title, TITLE), (article.summary, SUMMARY), (shown, TEXT)):
        for word in words_of(text.casefold()):
            yield word, weight


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters; ё is е."""
    return WORD.findall(text.replace("ё", "е"))
