"""Caddy, as the profile `cluster` of Compose has it before several processes."""

import hashlib
import hmac
import shutil
import sys
from pathlib import Path

CADDYFILE = Path(__file__).parents[1] / "docs" / "operations" / "Caddyfile"
COOKIE = "messenger_process"


def caddy_command() -> list[str]:
    """Return the words that run it by the committed file."""
    beside = Path(sys.executable).with_name("caddy")
    found = str(beside) if beside.exists() else shutil.which("caddy")
    assert found, "caddy is not installed"
    return [found, "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]


def cookie_of(upstream: str) -> str:
    """Return how it names a process in its cookie."""
    return hmac.digest(b"", upstream.encode(), hashlib.sha256).hex()
