"""The pages that are made from code: up to date, whole, and true."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from messenger.actions.table import ROUTES
from messenger.events.commands import COMMANDS, Command
from messenger.events.pushed import Pushed
from messenger.reference.__main__ import build_pages
from messenger.reference.asyncapi import build_asyncapi
from messenger.reference.bounds import RULES
from messenger.reference.examples import FILE, exchange, pushed, read_examples
from messenger.reference.failures import OWN
from messenger.reference.operations import ANSWERED_AT_THE_DOOR, events, operations
from tests.docs.recording import record

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", build_pages())
def test_a_page_made_from_code_is_not_stale(name: str) -> None:
    """After a change of what they describe, `make docs` writes them anew."""
    assert (DOCS / name).read_text(encoding="utf-8") == build_pages()[name]


async def test_the_examples_are_what_a_server_says(tmp_path: Path) -> None:
    """Recorded again they are the same, to the last character."""
    assert FILE.read_text(encoding="utf-8") == await record(tmp_path)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.op)
def test_an_example_fits_its_classes(command: type[Command]) -> None:
    """The request is one that the server decodes, and the reply has the documented types."""
    request, reply = exchange(command.op)
    operation = next(each for each in operations() if each.op == command.op)
    msgspec.convert(request["data"], command)

    assert reply["ok"]
    assert set(reply["data"]) == set(operation.reply)
    for field, kind in operation.reply.items():
        msgspec.convert(reply["data"][field], kind)


@pytest.mark.parametrize("event", events(), ids=lambda event: event.event)
def test_an_example_fits_its_event(event: type[Pushed]) -> None:
    """Every field of the class is there, and no other."""
    data = pushed(event.event)["data"]
    msgspec.convert(data, event)

    assert set(data) == set(event.__struct_fields__)


def test_every_operation_is_described_once() -> None:
    """Those of the table and those at the door are all there are; each has its errors."""
    ops = {command.op for command in COMMANDS}

    assert ops == {*ROUTES, *(command.op for command in ANSWERED_AT_THE_DOOR)}
    assert ops == set(OWN)
    assert ops == set(read_examples()["requests"])


def test_rules_are_about_fields_that_exist() -> None:
    """No rule outlives its field."""
    fields = {
        (command.op, field) for command in COMMANDS for field in command.__struct_encode_fields__
    }

    assert set(RULES) <= fields


def test_asyncapi_points_nowhere_else() -> None:
    """Every reference in the description leads to something in it."""
    description = json.loads(json.dumps(build_asyncapi()))
    found = list(references(description))

    assert len(found) > 100
    for reference in found:
        place: Any = description
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]


def references(value: Any) -> list[str]:
    """Return every `$ref` inside a JSON value."""
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for item in value.values() for found in references(item)]
    if isinstance(value, list):
        return [found for item in value for found in references(item)]
    return []
