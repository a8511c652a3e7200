"""The server's side of the picture workers: a few processes, started when there is work."""

import asyncio
import base64
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass

import msgspec

from messenger.errors import N_, BadRequest, MessengerError, TooLarge, UnsupportedMedia
from messenger.pictures.talk import (
    LARGEST_PHOTO,
    MOST_FRAMES,
    MOST_PIXELS,
    PHOTO_EDGES,
    Answer,
    Problem,
    Wish,
)
from messenger.subprocesses import end_group

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "messenger.pictures.worker")
# A worker with nothing to do costs 30 MiB, which a quiet server need not pay.
IDLE_SECONDS = 60.0
# What a library may have lost on the way is given back.
MOST_WISHES = 200
NO_STICKER = N_("A sticker is a PNG, WebP or WebM, up to 512 pixels wide and 3 seconds long.")
LARGEST_LINE = 4096
LARGEST_ANSWER = 32 * 1024 * 1024
# Nobody waits for the sizes of a photo, and one that moves takes long.
PATIENCE = 3


class Worker:
    """One process and what it has done."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.wishes = 0
        self.idle: asyncio.TimerHandle | None = None

    @classmethod
    async def start(cls) -> "Worker":
        """Start a process that knows no setting of the server and hears none of its signals."""
        return cls(
            await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={},
                limit=LARGEST_LINE,
                start_new_session=True,
            )
        )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.returncode is None

    async def ask(self, wish: Wish) -> tuple[Answer, list[bytes]]:
        """Return what comes of a wish; any error means that the process is of no more use."""
        self.wishes += 1
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise ConnectionError
        stdin.write(msgspec.json.encode(wish) + b"\n")
        await stdin.drain()
        answer = msgspec.json.decode(await stdout.readline(), type=Answer)
        if sum(answer.lengths) > LARGEST_ANSWER:
            raise ValueError
        return answer, [await stdout.readexactly(length) for length in answer.lengths]

    async def end(self) -> None:
        """Kill the process and wait until it is gone."""
        if self.idle is not None:
            self.idle.cancel()
        await end_group(self.process)


@dataclass(frozen=True, slots=True)
class Small:
    """A picture that was made smaller."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a picture at first: its upright size in pixels, and a preview of it.

    The preview is a `data:` URL of a WebP, at most 32 pixels long and 400 bytes large.
    """

    width: int
    height: int
    preview: str


class Pictures:
    """Makes pictures in at most so many processes, and lets none take longer than `seconds`.

    The sizes of photos take one process less where there are several, so that what somebody waits
    for (a look, an avatar) never waits for them.
    """

    def __init__(self, workers: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(workers)
        self._photo_places = asyncio.Semaphore(max(1, workers - 1))
        self._seconds = seconds
        self._idle: list[Worker] = []
        self._ending: set[asyncio.Task[None]] = set()

    async def draw(self, wish: Wish) -> list[bytes]:
        """Return a WebP for each edge; UnsupportedMedia, TooLarge or BadRequest say why not."""
        return [small.content for small in await self._make(wish)]

    async def shrink(self, source: str, edge: int) -> Small:
        """Return the whole picture as a WebP, no longer than an edge; failures as of `draw`."""
        [small] = await self._make(Wish(source, (edge,), recipe="whole"))
        return small

    async def look(self, source: str) -> Look:
        """Return the size and the preview of a photo, quickly; failures as of `draw`."""
        [small] = await self._make(Wish(source, (), recipe="look"))
        data = base64.b64encode(small.content).decode()
        return Look(small.width, small.height, f"data:image/webp;base64,{data}")

    async def photo(self, source: str) -> tuple[Small, ...]:
        """Return a photo in each size of PHOTO_EDGES, in their order; failures as of `draw`.

        None is larger than the photo itself: where it is shorter than several edges, their
        pictures are the same one. GIF and WebP that move do so up to 800 pixels, except for the
        last size, which stands still.
        """
        async with self._photo_places:
            wish = Wish(source, PHOTO_EDGES, recipe="photo")
            return tuple(await self._make(wish, self._seconds * PATIENCE))

    async def sticker(self, source: str) -> Small:
        """Return a sticker, still or moving, as a WebP; failures as of `draw`."""
        [small] = await self._make(Wish(source, (), recipe="sticker"))
        return small

    async def close(self) -> None:
        """End every process."""
        for worker in tuple(self._idle):
            self._let_go(worker)
        await asyncio.gather(*self._ending)

    async def _make(self, wish: Wish, seconds: float | None = None) -> list[Small]:
        async with self._places:
            answer, contents = await self._ask(wish, seconds or self._seconds)
        if answer.problem is not None:
            raise _refusal(answer)
        return [Small(content, *size) for content, size in zip(contents, answer.sizes, strict=True)]

    async def _ask(self, wish: Wish, seconds: float) -> tuple[Answer, list[bytes]]:
        worker = await self._take()
        try:
            async with asyncio.timeout(seconds):
                found = await worker.ask(wish)
        except (TimeoutError, OSError, EOFError, ValueError, msgspec.DecodeError) as error:
            self._end(worker)
            log.warning("picture worker replaced", extra={"op": type(error).__name__})
            return Answer(problem=Problem.UNREADABLE), []
        except BaseException:
            # Who asked has gone; what the process answers would be taken for the next one's.
            self._end(worker)
            raise
        self._put_back(worker)
        return found

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.idle is not None:
                worker.idle.cancel()
            if worker.alive:
                return worker
            self._end(worker)
        return await Worker.start()

    def _put_back(self, worker: Worker) -> None:
        if worker.wishes >= MOST_WISHES:
            self._end(worker)
            return
        loop = asyncio.get_running_loop()
        worker.idle = loop.call_later(IDLE_SECONDS, self._let_go, worker)
        self._idle.append(worker)

    def _let_go(self, worker: Worker) -> None:
        self._idle.remove(worker)
        self._end(worker)

    def _end(self, worker: Worker) -> None:
        ending = asyncio.get_running_loop().create_task(worker.end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)


def _refusal(answer: Answer) -> MessengerError:
    log.info("picture refused", extra={"op": answer.detail or answer.problem})
    match answer.problem:
        case Problem.TOO_MANY_BYTES:
            return TooLarge(limit=LARGEST_PHOTO)
        case Problem.TOO_MANY_PIXELS:
            return TooLarge(N_("The picture has too many pixels."), limit=MOST_PIXELS)
        case Problem.TOO_MANY_FRAMES:
            return TooLarge(N_("The picture has too many frames."), limit=MOST_FRAMES)
        case Problem.NO_STICKER:
            return UnsupportedMedia(NO_STICKER)
        case Problem.CROP_OUTSIDE:
            return BadRequest(N_("The crop does not lie inside the picture."), field="crop")
        case _:
            return UnsupportedMedia(N_("This is not a picture that can be read."))
