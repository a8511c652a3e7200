"""The folder of the demo and the command that fills it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from messenger import __main__ as program
from messenger.db.upgrade import release_folder
from messenger.demo.folder import (
    RealDataError,
    empty_folder,
    finish_folder,
    is_filled,
    mark_folder,
)
from messenger.demo.people import PASSWORD, PEOPLE
from messenger.settings import Settings


def test_a_folder_with_real_data_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A database or a secret without the mark is somebody's."""
    for name in ("messenger.db", "secret.key"):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        (folder / name).write_text("precious")

        with pytest.raises(RealDataError):
            mark_folder(folder)

        assert [name] == [path.name for path in folder.iterdir()]


def test_a_start_that_was_cut_off_begins_anew(tmp_path: Path) -> None:
    """What it left is deleted, but only under the mark and before it is complete."""
    mark_folder(tmp_path)
    (tmp_path / "messenger.db").write_text("half")
    (tmp_path / "media" / "parts").mkdir(parents=True)
    mark_folder(tmp_path)

    assert not is_filled(tmp_path)
    empty_folder(tmp_path)
    assert not (tmp_path / "messenger.db").exists()
    assert not (tmp_path / "media").exists()
    finish_folder(tmp_path)
    assert is_filled(tmp_path)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings that the command would serve with; nothing is served."""
    collected: list[Settings] = []
    monkeypatch.setattr(program, "run_server", collected.append)
    return collected


def test_the_command_prints_every_sign_in_and_reuses_its_data(
    tmp_path: Path, served: list[Settings]
) -> None:
    """The second start finds the same database."""
    folder = tmp_path / "demo"
    first = CliRunner().invoke(program.cli, ["demo", "--data-dir", str(folder)])
    size = (folder / "messenger.db").stat().st_size
    second = CliRunner().invoke(program.cli, ["demo", "--data-dir", str(folder)])
    release_folder(folder)

    assert 0 == first.exit_code == second.exit_code
    assert first.output == second.output
    assert PASSWORD in first.output
    assert all(person.username in first.output for person in PEOPLE)
    assert uploaded(folder) == {("photo", "processing"), ("voice", "ready"), ("file", "ready")}
    assert size == (folder / "messenger.db").stat().st_size
    assert [folder, folder] == [settings.data_dir for settings in served]


def uploaded(folder: Path) -> set[tuple[str, str]]:
    """Return what messages hold, and how far it is: photos wait for the server to make sizes."""
    query = "SELECT DISTINCT purpose, status FROM media JOIN attachments ON media_id = media.id"
    with closing(sqlite3.connect(folder / "messenger.db")) as connection:
        return set(connection.execute(query).fetchall())


def test_the_command_never_touches_the_database_of_the_environment(
    tmp_path: Path, served: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither URLs nor a folder that real data may lie under are taken from the environment."""
    monkeypatch.setenv("MESSENGER_S3_URL", "http://127.0.0.1:1/real")
    monkeypatch.setenv("MESSENGER_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/real")
    monkeypatch.setenv("MESSENGER_DATA_DIR", str(tmp_path / "real"))
    monkeypatch.chdir(tmp_path)
    mark_folder(Path("data-demo"))
    finish_folder(Path("data-demo"))
    result = CliRunner().invoke(program.cli, ["demo"])
    release_folder(tmp_path / "data-demo")

    assert result.exit_code == 0
    assert ("", "") == (served[0].database_url, served[0].s3_url)
    assert Path("data-demo") == served[0].data_dir
    assert not (tmp_path / "real").exists()


def test_the_command_refuses_a_folder_with_real_data(
    tmp_path: Path, served: list[Settings]
) -> None:
    """It says so in one line and serves nothing."""
    (tmp_path / "messenger.db").write_text("precious")
    result = CliRunner().invoke(program.cli, ["demo", "--data-dir", str(tmp_path)])

    assert result.exit_code == 1
    assert "data of a messenger in use" in result.output
    assert served == []
