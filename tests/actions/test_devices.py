"""`sessions.list` and `sessions.revoke`: one's own sessions, ended from elsewhere, at once."""

import asyncio

from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.running import Server
from tests.wire import Wire


async def sign_in(server: Server) -> tuple[Wire, str]:
    """Sign Ada in on one more device, and return its connection and token."""
    wire = await server.connect()
    reply = await wire.call("auth.login", login="ada", password=ADA.password)
    await wire.event("hello")
    return wire, reply["token"]


async def is_alive(server: Server, token: str) -> bool:
    """Return whether a token opens its session."""
    stranger = await server.connect()
    return bool((await stranger.ask("auth.resume", {"token": token}))["ok"])


async def test_one_sees_ones_sessions_and_nobody_elses(server: Server, ada: Wire) -> None:
    """The one that asks stands first; none of it would open a session."""
    phone, token = await sign_in(server)

    mine = (await ada.call("sessions.list"))["sessions"]
    theirs = (await phone.call("sessions.list"))["sessions"]

    assert [True, False] == [each["current"] for each in mine]
    assert {each["id"] for each in mine} == {each["id"] for each in theirs}
    assert mine[0]["id"] != theirs[0]["id"]
    assert {"id", "device", "address", "created_at", "last_used", "current"} == set(mine[0])
    assert token not in str(mine)


async def test_a_session_that_is_ended_closes_at_once(server: Server, ada: Wire) -> None:
    """Its open connection hears of it, its token opens nothing; the other one stays."""
    phone, token = await sign_in(server)
    [other] = [
        each for each in (await ada.call("sessions.list"))["sessions"] if not each["current"]
    ]

    await ada.call("sessions.revoke", session_id=other["id"])

    assert {"reason": "revoked"} == await phone.event("session.revoked")
    assert 4401 == await phone.closed()
    assert not await is_alive(server, token)
    assert ada.me == (await ada.call("account.get"))["user"]["id"]
    assert "not_found" == await ada.code("sessions.revoke", session_id=other["id"])


async def test_all_others_end_together(server: Server, ada: Wire, bob: Wire) -> None:
    """Those of the same person, on open sockets and as tokens; Bob's stays."""
    devices = [await sign_in(server) for _ in range(3)]

    await ada.call("sessions.revoke", others=True)

    for wire, token in devices:
        assert 4401 == await wire.closed()
        assert not await is_alive(server, token)
    assert 1 == len((await ada.call("sessions.list"))["sessions"])
    assert bob.me == (await bob.call("account.get"))["user"]["id"]


async def test_nobody_ends_the_session_of_another(server: Server, ada: Wire, eve: Wire) -> None:
    """It looks like one that does not exist, and lives on."""
    [hers] = (await ada.call("sessions.list"))["sessions"]

    taken = await eve.error("sessions.revoke", session_id=hers["id"])
    unknown = await eve.error("sessions.revoke", session_id="404")

    assert taken == unknown
    assert await is_alive(server, ADA.token)
    assert "unauthenticated" == await (await server.connect()).code("sessions.list")


async def test_one_says_which(ada: Wire) -> None:
    """Neither nothing nor both."""
    for fields in ({}, {"session_id": "1", "others": True}):
        error = await ada.error("sessions.revoke", fields)

        assert ("bad_request", "session_id") == (error["code"], error["field"])


async def test_the_session_that_asks_is_signed_out_instead(ada: Wire) -> None:
    """Its connection would be gone before the answer."""
    [mine] = (await ada.call("sessions.list"))["sessions"]

    error = await ada.error("sessions.revoke", session_id=mine["id"])

    assert ("bad_request", "session_id") == (error["code"], error["field"])
    assert 1 == len((await ada.call("sessions.list"))["sessions"])


async def test_the_least_used_session_makes_room(serve: Serve) -> None:
    """Of three allowed ones a fourth ends the one not used for longest, sockets and all."""
    server = await serve(sessions_per_person=3)
    oldest, _ = await sign_in(server)
    ada = await server.enter(ADA)
    for _ in range(3):
        server.clock.ahead += 120_000
        await sign_in(server)

    assert 4401 == await oldest.closed()
    assert 4401 == await ada.closed()
    assert not await is_alive(server, ADA.token)
    last, _ = await sign_in(server)
    assert 3 == len((await last.call("sessions.list"))["sessions"])


async def test_many_at_once_leave_as_many_as_allowed(serve: Serve) -> None:
    """Sign-ins that race."""
    server = await serve(sessions_per_person=3, rate_limits="off")

    await asyncio.gather(*(sign_in(server) for _ in range(8)), return_exceptions=True)

    last, _ = await sign_in(server)
    assert 3 == len((await last.call("sessions.list"))["sessions"])
    assert await is_alive(server, BOB.token)
