"""Hostile files and the picture workers: a clear word for each, within bounds, and life goes on."""

from collections.abc import AsyncIterator
from pathlib import Path

import psutil
import pytest

from messenger.errors import MessengerError
from messenger.pictures.pool import Pictures
from messenger.pictures.worker import MOST_MEMORY
from tests.hostile_files import CLEANSED, REFUSED, WHOLE, cut
from tests.picture_files import MEBIBYTE, ODD, opened, picture

TRACES = (b"script", b"fetch", b"PK\x03\x04", b"<!doctype", b"cron.d")


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    """One worker, so that each file meets the one that the others have met."""
    pictures = Pictures(1, 20)
    yield pictures
    await pictures.close()


def worker() -> psutil.Process:
    """Return the one worker of this process."""
    [found] = [
        child
        for child in psutil.Process().children()
        if "messenger.pictures.worker" in child.cmdline()
    ]
    return found


def most_memory(process: psutil.Process) -> int:
    """Return how many bytes a process has had at most."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    [peak] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) * 1024


async def fails(pictures: Pictures, source: Path) -> list[str | None]:
    """Return with what a look and the sizes of a file fail, None where they do not."""
    failures: list[str | None] = []
    for make in (pictures.look, pictures.photo):
        try:
            await make(str(source))
        except MessengerError as error:
            failures.append(error.code)
        else:
            failures.append(None)
    return failures


async def test_a_hostile_file_is_refused_by_name(pictures: Pictures, tmp_path: Path) -> None:
    """By the same worker, whose memory is never what the files ask for."""
    source = tmp_path / "source"
    source.write_bytes(picture())
    await pictures.look(str(source))
    first = worker()

    for kind, (make, code) in REFUSED.items():
        source.write_bytes(make())
        assert [code, code] == await fails(pictures, source), kind

    assert first.pid == worker().pid
    assert MOST_MEMORY / 2 > most_memory(first)
    source.write_bytes(picture())
    assert [None, None] == await fails(pictures, source)


async def test_of_a_chimera_only_the_picture_is_left(pictures: Pictures, tmp_path: Path) -> None:
    """Whatever else a browser, a reader of archives or a shell might have found in it."""
    source = tmp_path / "source"
    for kind, make in CLEANSED.items():
        source.write_bytes(make())
        look, *photo = (
            (await pictures.look(str(source))).preview.encode(),
            *(each.content for each in await pictures.photo(str(source))),
        )
        assert look.startswith(b"data:image/webp;base64,")
        assert {"WEBP"} == {opened(each).format for each in photo}, kind
        assert not [trace for trace in TRACES for each in photo if trace in each], kind
    assert MOST_MEMORY / 2 > most_memory(worker())


async def test_a_file_that_is_cut_is_a_picture_or_none(pictures: Pictures, tmp_path: Path) -> None:
    """At each tenth: there is a first frame, or there is no photo at all."""
    source = tmp_path / "source"
    for kind, make in WHOLE.items():
        for content in cut(make()):
            source.write_bytes(content)
            answers = await fails(pictures, source)
            assert answers in ([None, None], ["unsupported_media"] * 2), (kind, len(content))
    assert worker().is_running()


async def test_a_worker_takes_no_more_memory_than_it_may(
    pictures: Pictures, tmp_path: Path
) -> None:
    """Where a decoder asks for more, that picture is refused and the next one is made."""
    source = tmp_path / "source"
    source.write_bytes(picture())
    await pictures.look(str(source))
    bound = worker().memory_info().vms + 8 * MEBIBYTE
    worker().rlimit(psutil.RLIMIT_AS, (bound, bound))
    source.write_bytes(ODD["large"]())

    assert ["unsupported_media"] * 2 == await fails(pictures, source)

    source.write_bytes(picture())
    assert [None, None] == await fails(pictures, source)
