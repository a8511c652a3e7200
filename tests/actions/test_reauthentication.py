"""Dangerous acts: half an hour after the last proof of who it is, another is asked for."""

import pytest

from messenger.clock import parse_rfc3339
from tests.actions.two_factor_steps import switch_on
from tests.people import ADA, BOB
from tests.running import Server
from tests.wire import Data, Wire

HALF_HOUR = 1_800_000
DANGEROUS: list[tuple[str, Data]] = [
    ("two_factor.confirm", {"code": "000000"}),
    ("two_factor.disable", {"code": "000000"}),
    ("two_factor.regenerate_codes", {}),
    ("account.delete", {"messages": "keep"}),
]


@pytest.mark.parametrize(("op", "data"), DANGEROUS)
async def test_a_proof_is_good_for_half_an_hour(
    server: Server, ada: Wire, op: str, data: Data
) -> None:
    """Signing in is one; what asks nothing dangerous goes on without."""
    assert "reauthentication_required" != await ada.code(op, data)
    server.clock.ahead += HALF_HOUR

    error = await ada.error(op, data)

    assert ("reauthentication_required", 401) == (error["code"], error["status"])
    assert not (await ada.call("two_factor.status"))["enabled"]


async def test_the_password_is_a_proof(server: Server, ada: Wire) -> None:
    """For the session that gave it, and not for another of the same person."""
    app, _ = await switch_on(server, ada, ADA)
    other = await (await server.connect()).call(
        "auth.login", login="ada", password=ADA.password, code=app.next_code()
    )
    phone = await server.enter(ADA, token=other["token"])
    server.clock.ahead += HALF_HOUR

    until = (await ada.call("auth.reauthenticate", password=ADA.password))["verified_until"]

    left = parse_rfc3339(until) - server.clock.now()
    assert HALF_HOUR - 10_000 < left <= HALF_HOUR
    assert "reauthentication_required" == await phone.code("two_factor.regenerate_codes")
    assert (await ada.call("two_factor.regenerate_codes"))["recovery_codes"]


async def test_a_code_is_a_proof(server: Server, ada: Wire) -> None:
    """Of the app or a recovery code, each used up by it."""
    app, codes = await switch_on(server, ada, ADA)
    for code in (app.next_code(), codes[0]):
        server.clock.ahead += HALF_HOUR
        code = app.code() if len(code) == 6 else code
        await ada.call("auth.reauthenticate", code=code)
        assert "invalid_totp" == await ada.code("auth.reauthenticate", code=code)
        assert "invalid_totp" == await ada.code("two_factor.disable", code="000000")


async def test_a_wrong_proof_is_none(server: Server, ada: Wire, bob: Wire) -> None:
    """Another's password, a code where there is no second factor, both at once, or nothing."""
    server.clock.ahead += HALF_HOUR

    assert "invalid_credentials" == await ada.code("auth.reauthenticate", password=BOB.password)
    assert "invalid_totp" == await ada.code("auth.reauthenticate", code="000000")
    assert "bad_request" == await ada.code("auth.reauthenticate")
    assert "bad_request" == await ada.code(
        "auth.reauthenticate", password=ADA.password, code="000000"
    )
    assert "reauthentication_required" == await ada.code("two_factor.regenerate_codes")
    assert bob.me != ada.me


async def test_wrong_proofs_are_counted(ada: Wire) -> None:
    """Passwords and codes together, ten in five minutes."""
    for _ in range(5):
        assert "invalid_credentials" == await ada.code("auth.reauthenticate", password="no")
        assert "invalid_totp" == await ada.code("auth.reauthenticate", code="000000")

    assert "rate_limited" == await ada.code("auth.reauthenticate", password=ADA.password)


async def test_starting_is_a_proof_itself(server: Server, ada: Wire) -> None:
    """Its password counts, so the first code may follow at once."""
    server.clock.ahead += HALF_HOUR

    assert (await switch_on(server, ada, ADA))[1]
