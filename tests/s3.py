"""A real server of the S3 protocol on loopback, and a bucket of one's own in it."""

import contextlib
import itertools
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr

PATIENCE = 50.0
ACCESS, SECRET = "AKIDEXAMPLE", "a secret"

_numbers = itertools.count(1)


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Run the service, and tell its URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent) as process:
        try:
            _wait_for(process, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def make_bucket(service: str) -> str:
    """Return the URL of a folder in a new bucket."""
    url = f"{service}/bucket-{next(_numbers)}"
    with urllib.request.urlopen(urllib.request.Request(url, data=b"", method="PUT")):  # noqa: S310
        return f"{url}/some/folder"


@pytest.fixture(scope="session")
def s3_service() -> Iterator[str]:
    """The URL of the service of this run, which starts when the first test asks for it."""
    with serving() as url:
        yield url


@pytest.fixture
def bucket_url(s3_service: str) -> str:
    """The URL of a folder in a new bucket."""
    return make_bucket(s3_service)


def s3_settings(url: str) -> dict[str, Any]:
    """Return the settings of a server that keeps its uploads there."""
    return {"s3_url": url, "s3_access_key": ACCESS, "s3_secret_key": SecretStr(SECRET)}


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    message = "the server of S3 does not start"
    raise RuntimeError(message)
