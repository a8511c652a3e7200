"""What browsers load, as small as may be: files compressed hard once, answers quickly each time."""

import asyncio
import gzip
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

from messenger.web.uncommented import read_uncommented

COMPRESSIBLE = frozenset({".js", ".css", ".svg", ".json", ".html", ".txt", ".map", ".webmanifest"})

# What answers that are made for one request are compressed of, from how many bytes on.
TEXT = (b"text/html", b"application/json")
LEAST = 1_000

Encoder = Callable[[bytes], bytes]


def _brotli(quality: int) -> Encoder:
    return lambda content: bytes(brotli.compress(content, quality=quality))


def _gzip(level: int) -> Encoder:
    return lambda content: gzip.compress(content, level, mtime=0)


@dataclass(frozen=True, slots=True)
class Coding:
    """How to compress an answer each time, a file while somebody waits, and a file for keeping."""

    answer: Encoder
    file: Encoder
    kept: Encoder


CODINGS = {
    "br": Coding(answer=_brotli(5), file=_brotli(10), kept=_brotli(11)),
    "gzip": Coding(answer=_gzip(6), file=_gzip(6), kept=_gzip(9)),
}


class CompressedFiles:
    """Compressed twins of files that never change, kept in a folder by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._digests: dict[Path, str] = {}
        self._under_way: set[Path] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._one_at_a_time = asyncio.Semaphore(1)

    async def read(self, path: Path, accepted: str) -> tuple[bytes, str | None]:
        """Return a file's content and its coding, as an Accept-Encoding header allows."""
        coding = choose_coding(accepted)
        if coding is None or path.suffix not in COMPRESSIBLE:
            return await asyncio.to_thread(path.read_bytes), None
        return await asyncio.to_thread(self._read, path, coding), coding

    def keep_well(self, path: Path, coding: str) -> None:
        """Compress a file hard in the background, once, for all who ask later."""
        twin = self._twin(path, coding)
        if path.suffix not in COMPRESSIBLE or twin in self._under_way or twin.exists():
            return
        self._under_way.add(twin)
        task = asyncio.get_running_loop().create_task(self._keep(path, coding, twin))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop what is under way; what is not kept yet is made again when it is asked for."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _read(self, path: Path, coding: str) -> bytes:
        twin = self._twin(path, coding)
        if twin.exists():
            return twin.read_bytes()
        return CODINGS[coding].file(read_uncommented(path))

    async def _keep(self, path: Path, coding: str, twin: Path) -> None:
        async with self._one_at_a_time:
            await asyncio.to_thread(_write_twin, path, coding, twin)

    def _twin(self, path: Path, coding: str) -> Path:
        digest = self._digests.get(path)
        if digest is None:
            digest = self._digests[path] = hashlib.sha256(read_uncommented(path)).hexdigest()
        return self._folder / f"{digest}.{coding}"


def compress_answer(send: Any, accepted: str) -> Any:
    """Return a `send` that compresses an answer of text, which it holds until it is whole."""
    coding = choose_coding(accepted)
    if coding is None:
        return send
    started: dict[str, Any] = {}
    parts: list[bytes] = []

    async def write(message: Any) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = b"".join(parts)
        headers = list(started.get("headers", []))
        if _is_worth_it(headers, body):
            body = CODINGS[coding].answer(body)
            headers = [each for each in headers if each[0].lower() != b"content-length"]
            headers += [
                (b"content-length", str(len(body)).encode()),
                (b"content-encoding", coding.encode()),
                (b"vary", b"Accept-Encoding"),
            ]
        start: Any = {**started, "headers": headers}
        end: Any = {"type": "http.response.body", "body": body, "more_body": False}
        await send(start)
        await send(end)

    return write


def _is_worth_it(headers: list[tuple[bytes, bytes]], body: bytes) -> bool:
    kinds = {name.lower(): value for name, value in headers}
    is_text = kinds.get(b"content-type", b"").startswith(TEXT)
    return is_text and b"content-encoding" not in kinds and len(body) >= LEAST


def choose_coding(accepted: str) -> str | None:
    """Return the best coding of ours that an Accept-Encoding header (RFC 9110) names."""
    offered = {
        part.partition(";")[0].strip().lower()
        for part in accepted.split(",")
        if not part.replace(" ", "").lower().rstrip("0.").endswith(";q=")
    }
    return next((coding for coding in CODINGS if coding in offered), None)


def _write_twin(path: Path, coding: str, twin: Path) -> None:
    twin.parent.mkdir(parents=True, exist_ok=True)
    # Several processes may share the folder, and none takes the half of another's for its own. Not
    # by its number, which is the same in two containers.
    unfinished = twin.with_suffix(f".{coding}.{secrets.token_hex(8)}.part")
    unfinished.write_bytes(CODINGS[coding].kept(read_uncommented(path)))
    unfinished.replace(twin)
