"""Whether time tells who has an account: one request for a name that exists and one that does not.

Never judged: a run shows two medians, their difference and how far single requests differ anyway.
"""

import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher

from messenger.settings import Settings
from tests.load.report import Figure, fact
from tests.load.seed import Seed
from tests.load.server import messenger
from tests.post import open_post
from tests.ui.visitor import filled, outputs_of

TRIES = 200
WARM = 10
NICK, NOBODY = "anna", "nobody"
NO_ANSWER = "recover-answer.children"

Ask = Callable[[httpx.Client, str], None]


def measure(folder: Path, _rounds: int) -> list[Figure]:
    """Try each request 200 times with either kind of name, in random order."""
    data_dir = folder / "alike"
    seed = Seed(data_dir)
    seed.named([NICK.title()])
    seed.close()
    set_password(Settings(data_dir=data_dir))
    with open_post() as post:
        mail = {name: str(value) for name, value in post.mailbox.settings().items()}
        with messenger(data_dir, **mail) as server:
            address = f"http://127.0.0.1:{server.port}"
            with httpx.Client(base_url=address, trust_env=False) as client:
                recover = recovery_of(client)
                return [
                    compare("sign-in, nick that exists/not", client, try_password),
                    compare("recovery, nick that exists/not", client, recover),
                    compare("recovery, address that exists/not", client, recover, "@example.org"),
                ]


def set_password(settings: Settings) -> None:
    """Give all accounts a password; the seed makes them without one."""
    with sqlite3.connect(settings.sqlite_path) as connection:
        hashed = PasswordHasher().hash("a lighthouse keeps no diary")
        connection.execute("UPDATE users SET password_hash = ?", (hashed,))
    connection.close()


def compare(name: str, client: httpx.Client, ask: Ask, ending: str = "") -> Figure:
    """Return both medians, their difference, and the spread of single requests."""
    order = [NICK, NOBODY] * TRIES
    random.Random(0).shuffle(order)
    taken: dict[str, list[float]] = {NICK: [], NOBODY: []}
    for login in [NICK, NOBODY] * WARM:
        ask(client, login + ending)
    for login in order:
        begun = time.perf_counter()
        ask(client, login + ending)
        taken[login].append((time.perf_counter() - begun) * 1000)
    known, unknown = (statistics.median(taken[login]) for login in (NICK, NOBODY))
    lower, _, upper = statistics.quantiles([*taken[NICK], *taken[NOBODY]], n=4)
    spread, difference = upper - lower, abs(known - unknown)
    return fact(
        name,
        f"{known:.2f} / {unknown:.2f} ms",
        f"differ by {difference:.2f}, quartiles by {spread:.2f} ms",
        difference / spread,
    )


def try_password(client: httpx.Client, login: str) -> None:
    """Sign in with a wrong password."""
    answer = client.post("/api/session", json={"login": login, "password": "not the password"})
    assert answer.json()["error"]["code"] == "invalid_credentials", answer.text


def recovery_of(client: httpx.Client) -> Ask:
    """Return what sends the form of a forgotten password, as the page does."""
    wanted: dict[str, Any] = next(
        each for each in client.get("/_dash-dependencies").json() if NO_ANSWER in each["output"]
    )

    def ask(client: httpx.Client, login: str) -> None:
        values = {"recover_sent": 1, "recover_login": login}
        answer = client.post(
            "/_dash-update-component",
            json={
                "output": wanted["output"],
                "outputs": outputs_of(wanted["output"]),
                "inputs": [filled(part, values) for part in wanted["inputs"]],
                "state": [filled(part, values) for part in wanted["state"]],
                "changedPropIds": ["recover-sent.data"],
            },
        )
        assert "on its way" in answer.text, answer.text

    return ask
