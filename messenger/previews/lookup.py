"""Asking the system's resolver, which may be long in answering, without anybody else waiting."""

import asyncio
import contextlib
import socket
import threading

from messenger.previews.guard import Unfetchable, Why

# A hanging answer holds its thread; there are no more of them than this.
MOST_THREADS = 8

_places = threading.BoundedSemaphore(MOST_THREADS)


async def look_up(host: str) -> list[str]:
    """Return all addresses of a host; OSError where it has none, Unfetchable if too many hang.

    A thread of its own, which ends with the process: the pool that others share would be full of
    lookups that hang, and would keep the process from stopping.
    """
    if not _places.acquire(blocking=False):
        raise Unfetchable(Why.SLOW)
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()
    thread = threading.Thread(target=_ask, args=(host, loop, answer), name="lookup", daemon=True)
    try:
        thread.start()
    except BaseException:
        _places.release()
        raise
    return await answer


def _ask(host: str, loop: asyncio.AbstractEventLoop, answer: "asyncio.Future[list[str]]") -> None:
    found: list[str] | Exception
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    except (OSError, UnicodeError) as error:
        found = OSError(str(error))
    finally:
        _places.release()
    # Where the loop has ended meanwhile, nobody waits.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(_tell, answer, found)


def _tell(answer: "asyncio.Future[list[str]]", found: list[str] | Exception) -> None:
    if answer.done():
        return
    if isinstance(found, Exception):
        answer.set_exception(found)
    else:
        answer.set_result(found)
