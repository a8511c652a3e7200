"""Examples of requests, replies and events, recorded from a running server."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("examples.json")

Frame = dict[str, Any]


@cache
def read_examples() -> dict[str, Any]:
    """Return what was recorded: `requests` and `events` by name, and some `refusals`."""
    examples: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return examples


def exchange(op: str) -> tuple[Frame, Frame]:
    """Return a request of an operation and its reply."""
    request, reply = read_examples()["requests"][op]
    return request, reply


def pushed(event: str) -> Frame:
    """Return one event as a frame."""
    frame: Frame = read_examples()["events"][event]
    return frame
