"""`messenger media verify`: whether all uploads are there as they were put, on either store."""

import asyncio
import sys
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, insert
from typer.testing import CliRunner

from messenger.__main__ import cli
from messenger.actions.media_sweep import collect_media
from messenger.actions.named_contents import Verdict, verify_contents
from messenger.db.tables import link_previews, media_files
from messenger.settings import Settings
from messenger.storage.contents import StoreFailure
from messenger.storage.s3 import S3Contents
from tests.conftest import Serve
from tests.people import ADA, BOB
from tests.picture_files import encoded, noise, picture
from tests.running import Server
from tests.s3 import s3_settings
from tests.uploads import bearer, files_on_disk, look, upload

HOUR = 3_600_000
BOTH = pytest.mark.parametrize(
    ("database", "store"), [("sqlite", "local"), ("postgresql", "s3")], indirect=["database"]
)


@pytest.fixture
def stored(store: str, request: pytest.FixtureRequest) -> dict[str, Any]:
    """The settings of a server that keeps its uploads in a store of some kind."""
    return s3_settings(request.getfixturevalue("bucket_url")) if store == "s3" else {}


def variables(settings: Settings) -> dict[str, str]:
    """Return the environment in which the command finds the same database and store."""
    return {
        "MESSENGER_DATABASE_URL": settings.database_url,
        "MESSENGER_S3_URL": settings.s3_url,
        "MESSENGER_S3_ACCESS_KEY": settings.s3_access_key,
        "MESSENGER_S3_SECRET_KEY": settings.s3_secret_key.get_secret_value(),
    }


async def run(settings: Settings) -> tuple[int | None, str, str]:
    """Run the command beside the server; return its code and what it says."""
    asked = ["media", "verify", "--data-dir", str(settings.data_dir)]
    work = partial(CliRunner().invoke, cli, asked, env=variables(settings))
    result = await asyncio.to_thread(work)
    return result.exit_code, result.stdout, result.stderr


async def run_program(settings: Settings) -> tuple[int | None, str, str]:
    """Do so in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "messenger", "media", "verify"),
        *("--data-dir", str(settings.data_dir)),
        env=variables(settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    return process.returncode, said.decode(), complained.decode()


async def keys_of(server: Server, person_picture: bytes | None = None) -> dict[str, str]:
    """Upload a photo of Ada's, and return the keys of its files by their labels."""
    media = await upload(server, ADA, person_picture)
    query = media_files.select().where(media_files.c.media_id == int(media["id"]))
    async with server.services.database.reading() as connection:
        rows = (await connection.execute(query)).all()
    return {f"media {media['id']} ({row.label})": row.key for row in rows}


async def add_preview(server: Server, key: str) -> None:
    """Write that the picture of a link's preview is this content."""
    row = {"id": 77, "url_hash": b"x" * 32, "fetched_at": 0, "failed": False, "image_key": key}
    words = {"site": "", "title": "", "description": ""}
    async with server.services.database.writing() as connection:
        await connection.execute(insert(link_previews), row | words)


async def damage(server: Server, key: str, content: bytes | None) -> None:
    """Put something else under a key, or nothing, as no server would."""
    contents = server.services.contents
    name = f"{key[:2]}/{key[2:]}"
    if isinstance(contents, S3Contents):
        if content is None:
            await asyncio.to_thread(contents._store.delete, name)
        else:
            await asyncio.to_thread(contents._store.put, name, content)
        return
    path = server.settings.media_path / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


async def verdicts(server: Server) -> dict[str, Verdict]:
    """Return what is found, by its key."""
    return {verdict.key: verdict async for verdict in verify_contents(server.services)}


@BOTH
async def test_what_is_wrong_is_named(serve: Serve, stored: dict[str, Any], store: str) -> None:
    """With the rows that miss it; the command says the same, beside the server, and ends with 1."""
    server = await serve(**stored)
    first, second = await keys_of(server), await keys_of(server, encoded(noise(512)))
    [used_lost, used_spoilt], [lost, spoilt] = [*first], [*first.values()]
    nobodys = await server.services.contents.put(b"nobody's")
    preview = await server.services.contents.put(b"a preview")
    await add_preview(server, preview)

    assert (store == "s3") == ([] == files_on_disk(server))

    code, said, complaint = await run(server.settings)
    assert (0, "") == (code, complaint)
    assert said.startswith("5 sound, 0 missing, 0 spoilt, 0 unreadable, 0 unnamed; ")

    await damage(server, lost, None)
    await damage(server, preview, None)
    await damage(server, spoilt, b"nonsense")
    code, said, complaint = await run(server.settings)
    assert (1, "") == (code, complaint)
    assert {
        f"missing {lost} {used_lost}",
        f"missing {preview} link preview 77",
        f"spoilt {spoilt} {used_spoilt}",
    } == set(said.splitlines()[:-1])
    assert said.splitlines()[-1].startswith("2 sound, 2 missing, 1 spoilt, 0 unreadable, 0 unnamed")

    # Two hours later what nobody needed is found, and then collected.
    server.clock.ahead += 2 * HOUR
    found = await verdicts(server)
    assert Verdict(nobodys, "unnamed") == found.pop(nobodys)
    assert {"sound"} == {found[key].state for key in second.values()}
    await collect_media(server.services)
    assert nobodys not in await verdicts(server)


@BOTH
async def test_what_is_deleted_meanwhile_is_not_missed(
    serve: Serve, stored: dict[str, Any]
) -> None:
    """Its row was read before it went, with its content."""
    server = await serve(**stored)
    [first, second] = sorted((await keys_of(server)).values())
    found = verify_contents(server.services)
    assert first == (await anext(found)).key

    async with server.services.database.writing() as connection:
        await connection.execute(delete(media_files).where(media_files.c.key == second))
    await damage(server, second, None)

    assert [] == [verdict async for verdict in found]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_the_disk_does_not_give_is_named_too(server: Server) -> None:
    """And the look at the others goes on."""
    keys = await keys_of(server)
    key = min(keys.values())
    path = server.settings.media_path / key[:2] / key[2:]
    path.unlink()
    path.mkdir()

    found = await verdicts(server)
    assert ["sound", "unreadable"] == sorted(verdict.state for verdict in found.values())
    assert "unreadable" == found[key].state


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_store_that_is_not_there(serve: Serve, bucket_url: str) -> None:
    """One line; not a list of all that is missing. So is a folder without a database."""
    service = bucket_url.rsplit("/", 3)[0]
    server = await serve(**s3_settings(f"{service}/another-bucket"))
    for asked in (server.services.contents.put(b"x"), verdicts(server)):
        with pytest.raises(StoreFailure, match="NoSuchBucket"):
            await asked

    code, said, complaint = await run_program(server.settings)
    assert (1, "", 1) == (code, said, len(complaint.splitlines()))
    assert "NoSuchBucket" in complaint

    slip = server.settings.data_dir / "slip"
    code, said, complaint = await run(Settings(data_dir=slip))
    assert (1, "") == (code, said)
    assert str(slip) in complaint


@pytest.mark.parametrize(("database", "store"), [("sqlite", "s3")], indirect=["database"])
async def test_photos_lie_in_the_bucket(serve: Serve, stored: dict[str, Any]) -> None:
    """They are sent from there, and go from there when nobody shows them any more."""
    server = await serve(**stored)
    media = await upload(server, ADA, picture())
    async with server.http(headers=bearer(ADA)) as http:
        await http.put("/api/me/avatar", json={"media_id": media["id"]})
    answer = await look(server, BOB, media["url"])
    assert (200, media["size"]) == (answer.status_code, len(answer.content))
    assert ([], None) == (files_on_disk(server), await server.services.contents.free_bytes())

    async with server.http(headers=bearer(ADA)) as http:
        await http.delete("/api/me/avatar")
    server.clock.ahead += 2 * HOUR
    await collect_media(server.services)

    assert {} == await verdicts(server)
