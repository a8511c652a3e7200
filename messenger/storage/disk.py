"""What the disk is asked to do, and not merely the cache before it."""

import os
import shutil
from pathlib import Path

CHUNK = 256 * 1024


def make_folder(folder: Path) -> None:
    """Make a folder for us alone, and those above it that are missing."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def create(path: Path) -> int:
    """Return the descriptor of a new empty file for us alone; FileExistsError where it is there."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def sync(path: Path) -> None:
    """Wait until what a file or a folder holds is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, and that of the folder itself."""
    for each in (folder, folder.parent):
        sync(each)


def free_bytes(folder: Path) -> int:
    """Return how much more there is room for where a folder lies, or will lie."""
    make_folder(folder)
    return shutil.disk_usage(folder).free


def is_older(path: Path, moment: int) -> bool:
    """Return whether a file is there and was last touched before a moment (epoch ms)."""
    try:
        return path.stat().st_mtime * 1000 < moment
    except FileNotFoundError:
        return False
