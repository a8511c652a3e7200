"""The forms of a forgotten password over HTTP, as a browser sends them."""

import logging
from typing import Any

import pytest

from tests.mailbox import PUBLIC_URL, Mailbox
from tests.people import ADA
from tests.running import Server
from tests.ui.visitor import filled, outputs_of

FRESH = "nine lanterns cross the bay"
EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}


async def call(server: Server, output: str, changed: str, **values: Any) -> str:
    """Call the callback of an output under a false name of the server; return what it answers."""
    async with server.http(headers=EVIL) as http:
        known = (await http.get("/_dash-dependencies")).json()
        wanted = next(each for each in known if output in each["output"])
        answer = await http.post(
            "/_dash-update-component",
            json={
                "output": wanted["output"],
                "outputs": outputs_of(wanted["output"]),
                "inputs": [filled(part, values) for part in wanted["inputs"]],
                "state": [filled(part, values) for part in wanted["state"]],
                "changedPropIds": [changed],
            },
        )
        assert answer.is_success
        return answer.text


async def ask(server: Server, login: str) -> str:
    """Ask for a link."""
    return await call(
        server, "recover-answer.children", "recover-sent.data", recover_sent=1, recover_login=login
    )


async def test_a_false_host_does_not_lead_the_link_astray(
    mailing: Server, mailbox: Mailbox
) -> None:
    """Nothing that a request says of the server's name reaches a letter."""
    await ask(mailing, ADA.nick)
    letter = await mailbox.letter()

    assert f"{PUBLIC_URL}/reset#" in letter.text
    assert "evil.example" not in str(letter.message)


async def test_every_answer_is_the_same(mailing: Server) -> None:
    """To the letter, for who has an account and who has none."""
    answers = {await ask(mailing, login) for login in (ADA.nick, ADA.email, "nobody", "a@b.org")}

    assert 1 == len(answers)


async def test_no_log_holds_what_people_and_letters_say(
    mailing: Server, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """From the wish to the new password, at the most talkative level."""
    caplog.set_level(logging.DEBUG)
    await ask(mailing, ADA.email)
    token = (await mailbox.letter()).token
    said = await call(
        mailing,
        "reset-fields.children",
        "reset-sent.data",
        reset_sent=1,
        reset_password=FRESH,
        reset_location_hash=f"#{token}",
    )
    await mailbox.letter(2)

    assert "Your new password is set." in said
    # The test's own client and mail server tell of everything; the driver of SQLite is silenced
    # by messenger/logs.py.
    others = ("mail.log", "httpcore", "httpx", "aiosqlite", "hpack")
    ours = [str(vars(each)) for each in caplog.records if not each.name.startswith(others)]
    assert "letter sent" in caplog.messages
    for secret in (token, ADA.email, ADA.name, FRESH):
        assert not [line for line in ours if secret in line]
