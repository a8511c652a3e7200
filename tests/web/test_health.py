"""`/healthz` and `/readyz`: whether a container lives, and whether it may be given work."""

import httpx
import pytest

from messenger.web import health
from tests.running import Server

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def get(server: Server, path: str) -> httpx.Response:
    """Ask as a probe does: without a session."""
    async with server.http() as http:
        return await http.get(path)


async def test_a_server_that_serves_is_alive_and_ready(server: Server) -> None:
    """It names what it has checked, and nobody keeps the answer."""
    alive, ready = await get(server, "/healthz"), await get(server, "/readyz")

    assert (200, {"status": "ok"}) == (alive.status_code, alive.json())
    checks = {"database": True, "disk": True}
    assert (200, {"status": "ok", "checks": checks}) == (ready.status_code, ready.json())
    assert {"no-store"} == {answer.headers["cache-control"] for answer in (alive, ready)}


async def test_a_server_that_starts_is_neither(server: Server) -> None:
    """It is asked again, and not restarted for its database."""
    server.lifecycle.ready = False

    alive, ready = await get(server, "/healthz"), await get(server, "/readyz")

    assert (503, {"status": "starting"}) == (alive.status_code, alive.json())
    assert (503, "unavailable") == (ready.status_code, ready.json()["status"])


async def test_a_server_that_stops_is_neither(server: Server) -> None:
    """It is given no more work."""
    server.lifecycle.stopping = True

    assert 503 == (await get(server, "/healthz")).status_code
    assert 503 == (await get(server, "/readyz")).status_code


async def test_a_full_disk_is_alive_but_not_ready(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restart would make no room."""
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**62)

    ready = await get(server, "/readyz")

    assert 503 == ready.status_code
    assert {"database": True, "disk": False} == ready.json()["checks"]
    assert 200 == (await get(server, "/healthz")).status_code


async def test_a_closed_database_is_alive_but_not_ready(server: Server) -> None:
    """The file of SQLite may vanish with its volume."""
    await server.services.database.close()
    path = server.settings.sqlite_path
    aside = path.rename(path.with_name("aside"))
    path.mkdir()
    try:
        ready = await get(server, "/readyz")
        assert 503 == ready.status_code
        assert {"database": False, "disk": True} == ready.json()["checks"]
        assert 200 == (await get(server, "/healthz")).status_code
    finally:
        path.rmdir()
        aside.rename(path)
    assert 200 == (await get(server, "/readyz")).status_code


async def test_a_probe_may_ask_for_the_head(server: Server) -> None:
    """The status is all that it needs."""
    async with server.http() as http:
        for path in ("/healthz", "/readyz"):
            head = await http.head(path)
            assert (200, b"") == (head.status_code, head.content)
