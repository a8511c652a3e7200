"""A store of contents of each kind, and the folder of files on their way into it."""

from pathlib import Path

import pytest

from messenger.storage.contents import Contents
from messenger.storage.local import LocalContents
from messenger.storage.parts import Parts
from messenger.storage.s3 import Bucket, S3Contents
from tests.s3 import ACCESS, SECRET


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of uploads, which nobody has made yet."""
    return tmp_path / "data" / "media"


@pytest.fixture
def parts(folder: Path) -> Parts:
    """Files on their way in."""
    return Parts(folder / "parts")


@pytest.fixture
def s3(bucket_url: str) -> S3Contents:
    """A store in a bucket, empty."""
    return S3Contents(Bucket(bucket_url, "us-east-1", ACCESS, SECRET))


@pytest.fixture(params=["local", "s3"])
def contents(folder: Path, request: pytest.FixtureRequest) -> Contents:
    """A store of each kind, empty."""
    if request.param == "local":
        return LocalContents(folder, folder / "parts")
    return request.getfixturevalue("s3")  # type: ignore[no-any-return]
