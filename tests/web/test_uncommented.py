"""Scripts without their comments: less to load, and the same to run."""

import shutil
import subprocess
from pathlib import Path

import pytest

from messenger.resources import folder
from messenger.web.uncommented import WRITTEN_HERE, read_uncommented

STATIC = folder("static")
ESBUILD = Path(__file__).parents[2] / "node_modules" / ".bin" / "esbuild"
OPTIONS = ("--minify-whitespace", "--legal-comments=none", "--tsconfig-raw={}")
SCRIPTS = sorted(path.relative_to(WRITTEN_HERE) for path in WRITTEN_HERE.rglob("*.js"))


def understood(scripts: Path, out: Path) -> dict[Path, str]:
    """Return what a compiler writes of scripts, as it has read them."""
    command: list[str | Path] = [
        ESBUILD,
        *SCRIPTS,
        *OPTIONS,
        "--log-level=warning",
        f"--outdir={out}",
    ]
    subprocess.run(command, cwd=scripts, check=True)
    return {path: (out / path).read_text() for path in SCRIPTS}


def test_a_script_says_the_same_without_its_comments(tmp_path: Path) -> None:
    """A compiler reads the same program in both, each of them."""
    short = tmp_path / "short"
    for path in SCRIPTS:
        (short / path).parent.mkdir(parents=True, exist_ok=True)
        (short / path).write_bytes(read_uncommented(WRITTEN_HERE / path))

    assert understood(WRITTEN_HERE, tmp_path / "1") == understood(short, tmp_path / "2")


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_no_line_is_left_that_only_comments(path: Path) -> None:
    """Each begins with something to run."""
    lines = [line.strip() for line in read_uncommented(WRITTEN_HERE / path).decode().splitlines()]

    assert not [line for line in lines if line.startswith(("//", "* ")) or line.endswith("*/")]


@pytest.mark.parametrize("name", ["vendor/lit.js", "css/messenger.css", "icons/favicon.svg"])
def test_other_files_stay_as_they_are(name: str) -> None:
    """What others wrote, and what is no script."""
    assert read_uncommented(STATIC / name) == (STATIC / name).read_bytes()


def test_a_script_of_another_folder_stays_as_it_is(tmp_path: Path) -> None:
    """A bundle of a package is its maker's."""
    copy = tmp_path / SCRIPTS[0].name
    shutil.copy(WRITTEN_HERE / SCRIPTS[0], copy)

    assert read_uncommented(copy) == copy.read_bytes()
