"""`python -m messenger`, as it is typed: all other tests begin with everything imported."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

PATIENCE = 40.0


def test_it_serves_and_stops(tmp_path: Path) -> None:
    """From nothing to the first page, and to an end in order."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "messenger", "serve", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--data-dir", str(tmp_path / "data")],
            env={**os.environ, "MESSENGER_LOG_LEVEL": "warning"},
            stderr=log,
        )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
        await_ready(process, http)
        assert "Sign in" in http.get("/sign-in").text

    process.terminate()

    assert 0 == process.wait(PATIENCE)
    assert "" == (tmp_path / "log").read_text()


def await_ready(process: subprocess.Popen[bytes], http: httpx.Client) -> None:
    """Wait until the server is able to serve."""
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None
        assert time.monotonic() < deadline
        try:
            if http.get("/readyz").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
