"""The server and the people of the browser tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.contexts import Contexts
from tests.browser.outside import Outside, open_outside
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.wire import Wire, wire_to
from tests.load.seed import Seed
from tests.post import Post, open_post

# Chromium draws its own window by web pages, a process of them beside each of ours: nobody looks at
# that window here.
OWN_WINDOW = (
    *("PreloadTopChromeWebUI", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "TabSearch"),
    *("TabstripComboButton", "WebUIReloadButton", "WebUIToolbar", "InitialWebUI"),
)
# It would ask its maker what the fields of a form are for.
OF_ITS_MAKER = ("AutofillServerCommunication",)
# What Playwright switches off; of several such lists Chromium takes the last alone.
AS_PLAYWRIGHT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
)
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A machine without a sound card would have Chromium complain of it in the console.
    "--disable-audio-output",
    # It hears a beep each second, where a person lets it hear anything.
    "--use-fake-device-for-media-stream",
    "--disable-features=" + ",".join((*AS_PLAYWRIGHT, *OWN_WINDOW, *OF_ITS_MAKER)),
]

# Of what comes in the end, how late is said by no test: several browsers share the machine.
expect.set_options(timeout=30_000)

Meet = Callable[..., Person]


class Reachable(Protocol):
    """What has pages."""

    @property
    def url(self) -> str:
        """Where they begin."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="session")
def outside() -> Iterator[Outside]:
    """All that lies beyond this machine, where no page may ask for anything."""
    with open_outside() as outside:
        yield outside


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the distribution's Chromium; nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all tests that leave it as it is."""
    server = RunningServer(tmp_path_factory.mktemp("server"), rate_register="[10, 1000]")
    server.start()
    yield server
    assert server.stop() == 0
    assert '"level": "error"' not in server.log()


@pytest.fixture(scope="session")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One more, without rate limits, whose people are put into its tables."""
    server = RunningServer(tmp_path_factory.mktemp("open"), rate_limits="off")
    server.start()
    yield server
    assert server.stop() == 0
    assert '"level": "error"' not in server.log()


@pytest.fixture
def seed(open_server: RunningServer) -> Iterator[Seed]:
    """What puts them there."""
    seed = Seed(open_server.folder / "data")
    yield seed
    seed.close()


@pytest.fixture
def wire(open_server: RunningServer) -> Iterator[Wire]:
    """A wire to it that can be cut; named before `meet`, it is there until the pages are left."""
    with wire_to(open_server) as wire:
        yield wire


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that the test may stop and start."""
    server = RunningServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def post() -> Iterator[Post]:
    """A mail server."""
    with open_post() as post:
        yield post


@pytest.fixture(scope="session")
def mail_server(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Iterator[RunningServer]:
    """A server that sends its letters there."""
    server = RunningServer(tmp_path_factory.mktemp("mail"), rate_limits="off")
    changed = post.mailbox.settings(public_url=server.url)
    server.set(**{name: str(value) for name, value in changed.items()})
    server.start()
    yield server
    assert server.stop() == 0
    assert '"level": "error"' not in server.log()


@pytest.fixture(scope="session")
def contexts(browser: Browser, outside: Outside) -> Contexts:
    """The contexts of the browser, which its people share one after the other."""
    return Contexts(browser, outside.proxy)


@pytest.fixture
def meet(contexts: Contexts, shared_server: RunningServer, outside: Outside) -> Iterator[Meet]:
    """Bring a person to a browser; at the end nothing may have gone wrong on any page.

    A test with a server of its own names that before this, so that the pages are left first.
    """
    people: list[Person] = []

    def bring(
        nick: str,
        *,
        phone: bool = False,
        dark: bool = False,
        language: str = "en",
        server: Reachable = shared_server,
    ) -> Person:
        person = Person(contexts, server.url, nick, phone=phone, dark=dark, language=language)
        people.append(person)
        return person

    yield bring
    for person in people:
        person.leave()
    for person in people:
        person.guard.check()
    assert not outside.take()
