"""Whether what was written is stored once, and seen by everybody as it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from messenger.db.tables import chats, messages
from tests.faults.book import Book, Data

Texts = list[tuple[int, str]]


@dataclass(frozen=True)
class Stored:
    """What a database holds: the version of each chat, and seq and text of its messages."""

    versions: dict[str, int]
    texts: dict[str, Texts]


@dataclass(frozen=True)
class Verdict:
    """How many messages are not where they should be, counted in the database and each client."""

    lost: int
    double: int
    out_of_order: int


async def read_stored(url: str) -> Stored:
    """Read all chats and messages of a database."""
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        found = await connection.execute(select(chats.c.id, chats.c.version))
        versions = {str(row.id): row.version for row in found}
        texts: dict[str, Texts] = {chat: [] for chat in versions}
        query = select(messages.c.chat_id, messages.c.seq, messages.c.text)
        for row in await connection.execute(query.order_by(messages.c.chat_id, messages.c.seq)):
            texts[str(row.chat_id)].append((row.seq, row.text))
    await engine.dispose()
    return Stored(versions, texts)


def judge(stored: Stored, books: Sequence[Book], acknowledged: Sequence[Data]) -> Verdict:
    """Compare a database with what was acknowledged to clients, and with what they hold."""
    told = [(each["chat_id"], (each["seq"], each["text"])) for each in acknowledged]
    held = [(stored.texts[chat], book.texts(chat)) for book in books for chat in book.versions]
    everything = {(chat, said) for chat, texts in stored.texts.items() for said in texts}
    kept, seen = list(stored.texts.values()), [theirs for _, theirs in held]
    return Verdict(
        lost=len(set(told) - everything) + sum(_missing(*each) for each in held),
        double=sum(map(_repeated, [*kept, *seen])) + _repeated(told),
        out_of_order=sum(map(_holes, [*kept, *seen])) + sum(_moved(*each) for each in held),
    )


def _missing(stored: Texts, theirs: Texts) -> int:
    """Count what only one of both has: a client may not know what is not stored, either."""
    return len({text for _, text in stored} ^ {text for _, text in theirs})


def _repeated(texts: Iterable[tuple[object, object]]) -> int:
    said = [text for _, text in texts]
    return len(said) - len(set(said))


def _holes(texts: Texts) -> int:
    return sum(seq != place for place, (seq, _) in enumerate(texts, 1))


def _moved(stored: Texts, theirs: Texts) -> int:
    places = {text: seq for seq, text in stored}
    return sum(places.get(text, seq) != seq for seq, text in theirs)
