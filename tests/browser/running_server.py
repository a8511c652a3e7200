"""A server in a process of its own, as people run it."""

import os
import socket
import time
import urllib.request
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.prepared import start_prepared

START_SECONDS = 60
# What servers compress for browsers, by its content: the next one finds it done.
COMPRESSED = Path(__file__).parents[2] / "build" / "compressed"


class RunningServer:
    """`messenger serve` on a free loopback port, over a folder that outlives its restarts."""

    program = "messenger"
    """The module that is run."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._settings: dict[str, str] = {}
        self._process: BaseProcess | None = None
        self.set(**settings)

    def set(self, **settings: str) -> None:
        """Change settings for the next start."""
        self._settings |= {f"MESSENGER_{name.upper()}": text for name, text in settings.items()}

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self._share_compressed()
        command = [self.program, "serve", "--port", str(self.port)]
        self._process = start_prepared(
            [*command, "--data-dir", str(self.folder / "data")],
            {**os.environ, **self._settings},
            out=self.folder / "out",
            err=self.folder / "log",
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if time.monotonic() > deadline or not self._process.is_alive():
                self.kill()
                raise AssertionError(self.log())
            time.sleep(0.05)

    def stop(self) -> int | None:
        """End it as a container does, and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._wait(self._process)

    def kill(self) -> int | None:
        """End it at once, without a word."""
        assert self._process is not None
        self._process.kill()
        return self._wait(self._process)

    def log(self) -> str:
        """Return what it has logged."""
        return (self.folder / "log").read_text()

    def _share_compressed(self) -> None:
        cache = self.folder / "data" / "cache"
        if not cache.exists():
            COMPRESSED.mkdir(parents=True, exist_ok=True)
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.symlink_to(COMPRESSED, target_is_directory=True)

    @staticmethod
    def _wait(process: BaseProcess) -> int | None:
        process.join(START_SECONDS)
        return process.exitcode

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:  # noqa: S310 - our own loopback address
                return bool(answer.status == 200)
        except OSError:
            return False


def free_port() -> int:
    """Return a TCP port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
