"""`/api/passkeys/prove`: showing by a passkey once more who one is, and what a passkey tells."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from messenger.actions.reauthentication import FRESH
from tests.actions.test_notices import lines
from tests.actions.two_factor_steps import sign_in
from tests.mailbox import Mailbox
from tests.people import ADA, EVE
from tests.running import Server
from tests.web.security_key import SecurityKey
from tests.web.test_passkeys import Browser, code_of


@pytest.fixture
async def desk(server: Server) -> AsyncIterator[Browser]:
    """Ada's browser."""
    browser = Browser(server, ADA)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def known_key(desk: Browser) -> SecurityKey:
    """A key that Ada has registered."""
    key = SecurityKey(desk.origin)
    assert 200 == (await desk.make(key)).status_code
    return key


async def test_a_passkey_is_a_proof(server: Server, desk: Browser, known_key: SecurityKey) -> None:
    """For half an hour, as a password is, and only for the session that showed it."""
    other = (await sign_in(server, ADA))["data"]["token"]
    server.clock.ahead += FRESH
    stale = (401, "reauthentication_required")
    assert stale == code_of(await desk.post("register/begin"))

    options = await desk.options("prove")
    assert ("localhost", "required") == (options["rpId"], options["userVerification"])
    assert 1 == len(options["allowCredentials"])
    answer = await desk.post("prove/finish", {"credential": known_key.sign(options)})

    assert {"verified_until"} == set(answer.json())
    assert 200 == (await desk.post("register/begin")).status_code
    bearer = {"Authorization": f"Bearer {other}"}
    assert stale == code_of(await desk.post("register/begin", headers=bearer))


async def test_what_is_no_proof(server: Server, desk: Browser, known_key: SecurityKey) -> None:
    """Another's passkey, a challenge for signing in, one used before, one too old."""
    theirs = Browser(server, EVE)
    foreign = SecurityKey(theirs.origin)
    assert (409, "conflict") == code_of(await theirs.post("prove/begin"))
    await theirs.make(foreign)
    server.clock.ahead += FRESH
    refused = (401, "invalid_credentials")

    async def show(credential: object) -> tuple[int, str]:
        return code_of(await desk.post("prove/finish", {"credential": credential}))

    assert refused == await show(foreign.sign(await desk.options("prove")))
    assert refused == await show(known_key.sign(await theirs.options("prove")))
    assert refused == await show(known_key.sign(await desk.options("sign-in")))
    old = await desk.options("prove")
    server.clock.ahead += 301_000
    assert refused == await show(known_key.sign(old))
    assert (400, "bad_request") == await show({})
    assert (401, "reauthentication_required") == code_of(await desk.post("register/begin"))
    signed = known_key.sign(await desk.options("prove"))
    codes = await asyncio.gather(*(show(signed) for _ in range(3)))
    assert 1 == sum(code == (200, "") for code in codes)
    assert 2 == sum(code == refused for code in codes)
    await theirs.http.aclose()


async def test_a_proof_does_not_sign_in(server: Server, desk: Browser) -> None:
    """And nobody proves anything who is not signed in."""
    key = SecurityKey(desk.origin)
    await desk.make(key)
    anybody = Browser(server)
    signed = key.sign(await desk.options("prove"))

    assert (401, "invalid_credentials") == code_of(await anybody.show(signed))
    assert (401, "unauthenticated") == code_of(await anybody.post("prove/begin"))
    body = {"credential": signed}
    assert (401, "unauthenticated") == code_of(await anybody.post("prove/finish", body))
    await anybody.http.aclose()


async def test_wrong_proofs_are_counted(desk: Browser, known_key: SecurityKey) -> None:
    """With those of the password."""
    signed = known_key.sign(await desk.options("sign-in"))
    body = {"credential": signed}
    codes = [code_of(await desk.post("prove/finish", body))[0] for _ in range(11)]

    assert [401] * 10 + [429] == codes


async def test_adding_and_removing_is_told(mailing: Server, mailbox: Mailbox) -> None:
    """In the chat and by a letter, with the passkey's name; renaming is not."""
    browser = Browser(mailing, ADA)
    key = SecurityKey(browser.origin)
    made = (await browser.make(key, "The blue one")).json()["passkey"]["id"]
    await browser.http.patch(f"/api/passkeys/{made}", json={"name": "The red one"})
    assert (409, "conflict") == code_of(await browser.make(key))
    await browser.http.delete(f"/api/passkeys/{made}")
    assert 404 == (await browser.http.delete(f"/api/passkeys/{made}")).status_code

    letters = [await mailbox.letter(number) for number in (1, 2)]
    assert ["A new passkey", "A passkey was removed"] == [each.subject for each in letters]
    assert "The blue one" in letters[0].text
    assert "The red one" in letters[1].text
    assert [
        "A passkey was added: The blue one. It signs in without a password.",
        "A passkey was removed: The red one.",
    ] == await lines(await mailing.enter(ADA))
    await browser.http.aclose()
