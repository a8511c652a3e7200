"""How long one client takes to come in after many messages that it has missed."""

import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop

from messenger.settings import Settings
from tests.load.client import build_frame, resume
from tests.load.figures.history import ask, echoes_ms, query_ms
from tests.load.machine import percentile
from tests.load.report import Figure, fact
from tests.load.seed import Person, Seed
from tests.load.server import messenger, peer

CHATS, EACH, MISSED = 50, 200, 20
TIMES = 30
# The versions of what is only written are its numbers.
MISSED_OF_ALL = (
    "SELECT messages.* FROM messages JOIN members USING (chat_id)"
    " WHERE members.user_id = ? AND seq > ? ORDER BY chat_id, seq"
)
# Handshake, signing in, list, what was missed.
TRIPS = 4


def measure(folder: Path, rounds: int) -> list[Figure]:
    """Compare with as many echoes, and with the messages read by sqlite3 directly."""
    seed = Seed(folder / "absence")
    person, *others = seed.people(CHATS + 1)
    chats = [seed.direct(person, other) for other in others]
    for chat_id, other in zip(chats, others, strict=True):
        seed.history(chat_id, (other, person), EACH)
        seed.read(chat_id, person, EACH - MISSED)
    seed.close()
    here: list[float] = []
    echoes: list[float] = []
    with messenger(folder / "absence") as ours, peer("quart") as quart:
        for _ in range(rounds):
            here += uvloop.run(_return(ours.port, person, chats))
            echoes += uvloop.run(echoes_ms(quart.port))
    path = Settings(data_dir=folder / "absence").sqlite_path
    query = query_ms(path, MISSED_OF_ALL, (person.id, EACH - MISSED))
    limit = TRIPS * statistics.median(echoes) + query
    took = [percentile(here, percent / 100) for percent in (50, 95)]
    return [
        fact(
            f"coming in after {CHATS * MISSED:,} messages in {CHATS} chats: p50, p95",
            f"{took[0]:.1f}, {took[1]:.1f} ms",
            f"{limit:.1f} ms: {TRIPS} echoes and sqlite3",
            took[0] / limit,
        )
    ]


async def _return(port: int, person: Person, chats: Sequence[int]) -> list[float]:
    listed = build_frame(b'{"id":1,"op":"chats.list","data":{}}')
    known = {str(chat_id): EACH - MISSED for chat_id in chats}
    request = {"id": 2, "op": "sync", "data": {"state": 0, "chats": known}}
    missed = build_frame(json.dumps(request).encode())
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        wire = await resume(port, person.token)
        await ask(wire, listed, 1)
        await ask(wire, missed, 1)
        taken.append((time.perf_counter() - begun) * 1000)
        wire.abort()
    return taken
