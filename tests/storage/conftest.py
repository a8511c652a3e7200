"""A store of contents, and the folder of files on their way into it."""

from pathlib import Path

import pytest

from messenger.storage.contents import Contents
from messenger.storage.local import LocalContents
from messenger.storage.parts import Parts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of uploads, which nobody has made yet."""
    return tmp_path / "data" / "media"


@pytest.fixture
def parts(folder: Path) -> Parts:
    """Files on their way in."""
    return Parts(folder / "parts")


@pytest.fixture
def contents(folder: Path) -> Contents:
    """The store, empty."""
    return LocalContents(folder, folder / "parts")
