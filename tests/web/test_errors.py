"""Failures that no person causes: told without a word of the inside, logged without texts."""

import json
import logging

import pytest
from sqlalchemy import text, update

from messenger.db.tables import messages
from messenger.logs import JsonLines
from tests.conftest import Serve
from tests.people import ADA
from tests.postgres import Cluster
from tests.running import Server
from tests.talk import say, texts
from tests.wire import Wire


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log as it is written."""
    caplog.handler.setFormatter(JsonLines())
    caplog.set_level(logging.INFO)
    return caplog


async def test_a_failure_that_nobody_planned_is_internal_and_has_an_id(
    server: Server, ada: Wire, chat: str, lines: pytest.LogCaptureFixture
) -> None:
    """The log holds the same id, the place, and neither texts nor ids of the person."""
    async with server.services.database.writing() as connection:
        await connection.execute(update(messages).values(client_id=b"x", text="a secret"))

    error = await ada.error("messages.history", chat_id=chat)

    assert {"code", "status", "message", "id"} == set(error)
    assert ("internal", 500) == (error["code"], error["status"])
    [line] = [line for line in lines.text.splitlines() if error["id"] in line]
    logged = json.loads(line[line.index("{") :])
    assert ("error", "messages.history", "ValueError") == tuple(
        logged[name] for name in ("level", "op", "kind")
    )
    assert "a secret" not in lines.text
    await ada.call("ping")


async def test_messages_that_cannot_be_written_are_told_so(
    server: Server, ada: Wire, chat: str, lines: pytest.LogCaptureFixture
) -> None:
    """The sender may try again with the same client id; what works again works again."""
    database = server.services.database
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE messages RENAME TO elsewhere"))
    fields = {"chat_id": chat, "client_id": "1" * 32, "kind": "text", "text": "a secret"}

    error = await ada.error("messages.send", fields)

    assert ("unavailable", 503) == (error["code"], error["status"])
    assert "a secret" not in lines.text
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO messages"))
    await ada.call("messages.send", fields)
    assert ["hello", "a secret"] == await texts(ada, chat)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_while_the_database_is_away_requests_are_unavailable(
    serve: Serve, postgres_cluster: Cluster
) -> None:
    """Connections stay; once it is back everything works without a restart of ours."""
    if postgres_cluster.folder is None:
        pytest.skip("This server of PostgreSQL is not ours to stop.")
    server = await serve()
    ada = await server.enter(ADA)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    postgres_cluster.stop()
    try:
        fields = {"chat_id": saved, "client_id": "1" * 32, "kind": "text", "text": "x"}
        for op, data in (
            ("chats.list", {}),
            ("account.get", {}),
            ("chats.pin", {"chat_id": saved, "on": True}),
            ("messages.send", fields),
        ):
            error = await ada.error(op, data)
            assert (op, "unavailable", 503) == (op, error["code"], error["status"])
        async with server.http() as http:
            assert 503 == (await http.get("/readyz")).status_code
            assert 200 == (await http.get("/healthz")).status_code
            assert 503 == (await http.get("/api/me", headers=_bearer())).status_code
    finally:
        postgres_cluster.start()

    await ada.call("messages.send", fields)
    assert ["x"] == await texts(ada, saved)
    async with server.http() as http:
        assert 200 == (await http.get("/readyz")).status_code


async def test_who_asks_too_often_waits(serve: Serve) -> None:
    """The reply says how long; other operations and other people go on."""
    server = await serve(rate_default=(1, 3), rate_send=(0.5, 2))
    ada = await server.enter(ADA)
    for _ in range(3):
        await ada.call("chats.list")

    error = await ada.error("chats.list")

    assert ("rate_limited", 429) == (error["code"], error["status"])
    assert 0 < error["retry_after"] <= 1
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    for _ in range(2):
        await say(ada, saved)
    fields = {"chat_id": saved, "client_id": "1" * 32, "kind": "text", "text": "x"}
    assert 1 < (await ada.error("messages.send", fields))["retry_after"] <= 2


async def test_a_bucket_is_the_persons_on_whatever_connection(serve: Serve) -> None:
    """And by token too."""
    server = await serve(rate_default=(1, 3))
    ada, phone, stranger = (
        await server.enter(ADA),
        await server.enter(ADA),
        await server.connect(),
    )
    await ada.call("chats.list")
    await phone.call("chats.list")
    await stranger.call("chats.list", by=ADA.token)

    assert "rate_limited" == await ada.code("chats.list")
    assert "rate_limited" == await stranger.code("chats.list", by=ADA.token)


async def test_strangers_are_limited_by_their_address(serve: Serve) -> None:
    """Whatever connection they come by."""
    server = await serve(rate_default=(1, 3))
    first, second = await server.connect(), await server.connect()
    for wire in (first, second, first):
        await wire.call("ping")

    assert "rate_limited" == await second.code("ping")


def _bearer() -> dict[str, str]:
    return {"Authorization": f"Bearer {ADA.token}"}
