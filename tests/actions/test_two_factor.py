"""Two factors: codes of an authenticator and recovery codes, each used once."""

import asyncio

import pytest
from sqlalchemy import select, update

from messenger.actions.second_factor import ALPHABET
from messenger.db.tables import authenticators, recovery_codes
from tests.actions.two_factor_steps import Authenticator, refusal, sign_in, switch_on
from tests.people import ADA, BOB, EVE
from tests.running import Server
from tests.wire import Wire

SIGNED_IN = {"token", "expires_at", "user", "device_token"}
MINUTE = 60_000
STATUS = {"enabled": False, "required": False, "codes_left": 0, "passkeys": [], "devices": []}


async def test_switching_on_shows_a_secret_and_ten_codes(server: Server, ada: Wire) -> None:
    """160 bits in base 32, an address for the QR code, and codes without look-alikes."""
    setup = await ada.call("two_factor.start", password=ADA.password)
    app = Authenticator(server, setup["secret"])
    codes = (await ada.call("two_factor.confirm", code=app.code()))["recovery_codes"]

    assert 32 == len(setup["secret"])
    assert setup["uri"].startswith("otpauth://totp/Dash%20Messenger:ada?secret=")
    assert 10 == len(set(codes))
    assert all(code[5] == "-" and set(code.replace("-", "")) <= set(ALPHABET) for code in codes)
    assert STATUS | {"enabled": True, "codes_left": 10} == await ada.call("two_factor.status")


async def test_nothing_is_switched_on_before_the_first_code(server: Server, ada: Wire) -> None:
    """A secret that nobody confirmed asks nobody for a code."""
    await ada.call("two_factor.start", password=ADA.password)

    assert (await sign_in(server, ADA))["ok"]
    assert not (await ada.call("two_factor.status"))["enabled"]


async def test_what_is_stored_tells_no_secret(server: Server, ada: Wire) -> None:
    """The secret is sealed, by another nonce each time; recovery codes are hashed."""
    app, codes = await switch_on(server, ada, ADA)
    async with server.services.database.reading() as connection:
        sealed = await connection.scalar(select(authenticators.c.secret))
        hashes = list(await connection.scalars(select(recovery_codes.c.code_hash)))

    secret = app.secret
    assert secret not in (sealed or b"")
    assert 48 == len(sealed or b"")
    assert 10 == len(set(hashes))
    assert all(code.encode() not in hashed for hashed in hashes for code in codes)


async def test_signing_in_asks_for_the_password_first(server: Server, ada: Wire) -> None:
    """A right code with a wrong password tells no more than a wrong password."""
    app, _ = await switch_on(server, ada, ADA)

    assert "totp_required" == await refusal(server, ADA)
    assert "totp_required" == await refusal(server, ADA, code="")
    assert "invalid_credentials" == await refusal(server, ADA, password="no", code=app.next_code())
    assert "invalid_credentials" == await refusal(server, ADA, password="no")
    assert "invalid_totp" == await refusal(server, ADA, code="000000")
    assert set((await sign_in(server, ADA, code=app.code()))["data"]) == SIGNED_IN


async def test_a_person_without_two_factors_needs_no_code(server: Server, ada: Wire) -> None:
    """Whatever others have switched on; a code that is sent all the same is not looked at."""
    await switch_on(server, ada, ADA)

    assert (await sign_in(server, BOB))["ok"]
    assert (await sign_in(server, BOB, code="123456"))["ok"]


async def test_http_takes_the_code_too(server: Server, ada: Wire) -> None:
    """POST /api/session answers as `auth.login` does."""
    app, _ = await switch_on(server, ada, ADA)
    facts = {"login": "ada", "password": ADA.password}
    async with server.http() as http:
        without = await http.post("/api/session", json=facts)
        wrong = await http.post("/api/session", json=facts | {"code": "000000"})
        right = await http.post("/api/session", json=facts | {"code": app.next_code()})

    assert (401, "totp_required") == (without.status_code, without.json()["error"]["code"])
    assert (401, "invalid_totp") == (wrong.status_code, wrong.json()["error"]["code"])
    assert 200 == right.status_code
    assert "messenger_session" in right.cookies


@pytest.mark.parametrize("shift", [-1, 0, 1])
async def test_clocks_may_differ_by_one_step(server: Server, ada: Wire, shift: int) -> None:
    """The codes before and after the present one are taken, once."""
    app, _ = await switch_on(server, ada, ADA)
    server.clock.ahead += 5 * MINUTE
    code = app.code(shift)

    assert (await sign_in(server, ADA, code=code))["ok"]
    assert "invalid_totp" == await refusal(server, ADA, code=code)


@pytest.mark.parametrize("shift", [-2, 2])
async def test_a_code_of_another_time_is_wrong(server: Server, ada: Wire, shift: int) -> None:
    """Two steps away is too far."""
    app, _ = await switch_on(server, ada, ADA)
    server.clock.ahead += 5 * MINUTE

    assert "invalid_totp" == await refusal(server, ADA, code=app.code(shift))


async def test_no_code_works_after_a_later_one(server: Server, ada: Wire) -> None:
    """Who looked over a shoulder cannot use what was skipped; the first code is used up too."""
    app, _ = await switch_on(server, ada, ADA)
    assert "invalid_totp" == await refusal(server, ADA, code=app.first)
    server.clock.ahead += 5 * MINUTE
    before = app.code(-1)
    assert (await sign_in(server, ADA, code=app.code()))["ok"]

    assert "invalid_totp" == await refusal(server, ADA, code=before)


async def test_of_two_that_race_with_a_code_one_wins(server: Server, ada: Wire) -> None:
    """The database decides, not the order in which they read."""
    app, codes = await switch_on(server, ada, ADA)
    for code in (app.next_code(), codes[0]):
        replies = await asyncio.gather(*(sign_in(server, ADA, code=code) for _ in range(4)))

        assert 1 == [reply["ok"] for reply in replies].count(True)
        errors = [reply["error"]["code"] for reply in replies if not reply["ok"]]
        assert ["invalid_totp"] * 3 == errors


async def test_a_recovery_code_works_once(server: Server, ada: Wire) -> None:
    """In whatever way it is written."""
    _, codes = await switch_on(server, ada, ADA)
    untidy = f" {codes[0].lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "

    assert (await sign_in(server, ADA, code=untidy))["ok"]
    assert "invalid_totp" == await refusal(server, ADA, code=codes[0])
    assert (await sign_in(server, ADA, code=codes[1]))["ok"]
    assert 8 == (await ada.call("two_factor.status"))["codes_left"]


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "АБВГДЕЖЗИК", "x" * 256, "١٢٣٤٥٦"])
async def test_what_is_no_code_is_wrong(server: Server, ada: Wire, code: str) -> None:
    """Of another length, of other letters, of other digits."""
    await switch_on(server, ada, ADA)

    assert "invalid_totp" == await refusal(server, ADA, code=code)


async def test_a_code_of_another_person_is_wrong(server: Server, ada: Wire, eve: Wire) -> None:
    """Neither Eve's authenticator nor her recovery codes open Ada's account."""
    await switch_on(server, ada, ADA)
    app, codes = await switch_on(server, eve, EVE)

    assert "invalid_totp" == await refusal(server, ADA, code=app.next_code())
    assert "invalid_totp" == await refusal(server, ADA, code=codes[0])
    assert (await sign_in(server, EVE, code=codes[0]))["ok"]


async def test_wrong_codes_are_counted_like_wrong_passwords(server: Server, ada: Wire) -> None:
    """Ten, then the account waits, also with a right code; being asked for one is no failure."""
    app, _ = await switch_on(server, ada, ADA)
    for _ in range(3):
        assert "totp_required" == await refusal(server, ADA)
    for number in range(10):
        assert "invalid_totp" == await refusal(server, ADA, code=f"00000{number % 10}")

    assert "rate_limited" == await refusal(server, ADA, code=app.next_code())


async def test_a_secret_waits_for_its_code_only_so_long(server: Server, ada: Wire) -> None:
    """A quarter of an hour; another start takes its place."""
    assert "conflict" == await ada.code("two_factor.confirm", code="000000")
    first = await ada.call("two_factor.start", password=ADA.password)
    second = await ada.call("two_factor.start", password=ADA.password)
    old, new = (Authenticator(server, setup["secret"]) for setup in (first, second))
    assert "invalid_totp" == await ada.code("two_factor.confirm", code=old.code())
    server.clock.ahead += 15 * MINUTE

    assert "conflict" == await ada.code("two_factor.confirm", code=new.code())


async def test_starting_needs_the_password(server: Server, ada: Wire) -> None:
    """A stolen session alone is not enough; what is on is not started again."""
    error = await ada.error("two_factor.start", password="wrong")
    await switch_on(server, ada, ADA)

    assert ("invalid_credentials", "password") == (error["code"], error["field"])
    assert "conflict" == await ada.code("two_factor.start", password=ADA.password)
    assert "conflict" == await ada.code("two_factor.confirm", code="000000")


async def test_wrong_passwords_inside_are_counted_too(ada: Wire) -> None:
    """Who stole a session has ten tries, not as many as the socket carries."""
    for _ in range(10):
        assert "invalid_credentials" == await ada.code("two_factor.start", password="wrong")

    assert "rate_limited" == await ada.code("two_factor.start", password=ADA.password)


async def test_each_change_ends_the_other_sessions(server: Server, ada: Wire) -> None:
    """With their sockets; the one that changes it stays, and so does everybody else."""
    bob = await server.enter(BOB)
    token = (await sign_in(server, ADA))["data"]["token"]
    elsewhere = await server.enter(ADA, token=token)
    app, codes = await switch_on(server, ada, ADA)
    await gone(elsewhere)
    assert "session_expired" == await bob.code("account.get", by=token)

    elsewhere = await come_back(server, app)
    renewed = (await ada.call("two_factor.regenerate_codes"))["recovery_codes"]
    await gone(elsewhere)
    assert not set(codes) & set(renewed)
    assert "invalid_totp" == await refusal(server, ADA, code=codes[0])

    elsewhere = await come_back(server, app)
    await ada.call("two_factor.disable", code=renewed[0])
    await gone(elsewhere)
    assert (await sign_in(server, ADA))["ok"]
    assert bob.me == (await bob.call("account.get"))["user"]["id"]


async def test_switching_off_needs_a_code(server: Server, ada: Wire) -> None:
    """And something to switch off."""
    assert "conflict" == await ada.code("two_factor.disable", code="000000")
    assert "conflict" == await ada.code("two_factor.regenerate_codes")
    app, _ = await switch_on(server, ada, ADA)
    assert "invalid_totp" == await ada.code("two_factor.disable", code="000000")

    await ada.call("two_factor.disable", code=app.next_code())

    assert STATUS == await ada.call("two_factor.status")
    assert (await switch_on(server, ada, ADA))[1]


async def test_a_secret_of_another_key_opens_nothing(server: Server, ada: Wire, bob: Wire) -> None:
    """What was sealed for one person cannot be put to another's name."""
    app, _ = await switch_on(server, ada, ADA)
    await switch_on(server, bob, BOB)
    async with server.services.database.writing() as connection:
        sealed = await connection.scalar(
            select(authenticators.c.secret).where(authenticators.c.user_id == int(ada.me))
        )
        mine = authenticators.c.user_id == int(bob.me)
        await connection.execute(update(authenticators).where(mine).values(secret=sealed))

    assert "internal" == await refusal(server, BOB, code=app.next_code())


@pytest.mark.parametrize(
    ("op", "fields"),
    [
        ("two_factor.status", {}),
        ("two_factor.start", {"password": ADA.password}),
        ("two_factor.confirm", {"code": "000000"}),
        ("two_factor.disable", {"code": "000000"}),
        ("two_factor.regenerate_codes", {}),
        ("two_factor.forget_device", {"device_id": "1"}),
        ("auth.reauthenticate", {"password": ADA.password}),
    ],
)
async def test_a_stranger_has_no_second_factor(
    server: Server, op: str, fields: dict[str, str]
) -> None:
    """Nothing of it works without a session."""
    stranger = await server.connect()

    assert "unauthenticated" == await stranger.code(op, fields)
    assert "session_expired" == await stranger.code(op, fields, by="none")


async def gone(wire: Wire) -> None:
    """Expect that a connection was told that its session ended, and closed."""
    assert {"reason": "revoked"} == await wire.event("session.revoked")
    assert 4401 == await wire.closed()


async def come_back(server: Server, app: Authenticator) -> Wire:
    """Sign Ada in once more, and open a connection of that session."""
    reply = await sign_in(server, ADA, code=app.next_code())
    return await server.enter(ADA, token=reply["data"]["token"])
