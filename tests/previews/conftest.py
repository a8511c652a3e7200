"""The little internet of these tests."""

from collections.abc import AsyncIterator

import pytest

from tests.previews.net import Net, open_net


@pytest.fixture
async def net() -> AsyncIterator[Net]:
    """A web server on every address of this machine, and names that lead to it."""
    async with open_net() as net:
        yield net
