"""Frames: what counts as one, and how it is refused otherwise."""

import json
from typing import Any

import pytest

from tests.running import Server
from tests.wire import Wire

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

NO_FRAMES = [
    "",
    " ",
    "hello",
    "{",
    "[]",
    "7",
    "null",
    '"ping"',
    "NaN",
    "[" * 50_000,
    '{"op": "ping"}',
    '{"id": null, "op": "ping"}',
    '{"id": true, "op": "ping"}',
    '{"id": 1.5, "op": "ping"}',
    '{"id": [1], "op": "ping"}',
    '{"id": {"a": 1}, "op": "ping"}',
    '{"id": "' + "x" * 65 + '", "op": "ping"}',
    '{"id": 1, "op": "ping"',
    '{"id": 1, "op": "ping"} {}',
    '{"id": "\\ud800", "op": "ping"}',
]


@pytest.mark.parametrize("text", NO_FRAMES, ids=lambda text: text[:30])
async def test_what_is_no_frame_is_refused_and_the_connection_stays(ada: Wire, text: str) -> None:
    """With a null id, since there is none that could be used."""
    reply = await ada.raw(text)

    assert (None, False, "bad_frame", 400) == (
        reply["id"],
        reply["ok"],
        reply["error"]["code"],
        reply["error"]["status"],
    )
    await ada.call("ping")


@pytest.mark.parametrize("request_id", [0, -1, 7, 2**53, 2**63, -(2**63), "", "я" * 64, "8"])
async def test_the_reply_carries_the_id_as_it_was_sent(ada: Wire, request_id: object) -> None:
    """A number stays a number and a string a string."""
    answer = await ada.post({"id": request_id, "op": "ping"})

    reply = await answer
    assert (request_id, True) == (reply["id"], reply["ok"])


async def test_an_id_may_be_used_again(ada: Wire) -> None:
    """Each request gets exactly one reply all the same."""
    for _ in range(3):
        assert (await (await ada.post({"id": "same", "op": "ping"})))["ok"] is True


async def test_data_is_empty_where_it_is_left_out_and_more_fields_are_ignored(ada: Wire) -> None:
    """Beside id, op, data and token anything may stand."""
    answer = await ada.post({"id": 7, "op": "account.get", "trace": [1, {"a": 2}], "ok": True})

    assert (await answer)["ok"] is True


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ({}, "op"),
        ({"op": 5}, "op"),
        ({"op": None}, "op"),
        ({"op": "ping", "token": 5}, "token"),
        ({"op": "ping", "data": None}, "data"),
        ({"op": "ping", "data": []}, "data"),
        ({"op": "ping", "data": "{}"}, "data"),
        ({"op": "account.get", "data": 5}, "data"),
        ({"op": "typing", "data": {"on": True}}, "chat_id"),
        ({"op": "typing", "data": {"chat_id": 5, "on": True}}, "chat_id"),
        ({"op": "typing", "data": {"chat_id": "1" * 33, "on": True}}, "chat_id"),
        ({"op": "typing", "data": {"chat_id": "1", "on": "yes"}}, "on"),
        ({"op": "typing", "data": {"chat_id": "1", "on": True, "then": 1}}, "then"),
        ({"op": "messages.delete", "data": {"chat_id": "1", "seqs": ["1"]}}, "seqs"),
        ({"op": "messages.send", "data": {"chat_id": "1", "client_id": "1"}}, "client_id"),
        ({"op": "account.update", "data": {"privacy": {"find": 5}}}, "privacy.find"),
        ({"op": "sync", "data": {"chats": {"1": "x"}}}, "chats"),
        ({"op": "users.get", "data": {"username": "x" * 257}}, "username"),
    ],
)
async def test_a_request_that_is_wrong_names_the_field(
    ada: Wire, frame: dict[str, Any], field: str
) -> None:
    """Its id is known, so the reply carries it; the first wrong field is named."""
    reply = await (await ada.post({"id": "x", **frame}))

    assert (False, "bad_request", 400) == (
        reply["ok"],
        reply["error"]["code"],
        reply["error"]["status"],
    )
    assert field == reply["error"]["field"]


async def test_kinds_of_message_that_are_not_there_are_refused(ada: Wire, chat: str) -> None:
    """Only text so far, plain or markdown."""
    fields = {"chat_id": chat, "client_id": "1" * 32, "text": "x"}

    for wrong in ({"kind": "photo"}, {"kind": "text", "format": "html"}, {"kind": "service"}):
        assert "bad_request" == await ada.code("messages.send", {**fields, **wrong})


@pytest.mark.parametrize("op", ["", "nope", "messages", "messages.send ", "Ping", "__init__"])
async def test_an_operation_that_is_not_there_is_unknown(ada: Wire, op: str) -> None:
    """It is not looked for anywhere else."""
    error = await ada.error(op)

    assert ("unknown_op", 404) == (error["code"], error["status"])


async def test_a_stranger_learns_of_an_unknown_operation_too(server: Server) -> None:
    """It needs no signing in to be told."""
    stranger = await server.connect()

    assert "unknown_op" == await stranger.code("nope")


async def test_a_slow_request_holds_up_no_other(ada: Wire, chat: str) -> None:
    """Reads run beside each other: replies may come in any order, each once."""
    answers = [await ada.start("chats.list") for _ in range(30)]
    answers += [await ada.start("messages.history", chat_id=chat) for _ in range(30)]

    assert all([(await answer)["ok"] for answer in answers])


async def test_errors_repeat_nothing_that_was_sent(ada: Wire, chat: str) -> None:
    """Neither a text nor a token comes back in an error."""
    secret = "the-words-of-a-person"
    await ada.ask("messages.send", chat_id=chat, client_id=secret, kind="text", text=secret)
    await ada.ask("account.get", by=secret)
    await ada.ask("account.update", {"name": 5, "bio": secret})
    await ada.raw(json.dumps({"id": [secret], "data": secret}))

    assert secret not in "".join(ada.log)
