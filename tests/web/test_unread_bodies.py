"""A request that is answered before its body was read: the answer comes, and the line is let go."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.people import ADA
from tests.running import Server
from tests.tus import Tus
from tests.uploads import bearer

pytestmark = pytest.mark.parametrize("underneath", ["hypercorn", "uvicorn"], indirect=True)

# More than the buffers of the line and of the server hold, so that somebody must take it.
LARGE = bytes(24 * 1024 * 1024)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_sends_all_hears_why_it_was_refused(server: Server) -> None:
    """A piece for another place, a file of no kind, and a wish of a foreign page."""
    tus = Tus(server, ADA)
    url = await tus.begin(len(LARGE) + 1)

    piece = await tus.add(url, 1, LARGE)
    async with server.http(timeout=30, headers=bearer(ADA)) as http:
        odd = await http.post("/api/media", params={"as": "nothing"}, content=LARGE)
    async with server.http(timeout=30, headers={"Origin": "https://elsewhere.example"}) as http:
        foreign = await http.post("/api/session", content=LARGE[: 1024 * 1024])

    assert [409, 400, 403] == [each.status_code for each in (piece, odd, foreign)]
    assert 0 == await tus.offset(url)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_sends_no_end_is_cut_off(server: Server) -> None:
    """After a while: or this would never be over."""

    async def without_end() -> AsyncIterator[bytes]:
        while True:
            yield LARGE[: 64 * 1024]
            await asyncio.sleep(0.01)

    async with server.http(timeout=30, headers=bearer(ADA)) as http:
        # Whoever is cut off while they still send may hear why, or may not.
        with contextlib.suppress(httpx.TransportError):
            answer = await http.post("/api/media", params={"as": "nothing"}, content=without_end())
            assert 400 == answer.status_code
        assert 200 == (await http.get("/healthz")).status_code
