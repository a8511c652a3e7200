"""The folder of the demo: marked as such, so that real data and invented data never mix."""

import json
import shutil
from pathlib import Path

MARK = "demo.json"
REAL = ("messenger.db", "secret.key")


class RealDataError(Exception):
    """The folder holds the data of a messenger in use."""


def mark_folder(folder: Path) -> None:
    """Make a folder the demo's; RealDataError, with the folder untouched, where data lies in it."""
    if (folder / MARK).exists():
        return
    if any((folder / name).exists() for name in REAL):
        message = (
            f"The folder {folder} holds the data of a messenger in use, and a demo must not mix "
            "with it. Choose another folder with --data-dir."
        )
        raise RealDataError(message)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, filled=False)


def is_filled(folder: Path) -> bool:
    """Return whether a marked folder holds the whole demo."""
    return bool(json.loads((folder / MARK).read_text())["filled"])


def empty_folder(folder: Path) -> None:
    """Delete what a start that was cut off has left in a marked folder."""
    for leftover in folder.glob("messenger.db*"):
        leftover.unlink()
    shutil.rmtree(folder / "media", ignore_errors=True)


def finish_folder(folder: Path) -> None:
    """Note that the demo is complete, for the next start."""
    _write(folder, filled=True)


def _write(folder: Path, *, filled: bool) -> None:
    unfinished = folder / f".{MARK}"
    unfinished.write_text(json.dumps({"demo": True, "filled": filled}) + "\n")
    unfinished.rename(folder / MARK)
