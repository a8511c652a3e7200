"""`messenger user invite`: an invitation from the command line."""

import asyncio
from pathlib import Path

import pytest

from messenger.settings import Settings
from tests.actions.administering import ask_in, journal
from tests.conftest import Serve
from tests.people import ADA
from tests.prepared import run_prepared


async def run(settings: Settings, *options: str) -> tuple[int | None, str, str]:
    """Run the command in a process of its own; return its code and what it says."""
    command = ("messenger", "user", "invite", *options, "--data-dir", str(settings.data_dir))
    environment = {
        "MESSENGER_DATABASE_URL": settings.database_url,
        "MESSENGER_PUBLIC_URL": settings.public_url,
    }
    return await asyncio.to_thread(run_prepared, command, environment)


async def test_it_works_beside_the_server(serve: Serve) -> None:
    """As often as it says; the journal tells that it came from there."""
    server = await serve(registration="invite", public_url="https://chat.example.org")

    code, link, complaint = await run(server.settings, "--uses", "2", "--days", "3")

    assert (0, "") == (code, complaint)
    address, _, invite = link.strip().partition("#invite=")
    assert "https://chat.example.org/register" == address
    replies = [await ask_in(server, nick, invite=invite) for nick in ("zoe", "yan", "xeno")]
    assert [True, True, False] == [reply["ok"] for reply in replies]
    assert [("invitation_made", None, None)] == await journal(await server.enter(ADA))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong(tmp_path: Path, database: str) -> None:
    """A folder without a database, in which none is made, and numbers out of bounds."""
    assert "sqlite" == database
    slip = Settings(data_dir=tmp_path / "slip")

    assert 1 == (await run(slip))[0]
    for option in ("--uses", "--days"):
        code, _, complaint = await run(slip, option, "0")
        assert (2, True) == (code, option in complaint)
    assert not slip.data_dir.exists()
