"""Which store keeps the contents of uploads."""

from pathlib import Path

from messenger.settings import Settings
from messenger.storage.contents import Contents
from messenger.storage.local import LocalContents


def open_contents(settings: Settings, unfinished: Path) -> Contents:
    """Return the bucket that the settings name, else the folder of uploads."""
    if not settings.s3_url:
        return LocalContents(settings.media_path, unfinished)
    # It takes seven megabytes, which a server that keeps its files itself does without.
    from messenger.storage.s3 import Bucket, S3Contents  # noqa: PLC0415

    secret = settings.s3_secret_key.get_secret_value()
    return S3Contents(Bucket(settings.s3_url, settings.s3_region, settings.s3_access_key, secret))
