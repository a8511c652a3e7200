"""`messenger user reset-link`: help for who cannot sign in, from the command line."""

import asyncio
from pathlib import Path

import pytest

from messenger.actions import recovery
from messenger.settings import Settings
from tests.conftest import Serve
from tests.databases import CLIENT
from tests.people import BOB
from tests.prepared import run_prepared
from tests.running import Server


async def run(settings: Settings, nick: str) -> tuple[int | None, str, str]:
    """Run the command in a process of its own; return its code and what it says."""
    command = ("messenger", "user", "reset-link", nick, "--data-dir", str(settings.data_dir))
    environment = {
        "MESSENGER_DATABASE_URL": settings.database_url,
        "MESSENGER_PUBLIC_URL": settings.public_url,
    }
    return await asyncio.to_thread(run_prepared, command, environment)


async def test_it_works_beside_the_server(serve: Serve) -> None:
    """The link is whole, and the server that runs takes it."""
    server = await serve(public_url="https://chat.example.org")

    code, link, complaint = await run(server.settings, "Bob")

    assert (0, "") == (code, complaint)
    assert link.startswith("https://chat.example.org/reset#")
    await use(server, link)


async def use(server: Server, link: str) -> None:
    """Set a new password by a link and sign in with it."""
    password = "seven kettles under the moon"
    token = link.strip().partition("#")[2]
    await recovery.reset_password(server.services, token=token, password=password, client=CLIENT)
    wire = await server.connect()
    assert await wire.call("auth.login", login=BOB.nick, password=password)


async def test_without_a_public_address_it_is_a_path(server: Server) -> None:
    """And what is missing is said, where no script reads it."""
    code, link, complaint = await run(server.settings, BOB.nick)

    assert 0 == code
    assert link.startswith("/reset#")
    assert "MESSENGER_PUBLIC_URL" in complaint


async def test_a_person_that_is_not_there(server: Server) -> None:
    """One line, and status 1."""
    code, link, complaint = await run(server.settings, "nobody")

    assert (1, "", 1) == (code, link, len(complaint.splitlines()))
    assert "nobody" in complaint


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_folder_that_is_not_there(tmp_path: Path, database: str) -> None:
    """A slip in its name makes no second database."""
    assert "sqlite" == database

    code, link, complaint = await run(Settings(data_dir=tmp_path / "slip"), BOB.nick)

    assert (1, "") == (code, link)
    assert str(tmp_path / "slip") in complaint
    assert not (tmp_path / "slip").exists()
