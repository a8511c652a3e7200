"""Every setting, its default and its meaning; environment variables carry the prefix MESSENGER_."""

import re
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Switch = Literal["on", "off"]


def read_domains(text: str) -> tuple[str, ...]:
    """Read domains with commas or spaces between, each in its one spelling; ValueError for none."""
    names = re.split(r"[\s,;@]+", text)
    return tuple(dict.fromkeys(_read_domain(name) for name in names if name))


def _read_domain(name: str) -> str:
    try:
        return validate_email(f"somebody@{name}", check_deliverability=False).domain.casefold()
    except EmailNotValidError as error:
        raise ValueError(name) from error


class Settings(BaseSettings):
    """The frozen configuration of one process, read once at start."""

    model_config = SettingsConfigDict(env_prefix="MESSENGER_", frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(
        8000, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one."
    )
    data_dir: Path = Field(
        Path("data"),
        description="Folder of the SQLite database, the secrets, the uploads and the cache.",
    )
    database_url: str = Field(
        "", description="PostgreSQL URL; empty means SQLite in the data folder."
    )
    nats_url: str = Field(
        "",
        description="NATS server by which several processes tell each other what happens, such as"
        " `nats://nats:4222`; needs PostgreSQL. Empty means that one process serves alone.",
    )
    workers: int = Field(
        1,
        ge=1,
        le=64,
        description="Processes that serve the port; more than one need PostgreSQL and NATS.",
    )
    server: Literal["hypercorn", "uvicorn"] = Field(
        "hypercorn",
        description="What serves underneath: `hypercorn` or `uvicorn`; in the container `uvicorn`,"
        " which is quicker.",
    )
    origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Further origins of this server, comma-separated, where a proxy changes Host.",
    )
    trusted_hops: int = Field(
        0, ge=0, description="Proxies in front whose X-Forwarded headers are believed."
    )
    smtp_host: str = Field(
        "", description="Mail server for letters to people; empty means that none are sent."
    )
    smtp_port: int = Field(
        0, ge=0, le=65535, description="Its TCP port; 0 takes the usual one: 587, 465 or 25."
    )
    smtp_username: str = Field("", description="Name to sign in to it with, where it asks for one.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password to that name.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="`starttls`, `tls` from the first byte, or `none`."
    )
    mail_from: str = Field(
        "",
        description="Sender of letters; empty means `messenger@` and the host of the public URL.",
    )
    public_url: str = Field(
        "",
        validate_default=True,
        description="Where browsers reach this server, for links in letters; needed for mail.",
    )
    registration: Literal["", "open", "invite", "approval", "closed"] = Field(
        "",
        description="Who may register: `open`, `invite`, `approval` or `closed`;"
        " empty leaves it to the administrators, who begin with `open`.",
    )
    email_domains: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Only with addresses at these domains, comma-separated;"
        " empty leaves it to the administrators.",
    )
    link_previews: Literal["", "on", "off"] = Field(
        "",
        description="`on` lets the server open links that people send, to show what they lead to;"
        " empty leaves it to the administrators, who begin with `off`.",
    )
    rate_limits: Switch = Field(
        "on", description="`off` lifts every rate limit, sign-in included: for load tests only."
    )
    rate_default: tuple[float, float] = Field(
        (20, 100), description="Requests a second and burst, for each person and operation."
    )
    rate_send: tuple[float, float] = Field(
        (10, 100), description="Messages a second and burst, for each person."
    )
    rate_search: tuple[float, float] = Field(
        (3, 30), description="Searches a second and burst, for each person."
    )
    rate_upload: tuple[float, float] = Field(
        (1, 30), description="Uploads a second and burst, for each person."
    )
    rate_register: tuple[float, float] = Field(
        (0.05, 30), description="Registrations a second and burst, for each address."
    )
    rate_recover: tuple[float, float] = Field(
        (0.02, 10), description="Forgotten passwords a second and burst, for each address."
    )
    rate_report: tuple[float, float] = Field(
        (0.1, 30), description="Reports to administrators a second and burst, for each person."
    )
    sign_in_tries_account: int = Field(
        10, ge=1, description="Failed sign-ins for one account in five minutes."
    )
    sign_in_tries_address: int = Field(
        50, ge=1, description="Failed sign-ins from one address in five minutes."
    )
    session_days: int = Field(
        30, ge=1, le=400, description="Days without use after which a session ends."
    )
    sessions_per_person: int = Field(
        20, ge=1, description="Sessions of one person; the one not used for longest makes room."
    )
    require_two_factor: Literal["", "on", "off"] = Field(
        "",
        description="`on` lets nobody do anything before two factors are switched on;"
        " empty leaves it to the administrators, who begin with `off`.",
    )
    password_threads: int = Field(2, ge=1, le=32, description="Passwords hashed at the same time.")
    password_memory: int = Field(
        64,
        ge=19,
        le=4096,
        description="MiB that each of them takes; less spares a small machine, and its attacker.",
    )
    picture_workers: int = Field(
        2, ge=1, le=32, description="Pictures made at the same time, each in a process of its own."
    )
    picture_seconds: float = Field(
        10, gt=0, description="Seconds after which a picture that is not made is refused."
    )
    upload_limit: int = Field(100, ge=1, description="MiB that one file may have.")
    storage_per_person: int = Field(
        2048, ge=0, description="MiB of uploads that one person may keep; 0 is no bound."
    )
    storage_total: int = Field(
        0, ge=0, description="MiB of uploads that all people together may keep; 0 is no bound."
    )
    storage_reserve: int = Field(256, ge=0, description="MiB of the disk that uploads leave free.")
    s3_url: str = Field(
        "",
        description="Bucket of an S3 service that keeps uploads, and a folder in it if one likes,"
        " such as `https://s3.example.org/bucket/folder`; empty means the data folder.",
    )
    s3_region: str = Field(
        "us-east-1", min_length=1, description="Region of the bucket; many services take any."
    )
    s3_access_key: str = Field(
        "", description="Access key to it; empty takes what AWS gives to the machine."
    )
    s3_secret_key: SecretStr = Field(
        SecretStr(""), validate_default=True, description="Secret key to that access key."
    )
    connections_per_person: int = Field(
        100, ge=1, description="Open sockets of one person; one more is refused."
    )
    stop_seconds: float = Field(
        8, ge=0, description="Seconds for finishing what was received when the server stops."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least serious kind of log line that is written."
    )

    @field_validator("origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())

    @field_validator("email_domains", mode="before")
    @classmethod
    def _are_domains(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return read_domains(value)
        except ValueError as error:
            message = f"{error} is no domain, such as example.org"
            raise ValueError(message) from error

    @field_validator("nats_url")
    @classmethod
    def _is_broker(cls, value: str, info: ValidationInfo) -> str:
        if value and not info.data.get("database_url"):
            message = "needs MESSENGER_DATABASE_URL: several processes need PostgreSQL"
            raise ValueError(message)
        parts = urlsplit(value)
        if value and not (parts.scheme in {"nats", "tls"} and parts.hostname):
            message = "must be the URL of a NATS server, such as nats://nats:4222"
            raise ValueError(message)
        return value

    @field_validator("workers")
    @classmethod
    def _have_broker(cls, value: int, info: ValidationInfo) -> int:
        missing = [
            f"MESSENGER_{name.upper()}"
            for name in ("database_url", "nats_url")
            if not info.data.get(name)
        ]
        if value > 1 and missing:
            message = f"more than one need PostgreSQL and NATS: set {' and '.join(missing)}"
            raise ValueError(message)
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        local, _, domain = parseaddr(value)[1].rpartition("@")
        if value and not (value.isprintable() and local and domain):
            message = "must be an address, such as Messenger <messenger@example.org>"
            raise ValueError(message)
        return value

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("smtp_host"):
            message = "must be set beside MESSENGER_SMTP_HOST, since letters hold links"
            raise ValueError(message)
        parts = urlsplit(value.rstrip("/"))
        if value and not (parts.scheme in {"http", "https"} and parts.netloc and not parts.path):
            message = "must be an origin, such as https://chat.example.org"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("s3_url")
    @classmethod
    def _is_bucket(cls, value: str) -> str:
        parts = urlsplit(value.rstrip("/"))
        plain = parts.scheme in {"http", "https"} and not (parts.query or parts.fragment)
        if value and not (plain and parts.hostname and "@" not in parts.netloc and parts.path):
            message = "must be the URL of a bucket, such as https://s3.example.org/bucket"
            raise ValueError(message)
        return value.rstrip("/")

    @field_validator("s3_secret_key")
    @classmethod
    def _is_paired(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        if bool(value.get_secret_value()) != bool(info.data.get("s3_access_key")):
            message = "must be set beside MESSENGER_S3_ACCESS_KEY, and not without it"
            raise ValueError(message)
        return value

    @property
    def mails(self) -> bool:
        """Whether letters are sent."""
        return bool(self.smtp_host)

    @property
    def limited(self) -> bool:
        """Whether rates are limited."""
        return self.rate_limits == "on"

    @property
    def media_path(self) -> Path:
        """The folder of uploads."""
        return self.data_dir / "media"

    @property
    def sqlite_path(self) -> Path:
        """The database file where no PostgreSQL URL is set."""
        return self.data_dir / "messenger.db"
