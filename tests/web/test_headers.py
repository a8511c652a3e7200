"""The headers of answers, and which requests a browser may make for another site."""

import re
from typing import Any

import httpx
import pytest

from messenger.ui.return_address import GATES
from tests.conftest import Serve
from tests.people import ADA
from tests.running import Server
from tests.ui.visitor import filled, outputs_of

COOKIE = {"Cookie": f"messenger_session={ADA.token}"}
BEARER = {"Authorization": f"Bearer {ADA.token}"}
CALLBACKS = "/_dash-update-component"
NONCE = re.compile(r"'nonce-([\w-]+)'")

OF_DOCUMENTS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), browsing-topics=(), microphone=()",
}
POLICY = {
    "default-src": "'none'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "media-src": "'self' blob:",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
OWN = [{"Origin": "http://{host}"}, {"Sec-Fetch-Site": "same-origin"}]


@pytest.fixture
def database() -> str:
    """The kind of database of these tests, which headers do not depend on."""
    return "sqlite"


async def get(server: Server, path: str, **headers: str) -> httpx.Response:
    """Ask for a path."""
    async with server.http() as http:
        return await http.get(path, headers=headers)


def policy_of(answer: httpx.Response) -> dict[str, str]:
    """Return the Content-Security-Policy of an answer by its directives."""
    parts = answer.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize(
    "path",
    [*GATES, "/account/profile", "/help", "/nowhere", "/api/me", "/api/nowhere", "/healthz"],
)
@pytest.mark.parametrize("headers", [{}, COOKIE], ids=["stranger", "ada"])
async def test_every_answer_has_the_headers_of_documents(
    server: Server, path: str, headers: dict[str, str]
) -> None:
    """Pages, redirects, errors and data alike; none is kept, and none names the server."""
    answer = await get(server, path, **headers)

    assert OF_DOCUMENTS.items() <= answer.headers.items()
    assert "no-store" == answer.headers["cache-control"]
    assert POLICY.items() <= policy_of(answer).items()
    assert not {"server", "x-powered-by"} & set(answer.headers)


@pytest.mark.parametrize("headers", [{}, COOKIE], ids=["stranger", "ada"])
async def test_the_page_of_the_messenger_alone_may_ask_for_the_microphone(
    server: Server, headers: dict[str, str]
) -> None:
    """For itself and for no frame; the camera it may not ask for either."""
    answer = await get(server, "/", **headers)

    own = OF_DOCUMENTS["permissions-policy"].replace("microphone=()", "microphone=(self)")
    assert (OF_DOCUMENTS | {"permissions-policy": own}).items() <= answer.headers.items()
    assert "no-store" == answer.headers["cache-control"]
    assert POLICY.items() <= policy_of(answer).items()


async def test_a_refusal_before_anything_else_has_them_too(server: Server) -> None:
    """It is written by the outermost layer."""
    async with server.http() as http:
        answer = await http.post(CALLBACKS, headers=FOREIGN[0])

    assert 403 == answer.status_code
    assert OF_DOCUMENTS.items() <= answer.headers.items()
    assert "no-store" == answer.headers["cache-control"]
    assert POLICY.items() <= policy_of(answer).items()


async def test_scripts_are_ours_or_known_by_their_hash(server: Server) -> None:
    """None may be written into the page, not even with the nonce."""
    sources = policy_of(await get(server, "/sign-in"))["script-src"].split()

    assert "'self'" == sources[0]
    assert sources[1:]
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", source) for source in sources[1:])


async def test_the_nonce_of_the_policy_is_that_of_the_page(server: Server) -> None:
    """The first script hands it to the styles that libraries add."""
    page = await get(server, "/sign-in")

    [nonce] = NONCE.findall(page.headers["content-security-policy"])
    assert [nonce] == re.findall(r'data-nonce="([^"]*)"', page.text)
    assert f"'self' 'nonce-{nonce}'" == policy_of(page)["style-src"]


async def test_every_answer_has_another_nonce(server: Server) -> None:
    """Of 128 random bits."""
    policies = [(await get(server, "/sign-in")).headers["content-security-policy"] for _ in "1234"]

    nonces = {NONCE.findall(policy)[0] for policy in policies}
    assert 4 == len(nonces)
    assert {22} == {len(nonce) for nonce in nonces}


async def test_what_is_personal_is_not_kept(server: Server) -> None:
    """Neither the page of a person, nor what Dash or a program asks for, nor a sign-in."""
    async with server.http(headers=COOKIE) as http:
        answers = [await http.get(path) for path in ("/", "/api/me", "/_dash-layout")]
        credentials = {"login": ADA.nick, "password": ADA.password}
        own = {"Origin": server.origin}
        answers.append(await http.post("/api/session", json=credentials, headers=own))

    assert {(200, "no-store")} == {
        (answer.status_code, answer.headers["cache-control"]) for answer in answers
    }


async def test_over_http_nothing_is_said_of_https(server: Server) -> None:
    """Whatever somebody writes into the headers, where no proxy is trusted."""
    answer = await get(server, "/sign-in", **{"X-Forwarded-Proto": "https"})

    assert 200 == answer.status_code
    assert "strict-transport-security" not in answer.headers


async def test_behind_a_trusted_proxy_https_is_kept_to(serve: Serve) -> None:
    """For a year, on pages and files; the session cookie is then bound to the host."""
    server = await serve(trusted_hops=1)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
    cookie = {"Cookie": f"__Host-messenger_session={ADA.token}"}

    page = await get(server, "/sign-in", **forwarded)
    me = await get(server, "/api/me", **forwarded, **cookie)
    other = await get(server, "/sign-in")

    assert "max-age=31536000" == page.headers["strict-transport-security"]
    assert 200 == me.status_code
    assert (200, None) == (other.status_code, other.headers.get("strict-transport-security"))


@pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True)
async def test_behind_a_trusted_proxy_its_word_counts_for_an_address(serve: Serve) -> None:
    """Not the client's own, which stands before it; sockets too are told apart by it."""
    server = await serve(trusted_hops=1, rate_default=(0.001, 1))
    ada, again, bob = [
        await server.connect(additional_headers={"X-Forwarded-For": forwarded})
        for forwarded in ("198.51.100.7", "203.0.113.1, 198.51.100.7", "198.51.100.8")
    ]

    await ada.call("ping")

    assert "rate_limited" == await again.code("ping")
    await bob.call("ping")


async def call(server: Server, headers: dict[str, str]) -> httpx.Response:
    """Call the callback that looks for people to add, as the page does."""
    async with server.http() as http:
        known: list[dict[str, Any]] = (await http.get("/_dash-dependencies")).json()
        wanted = next(each for each in known if "add-contact-people.children" in each["output"])
        body = {
            "output": wanted["output"],
            "outputs": outputs_of(wanted["output"]),
            "inputs": [filled(part, {}) for part in wanted["inputs"]],
            "state": [filled(part, {}) for part in wanted["state"]],
            "changedPropIds": [f"{part['id']}.{part['property']}" for part in wanted["inputs"]],
        }
        host = server.host
        return await http.post(
            CALLBACKS,
            json=body,
            headers={name: value.format(host=host) for name, value in headers.items()},
        )


@pytest.mark.parametrize("foreign", FOREIGN)
async def test_another_site_calls_no_callback(server: Server, foreign: dict[str, str]) -> None:
    """With the cookie or without; a neighbour on the same domain is another site too."""
    for headers in (foreign, foreign | COOKIE):
        answer = await call(server, headers)
        assert (403, "forbidden") == (answer.status_code, answer.json()["error"]["code"])


@pytest.mark.parametrize("own", OWN)
async def test_our_own_page_calls_callbacks(server: Server, own: dict[str, str]) -> None:
    """The browser says so in one header or the other."""
    assert (await call(server, own | COOKIE)).is_success


async def test_a_cookie_without_an_origin_calls_nothing(server: Server) -> None:
    """A browser that says nothing of where a request comes from is not believed."""
    assert 403 == (await call(server, COOKIE)).status_code


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_another_site_changes_nothing_anywhere(server: Server, method: str) -> None:
    """Whatever the method and whatever the path; a sign-out neither."""
    async with server.http(headers=COOKIE | FOREIGN[0]) as http:
        for path in ("/api/session", "/", CALLBACKS, "/nowhere"):
            assert 403 == (await http.request(method, path)).status_code
    assert 200 == (await get(server, "/api/me", **COOKIE)).status_code


async def test_a_token_in_the_header_needs_no_origin(server: Server) -> None:
    """No browser adds it for another site; the cookie beside it counts for nothing."""
    async with server.http(headers=BEARER | {"Cookie": "messenger_session=of-somebody"}) as http:
        assert 200 == (await http.delete("/api/session")).status_code
        assert 401 == (await http.get("/api/me")).status_code


async def test_a_body_that_is_too_large_is_refused_unread(server: Server) -> None:
    """More than 1 MiB reaches neither Dash nor us."""
    async with server.http(headers=OWN[1]) as http:
        answer = await http.post(CALLBACKS, content=b"x" * (1024 * 1024 + 1))

    assert (413, "too_large") == (answer.status_code, answer.json()["error"]["code"])
