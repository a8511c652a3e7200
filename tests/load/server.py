"""Servers as processes of their own, on a core of their own, ended by their id."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.load.machine import SERVER_CORE, stay_on

PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """A server that answers on a loopback port."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def pid(self) -> int:
        """The id of its process."""
        return self.process.pid


class Underneath:
    """What serves the messenger and its peers; chosen before anything is measured."""

    default = "uvicorn"
    name = default

    @classmethod
    def suffix(cls) -> str:
        """Return what the names of figures end in where it is not the usual one."""
        return "" if cls.name == cls.default else f"-{cls.name}"


class DidNotStart(Exception):
    """A server ended, or was not ready in time."""


@contextlib.contextmanager
def messenger(data_dir: Path, **changed: str) -> Iterator[Server]:
    """Serve a data folder with the messenger, without rate limits."""
    with serving(data_dir, SERVER_CORE, changed) as server:
        yield server


@contextlib.contextmanager
def serving(data_dir: Path, core: int | None, changed: Mapping[str, str]) -> Iterator[Server]:
    """Do so on a core, or on those of this process, with these settings."""
    port = free_port()
    arguments = ["-m", "messenger", "serve", "--port", str(port), "--data-dir", str(data_dir)]
    given = {"rate_limits": "off", "log_level": "error", "server": Underneath.name} | dict(changed)
    settings = {f"MESSENGER_{name.upper()}": text for name, text in given.items()}
    with running(arguments, port, settings, core) as server:
        yield server


@contextlib.contextmanager
def peer(kind: str) -> Iterator[Server]:
    """Run what the messenger is measured against; `kind` is one of `tests/load/peers.py`."""
    port = free_port()
    with running(["-m", "tests.load.peers", kind, str(port), Underneath.name], port) as server:
        yield server


@contextlib.contextmanager
def running(
    arguments: Sequence[str],
    port: int,
    settings: Mapping[str, str] | None = None,
    core: int | None = SERVER_CORE,
) -> Iterator[Server]:
    """Run Python until the block ends; ready when it takes connections.

    Where no core is named, it has those of this process.
    """
    server = start(arguments, port, settings, core)
    try:
        await_ready(server)
        yield server
    finally:
        end(server.process)


def start(
    arguments: Sequence[str],
    port: int,
    settings: Mapping[str, str] | None = None,
    core: int | None = SERVER_CORE,
) -> Server:
    """Start Python on a core with these settings and nothing else around it."""
    process = subprocess.Popen([sys.executable, *arguments], env=dict(settings or {}))
    if core is not None:
        stay_on(core, process.pid)
    return Server(process, port)


def await_ready(server: Server) -> None:
    """Return when `/healthz` is answered; DidNotStart where that takes half a minute."""
    deadline = time.monotonic() + PATIENCE
    while not answers(server.port, "/healthz"):
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(server.process.args)
        time.sleep(0.02)


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, path: str) -> bool:
    """Return whether a page is there (redirects are followed)."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
            return bool(reply.read()) and reply.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to stop, and make it after a while."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
