"""Sessions: how they are resumed, slide, end, and what that does to open connections."""

import pytest
from sqlalchemy import select, update

from messenger.actions.sessions import close_ended_sessions, delete_ended_sessions, hash_token
from messenger.clock import parse_rfc3339
from messenger.db.tables import sessions
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.talk import chat_of, say
from tests.wire import Wire

DAY = 86_400_000


async def expiry_of(server: Server, token: str) -> int | None:
    """Return when a session ends, None where there is none."""
    query = select(sessions.c.expires_at).where(sessions.c.token_hash == hash_token(token))
    async with server.services.database.writing() as connection:
        return await connection.scalar(query)


async def test_a_token_opens_its_session_again(server: Server) -> None:
    """The reply says until when and who one is; the greeting follows."""
    stranger = await server.connect()

    reply = await stranger.call("auth.resume", {"token": ADA.token})

    hello = await stranger.event("hello")
    assert ("ada", 1) == (hello["user"]["username"], hello["protocol"])
    assert {"expires_at", "user"} == set(reply)
    words = {"text": 4096, "caption": 1024, "bio": 280, "name": 64}
    files = {"album": 10, "upload_bytes": 100 * 1024 * 1024}
    assert words | files | {"frame": 65536, "page": 100, "delete": 100} == hello["limits"]
    assert abs(parse_rfc3339(hello["server_time"]) - server.clock.now()) < 5_000


@pytest.mark.parametrize("token", ["", "x", ADA.token + "x", "\x00", "й" * 256])
async def test_a_token_that_is_none_is_an_ended_session(server: Server, token: str) -> None:
    """And the connection stays a stranger's."""
    stranger = await server.connect()

    error = await stranger.error("auth.resume", {"token": token})

    assert ("session_expired", 401) == (error["code"], error["status"])
    assert "unauthenticated" == await stranger.code("account.get")


async def test_a_session_slides_with_its_use(server: Server) -> None:
    """30 days from the last use, also where that is a connection that stays open."""
    ada = await server.enter(ADA)
    for _ in range(3):
        server.clock.ahead += 20 * DAY
        await close_ended_sessions(server.services)

    assert ada.me == (await ada.call("account.get"))["user"]["id"]
    phone = await server.connect()
    reply = await phone.call("auth.resume", {"token": ADA.token})
    assert parse_rfc3339(reply["expires_at"]) >= server.clock.now() + 30 * DAY - 120_000


async def test_a_session_that_nobody_used_ends(server: Server) -> None:
    """After 30 days, to the millisecond; then its row is deleted."""
    server.clock.ahead = 30 * DAY - 60_000 * 60
    stranger = await server.connect()
    await stranger.call("auth.resume", {"token": BOB.token})
    server.clock.ahead = 30 * DAY + 60_000

    assert "session_expired" == await stranger.code("auth.resume", {"token": ADA.token})

    await delete_ended_sessions(server.services)
    assert await expiry_of(server, ADA.token) is None
    assert await expiry_of(server, BOB.token) is not None


async def test_an_expired_session_closes_its_connections(server: Server, bob: Wire) -> None:
    """With the event and 4401; other people's stay."""
    ada = await server.enter(ADA)
    async with server.services.database.writing() as connection:
        await connection.execute(
            update(sessions)
            .where(sessions.c.token_hash == hash_token(ADA.token))
            .values(expires_at=server.clock.now() - 1)
        )

    await close_ended_sessions(server.services)

    assert {"reason": "expired"} == await ada.event("session.revoked")
    assert 4401 == await ada.closed()
    await bob.call("account.get")


async def test_logging_out_ends_the_session_on_every_connection(server: Server) -> None:
    """The asking one hears its answer first; all are closed with 4401 within a second."""
    ada, phone = await server.enter(ADA), await server.enter(ADA)
    other = await (await server.connect()).call("auth.login", login="ada", password=ADA.password)
    elsewhere = await server.enter(ADA, token=other["token"])

    assert {} == await ada.call("auth.logout")

    for wire in (ada, phone):
        assert {"reason": "signed_out"} == await wire.event("session.revoked")
        assert 4401 == await wire.closed()
    assert "session_expired" == await elsewhere.code("auth.resume", {"token": ADA.token})
    assert await expiry_of(server, ADA.token) is None
    assert elsewhere.me == (await elsewhere.call("account.get"))["user"]["id"]


async def test_logging_out_by_a_token_ends_that_session(server: Server, bob: Wire) -> None:
    """Asked on another person's connection, which stays who it is."""
    ada = await server.enter(ADA)

    await bob.call("auth.logout", by=ADA.token)

    assert 4401 == await ada.closed()
    assert bob.me == (await bob.call("account.get"))["user"]["id"]


async def test_a_stranger_has_nothing_to_log_out_of(server: Server) -> None:
    """Neither without a token nor with a false one."""
    stranger = await server.connect()

    assert "unauthenticated" == await stranger.code("auth.logout")
    assert "session_expired" == await stranger.code("auth.logout", by="x")


async def test_a_request_with_a_token_is_that_persons(server: Server, bob: Wire) -> None:
    """On anybody's connection and on a stranger's, which stay what they were."""
    stranger = await server.connect()

    for wire in (bob, stranger):
        account = await wire.call("account.get", by=ADA.token)
        assert "ada" == account["user"]["username"]
    assert "bob" == (await bob.call("account.get"))["user"]["username"]
    assert "unauthenticated" == await stranger.code("account.get")
    assert "session_expired" == await bob.code("account.get", by="x")


async def test_a_message_sent_by_token_is_that_persons(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """Bob's connection asks for Ada: all of hers are told, and his as the reader's."""
    message = await say(bob, chat, "from elsewhere", by=ADA.token)

    assert ada.me == message["sender_id"]
    assert message == (await ada.event("message.new"))["message"]
    assert ["message.new"] == await bob.events()
    assert 2 == (await chat_of(bob, chat))["unread"]
    assert server.lifecycle.ready


async def test_signing_in_again_makes_it_that_persons_connection(
    server: Server, ada: Wire, bob: Wire, chat: str
) -> None:
    """From then on it hears what concerns the new one and nothing of the old one."""
    wire = await server.enter(ADA)

    await wire.call("auth.resume", {"token": BOB.token})
    await wire.events()
    await ada.call("chats.pin", chat_id=chat, on=True)
    await bob.call("chats.archive", chat_id=chat, on=True)

    assert ["chat.updated"] == await wire.events()
    assert "bob" == (await wire.call("account.get"))["user"]["username"]


async def test_one_person_has_a_bounded_number_of_connections(serve: Serve) -> None:
    """One more is closed with 1013; after one has left there is room."""
    server = await serve(connections_per_person=2)
    first, _second = await server.enter(ADA), await server.enter(ADA)

    third = await server.connect()
    await third.call("auth.resume", {"token": ADA.token})
    assert 1013 == await third.closed()

    await first.close()
    await server.enter(ADA)
