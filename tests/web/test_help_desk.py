"""Questions to the administrators by the forms of a page, as browsers send them."""

import re
from typing import Any

import httpx
import pytest

from tests.conftest import Serve
from tests.people import ADA, BOB, EVE, Person
from tests.running import Server

TICKETS = "/help/tickets"
ASKED = {"subject": "No letter", "text": "It <b>does not</b> come."}


def client(server: Server, person: Person | None) -> httpx.AsyncClient:
    """Return a browser in which a person is signed in, or nobody."""
    cookie = {"Cookie": f"messenger_session={person.token}"} if person else {}
    return server.http(headers={"Origin": server.origin, **cookie})


async def ask(server: Server, person: Person = BOB, **fields: str) -> str:
    """Ask something, and return the address of the question."""
    async with client(server, person) as http:
        answer = await http.post(TICKETS, data={**ASKED, **fields})
    assert 303 == answer.status_code
    return str(answer.headers["location"])


async def get(server: Server, person: Person | None, path: str) -> httpx.Response:
    """Look at a page."""
    async with client(server, person) as http:
        return await http.get(path)


async def act(server: Server, person: Person, path: str, **fields: Any) -> httpx.Response:
    """Press a button of a question."""
    async with client(server, person) as http:
        return await http.post(path, data=fields)


async def test_a_question_is_answered_closed_and_rated(server: Server) -> None:
    """The whole way, each side seeing what the other did."""
    path = await ask(server)
    assert path in (await get(server, BOB, TICKETS)).text
    assert "/help/queue" not in (await get(server, BOB, TICKETS)).text
    assert "/help/queue" in (await get(server, ADA, TICKETS)).text
    queue = (await get(server, ADA, "/help/queue")).text
    assert path in queue
    assert "No letter" in queue

    assert 303 == (await act(server, ADA, path, do="take")).status_code
    assert "in work" in (await get(server, BOB, path)).text
    assert 303 == (await act(server, ADA, path, do="write", text="Look now.")).status_code
    page = (await get(server, BOB, path)).text
    assert "Look now." in page
    assert "waiting for an answer" in page
    assert "How good was the help?" not in page

    assert 303 == (await act(server, BOB, path, do="close")).status_code
    assert "How good was the help?" in (await get(server, BOB, path)).text
    assert "How good was the help?" not in (await get(server, ADA, path)).text
    rated = await act(server, BOB, path, do="rate", rating="4", text="Quick.")

    assert 303 == rated.status_code
    assert "Rated 4 of 5. <bdi>Quick.</bdi>" in (await get(server, ADA, path)).text
    assert path not in (await get(server, ADA, "/help/queue")).text
    assert path in (await get(server, ADA, "/help/queue?closed=1")).text


async def test_what_people_write_is_text(server: Server) -> None:
    """Never markup, in any place of any page."""
    path = await ask(server, subject="<img src=x>")

    for person, page in ((BOB, path), (BOB, TICKETS), (ADA, path), (ADA, "/help/queue")):
        text = (await get(server, person, page)).text
        assert "<img src=x>" not in text
        assert "&lt;img src=x&gt;" in text
    assert "It &lt;b&gt;does not&lt;/b&gt; come." in (await get(server, BOB, path)).text


async def test_to_outsiders_a_question_does_not_exist(server: Server) -> None:
    """Whatever they do; the queue is not theirs either."""
    path = await ask(server)

    assert 404 == (await get(server, EVE, path)).status_code
    for wish in ("write", "close", "rate"):
        answer = await act(server, EVE, path, do=wish, text="x", rating="1")
        assert 404 == answer.status_code
    assert path not in (await get(server, EVE, TICKETS)).text
    for person in (BOB, EVE):
        assert 403 == (await get(server, person, "/help/queue")).status_code
    assert "new" in (await get(server, BOB, path)).text


@pytest.mark.parametrize("path", [TICKETS, "/help/queue", f"{TICKETS}/1"])
async def test_strangers_sign_in_first(server: Server, path: str) -> None:
    """And come back to where they wanted to go."""
    answer = await get(server, None, path)

    assert (303, f"/sign-in?next={path}") == (answer.status_code, answer.headers["location"])


async def test_who_must_set_up_two_factors_does_that_first(serve: Serve) -> None:
    """Nothing is kept before."""
    server = await serve(require_two_factor="on")

    for answer in (await get(server, BOB, TICKETS), await act(server, BOB, TICKETS, **ASKED)):
        assert (303, "/account/two-factor") == (answer.status_code, answer.headers["location"])


async def test_what_will_not_do_is_told_beside_what_was_typed(server: Server) -> None:
    """In the reader's language, and nothing of it is lost."""
    async with client(server, BOB) as http:
        answer = await http.post(
            f"{TICKETS}?lang=ru", data={"subject": " ", "text": 'A "long" story'}
        )

    assert 400 == answer.status_code
    assert 'role="alert">Текст пуст.' in answer.text
    assert "A &quot;long&quot; story</textarea>" in answer.text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"do": "write", "text": " "}, 400),
        ({"do": "dance"}, 400),
        ({}, 400),
        ({"do": "take"}, 403),
        ({"do": "rate", "rating": "5"}, 409),
        ({"do": "rate", "rating": "many"}, 400),
    ],
)
async def test_a_wrong_wish_is_refused_on_the_page(
    server: Server, fields: dict[str, str], status: int
) -> None:
    """Which says why, and shows the question as it is."""
    path = await ask(server)

    answer = await act(server, BOB, path, **fields)

    assert status == answer.status_code
    assert re.search(r'role="alert">[A-Z][^<]+<', answer.text)
    assert "No letter" in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", None])
async def test_another_site_asks_nothing(server: Server, origin: str | None) -> None:
    """Its forms are refused, with the cookie or without saying where they come from."""
    async with server.http(headers={"Cookie": f"messenger_session={BOB.token}"}) as http:
        headers = {"Origin": origin} if origin else {}
        answer = await http.post(TICKETS, data=ASKED, headers=headers)

    assert 403 == answer.status_code
    assert "None." in (await get(server, BOB, TICKETS)).text


async def test_too_many_questions_have_to_wait(serve: Serve) -> None:
    """The limits are those of the socket."""
    server = await serve(rate_default=(0.001, 1))
    await ask(server)

    answer = await act(server, BOB, TICKETS, **ASKED)

    assert 429 == answer.status_code
    assert "Too many tries." in answer.text


def form_of(page: str) -> str:
    """Return the name of the form that a page holds."""
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found
    return found[1]


async def test_a_form_that_is_sent_twice_is_kept_once(server: Server) -> None:
    """Another text of the same form is another question, as is the same text of another form."""
    asked = ASKED | {"form": form_of((await get(server, BOB, TICKETS)).text)}
    paths = [await ask(server, BOB, **asked), await ask(server, BOB, **asked)]
    assert paths[0] == paths[1]
    assert paths[0] != await ask(server, BOB, **asked | {"text": "It came."})
    other = asked | {"form": form_of((await get(server, BOB, TICKETS)).text)}
    assert paths[0] != await ask(server, BOB, **other)

    word = {"do": "write", "text": "Hello?"}
    word["form"] = form_of((await get(server, BOB, paths[0])).text)
    for _ in range(2):
        assert 303 == (await act(server, BOB, paths[0], **word)).status_code
    assert 1 == (await get(server, BOB, paths[0])).text.count("Hello?</p>")
    assert 400 == (await act(server, BOB, paths[0], **word | {"form": "x"})).status_code


async def test_what_is_unread_is_marked_until_it_is_shown(server: Server) -> None:
    """For administrators what people write, for these what was answered, also in the help."""
    path = await ask(server)
    mark, news = 'aria-label="Unread"', "Your question was answered"
    assert mark in (await get(server, ADA, "/help/queue")).text
    assert mark not in (await get(server, BOB, TICKETS)).text
    await get(server, EVE, path)
    assert mark in (await get(server, ADA, "/help/queue")).text
    await get(server, ADA, path)
    assert mark not in (await get(server, ADA, "/help/queue")).text

    await act(server, ADA, path, do="write", text="Look now.")
    assert mark in (await get(server, BOB, TICKETS)).text
    assert news in (await get(server, BOB, "/help")).text
    for person in (None, ADA, EVE):
        assert news not in (await get(server, person, "/help")).text
    await get(server, BOB, path)
    assert mark not in (await get(server, BOB, TICKETS)).text
    assert news not in (await get(server, BOB, "/help")).text
