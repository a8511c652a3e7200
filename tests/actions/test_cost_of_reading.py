"""What is read of a chat costs what is read, not what was said before."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, create_engine

from messenger.actions.chat_views import CHAT
from messenger.actions.history import NEWER, OLDER
from messenger.settings import Settings
from tests.load.seed import Seed

MESSAGES, PAGE = 5_000, 50
# SQLite's own steps; a message that is read takes some hundred of them.
STEPS = 100


class Work:
    """Counts the steps that a statement takes in SQLite."""

    def __init__(self, path: Path) -> None:
        self._engine = create_engine(f"sqlite:///{path}")

    def of(self, query: Select[Any], asked: dict[str, int]) -> int:
        """Return how many hundreds of steps it takes."""
        taken = 0

        def step() -> int:
            nonlocal taken
            taken += 1
            return 0

        with self._engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            connection.execute(query, asked).all()
            driver.set_progress_handler(step, STEPS)
            connection.execute(query, asked).all()
            driver.set_progress_handler(None, 0)
        return taken


@pytest.mark.parametrize("query", [OLDER, NEWER], ids=["older", "newer"])
def test_a_page_costs_the_same_wherever_it_lies(tmp_path: Path, query: Select[Any]) -> None:
    """At the beginning, in the middle and at the end."""
    seed = Seed(tmp_path / "data")
    ada, bob = seed.people(2)
    chat = seed.direct(ada, bob)
    seed.history(chat, (ada, bob), MESSAGES)
    seed.close()
    work = Work(Settings(data_dir=tmp_path / "data").sqlite_path)

    first, *others = (
        work.of(query, {"viewer": ada.id, "chat": chat, "seq": seq, "most": PAGE})
        for seq in (PAGE + 1, MESSAGES // 2, MESSAGES - PAGE)
    )
    assert max(others) < 1.2 * first + 2


def test_a_chat_that_is_read_costs_the_same_however_long_it_is(tmp_path: Path) -> None:
    """What is unread of it is counted from where it was read."""
    seed = Seed(tmp_path / "data")
    ada, bob, cai = seed.people(3)
    long, short = seed.direct(ada, bob), seed.direct(ada, cai)
    for chat, other, count in ((long, bob, MESSAGES), (short, cai, PAGE)):
        seed.history(chat, (ada, other), count)
        seed.read(chat, ada, count - 10)
    seed.close()
    work = Work(Settings(data_dir=tmp_path / "data").sqlite_path)

    spent = {chat: work.of(CHAT, {"viewer": ada.id, "chat": chat}) for chat in (long, short)}
    assert spent[long] < 1.2 * spent[short] + 2
