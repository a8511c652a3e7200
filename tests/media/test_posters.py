"""Pictures out of films: by a program that may do little, or not at all."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from messenger.media.posters import Posters
from tests.picture_files import opened

MEBIBYTE = 1024 * 1024
FFMPEG = shutil.which("ffmpeg")
# Stands in for a program that a film has taken over: it tells what it can do.
CURIOUS = """
import json, os, resource, socket, sys
limits = {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1]
          for name in ("AS", "CPU", "FSIZE", "CORE")}
def can(deed):
    try:
        deed()
    except OSError:
        return False
    return True
print(json.dumps({
    "words": sys.argv[1:],
    "environment": sorted({*os.environ} - {"LC_CTYPE"}),
    "limits": limits,
    "writes": can(lambda: open(sys.argv[0] + ".written", "wb", 0).write(b"x")),
    "reaches": can(lambda: socket.create_connection(("127.0.0.1", PORT))),
}))
"""


def program(tmp_path: Path, text: str) -> str:
    """Return a program in the place of ffmpeg."""
    path = tmp_path / "ffmpeg"
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(0o700)
    return str(path)


def networks_can_be_left() -> bool:
    """Whether this machine lets everybody have a network of their own, in which there is nobody."""
    words = ["/usr/bin/unshare", "--user", "--net", "/bin/true"]
    tried = subprocess.run(words, check=False, capture_output=True)
    return tried.returncode == 0


def film(path: Path) -> str:
    """Return where a film of two seconds lies, wider than any poster."""
    scene = ("-f", "lavfi", "-i", "testsrc=d=2:s=2000x1000:r=5", "-c:v", "mpeg4", str(path))
    subprocess.run([FFMPEG or "", "-v", "error", *scene], check=True)
    return str(path)


async def test_the_program_knows_and_may_nothing(tmp_path: Path) -> None:
    """No setting of the server, no file to write, bounds on memory and time, and one reader."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        text = CURIOUS.replace("PORT", str(server.getsockname()[1]))
        posters = Posters(program(tmp_path, text), 20)
        found = json.loads(await posters.take("/films/a", "video/mp4", 900) or b"")

    assert ([], False) == (found["environment"], found["writes"])
    assert {"FSIZE": 0, "CORE": 0} == {name: found["limits"][name] for name in ("FSIZE", "CORE")}
    assert 2048 * MEBIBYTE > found["limits"]["AS"] > 0
    assert 60 > found["limits"]["CPU"] > 0
    words = " ".join(found["words"])
    assert "-protocol_whitelist file -ss 0.450 -f mov -i file:/films/a -map 0:v:0" in words
    assert found["reaches"] is not networks_can_be_left()


@pytest.mark.parametrize(
    "text",
    [
        "import time; time.sleep(999)",
        "import sys\nwhile True: sys.stdout.write('x' * 9_000_000)",
        "print('half a picture', flush=True); raise SystemExit(1)",
        "pass",
    ],
)
async def test_a_film_that_gives_no_picture_has_none(tmp_path: Path, text: str) -> None:
    """However the program fails; it is gone afterwards."""
    posters = Posters(program(tmp_path, text), 0.7)

    assert await posters.take("/films/a", "video/webm", None) is None
    assert not [each for each in psutil.Process().children() if "ffmpeg" in str(each.cmdline())]


async def test_without_the_program_and_for_what_is_no_film_there_is_none() -> None:
    """Which costs no process."""
    assert await Posters(None, 1).take("/films/a", "video/mp4", None) is None
    assert await Posters("/bin/false", 1).take("/films/a", "audio/ogg", None) is None


@pytest.mark.skipif(FFMPEG is None, reason="this machine has no ffmpeg")
async def test_a_film_gives_its_picture(tmp_path: Path) -> None:
    """Upright, and no longer than is needed."""
    still = await Posters.of_this_machine(20).take(film(tmp_path / "a.mp4"), "video/mp4", 2000)

    assert ("JPEG", (1600, 800)) == (opened(still or b"").format, opened(still or b"").size)
