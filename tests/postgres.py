"""A throw-away PostgreSQL cluster: made for one run of the tests, gone afterwards."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy.engine import URL, make_url

OWNER = "messenger"
# Set it to use a server that already runs; its person must be allowed to create databases.
URL_VARIABLE = "MESSENGER_TEST_DATABASE_URL"


@dataclass
class Cluster:
    """A PostgreSQL server; `folder` is None where it was there before the tests."""

    url: URL
    folder: Path | None = None
    made: list[str] = field(default_factory=list)

    @property
    def data(self) -> Path:
        """The data folder of a server that these tests started."""
        if self.folder is None:
            message = "This server was not started by the tests."
            raise RuntimeError(message)
        return self.folder / "data"

    @property
    def pid(self) -> int:
        """The process id of the postmaster."""
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def start(self) -> None:
        """Start, also again after `stop` or `kill`, and return once connections are taken."""
        options = f"-p {self.url.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.data.with_name("log"))
        _run("pg_ctl", "start", "-w", "-s", "-D", str(self.data), "-l", log, "-o", options)

    def stop(self) -> None:
        """Stop in order; of a server that was there before, drop only what the tests made."""
        if self.folder is not None:
            _run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.data))
        for name in self.made if self.folder is None else ():
            _client("dropdb", self.url, "--force", name)

    def kill(self) -> None:
        """End every process of the server at once, as a power cut would, within 10 seconds."""
        group = self.pid  # pg_ctl makes the postmaster the leader of its group
        os.killpg(group, signal.SIGKILL)
        deadline = time.monotonic() + 10
        while _group_lives(group):
            if time.monotonic() > deadline:
                message = f"PostgreSQL {group} outlived SIGKILL."
                raise TimeoutError(message)
            time.sleep(0.01)


def start_cluster(folder: Path) -> Cluster:
    """Make a cluster in an existing empty folder and start it on a free loopback port.

    The folder must be reachable for everybody: PostgreSQL refuses root, so `postgres` runs it.
    """
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = str(folder / "data")
    _run("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    url = URL.create("postgresql+asyncpg", OWNER, host="127.0.0.1", port=_free_port())
    cluster = Cluster(url.set(database="postgres"), folder)
    cluster.start()
    return cluster


def fresh_database(cluster: Cluster) -> str:
    """Create an empty database and return its SQLAlchemy URL."""
    name = f"test_{uuid4().hex}"
    _client("createdb", cluster.url, name)
    cluster.made.append(name)
    return cluster.url.set(database=name).render_as_string(hide_password=False)


@contextlib.contextmanager
def some_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server until the block ends: one of our own, or the one that is named."""
    given = os.environ.get(URL_VARIABLE)
    if given:
        cluster = Cluster(make_url(given))
        yield cluster
        cluster.stop()
        return
    # Not below pytest's own folder, which only its owner may enter; a socket path is short.
    folder = Path(tempfile.mkdtemp(prefix="messenger-pg-"))
    try:
        cluster = start_cluster(folder)
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """The PostgreSQL server of this run."""
    with some_cluster() as cluster:
        yield cluster


def _client(program: str, url: URL, *arguments: str) -> None:
    server = url.set(drivername="postgresql").render_as_string(hide_password=False)
    _run(program, f"--maintenance-db={server}", *arguments)


def _run(program: str, *arguments: str) -> None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=_release)
    path = str(found[-1]) if found else shutil.which(program)
    if path is None:
        message = f"{program} is not here: `make test` installs PostgreSQL, or set {URL_VARIABLE}."
        raise RuntimeError(message)
    owner = "postgres" if os.geteuid() == 0 else None
    # A file takes the output, since the started server would keep a pipe open for ever.
    with tempfile.TemporaryFile() as output:
        result = subprocess.run(
            [path, *arguments],
            check=False,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=owner,
            group=owner,
            extra_groups=[] if owner else None,
        )
        output.seek(0)
        if result.returncode:
            message = f"{program} failed: {output.read().decode()}"
            raise RuntimeError(message)


def _release(path: Path) -> int:
    return int(path.parts[-3])


def _group_lives(group: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
