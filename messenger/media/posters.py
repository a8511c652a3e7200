"""A picture out of a film, by ffmpeg where the machine has it; without it films have no posters."""

import asyncio
import logging
import shutil
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from messenger.subprocesses import end_group

log = logging.getLogger(__name__)

CONFINED = (sys.executable, "-m", "messenger.media.confined")
LARGEST_STILL = 8 * 1024 * 1024
LONGEST_EDGE = 1600
# The first moment of many films is black.
FIRST_MOMENT = 1000
SECOND = 1000
# One reader for each type: none of them may take the file for a list of others to open.
READERS = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "video/webm": "matroska",
    "video/x-matroska": "matroska",
    "video/ogg": "ogg",
}


class Posters:
    """Takes pictures out of films, one at a time, each in a process that may do little else."""

    def __init__(self, program: str | None, seconds: float) -> None:
        self._program = program
        self._seconds = seconds
        self._place = asyncio.Lock()

    @classmethod
    def of_this_machine(cls, seconds: float) -> "Posters":
        """Return them with the ffmpeg that is found in PATH, if any."""
        return cls(shutil.which("ffmpeg"), seconds)

    @property
    def available(self) -> bool:
        """Whether there is a program that takes them."""
        return self._program is not None

    async def take(self, source: str, mime: str, duration: int | None) -> bytes | None:
        """Return a JPEG of a film, upright and no longer than 1,600 pixels, or None.

        `duration` is in ms, where it is known. None where there is no ffmpeg, or where it finds no
        picture, finds too large a one or takes too long.
        """
        reader = READERS.get(mime)
        if self._program is None or reader is None:
            return None
        moment = min(FIRST_MOMENT, (duration or 0) // 2)
        async with self._place:
            return await self._run(build_command(self._program, source, reader, moment))

    async def _run(self, command: tuple[str, ...]) -> bytes | None:
        process = await asyncio.create_subprocess_exec(
            *CONFINED,
            *command,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=DEVNULL,
            env={},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._seconds):
                still = await _read(process)
        except TimeoutError:
            log.warning("no poster", extra={"op": "TimeoutError"})
            return None
        finally:
            await end_group(process)
        return still


def build_command(program: str, source: str, reader: str, moment: int) -> tuple[str, ...]:
    """Return the words that make ffmpeg write one frame, of a moment in ms, as a JPEG."""
    longest = f"scale=w='min({LONGEST_EDGE},iw)':h='min({LONGEST_EDGE},ih)'"
    return (
        *(program, "-v", "error", "-nostdin", "-threads", "1", "-protocol_whitelist", "file"),
        *("-ss", f"{moment / SECOND:.3f}", "-f", reader, "-i", f"file:{source}"),
        *("-map", "0:v:0", "-frames:v", "1", "-filter_threads", "1"),
        *("-vf", f"{longest}:force_original_aspect_ratio=decrease"),
        *("-threads", "1", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"),
        *("-f", "image2pipe", "pipe:1"),
    )


async def _read(process: Process) -> bytes | None:
    if process.stdout is None:
        raise ConnectionError
    still = bytearray()
    while chunk := await process.stdout.read(65_536):
        still += chunk
        if len(still) > LARGEST_STILL:
            return None
    return bytes(still) if still and await process.wait() == 0 else None
