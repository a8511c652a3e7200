"""Remembered devices: asked for the password alone, for 30 days at most."""

from typing import Any

from sqlalchemy import select

from messenger.actions.access import ClientInfo
from messenger.actions.remembered import delete_ended_devices
from messenger.actions.sign_in import sign_in
from messenger.db.tables import remembered_devices
from tests.actions.two_factor_steps import switch_on
from tests.people import ADA, EVE, Person
from tests.running import Server
from tests.wire import Wire

DAY = 86_400_000
CLIENT = ClientInfo("198.51.100.7", "Firefox on a desk")


async def remember(server: Server, person: Person, code: str) -> str:
    """Sign in as the sign-in page does with its box ticked, and return the device's token."""
    signed_in = await sign_in(
        server.services,
        login=person.nick,
        password=person.password,
        code=code,
        remember=True,
        client=CLIENT,
    )
    assert signed_in.device_token is not None
    return signed_in.device_token


async def enter(server: Server, person: Person, device: str, **facts: Any) -> tuple[int, str]:
    """Sign in over HTTP from a device, and return the status and the code of the refusal."""
    credentials = {"login": person.nick, "password": person.password} | facts
    own = {"Cookie": f"messenger_device={device}"}
    async with server.http(headers=own) as http:
        answer = await http.post("/api/session", json=credentials)
    return answer.status_code, answer.json().get("error", {}).get("code", "")


async def test_a_device_stands_for_a_code(server: Server, ada: Wire) -> None:
    """Not for the password, and not for long: 30 days after it was remembered it is not known."""
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())

    assert (200, "") == await enter(server, ADA, device)
    assert (401, "invalid_credentials") == await enter(server, ADA, device, password="no")
    assert (401, "totp_required") == await enter(server, ADA, device + "x")
    server.clock.ahead += 30 * DAY
    assert (401, "totp_required") == await enter(server, ADA, device)
    assert [] == await rows(server, ended=True)


async def test_a_device_is_one_persons(server: Server, ada: Wire, eve: Wire) -> None:
    """Eve's remembered device does not open Ada's account."""
    await switch_on(server, ada, ADA)
    app, _ = await switch_on(server, eve, EVE)
    device = await remember(server, EVE, app.next_code())

    assert (401, "totp_required") == await enter(server, ADA, device)
    assert (200, "") == await enter(server, EVE, device)


async def test_only_the_hash_of_its_token_is_stored(server: Server, ada: Wire) -> None:
    """256 random bits."""
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())

    [row] = await rows(server)
    assert 43 == len(device)
    assert device.encode() not in row.token_hash
    assert 32 == len(row.token_hash)


async def test_without_a_code_nothing_is_remembered(server: Server) -> None:
    """Who has no second factor has no device to remember."""
    facts: dict[str, Any] = {"login": ADA.nick, "password": ADA.password, "client": CLIENT}

    assert (await sign_in(server.services, **facts, remember=True)).device_token is None


async def test_a_person_sees_and_forgets_own_devices(server: Server, ada: Wire, eve: Wire) -> None:
    """Others cannot, and a forgotten one is asked again."""
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())
    [listed] = (await ada.call("two_factor.status"))["devices"]

    assert ("Firefox on a desk", "198.51.100.7") == (listed["device"], listed["address"])
    assert "not_found" == await eve.code("two_factor.forget_device", device_id=listed["id"])
    assert "not_found" == await ada.code("two_factor.forget_device", device_id="none")
    await ada.call("two_factor.forget_device", device_id=listed["id"])
    assert [] == (await ada.call("two_factor.status"))["devices"]
    assert (401, "totp_required") == await enter(server, ADA, device)


async def test_changes_of_the_second_factor_forget_all_devices(server: Server, ada: Wire) -> None:
    """New recovery codes, and switching off and on again."""
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())
    await ada.call("two_factor.regenerate_codes")
    assert (401, "totp_required") == await enter(server, ADA, device)

    device = await remember(server, ADA, app.next_code())
    await ada.call("two_factor.disable", code=app.next_code())
    await switch_on(server, ada, ADA)
    assert (401, "totp_required") == await enter(server, ADA, device)


async def test_a_new_password_forgets_all_devices(server: Server, ada: Wire) -> None:
    """Who knew the old one may have been remembered too."""
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())
    new = f"{ADA.password} anew"

    await ada.call("account.change_password", old=ADA.password, new=new)

    assert (401, "totp_required") == await enter(server, ADA, device, password=new)


async def rows(server: Server, *, ended: bool = False) -> list[Any]:
    """Return the rows of remembered devices, after those that ended were deleted."""
    if ended:
        await delete_ended_devices(server.services)
    async with server.services.database.reading() as connection:
        return list(await connection.execute(select(remembered_devices)))
