"""How long finding messages takes among a million, beside reading a page by the primary key.

Words are drawn as people use them, the first of a list far more often than the last (Zipf 1949).
"""

import json
import random
import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import uvloop

from messenger.db.ids import term_id
from messenger.db.tables.search import FILL_INDEX
from messenger.search.terms import terms_of
from messenger.settings import Settings
from tests.load.client import Wire, build_frame, resume
from tests.load.client_ids import ordered_id
from tests.load.figures.history import ask
from tests.load.machine import percentile
from tests.load.report import Figure, fact
from tests.load.seed import Person, Seed
from tests.load.server import messenger

MESSAGES, CHATS, MINE = 1_000_000, 400, 100
WORDS, SAMPLES = 30_000, 60
CONSONANTS, VOWELS = "бвгдзклмнпрст", "аеиоуы"
INSERT = """
    INSERT INTO messages
        (chat_id, seq, version, sender_id, client_id, kind, text, format, sent_at, deleted,
         term_id, terms)
    VALUES (?, ?, ?, ?, ?, 'text', ?, 'plain', ?, 0, ?, ?)
"""


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Search in all chats and in one: for rare, middling and common words, and for beginnings."""
    data_dir = folder / "search"
    chance = random.Random(1)
    words = [_word(chance) for _ in range(WORDS)]
    seed = Seed(data_dir)
    first, *others = seed.people(CHATS + 1)
    chats = [
        seed.direct(first if at < MINE else others[at - 1], other)
        for at, other in enumerate(others)
    ]
    _fill(Settings(data_dir=data_dir).sqlite_path, chats, first, words, chance)
    seed.close()
    with messenger(data_dir) as server:
        taken = uvloop.run(_ask_all(server.port, first, chats[0], _queries(words, chance)))
    key = percentile(taken.pop("key"), 0.95)
    limit = f"{key:.2f} ms page by key, p95"
    return [
        fact(f"search of {MESSAGES:,}: {name}, p95", f"{p95:.2f} ms", limit, p95 / key)
        for name, p95 in ((name, percentile(times, 0.95)) for name, times in taken.items())
    ]


def _word(chance: random.Random) -> str:
    syllables = range(chance.randint(2, 4))
    return "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in syllables)


def _fill(
    path: Path, chats: list[int], person: Person, words: list[str], chance: random.Random
) -> None:
    now = int(time.time() * 1000)
    said = _texts(words, chance)

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(MESSAGES):
            chat, seq = chats[number % CHATS], number // CHATS + 1
            at, text = now - (MESSAGES - number) * 1000, next(said)
            terms = terms_of(chat, person.id, "text", text)
            yield chat, seq, seq, person.id, ordered_id(at), text, at, term_id(at), terms

    with sqlite3.connect(path) as connection:
        made = rows()
        while page := list(islice(made, 20_000)):
            connection.executemany(INSERT, page)
        last = MESSAGES // CHATS
        connection.execute(FILL_INDEX)
        connection.execute("UPDATE chats SET last_seq = ?, version = ?", (last, last))
    connection.close()


def _texts(words: list[str], chance: random.Random) -> Iterator[str]:
    while True:
        places = (int(WORDS * chance.random() ** 4) for _ in range(chance.randint(3, 15)))
        yield " ".join(words[place] for place in places)


def _queries(words: list[str], chance: random.Random) -> dict[str, list[str]]:
    def some(first: int, last: int) -> list[str]:
        return [words[chance.randrange(first, last)] for _ in range(SAMPLES)]

    middling = some(300, 3000)
    return {
        "rare word": some(20_000, WORDS),
        "middling word": middling,
        "common word": some(0, 30),
        "beginning": [word[:4] for word in some(0, 3000)],
        "two words": [f"{one} {two}" for one, two in zip(middling, some(0, 30), strict=True)],
    }


async def _ask_all(
    port: int, person: Person, chat: int, queries: dict[str, list[str]]
) -> dict[str, list[float]]:
    wire = await resume(port, person.token)
    taken = {"key": await _time(wire, "messages.history", [{"chat_id": str(chat)}] * SAMPLES)}
    for name, wanted in queries.items():
        asked = [{"query": query} for query in wanted]
        taken[f"{name}, all chats"] = await _time(wire, "messages.search", asked)
        here = [each | {"chat_id": str(chat)} for each in asked]
        taken[f"{name}, one chat"] = await _time(wire, "messages.search", here)
    wire.abort()
    return taken


async def _time(wire: Wire, op: str, asked: list[dict[str, str]]) -> list[float]:
    taken: list[float] = []
    for data in asked:
        frame = {"id": 1, "op": op, "data": data | {"limit": 20}}
        taken += await ask(wire, build_frame(json.dumps(frame).encode()), samples=1)
    return taken
