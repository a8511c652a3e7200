"""Two people at two processes behind Caddy: what they see, also when one of the two dies."""

import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import START_SECONDS, RunningServer, free_port
from tests.browser.test_two_people import show_typing, start_chat, write_and_read
from tests.caddy import COOKIE, caddy_command, cookie_of
from tests.nats import nats_server
from tests.postgres import Cluster, fresh_database


@dataclass
class Site:
    """What browsers reach, and the processes behind it."""

    url: str
    processes: list[RunningServer]

    def place(self, person: Person, process: RunningServer) -> None:
        """Let a person's browser be with a process."""
        cookie = cookie_of(f"127.0.0.1:{process.port}")
        person.context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.url}])


@pytest.fixture
def site(tmp_path: Path, postgres_cluster: Cluster) -> Iterator[Site]:
    """Caddy before two processes, on PostgreSQL and NATS."""
    (tmp_path / "data").mkdir()
    with nats_server() as nats:
        given = {
            "database_url": fresh_database(postgres_cluster),
            "nats_url": nats.url,
            "rate_limits": "off",
            "trusted_hops": "1",
            "server": "uvicorn",  # As the containers have it.
        }
        processes = []
        for number in range(2):
            folder = tmp_path / str(number)
            folder.mkdir()
            (folder / "data").symlink_to(tmp_path / "data")
            processes.append(RunningServer(folder, **given))
        url = f"http://127.0.0.1:{free_port()}"
        upstreams = " ".join(f"127.0.0.1:{each.port}" for each in processes)
        of_caddy = {"MESSENGER_SITE": url, "MESSENGER_UPSTREAMS": upstreams}
        home = {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
        for each in processes:
            each.start()
        silent = subprocess.DEVNULL
        with subprocess.Popen(
            caddy_command(), env=os.environ | of_caddy | home, stdout=silent, stderr=silent
        ) as caddy:
            try:
                await_answer(url)
                yield Site(url, processes)
            finally:
                caddy.terminate()
                for each in processes:
                    each.stop()


def await_answer(url: str) -> None:
    """Wait until a page is answered."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own loopback address
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "ru")])
def test_two_people_at_two_processes_talk_also_when_one_dies(
    site: Site, meet: Meet, *, dark: bool, language: str
) -> None:
    """Ticks, presence and typing go from one to the other, and nobody has to do anything."""
    here, there = site.processes
    ada = meet("ada", dark=dark, language=language, server=site)
    bob = meet("bob", dark=dark, language=language, server=site, phone=True)
    site.place(ada, here)
    site.place(bob, there)
    ada.join()
    bob.join()

    start_chat(ada, bob)
    write_and_read(ada, bob)
    show_typing(ada, bob)
    for person in (ada, bob):
        person.guard.look_away()
    there.kill()
    bob.write("after all")
    ada.write("so it seems")

    expect(ada.message("after all")).to_be_visible()
    expect(bob.message("so it seems")).to_be_visible()
    expect(bob.tick("after all", "Read")).to_be_visible()
    expect(ada.tick("so it seems", "Read")).to_be_visible()
    for person in (ada, bob):
        expect(person.page.locator(".message")).to_have_count(4)
