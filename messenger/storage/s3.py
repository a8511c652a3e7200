"""Contents as objects in a bucket of S3, or of what speaks like it."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from obstore.exceptions import BaseError
from obstore.store import S3Store

from messenger.storage import disk
from messenger.storage.contents import StoreFailure, key_of, key_of_file

if TYPE_CHECKING:
    from obstore import GetOptions
    from obstore.store import S3Config

T = TypeVar("T")

PAGE = 500
# A file comes in pieces of this size; two at a time are all of it that is in memory.
PIECE = 8 * 1024 * 1024
PIECES_AT_ONCE = 2
READS_AT_ONCE = 32
WRITES_AT_ONCE = 4
DROPS_AT_ONCE = 8
NAME = re.compile("([0-9a-f]{2})/([0-9a-f]{62})")
CODE = re.compile(r"<Code>(\w+)</Code>")
# Times come in whole seconds, cut off.
RESOLUTION_MS = 1000


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where the objects are: `https://service/bucket`, and before their names perhaps `/folder`.

    Without keys the machine's own are taken: variables of AWS, or the role that it runs in.
    """

    url: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)


class S3Contents:
    """Contents in the objects `ab/cdef…`, where `abcdef…` is the key, as in the folder of files.

    An object's time is when its content was last put, so each put sends it anew, also where an
    equal one lies there. Putting and dropping one content take turns within this process. S3 knows
    no removal that depends on a time: of several processes that share a bucket, one could drop a
    content that nobody had put for an hour in the moment in which another one puts it.

    StoreFailure where the service does not answer, or refuses.
    """

    def __init__(self, bucket: Bucket) -> None:
        self._store = _open(bucket)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # Threads of ours around calls that wait: what obstore does for asyncio by itself ends the
        # process with an abort, where that comes to its end a moment after an answer. Whoever
        # looks at a picture waits for nobody's upload.
        self._readers = ThreadPoolExecutor(READS_AT_ONCE, "s3-reader")
        self._writers = ThreadPoolExecutor(WRITES_AT_ONCE, "s3-writer")

    async def put(self, content: bytes) -> str:
        """Keep a content, in the bucket when this returns, and return its key."""
        key = key_of(content)
        await self._put(key, content)
        return key

    async def put_file(self, path: Path) -> str:
        """Keep what a finished file holds, which is sent piece by piece, and return its key."""
        key = await asyncio.to_thread(key_of_file, path)
        await self._put(key, path)
        await asyncio.to_thread(path.unlink)
        return key

    async def read(self, key: str) -> bytes:
        """Return a content; FileNotFoundError where there is none."""
        with _told_plainly():
            return await self._ask(lambda: bytes(self._store.get(_name(key)).bytes()))

    async def size(self, key: str) -> int:
        """Return how many bytes a content has; FileNotFoundError where there is none."""
        with _told_plainly():
            return (await self._ask(self._store.head, _name(key)))["size"]

    async def open(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """Return a content in chunks; FileNotFoundError, instead of the first, if there is none."""
        if stop is not None and stop <= start:
            # The service refuses a range without bytes.
            await self.size(key)
            return
        asked: GetOptions = {"range": {"offset": start} if stop is None else (start, stop)}
        with _told_plainly():
            try:
                found = await self._ask(self._store.get, _name(key), options=asked)
            except BaseError:
                # It refuses one past the end as well.
                if start < await self.size(key):
                    raise
                return
            chunks = found.stream(min_chunk_size=disk.CHUNK)
            while chunk := await self._ask(lambda: bytes(next(chunks, b""))):
                yield chunk

    async def list_unused_since(self, moment: int) -> AsyncIterator[list[str]]:
        """Return, in pages, the keys that nobody has put since a moment (epoch ms)."""
        pages = self._store.list(chunk_size=PAGE)
        # What is not found can only be the bucket.
        with _told_plainly(FileNotFoundError):
            while page := await self._ask(next, pages, None):
                found = ((NAME.fullmatch(each["path"]), each["last_modified"]) for each in page)
                yield [
                    name[1] + name[2] for name, time in found if name and _is_older(time, moment)
                ]

    async def drop(self, keys: list[str], moment: int) -> None:
        """Remove contents, except for those that somebody has put again since a moment."""
        limit = asyncio.Semaphore(DROPS_AT_ONCE)

        async def drop(key: str) -> None:
            async with limit, self._lock(key):
                with _told_plainly(), contextlib.suppress(FileNotFoundError):
                    await self._ask(self._drop, _name(key), moment)

        await asyncio.gather(*map(drop, keys))

    async def free_bytes(self) -> int | None:
        """Return None: a bucket has no end that it would tell."""
        return None

    async def _ask(self, work: Callable[..., T], *given: Any, **options: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, partial(work, *given, **options))

    async def _put(self, key: str, content: bytes | Path) -> None:
        send = partial(
            self._store.put,
            *(_name(key), content),
            chunk_size=PIECE,
            max_concurrency=PIECES_AT_ONCE,
        )
        async with self._lock(key):
            with _told_plainly(FileNotFoundError):
                await asyncio.get_running_loop().run_in_executor(self._writers, send)

    def _drop(self, name: str, moment: int) -> None:
        if _is_older(self._store.head(name)["last_modified"], moment):
            self._store.delete(name)

    def _lock(self, key: str) -> asyncio.Lock:
        return self._locks.setdefault(key, asyncio.Lock())


def _open(bucket: Bucket) -> S3Store:
    parts = urlsplit(bucket.url)
    name, _, prefix = parts.path.strip("/").partition("/")
    config: S3Config = {
        "endpoint": f"{parts.scheme}://{parts.netloc}",
        "region": bucket.region,
        # Not every service knows how to delete several at once.
        "disable_bulk_delete": True,
    }
    if bucket.access_key:
        config["access_key_id"] = bucket.access_key
        config["secret_access_key"] = bucket.secret_key
    return S3Store(
        name,
        prefix=prefix or None,
        config=config,
        client_options={
            "allow_http": parts.scheme == "http",
            # A large file may go out as slowly as its reader reads; what stands still ends.
            "timeout": timedelta(days=1),
            "read_timeout": timedelta(minutes=1),
        },
        # Somebody waits: better a failure soon than an answer late.
        retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=20)},
    )


def _name(key: str) -> str:
    return f"{key[:2]}/{key[2:]}"


def _is_older(time: datetime, moment: int) -> bool:
    return time.timestamp() * 1000 + RESOLUTION_MS <= moment


@contextlib.contextmanager
def _told_plainly(*kinds: type[Exception]) -> Iterator[None]:
    """Let a failure of the service, and other kinds, be one of ours in one line."""
    expected: tuple[type[Exception], ...] = (BaseError, *kinds)
    try:
        yield
    except expected as error:
        said = str(error)
        code = CODE.search(said)
        line = said.partition("\n")[0]
        raise StoreFailure(f"{code[1]}: {line}" if code else line) from error
