import asyncio

import pytest

from messenger.errors import NotFound, RateLimited, Unavailable
from messenger.services import Services
from messenger.settings import Settings
from messenger.ui import bridge as bridge_module
from messenger.ui.bridge import Bridge, operation_of


async def add(_services: Services, first: int, *, second: int) -> int:
    return first + second


async def fail(_services: Services) -> None:
    raise NotFound


async def hang(_services: Services) -> None:
    await asyncio.sleep(30)


async def find_loop(_services: Services) -> asyncio.AbstractEventLoop:
    return asyncio.get_running_loop()


class TestRun:
    """An action is run in the server's loop, and its outcome is that of the call."""

    def test_returns_what_the_action_returns(self, bridge: Bridge) -> None:
        """Arguments go there, the result comes back."""
        assert bridge.run("ada", add, 2, second=3) == 5

    def test_runs_in_the_given_loop(self, bridge: Bridge, loop: asyncio.AbstractEventLoop) -> None:
        """Pooled connections belong to that loop, so nothing runs in another."""
        assert bridge.run("ada", find_loop) is loop

    def test_raises_what_the_action_raises(self, bridge: Bridge) -> None:
        """Failures keep their class."""
        with pytest.raises(NotFound):
            bridge.run("ada", fail)

    def test_does_not_wait_for_ever(self, bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the time is up the action is cancelled and the caller told."""
        monkeypatch.setattr(bridge_module, "TIMEOUT", 0.05)

        with pytest.raises(Unavailable):
            bridge.run("ada", hang)

    def test_without_a_loop_it_is_unavailable(self, services: Services) -> None:
        """Before the server runs nothing can be done."""
        with pytest.raises(Unavailable):
            Bridge(services).run("ada", add, 2, second=3)

    def test_counts_for_the_limits(
        self, bridge: Bridge, services: Services, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Callbacks are no way around the limits, and one person's use is not another's."""
        settings = Settings(rate_default=(0.001, 2), data_dir=services.settings.data_dir)
        monkeypatch.setattr(services.buckets, "_default", settings.rate_default)
        for _try in range(2):
            bridge.run("ada", add, 1, second=1)

        with pytest.raises(RateLimited):
            bridge.run("ada", add, 1, second=1)
        assert bridge.run("bob", add, 1, second=1) == 2


def test_operations_are_named_after_their_action() -> None:
    """Each action has its own bucket."""
    assert operation_of(add) == "test_bridge.add"
