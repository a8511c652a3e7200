"""The log: one line a record, and nothing in it that people wrote or are known by."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from messenger.logs import JsonLines, PlainLines, set_up_logs
from messenger.settings import Settings
from tests.browser.running_server import RunningServer
from tests.people import ADA, BOB, Person
from tests.postgres import fresh_database
from tests.talk import open_chat, say
from tests.wire import Wire

# Clients come from here, so that their address is not that of the server.
ADDRESS = "127.0.0.2"
TEXT = "words-for-one-pair-of-eyes"


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The logger of everything, which is afterwards as it was."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)


@pytest.fixture(params=[("sqlite", "info"), ("sqlite", "debug"), ("postgresql", "debug")])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningServer]:
    """The program in a process of its own, with its log."""
    kind, level = request.param
    url = ""
    if kind == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_cluster"))
    running = RunningServer(tmp_path, database_url=url, log_level=level)
    running.start()
    yield running
    running.stop()


async def enter(program: RunningServer, person: Person) -> tuple[Wire, str]:
    """Register a person, and return the connection and the token."""
    url = program.url.replace("http", "ws") + "/ws"
    wire = await Wire.open(url, local_addr=(ADDRESS, 0))
    fields = {"email": person.email, "password": person.password, "name": person.name}
    reply = await wire.call("auth.register", fields, username=person.nick)
    await wire.event("hello")
    return wire, reply["token"]


async def write(ada: Wire, bob: Wire, token: str) -> None:
    """Leave words in every place that the socket has for them, and be refused in some."""
    chat = await open_chat(ada, BOB.nick)
    message = await say(ada, chat, TEXT)
    await ada.call("messages.edit", chat_id=chat, seq=message["seq"], text=TEXT + TEXT)
    await ada.call("chats.set_draft", chat_id=chat, text=TEXT)
    await ada.call("account.update", bio=TEXT)
    await ada.call("users.search", query=TEXT)
    await bob.call("contacts.add", username=ADA.nick)
    await bob.call("account.get", by=token)
    await bob.error("account.get", by=TEXT)
    await bob.error("auth.login", login=ADA.nick, password=TEXT)
    await bob.error("account.update", {"name": [TEXT]})
    await bob.raw(TEXT)


async def browse(program: RunningServer, token: str) -> str:
    """Ask for pages and sign in as a browser does, with words in the address; return the token."""
    transport = httpx.AsyncHTTPTransport(local_address=ADDRESS)
    async with httpx.AsyncClient(base_url=program.url, transport=transport) as http:
        own = {"Origin": program.url, "Cookie": f"messenger_session={token}"}
        for path in (
            "/",
            "/api/me",
            f"/{TEXT}?{TEXT}={token}",
            f"/api/{TEXT}",
            f"/static/1/{TEXT}",
        ):
            await http.get(path, headers=own)
        await http.post("/_dash-update-component", headers=own, json={"output": TEXT})
        await http.post("/api/session", headers=own, json={"login": TEXT, "password": TEXT})
        credentials = {"login": ADA.email, "password": ADA.password}
        answer = await http.post("/api/session", headers=own, json=credentials)
        return str(answer.json()["token"])


async def test_nothing_of_a_person_is_logged(program: RunningServer) -> None:
    """Neither words, names, passwords and tokens, nor from where they come, at any level."""
    ada, token = await enter(program, ADA)
    bob, other_token = await enter(program, BOB)
    await write(ada, bob, token)
    third_token = await browse(program, token)
    for wire in (ada, bob):
        await wire.close()
    program.stop()

    lines = [json.loads(line) for line in program.log().splitlines()]
    assert {"session opened", "sign-in failed"} <= {line["message"] for line in lines}
    known = [TEXT, ADDRESS, token, other_token, third_token]
    for person in (ADA, BOB):
        known += [
            person.name,
            person.email,
            person.password,
            f'"{person.nick}"',
            f"'{person.nick}'",
        ]
    assert [] == [(word, line) for line in lines for word in known if word in json.dumps(line)]


@pytest.mark.parametrize("program", [("sqlite", "info")], indirect=True)
async def test_an_address_can_be_followed_and_not_known(program: RunningServer) -> None:
    """It has the same stand-in in every line."""
    ada, _ = await enter(program, ADA)
    await ada.error("auth.login", login=ADA.nick, password="wrong")
    await ada.close()
    program.stop()

    lines = [json.loads(line) for line in program.log().splitlines()]
    assert 1 == len({line["client"] for line in lines if "client" in line})


def record(message: str, error: BaseException | None = None, **extra: object) -> logging.LogRecord:
    """Return a record as a logger makes it."""
    logger = logging.getLogger("messenger.test")
    exc_info = None if error is None else (type(error), error, error.__traceback__)
    return logger.makeRecord(
        logger.name, logging.ERROR, __file__, 1, message, (), exc_info, extra=extra
    )


def test_a_record_is_one_line_of_json() -> None:
    """A line break in a value begins no other record."""
    line = JsonLines().format(record('a "word"\n{"forged": 1}', op="x\ny", count=2))

    assert 1 == len(line.splitlines())
    logged = json.loads(line)
    assert {"time", "level", "logger", "message", "op", "count"} == set(logged)
    assert ("error", "messenger.test", 2) == (logged["level"], logged["logger"], logged["count"])
    assert logged["time"].endswith("+00:00")


def fail_with_words() -> None:
    """Raise a group of exceptions, one with a cause, that all repeat what somebody wrote."""
    inner = OSError(TEXT)
    inner.__cause__ = KeyError(TEXT)
    raise ExceptionGroup(TEXT, [ValueError(TEXT), inner])


@pytest.mark.parametrize("lines", [JsonLines(), PlainLines()], ids=["json", "plain"])
def test_an_exception_is_told_without_its_text(lines: logging.Formatter) -> None:
    """Nor that of its causes, since a driver writes the values of a statement there."""
    with pytest.raises(ExceptionGroup) as raised:
        fail_with_words()

    line = lines.format(record("failed", raised.value))

    assert TEXT not in line
    for kind in ("ExceptionGroup", "ValueError", "OSError", "KeyError"):
        assert kind in line
    assert "fail_with_words" in line


def test_a_terminal_reads_lines_and_a_file_json(
    root: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every logger writes them, from the level of the settings on."""
    for is_terminal, expected in ((True, PlainLines), (False, JsonLines)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda found=is_terminal: found, raising=False)
        set_up_logs(Settings(log_level="error"))
        [handler] = root.handlers
        assert isinstance(handler.formatter, expected)
        assert logging.ERROR == root.level
