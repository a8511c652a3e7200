"""`messenger user reset-two-factor`: help for who has lost phone and codes."""

import asyncio
import json
from pathlib import Path

from messenger.actions.sessions import close_ended_sessions
from messenger.settings import Settings
from tests.actions.two_factor_steps import refusal, sign_in, switch_on
from tests.people import ADA, BOB
from tests.prepared import run_prepared
from tests.running import Server
from tests.wire import Wire


async def run(settings: Settings, nick: str) -> tuple[int | None, str, str]:
    """Run the command in a process of its own; return its code and what it says."""
    command = ("messenger", "user", "reset-two-factor", nick, "--data-dir", str(settings.data_dir))
    environment = {"MESSENGER_DATABASE_URL": settings.database_url}
    return await asyncio.to_thread(run_prepared, command, environment)


async def test_it_works_beside_the_server(server: Server, ada: Wire, bob: Wire) -> None:
    """The password alone signs in, sessions are gone, others keep theirs; the log tells of it."""
    await switch_on(server, ada, ADA)
    app, _ = await switch_on(server, bob, BOB)
    assert "totp_required" == await refusal(server, ADA)

    code, said, logged = await run(server.settings, "Ada")

    assert 0 == code
    assert "Ada" in said
    line = json.loads(logged.splitlines()[0])
    assert ("two factors reset by the administrator", int(ada.me)) == (
        line["message"],
        line["user"],
    )
    await close_ended_sessions(server.services)
    assert 4401 == await ada.closed()
    assert (await sign_in(server, ADA))["ok"]
    assert (await sign_in(server, BOB, code=app.next_code()))["ok"]


async def test_what_is_not_there_is_told(server: Server, tmp_path: Path) -> None:
    """An unknown nick, and a folder without a database."""
    code, _, complaint = await run(server.settings, "nobody")
    assert (1, "There is no account with the nick nobody.\n") == (code, complaint)

    empty = Settings(data_dir=tmp_path / "empty")
    code, _, complaint = await run(empty, "ada")
    assert 1 == code
    assert "There is no database in" in complaint
    assert not empty.data_dir.exists()
