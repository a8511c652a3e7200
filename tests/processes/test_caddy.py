"""The committed Caddyfile before two processes, as the profile `cluster` of Compose has it."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.caddy import COOKIE, caddy_command, cookie_of
from tests.cheap import NO_AUTHORITY
from tests.databases import Template
from tests.nats import Nats
from tests.people import ADA, BOB, Person
from tests.processes.test_workers import START_SECONDS, free_port
from tests.talk import say, talk, texts
from tests.uploads import bearer
from tests.wire import Wire


@dataclass
class Site:
    """What browsers reach, and the processes behind it by the value of the cookie."""

    host: str
    processes: dict[str, asyncio.subprocess.Process]

    def browser(self, person: Person, cookie: str | None = None) -> httpx.AsyncClient:
        """Return a client of a person's, which was with a process before where a cookie says so."""
        return httpx.AsyncClient(
            base_url=f"http://{self.host}",
            headers=bearer(person),
            cookies={COOKIE: cookie} if cookie else {},
            timeout=START_SECONDS,
            trust_env=False,
            verify=NO_AUTHORITY,
        )

    async def enter(self, person: Person, cookie: str) -> Wire:
        """Open a connection of a person's whose browser has a cookie."""
        named = {"Cookie": f"{COOKIE}={cookie}"}
        wire = await Wire.open(f"ws://{self.host}/ws", additional_headers=named)
        await wire.call("auth.resume", token=person.token)
        await wire.event("hello")
        return wire


@pytest.fixture
async def site(
    template: Template, shared_nats: Nats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Site]:
    """Caddy before two processes."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    await template.begin_anew()
    given = {
        "DATABASE_URL": template.url,
        "NATS_URL": shared_nats.url,
        "DATA_DIR": str(tmp_path / "data"),
        "TRUSTED_HOPS": "1",
        "SERVER": "uvicorn",  # As the containers have it.
    }
    upstreams = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    async with contextlib.AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(
                started(sys.executable, "-m", "messenger", "serve", PORT=port_of(each), **given)
            )
            for each in upstreams
        ]
        host = f"127.0.0.1:{free_port()}"
        caddy = started(
            *caddy_command(),
            SITE=f"http://{host}",
            UPSTREAMS=" ".join(upstreams),
        )
        await stack.enter_async_context(caddy)
        for each in (*upstreams, host):
            await answers(each)
        yield Site(host, dict(zip(map(cookie_of, upstreams), processes, strict=True)))


@contextlib.asynccontextmanager
async def started(*command: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program with variables of ours until the block ends."""
    named = {f"MESSENGER_{name}": text for name, text in settings.items()}
    silent = subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(
        *command, env=os.environ | named, stdout=silent, stderr=silent
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await asyncio.wait_for(process.wait(), START_SECONDS)


async def answers(host: str) -> None:
    """Wait until a server says that it is there."""
    async with asyncio.timeout(START_SECONDS), httpx.AsyncClient(trust_env=False) as http:
        while True:
            with contextlib.suppress(httpx.TransportError):
                if (await http.get(f"http://{host}/healthz")).is_success:
                    return
            await asyncio.sleep(0.05)


def port_of(upstream: str) -> str:
    """Return the port of an address."""
    return upstream.rpartition(":")[2]


async def test_both_serve_and_a_browser_stays_with_one(site: Site) -> None:
    """What one has taken the other one shows."""
    chosen: set[str] = set()
    async with asyncio.timeout(START_SECONDS):
        while chosen != set(site.processes):
            async with site.browser(ADA) as browser:
                chosen.add((await browser.get("/")).cookies[COOKIE])

    here, there = site.processes
    async with site.browser(ADA, here) as ada, site.browser(ADA, there) as phone:
        for _ in range(10):
            assert COOKIE not in (await ada.get("/sign-in")).cookies
        content = os.urandom(3_000_000)
        asked = {"as": "file", "name": "notes.bin"}
        kept = await ada.post("/api/media", params=asked, content=content)
        assert 201 == kept.status_code
        assert content == (await phone.get(kept.json()["media"]["url"])).content


async def test_when_one_is_killed_its_people_go_on_with_the_other(site: Site) -> None:
    """The next request is answered, whatever it does, and who comes back is heard."""
    here, there = site.processes
    ada, bob = await site.enter(ADA, here), await site.enter(BOB, there)
    chat = await talk(ada, bob, "before")

    site.processes[here].kill()
    await site.processes[here].wait()
    async with site.browser(ADA, here) as browser:
        asked = {"as": "file", "name": "notes.txt"}
        kept = await browser.post("/api/media", params=asked, content=b"after all")
        assert (201, there) == (kept.status_code, kept.cookies[COOKIE])
        assert b"after all" == (await browser.get(kept.json()["media"]["url"])).content

    await ada.closed()
    ada, bob = await site.enter(ADA, here), await site.enter(BOB, there)
    await say(ada, chat, "after")
    assert "after" == (await bob.event("message.new"))["message"]["text"]
    assert ["before", "after"] == await texts(bob, chat)
