"""`/api/passkeys`: making passkeys, signing in by them, and every way in which that is refused."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from messenger.db.tables import passkey_challenges, passkeys
from tests.actions.two_factor_steps import sign_in, switch_on
from tests.people import ADA, EVE, Person
from tests.running import Server
from tests.web.security_key import PRESENT, SecurityKey
from tests.wire import Data, Wire

MINUTE = 60_000


class Browser:
    """A browser at localhost, signed in as somebody or not."""

    def __init__(self, server: Server, person: Person | None = None) -> None:
        self.origin = server.origin.replace("127.0.0.1", "localhost")
        headers = {"Host": self.origin.removeprefix("http://"), "Origin": self.origin}
        if person:
            headers["Cookie"] = f"messenger_session={person.token}"
        self.http = server.http(headers=headers)

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """Ask one of the routes."""
        return await self.http.post(f"/api/passkeys/{path}", json=body or {}, **options)

    async def options(self, path: str, body: Any = None) -> Data:
        """Begin, and return the options."""
        answer = await self.post(f"{path}/begin", body)
        assert 200 == answer.status_code, answer.text
        return dict(answer.json())

    async def make(self, key: SecurityKey, name: str = "A key") -> httpx.Response:
        """Register a key."""
        options = await self.options("register")
        return await self.keep(key.make(options), name)

    async def keep(self, credential: Data, name: str = "A key") -> httpx.Response:
        """Hand over what a key has made."""
        return await self.post("register/finish", {"name": name, "credential": credential})

    async def enter(self, key: SecurityKey, beside: Data | None = None) -> httpx.Response:
        """Sign in by a key."""
        return await self.show(key.sign(await self.options("sign-in", beside)))

    async def show(self, credential: Data) -> httpx.Response:
        """Hand over what a key has signed."""
        return await self.post("sign-in/finish", {"credential": credential})


@pytest.fixture
async def hers(server: Server) -> AsyncIterator[Browser]:
    """Ada's browser."""
    browser = Browser(server, ADA)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def anybody(server: Server) -> AsyncIterator[Browser]:
    """A browser in which nobody is signed in."""
    browser = Browser(server)
    yield browser
    await browser.http.aclose()


@pytest.fixture
async def key(hers: Browser) -> SecurityKey:
    """A key that Ada has registered."""
    key = SecurityKey(hers.origin)
    assert 200 == (await hers.make(key)).status_code
    return key


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """Return status and code of a refusal."""
    return answer.status_code, answer.json().get("error", {}).get("code", "")


async def test_a_key_is_made_listed_renamed_and_removed(hers: Browser, anybody: Browser) -> None:
    """Several may be had, each with its name; a removed one signs in no more."""
    keys = [SecurityKey(hers.origin) for _ in range(2)]
    for number, key in enumerate(keys):
        assert 200 == (await hers.make(key, f"Key {number}")).status_code
    listed = (await hers.http.get("/api/passkeys")).json()["passkeys"]
    assert ["Key 0", "Key 1"] == [each["name"] for each in listed]
    assert {"id", "name", "created_at", "last_used"} == set(listed[0])

    first = f"/api/passkeys/{listed[0]['id']}"
    assert 200 == (await hers.http.patch(first, json={"name": "The blue one"})).status_code
    assert 200 == (await anybody.enter(keys[0])).status_code
    [blue, _] = (await hers.http.get("/api/passkeys")).json()["passkeys"]
    assert "The blue one" == blue["name"]
    assert blue["last_used"]
    assert 200 == (await hers.http.delete(first)).status_code
    assert (401, "invalid_credentials") == code_of(await anybody.enter(keys[0]))
    assert 200 == (await anybody.enter(keys[1])).status_code


async def test_what_the_browser_is_asked_for(hers: Browser, key: SecurityKey) -> None:
    """A discoverable key with user verification, none that is known already, for this host."""
    options = await hers.options("register")

    assert {"name": "Dash Messenger", "id": "localhost"} == options["rp"]
    assert "ada" == options["user"]["name"]
    chosen = options["authenticatorSelection"]
    assert ("required", "required") == (chosen["residentKey"], chosen["userVerification"])
    assert 1 == len(options["excludeCredentials"])
    asked = await hers.options("sign-in")
    assert ("localhost", "required") == (asked["rpId"], asked["userVerification"])
    assert not asked.get("allowCredentials")
    assert key.count == 1


async def test_a_key_alone_signs_in(server: Server, anybody: Browser, key: SecurityKey) -> None:
    """Without name and password, also where two factors are on; the answer is that of sign-in."""
    ada = await server.enter(ADA)
    await switch_on(server, ada, ADA)

    answer = await anybody.enter(key)

    assert {"token", "expires_at", "user", "device_token"} == set(answer.json())
    assert "ada" == answer.json()["user"]["username"]
    assert answer.cookies["messenger_session"] == answer.json()["token"]
    fresh = await server.enter(ADA, token=answer.json()["token"])
    assert "conflict" == await fresh.code("two_factor.confirm", code="000000")


async def test_a_key_takes_the_place_of_a_code(
    server: Server, ada: Wire, anybody: Browser, key: SecurityKey
) -> None:
    """Beside the password only this person's keys are asked for."""
    await switch_on(server, ada, ADA)
    beside = {"login": ADA.nick, "password": ADA.password}
    options = await anybody.options("sign-in", beside)

    assert 1 == len(options["allowCredentials"])
    assert 200 == (await anybody.show(key.sign(options))).status_code
    wrong = await anybody.post("sign-in/begin", beside | {"password": "no"})
    assert (401, "invalid_credentials") == code_of(wrong)
    eve = await anybody.post("sign-in/begin", {"login": EVE.nick, "password": EVE.password})
    assert (409, "conflict") == code_of(eve)


async def test_beside_a_password_no_other_persons_key_counts(
    server: Server, anybody: Browser, key: SecurityKey
) -> None:
    """Nor does it sign in to its own account by that challenge."""
    theirs = Browser(server, EVE)
    assert 200 == (await theirs.make(SecurityKey(theirs.origin))).status_code
    options = await anybody.options("sign-in", {"login": EVE.nick, "password": EVE.password})

    assert (401, "invalid_credentials") == code_of(await anybody.show(key.sign(options)))
    await theirs.http.aclose()


async def test_guessing_passwords_here_is_counted_with_sign_in(
    server: Server, anybody: Browser
) -> None:
    """Ten failures, then the account waits at both doors."""
    for _ in range(10):
        await anybody.post("sign-in/begin", {"login": ADA.nick, "password": "no"})

    right = await anybody.post("sign-in/begin", {"login": ADA.nick, "password": ADA.password})
    assert (429, "rate_limited") == code_of(right)
    assert "rate_limited" == (await sign_in(server, ADA))["error"]["code"]


Bend = Callable[[SecurityKey], None]
BENT: dict[str, Bend] = {
    "another origin": lambda key: setattr(key, "origin", "http://localhost.evil.example"),
    "another host": lambda key: setattr(key, "host", "evil.example"),
    "no user verification": lambda key: setattr(key, "flags", PRESENT),
    "nobody present": lambda key: setattr(key, "flags", 0),
}


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT.keys())
async def test_a_key_that_answers_wrongly_is_not_kept(hers: Browser, bend: Bend) -> None:
    """BadRequest, and nothing is stored."""
    key = SecurityKey(hers.origin)
    bend(key)

    assert (400, "bad_request") == code_of(await hers.make(key))
    assert [] == (await hers.http.get("/api/passkeys")).json()["passkeys"]


@pytest.mark.parametrize("bend", BENT.values(), ids=BENT.keys())
async def test_a_key_that_answers_wrongly_does_not_sign_in(
    anybody: Browser, key: SecurityKey, bend: Bend
) -> None:
    """InvalidCredentials, and no cookie; the same key rightly used gets in."""
    bend(key)
    answer = await anybody.enter(key)

    assert (401, "invalid_credentials") == code_of(answer)
    assert not answer.cookies


async def test_a_false_signature_does_not_sign_in(anybody: Browser, key: SecurityKey) -> None:
    """Of another key under the id of hers, or of another challenge."""
    forger = SecurityKey(anybody.origin)
    forger.id = key.id
    assert (401, "invalid_credentials") == code_of(await anybody.enter(forger))

    first, second = await anybody.options("sign-in"), await anybody.options("sign-in")
    mixed = key.sign(first)
    mixed["response"]["clientDataJSON"] = key.sign(second)["response"]["clientDataJSON"]
    assert (401, "invalid_credentials") == code_of(await anybody.show(mixed))


async def test_an_unknown_key_does_not_sign_in(anybody: Browser) -> None:
    """Its refusal is that of a false one."""
    refused = code_of(await anybody.enter(SecurityKey(anybody.origin)))

    assert (401, "invalid_credentials") == refused


async def test_a_count_that_does_not_rise_is_a_copy(anybody: Browser, key: SecurityKey) -> None:
    """The key or its copy was used in between."""
    assert 200 == (await anybody.enter(key)).status_code
    key.count -= 1

    assert (401, "invalid_credentials") == code_of(await anybody.enter(key))


async def test_a_challenge_is_answered_once(
    anybody: Browser, hers: Browser, key: SecurityKey
) -> None:
    """Also when the same answer comes many times at once."""
    signed = key.sign(await anybody.options("sign-in"))
    answers = await asyncio.gather(*(anybody.show(signed) for _ in range(4)))
    assert [200, 401, 401, 401] == sorted(answer.status_code for answer in answers)

    made = SecurityKey(hers.origin).make(await hers.options("register"))
    assert 200 == (await hers.keep(made)).status_code
    assert (400, "bad_request") == code_of(await hers.keep(made))


async def test_a_challenge_lives_five_minutes(
    server: Server, anybody: Browser, hers: Browser, key: SecurityKey
) -> None:
    """Then it is refused, and its row goes with the next one."""
    signed = key.sign(await anybody.options("sign-in"))
    made = SecurityKey(hers.origin).make(await hers.options("register"))
    server.clock.ahead += 5 * MINUTE

    assert (401, "invalid_credentials") == code_of(await anybody.show(signed))
    assert (400, "bad_request") == code_of(await hers.keep(made))
    await anybody.options("sign-in")
    async with server.services.database.reading() as connection:
        assert 1 == len(list(await connection.scalars(select(passkey_challenges.c.challenge))))


async def test_a_challenge_serves_its_purpose_and_person(
    server: Server, anybody: Browser, hers: Browser, key: SecurityKey
) -> None:
    """One for registering signs nobody in; one of Ada's registers nothing for Eve."""
    assert 401 == (await anybody.show(key.sign(await hers.options("register")))).status_code
    made = SecurityKey(hers.origin).make(await hers.options("sign-in"))
    assert (400, "bad_request") == code_of(await hers.keep(made))
    theirs = Browser(server, EVE)
    made = SecurityKey(hers.origin).make(await hers.options("register"))
    assert (400, "bad_request") == code_of(await theirs.keep(made))
    await theirs.http.aclose()


async def test_one_key_belongs_to_one_account(server: Server, key: SecurityKey) -> None:
    """A credential that is known cannot be registered again, by anybody."""
    theirs = Browser(server, EVE)

    assert (409, "conflict") == code_of(await theirs.make(key))
    await theirs.http.aclose()


async def test_keys_are_touched_by_their_owner_alone(
    server: Server, hers: Browser, anybody: Browser, key: SecurityKey
) -> None:
    """To Eve Ada's key does not exist; a stranger has to sign in first."""
    [mine] = (await hers.http.get("/api/passkeys")).json()["passkeys"]
    path = f"/api/passkeys/{mine['id']}"
    theirs = Browser(server, EVE)
    assert [] == (await theirs.http.get("/api/passkeys")).json()["passkeys"]
    for browser, refused in (
        (theirs, (404, "not_found")),
        (anybody, (401, "unauthenticated")),
    ):
        assert refused == code_of(await browser.http.patch(path, json={"name": "x"}))
        assert refused == code_of(await browser.http.delete(path))
    assert 401 == (await anybody.http.get("/api/passkeys")).status_code
    assert (401, "unauthenticated") == code_of(await anybody.post("register/begin"))
    assert (401, "unauthenticated") == code_of(await anybody.keep(key.make({"challenge": "AA"})))
    await theirs.http.aclose()


async def test_changes_want_a_fresh_proof(
    server: Server, ada: Wire, hers: Browser, key: SecurityKey
) -> None:
    """Half an hour after signing in none of them is done; after the password each is."""
    [mine] = (await hers.http.get("/api/passkeys")).json()["passkeys"]
    path = f"/api/passkeys/{mine['id']}"
    server.clock.ahead += 30 * MINUTE
    refused = (401, "reauthentication_required")
    assert refused == code_of(await hers.post("register/begin"))
    assert refused == code_of(await hers.keep(key.make({"challenge": "AA"})))
    assert refused == code_of(await hers.http.patch(path, json={"name": "x"}))
    assert refused == code_of(await hers.http.delete(path))

    await ada.call("auth.reauthenticate", password=ADA.password)

    assert 200 == (await hers.http.delete(path)).status_code


@pytest.mark.parametrize(("name", "code"), [(" ", "bad_request"), ("x" * 65, "too_long")])
async def test_a_key_needs_a_name(hers: Browser, key: SecurityKey, name: str, code: str) -> None:
    """That can be shown."""
    [mine] = (await hers.http.get("/api/passkeys")).json()["passkeys"]
    renamed = await hers.http.patch(f"/api/passkeys/{mine['id']}", json={"name": name})

    assert (400, code) == code_of(renamed)
    assert (400, code) == code_of(await hers.make(SecurityKey(hers.origin), name))
    assert "name" == renamed.json()["error"]["field"]
    assert key.id


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"response": None},
        {"response": {"clientDataJSON": 7}},
        {"response": {"clientDataJSON": "!!!"}},
        {"response": {"clientDataJSON": "e30"}},
        {"rawId": [], "response": {"clientDataJSON": "eyJjaGFsbGVuZ2UiOiJBQSJ9"}},
    ],
)
async def test_what_is_no_credential_is_a_bad_request(
    anybody: Browser, hers: Browser, credential: Data
) -> None:
    """Never an error of the server's own."""
    assert (400, "bad_request") == code_of(await anybody.show(credential))
    assert (400, "bad_request") == code_of(await hers.keep(credential))


async def test_broken_answers_are_refused(
    anybody: Browser, hers: Browser, key: SecurityKey
) -> None:
    """Each part in turn missing, of another type, and no base64 of anything."""
    answers: list[Any] = [None, 7, "AA", "!!", [], {}]
    for broken in answers:
        for part in ("authenticatorData", "signature"):
            signed = key.sign(await anybody.options("sign-in"))
            signed["response"][part] = broken
            assert (401, "invalid_credentials") == code_of(await anybody.show(signed))
        made = SecurityKey(hers.origin).make(await hers.options("register"))
        made["response"]["attestationObject"] = broken
        assert (400, "bad_request") == code_of(await hers.keep(made))


async def test_the_page_must_have_a_name_of_our_own(server: Server, key: SecurityKey) -> None:
    """No address in place of a host, no program without Origin, no foreign page."""
    by_address = {"Host": server.host, "Origin": server.origin}
    port = server.host.partition(":")[2]
    plain = {"Host": f"chat.example:{port}", "Origin": f"http://chat.example:{port}"}
    foreign = {"Host": f"localhost:{port}", "Origin": "http://evil.example"}
    async with server.http() as http:
        for headers, refused in (
            (by_address, (400, "bad_request")),
            (plain, (400, "bad_request")),
            ({}, (400, "bad_request")),
            (foreign, (403, "forbidden")),
        ):
            answer = await http.post("/api/passkeys/sign-in/begin", json={}, headers=headers)
            assert refused == code_of(answer)
    assert key.id


async def test_twenty_keys_are_enough(server: Server, hers: Browser, key: SecurityKey) -> None:
    """The next one is too many."""
    async with server.services.database.writing() as connection:
        row = dict((await connection.execute(select(passkeys))).mappings().one())
        for number in range(19):
            more = {"id": number, "credential_id": b"%d" % number}
            await connection.execute(passkeys.insert().values(**row | more))

    assert (400, "too_many") == code_of(await hers.post("register/begin"))
    assert key.id
