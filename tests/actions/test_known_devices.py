"""Known devices: which sign-in is told, what a known one may, and for how long it is known."""

import asyncio
import contextlib
from typing import Any

import httpx
import pytest
from sqlalchemy import func, insert, select

from messenger.actions.known_devices import KNOWN_DAYS, MOST_KNOWN, forget_unused_devices
from messenger.actions.sessions import DAY, delete_ended_sessions, hash_token
from messenger.db.tables import known_devices
from messenger.errors import InvalidCredentials
from tests.actions.test_notices import lines, notices_of
from tests.actions.two_factor_steps import switch_on
from tests.conftest import Serve
from tests.mailbox import Mailbox
from tests.people import ADA, BOB, Person
from tests.running import Server
from tests.talk import texts
from tests.wire import Wire

NEW = "Somebody signed in to your account on a new device."
COOKIE = "messenger_known"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


class Browser:
    """A browser that keeps the cookies of the sign-in."""

    def __init__(self, server: Server) -> None:
        headers = {"Origin": server.origin, "User-Agent": FIREFOX}
        self.http = server.http(headers=headers)

    async def enter(self, person: Person = ADA, **fields: Any) -> httpx.Response:
        """Sign in."""
        self.http.cookies.delete("messenger_session")
        given = {"login": person.nick, "password": person.password} | fields
        return await self.http.post("/api/session", json=given)

    @property
    def token(self) -> str:
        """By which it is known."""
        return str(self.http.cookies[COOKIE])


@pytest.fixture
async def firefox(server: Server) -> Any:
    """A browser in which nobody has signed in."""
    firefox = Browser(server)
    yield firefox
    await firefox.http.aclose()


async def shut_out(server: Server, account: str) -> None:
    """Use up the tries of an account, from elsewhere."""
    for number in range(server.settings.sign_in_tries_account):
        with contextlib.suppress(InvalidCredentials):
            async with server.services.throttle.attempt(account, f"10.0.0.{number}"):
                raise InvalidCredentials


async def test_a_sign_in_on_a_new_device_is_told_once(ada: Wire, firefox: Browser) -> None:
    """With the device and its address; then it is known, and silent."""
    for _ in range(3):
        assert 200 == (await firefox.enter()).status_code

    assert [NEW] == await lines(ada)
    chat = await notices_of(ada)
    assert chat is not None
    [text] = await texts(ada, chat["id"])
    assert "Device: \u2068Firefox, Android\u2069\nAddress: \u2068127.0.0.1\u2069\nTime: " in text
    assert "/account/devices" in text


async def test_the_cookie(server: Server, firefox: Browser) -> None:
    """256 random bits for half a year, unseen by scripts; the table has their hash."""
    answer = await firefox.enter()

    [cookie] = [line for line in answer.headers.get_list("set-cookie") if COOKIE in line]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={KNOWN_DAYS * 86400}" in cookie
    assert 43 == len(firefox.token)
    assert firefox.token == answer.json()["device_token"]
    async with server.services.database.reading() as connection:
        stored = await connection.scalar(select(known_devices.c.token_hash))
    assert hash_token(firefox.token) == stored


async def test_over_tls_it_is_bound_to_the_host(serve: Serve) -> None:
    """As the session's."""
    server = await serve(trusted_hops=1)
    async with server.http(headers={"X-Forwarded-Proto": "https"}) as http:
        answer = await http.post("/api/session", json={"login": "ada", "password": ADA.password})

    [cookie] = [line for line in answer.headers.get_list("set-cookie") if "known" in line]
    assert cookie.startswith("__Host-messenger_known=")
    assert "Secure" in cookie


async def test_a_program_keeps_its_token(server: Server, ada: Wire) -> None:
    """It hands it in by itself; what somebody made up makes no device known."""
    stranger = await server.connect()
    login = {"login": "ada", "password": ADA.password}
    first = await stranger.call("auth.login", login)
    again = await stranger.call("auth.login", login, device_token=first["device_token"])
    forged = await stranger.call("auth.login", login, device_token="made up")

    assert first["device_token"] == again["device_token"]
    assert forged["device_token"] not in {"made up", first["device_token"]}
    assert [NEW, NEW] == await lines(ada)


async def test_registering_makes_a_device_known_without_a_word(server: Server) -> None:
    """There is nobody to be told."""
    zoe = await server.connect()
    account = {"username": "zoe", "email": "zoe@example.org", "password": BOB.password}
    made = await zoe.call("auth.register", account)
    await zoe.event("hello")

    login = {"login": "zoe", "password": BOB.password, "device_token": made["device_token"]}
    await (await server.connect()).call("auth.login", login)

    assert await notices_of(zoe) is None


async def test_one_browser_of_two_people(ada: Wire, bob: Wire, firefox: Browser) -> None:
    """Each is told once; both are known by one cookie."""
    await firefox.enter(ADA)
    token = firefox.token
    for person in (BOB, ADA, BOB):
        await firefox.enter(person)

    assert token == firefox.token
    assert ([NEW], [NEW]) == (await lines(ada), await lines(bob))


async def test_a_code_and_a_wrong_password_come_first(
    server: Server, ada: Wire, firefox: Browser
) -> None:
    """Only who is in is a new device."""
    app, _ = await switch_on(server, ada, ADA)
    assert 401 == (await firefox.enter(password="wrong")).status_code
    assert 401 == (await firefox.enter()).status_code
    assert NEW not in await lines(ada)

    await firefox.enter(code=app.next_code())

    assert NEW == (await lines(ada))[-1]


async def test_a_letter_says_the_same_but_not_all_day_long(
    mailing: Server, mailbox: Mailbox
) -> None:
    """Five an hour; the chat tells of each."""
    for _ in range(7):
        stranger = await mailing.connect()
        await stranger.call("auth.login", login="ada", password=ADA.password)

    letter = await mailbox.letter(5)
    assert (ADA.email, "A new sign-in") == (letter.address, letter.subject)
    assert "127.0.0.1" in letter.text
    ada = await mailing.enter(ADA)
    assert [NEW] * 7 == await lines(ada)
    await ada.call("account.change_password", old=ADA.password, new="nine lanterns cross the bay")
    assert "Your password was changed" == (await mailbox.letter(6)).subject


async def test_half_a_year_without_use(server: Server, ada: Wire, firefox: Browser) -> None:
    """To the day; a device on which somebody is signed in is in use."""
    await firefox.enter()
    server.clock.ahead += (KNOWN_DAYS - 1) * DAY
    await firefox.enter()
    server.clock.ahead += (KNOWN_DAYS + 1) * DAY
    await firefox.enter()
    ada = await server.enter(ADA, (await firefox.enter()).json()["token"])
    assert [NEW, NEW] == await lines(ada)

    await forget_unused_devices(server.services)
    for _ in range(10):
        server.clock.ahead += 20 * DAY
        assert ada.me == (await ada.call("account.get"))["user"]["id"]
        await firefox.http.get("/api/me")
        await forget_unused_devices(server.services)
    await firefox.enter()

    assert [NEW, NEW] == await lines(ada)


async def test_who_is_unused_is_deleted(server: Server, firefox: Browser) -> None:
    """Once the sessions there have ended."""
    await firefox.enter()
    server.clock.ahead += (KNOWN_DAYS + 1) * DAY
    await delete_ended_sessions(server.services)
    await forget_unused_devices(server.services)

    assert 0 == await count(server)


async def test_so_many_are_known(server: Server, ada: Wire, firefox: Browser) -> None:
    """The one not used for longest makes room."""
    now = server.clock.now()
    row = {"user_id": int(ada.me), "created_at": now}
    rows = [
        row | {"id": each, "token_hash": bytes([each]) * 32, "last_used_at": now - each}
        for each in range(1, MOST_KNOWN + 1)
    ]
    async with server.services.database.writing() as connection:
        await connection.execute(insert(known_devices), rows)

    await firefox.enter()

    assert MOST_KNOWN == await count(server)
    async with server.services.database.reading() as connection:
        left = set(await connection.scalars(select(known_devices.c.id)))
    assert set(range(1, MOST_KNOWN)) < left
    assert MOST_KNOWN not in left


async def test_a_stranger_does_not_shut_a_known_device_out(
    server: Server, firefox: Browser
) -> None:
    """Neither by the account nor by the address; everybody else waits."""
    mine = (await firefox.enter()).json()["user"]["id"]
    await shut_out(server, mine)
    for number in range(server.settings.sign_in_tries_address):
        with contextlib.suppress(InvalidCredentials):
            async with server.services.throttle.attempt(f"somebody{number}", "127.0.0.1"):
                raise InvalidCredentials
    stranger = Browser(server)

    assert 429 == (await stranger.enter()).status_code
    assert 429 == (await firefox.enter(BOB)).status_code
    assert 200 == (await firefox.enter()).status_code
    await stranger.http.aclose()


async def test_a_known_device_has_tries_of_its_own(server: Server, firefox: Browser) -> None:
    """As many as an account; using them up takes none from the others."""
    await firefox.enter()
    wrong = [await firefox.enter(password="wrong") for _ in range(10)]

    assert {401} == {answer.status_code for answer in wrong}
    assert 429 == (await firefox.enter()).status_code
    stranger = await server.connect()
    await stranger.call("auth.login", login="ada", password=ADA.password)


async def test_a_device_that_is_thrown_out_is_new_again(ada: Wire, firefox: Browser) -> None:
    """From the list of devices, one or all; signing out leaves it known."""
    await firefox.enter()
    await firefox.http.delete("/api/session")
    session = (await firefox.enter()).json()
    assert [NEW] == await lines(ada)
    [other] = [
        each for each in (await ada.call("sessions.list"))["sessions"] if not each["current"]
    ]

    await ada.call("sessions.revoke", session_id=other["id"])
    assert session["token"] != (await firefox.enter()).json()["token"]
    assert [NEW] * 2 == await lines(ada)
    await ada.call("sessions.revoke", others=True)
    await firefox.enter()
    assert [NEW] * 3 == await lines(ada)


async def test_sign_ins_at_the_same_moment(server: Server, ada: Wire, firefox: Browser) -> None:
    """Of a known device they are silent, and none fails."""
    token = (await firefox.enter()).json()["device_token"]
    login = {"login": "ada", "password": ADA.password, "device_token": token}
    wires = [await server.connect() for _ in range(5)]

    replies = await asyncio.gather(*(wire.call("auth.login", login) for wire in wires))

    assert {token} == {reply["device_token"] for reply in replies}
    assert [NEW] == await lines(ada)
    assert 1 == await count(server)


async def count(server: Server) -> int:
    """Return how many devices are known."""
    async with server.services.database.reading() as connection:
        query = select(func.count()).select_from(known_devices)
        return int(await connection.scalar(query) or 0)
