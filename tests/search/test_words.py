"""Words as they are compared: forms, layouts, folding, and an expression for either index."""

import itertools
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messenger.search.expressions import FTS5, TSQUERY, express
from messenger.search.terms import terms_of
from messenger.search.words import all_forms, read_query, words_of

# Of each line every form finds every other one.
FORMS = [
    "книга книги книгу книге книгой книгам книгами книгах",
    "встреча встречи встречу встречей встречам встречами",
    "дом дома дому домом домов домами",
    "завтрак завтрака завтраку завтраком завтраки",
    "новый нового новому новым новая новую новые новыми",
    "писать писал писала писали",
    "ёлка елка ёлки елку ёлкой",
    "поезд поезда поезду поездом поезде поездами",
    "работа работы работу работе работой",
    "красивый красивая красивого красивыми",
    "билет билеты билетов билетам",
    "помощь помощи помощью",
    "meeting meetings meet",
    "run runs running",
    "ticket tickets",
    "write writes writing",
    "walk walked walking walks",
    "city cities",
    "happy happiness",
    "connect connected connecting connection connections",
    "photo photos",
    "garden gardens gardening",
]
PAIRS = [
    pair for line in FORMS for pair in itertools.permutations(line.split(), 2) if pair[0] < pair[1]
]


def finds(query: str, text: str) -> bool:
    """Return whether a real index of SQLite finds a text by a query."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIRTUAL TABLE i USING fts5(t, detail='none', tokenize=\"ascii tokenchars '_'\")"
    )
    base.execute("INSERT INTO i VALUES (?)", [terms_of(1, 2, "text", text)])
    wanted = express([], read_query(query), FTS5)
    found = base.execute("SELECT count(*) FROM i WHERE i MATCH ?", [wanted]).fetchone()[0]
    base.close()
    return bool(found)


def test_there_are_a_hundred_pairs_of_forms() -> None:
    """As many as the table promises."""
    assert len(PAIRS) > 100


@pytest.mark.parametrize(("asked", "said"), PAIRS)
def test_forms_of_a_word_find_each_other(asked: str, said: str) -> None:
    """In both directions, with capitals or without."""
    assert finds(asked, f"Вот {said.capitalize()}, here.")
    assert finds(said.upper(), f"Вот {asked}, here.")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("прогр", "Программирование"),
        ("runni", "running late"),
        ("rybuf", "книги на полке"),
        ("k.,jdm", "любовь и мир"),
        ("руддщ", "hello there"),
        ("cafe", "Café Müller"),
        ("muller", "Café Müller"),
        ("2026", "в 2026-м году"),
        ("кот пёс", "пес и кот"),
        ("東", "東京タワー"),
        ("да", "ну да"),
        ("don't", "I don't know"),
        ("C++", "c is a language"),
    ],
)
def test_a_query_finds(query: str, text: str) -> None:
    """Beginnings, the other layout, marks, digits, several words, signs."""
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("кот пёс", "один кот"),
        ("ко", "кот"),
        ("дом", "том и сом"),
        ("_c1", "nothing of the kind"),
        ("_ktext", "nothing of the kind"),
        ("книга", "кинга"),
    ],
)
def test_a_query_does_not_find(query: str, text: str) -> None:
    """All pieces are wanted, two letters begin nothing, and nobody asks by our own terms."""
    assert not finds(query, text)


def test_й_is_a_letter_of_its_own() -> None:
    """Composed or with its mark apart; ё is е."""
    assert ["мои"] == [word.folded for word in words_of("мои")]
    assert ["мой"] == [word.folded for word in words_of("мои\u0306")]
    assert ["еж"] == [word.folded for word in words_of("ЁЖ")]


def test_a_word_says_where_it_stands() -> None:
    """In code points, whatever folding makes of it."""
    text = "🐘 Straße, 東京"

    spans = [text[word.start : word.end] for word in words_of(text)]

    assert ["Straße", "東", "京"] == spans


@given(st.text(max_size=60))
def test_whatever_is_asked_the_index_understands(query: str) -> None:
    """No text is an error of the query language, and what is said finds itself."""
    if read_query(query):
        first = query.split()[0]
        assert not read_query(first) or finds(first, query)


@given(st.text(max_size=60))
def test_no_term_can_end_a_quotation(query: str) -> None:
    """Letters, digits and the marks of ours are all that an expression quotes."""
    assert all(form.isalnum() for form in all_forms(query))
    assert "\\" not in express([], read_query(query), TSQUERY)
