"""Settings: read from MESSENGER_* at the start, and refused by the name of the variable."""

import json
from pathlib import Path

import pydantic
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from messenger.__main__ import cli, read_settings
from messenger.settings import Settings

# Each variable with a value that is not its default, and what that is read as.
GIVEN = {
    "HOST": ("0.0.0.0", "0.0.0.0"),  # noqa: S104 - read, and not listened on
    "PORT": ("0", 0),
    "DATA_DIR": ("/srv/messenger", Path("/srv/messenger")),
    "DATABASE_URL": ("postgresql://localhost/x", "postgresql://localhost/x"),
    "NATS_URL": ("nats://localhost:4222", "nats://localhost:4222"),
    "WORKERS": ("3", 3),
    "SERVER": ("uvicorn", "uvicorn"),
    "ORIGINS": (
        " https://a.example/, https://b.example ,",
        ("https://a.example", "https://b.example"),
    ),
    "TRUSTED_HOPS": ("2", 2),
    "SMTP_HOST": ("mail.example.org", "mail.example.org"),
    "SMTP_PORT": ("2525", 2525),
    "SMTP_USERNAME": ("messenger", "messenger"),
    "SMTP_PASSWORD": ("a secret", SecretStr("a secret")),
    "SMTP_SECURITY": ("tls", "tls"),
    "MAIL_FROM": ("Chat <chat@example.org>", "Chat <chat@example.org>"),
    "PUBLIC_URL": ("https://chat.example.org/", "https://chat.example.org"),
    "REGISTRATION": ("invite", "invite"),
    "EMAIL_DOMAINS": (
        " Example.org,@xn--e1afmkfd.xn--p1ai пример.рф",
        ("example.org", "пример.рф"),
    ),
    "LINK_PREVIEWS": ("on", "on"),
    "RATE_LIMITS": ("off", "off"),
    "RATE_DEFAULT": ("[0.5, 3]", (0.5, 3)),
    "RATE_SEND": ("[1, 2]", (1, 2)),
    "RATE_SEARCH": ("[1,2]", (1, 2)),
    "RATE_REGISTER": ("[1e-3, 2]", (0.001, 2)),
    "REQUIRE_TWO_FACTOR": ("on", "on"),
    "SESSIONS_PER_PERSON": ("5", 5),
    "RATE_RECOVER": ("[1, 2]", (1, 2)),
    "RATE_REPORT": ("[1, 2]", (1, 2)),
    "SIGN_IN_TRIES_ACCOUNT": ("3", 3),
    "SIGN_IN_TRIES_ADDRESS": ("4", 4),
    "SESSION_DAYS": ("400", 400),
    "PASSWORD_THREADS": ("1", 1),
    "PASSWORD_MEMORY": ("19", 19),
    "CONNECTIONS_PER_PERSON": ("5", 5),
    "RATE_UPLOAD": ("[0.5, 5]", (0.5, 5)),
    "PICTURE_WORKERS": ("1", 1),
    "PICTURE_SECONDS": ("2.5", 2.5),
    "UPLOAD_LIMIT": ("50", 50),
    "STORAGE_PER_PERSON": ("100", 100),
    "STORAGE_TOTAL": ("10000", 10000),
    "STORAGE_RESERVE": ("0", 0),
    "S3_URL": ("https://s3.example.org/bucket/chat/", "https://s3.example.org/bucket/chat"),
    "S3_REGION": ("eu-central-1", "eu-central-1"),
    "S3_ACCESS_KEY": ("AKIDEXAMPLE", "AKIDEXAMPLE"),
    "S3_SECRET_KEY": ("a secret", SecretStr("a secret")),
    "STOP_SECONDS": ("0", 0),
    "LOG_LEVEL": ("debug", "debug"),
}
# What another variable needs beside it.
BESIDE = {
    "NATS_URL": ("DATABASE_URL",),
    "WORKERS": ("DATABASE_URL", "NATS_URL"),
    "SMTP_HOST": ("PUBLIC_URL",),
    "S3_ACCESS_KEY": ("S3_SECRET_KEY",),
    "S3_SECRET_KEY": ("S3_ACCESS_KEY",),
}
REFUSED = [
    ("NATS_URL", "nats://localhost:4222"),
    ("WORKERS", "0"),
    ("SERVER", "gunicorn"),
    ("WORKERS", "2"),
    ("WORKERS", "65"),
    ("PORT", "http"),
    ("PORT", "65536"),
    ("PORT", "-1"),
    ("PORT", ""),
    ("TRUSTED_HOPS", "-1"),
    ("SMTP_PORT", "smtp"),
    ("SMTP_SECURITY", "ssl"),
    ("MAIL_FROM", "the messenger"),
    ("MAIL_FROM", "a@example.org\nBcc: b@example.org"),
    ("PUBLIC_URL", "chat.example.org"),
    ("PUBLIC_URL", "https://chat.example.org/messenger"),
    ("REGISTRATION", "anybody"),
    ("EMAIL_DOMAINS", "example"),
    ("EMAIL_DOMAINS", "example.org, *.example.net"),
    ("REQUIRE_TWO_FACTOR", "yes"),
    ("LINK_PREVIEWS", "true"),
    ("RATE_LIMITS", "false"),
    ("RATE_DEFAULT", "[1]"),
    ("RATE_DEFAULT", "5"),
    ("RATE_SEND", '["fast", 100]'),
    ("RATE_SEND", "10,100"),
    ("SIGN_IN_TRIES_ACCOUNT", "0"),
    ("SESSION_DAYS", "0"),
    ("SESSION_DAYS", "401"),
    ("PASSWORD_THREADS", "33"),
    ("PASSWORD_MEMORY", "18"),
    ("CONNECTIONS_PER_PERSON", "0"),
    ("PICTURE_WORKERS", "0"),
    ("PICTURE_SECONDS", "0"),
    ("STORAGE_PER_PERSON", "-1"),
    ("STORAGE_TOTAL", "-1"),
    ("S3_URL", "bucket"),
    ("S3_URL", "s3://bucket/folder"),
    ("S3_URL", "https://s3.example.org/"),
    ("S3_URL", "https://key:secret@s3.example.org/bucket"),
    ("S3_URL", "https://s3.example.org/bucket?region=here"),
    ("S3_REGION", ""),
    ("S3_SECRET_KEY", "without its access key"),
    ("STOP_SECONDS", "-1"),
    ("LOG_LEVEL", "loud"),
]


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which no setting stands."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MESSENGER_{name.upper()}", raising=False)


def migrate(folder: Path) -> Result:
    """Run the command that needs nothing but its settings."""
    return CliRunner().invoke(cli, ["migrate", "--data-dir", str(folder / "data")])


@pytest.mark.parametrize("name", GIVEN)
def test_a_variable_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes the setting of its name, and no other."""
    names = [name, *BESIDE.get(name, ())]
    for each in names:
        monkeypatch.setenv(f"MESSENGER_{each}", GIVEN[each][0])

    expected = {each.lower(): GIVEN[each][1] for each in names}
    assert expected == Settings().model_dump(exclude_defaults=True)


def test_every_setting_can_be_given() -> None:
    """The cases above are all of them."""
    assert {name.upper() for name in Settings.model_fields} == set(GIVEN)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line and with status 1, before anything is made."""
    monkeypatch.setenv(f"MESSENGER_{name}", text)

    result = migrate(tmp_path)

    assert (1, "") == (result.exit_code, result.stdout)
    [line] = result.stderr.splitlines()
    assert f"MESSENGER_{name}" == line.split(":")[0]
    assert not (tmp_path / "data").exists()


def test_mail_needs_an_address_for_its_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter cannot take it from whoever asks (Host), so there is no start without it."""
    monkeypatch.setenv("MESSENGER_SMTP_HOST", "mail.example.org")

    result = migrate(tmp_path)

    assert 1 == result.exit_code
    [line] = result.stderr.splitlines()
    assert line.startswith("MESSENGER_PUBLIC_URL: ")
    assert "MESSENGER_SMTP_HOST" in line


def test_a_key_of_a_bucket_needs_its_other_half(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the machine's own would be taken, which belong to something else."""
    monkeypatch.setenv("MESSENGER_S3_ACCESS_KEY", "AKIDEXAMPLE")

    with pytest.raises(pydantic.ValidationError, match="MESSENGER_S3_ACCESS_KEY"):
        Settings()


def test_secrets_are_not_shown() -> None:
    """Settings may end in a log."""
    secret = SecretStr("a secret")
    shown = repr(Settings(smtp_password=secret, s3_access_key="AKID", s3_secret_key=secret))
    assert "a secret" not in shown


def test_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given there is read from the environment."""
    monkeypatch.setenv("MESSENGER_PORT", "1")
    monkeypatch.setenv("MESSENGER_HOST", "::1")

    settings = read_settings(port=2, host=None)

    assert (2, "::1") == (settings.port, settings.host)


def test_other_peoples_variables_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A port of some other program is not read."""
    monkeypatch.setenv("PORT", "1")
    monkeypatch.setenv("HOST", "elsewhere")

    assert {} == Settings().model_dump(exclude_defaults=True)


def test_the_settings_of_a_process_do_not_change() -> None:
    """They are read once."""
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]  # what it is about


def test_a_setting_that_is_not_there_is_refused() -> None:
    """A slip in the code of a test or of ours."""
    with pytest.raises(pydantic.ValidationError, match="prot"):
        Settings(**json.loads('{"prot": 1}'))


def test_what_is_made_of_the_settings() -> None:
    """Where the database lies, and whether rates are limited."""
    settings = Settings(data_dir=Path("/srv"), rate_limits="off")

    assert Path("/srv/messenger.db") == settings.sqlite_path
    assert not settings.limited
    assert Settings().limited
