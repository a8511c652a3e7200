"""A server in a process of its own, as people run it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

START_SECONDS = 30
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
        self._process: subprocess.Popen[bytes] | None = None
        self.set(**settings)

    def set(self, **settings: str) -> None:
        """Change settings for the next start."""
        self._settings |= {f"MESSENGER_{name.upper()}": text for name, text in settings.items()}

    def start(self) -> None:
        """Start it and wait until it is ready."""
        self._share_compressed()
        command = [sys.executable, "-m", self.program, "serve", "--port", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--data-dir", str(self.folder / "data")],
                env={**os.environ, **self._settings},
                stderr=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._is_ready():
            if time.monotonic() > deadline or self._process.poll() is not None:
                self.kill()
                raise AssertionError(self.log())
            time.sleep(0.1)

    def stop(self) -> int:
        """End it as a container does, and return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it at once, without a word."""
        return self._end(signal.SIGKILL)

    def log(self) -> str:
        """Return what it has logged."""
        return (self.folder / "log").read_text()

    def _share_compressed(self) -> None:
        cache = self.folder / "data" / "cache"
        if not cache.exists():
            COMPRESSED.mkdir(parents=True, exist_ok=True)
            cache.parent.mkdir(parents=True, exist_ok=True)
            cache.symlink_to(COMPRESSED, target_is_directory=True)

    def _end(self, number: signal.Signals) -> int:
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(timeout=START_SECONDS)

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
