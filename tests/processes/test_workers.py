"""`messenger serve --workers`: several processes behind one port, each replaced when it dies."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from tests.databases import Template
from tests.nats import Nats
from tests.people import ADA, BOB
from tests.talk import say, talk, texts
from tests.wire import Wire

START_SECONDS = 60


@contextlib.asynccontextmanager
async def workers(template: Template, nats: Nats, folder: Path) -> AsyncIterator[tuple[int, int]]:
    """Serve by two processes; the port, and the id of the process that keeps them."""
    await template.begin_anew()
    port = free_port()
    command = [sys.executable, "-m", "messenger", "serve", "--port", str(port), "--workers", "2"]
    given = {"DATABASE_URL": template.url, "NATS_URL": nats.url, "DATA_DIR": str(folder)}
    environment = os.environ | {f"MESSENGER_{name}": text for name, text in given.items()}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        yield port, process.pid
    finally:
        process.terminate()
        code = await asyncio.wait_for(process.wait(), START_SECONDS)
    assert 0 == code


def free_port() -> int:
    """Return a loopback port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def processes_of(keeper: int, but: set[int] | None = None) -> set[int]:
    """Wait until two processes take connections, none of them one of `but`."""
    async with asyncio.timeout(START_SECONDS):
        while True:
            found = {
                child.pid for child in psutil.Process(keeper).children() if is_listening(child)
            }
            if len(found) == 2 and not found & (but or set()):
                return found
            await asyncio.sleep(0.05)


def is_listening(process: psutil.Process) -> bool:
    """Return whether a process takes connections; one that has just died does not."""
    try:
        return any(each.status == "LISTEN" for each in process.net_connections())
    except psutil.NoSuchProcess:
        return False


async def enter(port: int, token: str) -> Wire:
    """Open a connection of a person's at whichever process takes it."""
    wire = await Wire.open(f"ws://127.0.0.1:{port}/ws")
    await wire.call("auth.resume", token=token)
    await wire.event("hello")
    return wire


async def test_one_that_is_killed_is_replaced_and_people_go_on(
    template: Template, shared_nats: Nats, tmp_path: Path
) -> None:
    """What was acknowledged is there, and what is said afterwards arrives."""
    async with workers(template, shared_nats, tmp_path) as (port, keeper):
        before = await processes_of(keeper)
        ada, bob = await enter(port, ADA.token), await enter(port, BOB.token)
        chat = await talk(ada, bob, "before")

        killed = before.pop()
        os.kill(killed, signal.SIGKILL)
        after = await processes_of(keeper, {killed})

        assert before < after
        ada, bob = await enter(port, ADA.token), await enter(port, BOB.token)
        await say(ada, chat, "after")
        assert "after" == (await bob.event("message.new"))["message"]["text"]
        assert ["before", "after"] == await texts(bob, chat)


@pytest.mark.parametrize("missing", ["DATABASE_URL", "NATS_URL"])
def test_several_need_postgresql_and_nats(tmp_path: Path, missing: str) -> None:
    """With SQLite, or without a broker, a clear word and no server."""
    given = {"DATABASE_URL": "postgresql://127.0.0.1/none", "NATS_URL": "nats://127.0.0.1:1"}
    named = {f"MESSENGER_{name}": text for name, text in given.items() if name != missing}
    command = [sys.executable, "-m", "messenger", "serve", "--workers", "2"]

    told = subprocess.run(
        [*command, "--data-dir", str(tmp_path)],
        env=os.environ | named,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_SECONDS,
    )

    assert 1 == told.returncode
    assert "PostgreSQL" in told.stderr
    assert not list(tmp_path.iterdir())
