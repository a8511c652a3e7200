"""Of which uploads pictures are still to be made, in the memory of the process."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Makings:
    """The uploads that wait, the bell that tells of them, and how often each has failed."""

    def __init__(self) -> None:
        self.rung = asyncio.Event()
        self._waiting: dict[int, int] = {}
        self._taken: set[int] = set()

    def wish(self, media_id: int, failures: int = 0) -> None:
        """Let an upload wait for its turn, once."""
        if media_id not in self._taken:
            self._waiting.setdefault(media_id, failures)
            self.rung.set()

    @property
    def quiet(self) -> bool:
        """Whether nothing waits and nothing is being made."""
        return not self._waiting and not self._taken

    @contextmanager
    def take(self) -> Iterator[tuple[int, int] | None]:
        """Hand out what has waited for longest, with how often it has failed, if anything waits.

        What fails waits once more.
        """
        if not self._waiting:
            yield None
            return
        media_id = next(iter(self._waiting))
        failures = self._waiting.pop(media_id)
        self._taken.add(media_id)
        try:
            yield media_id, failures
        except Exception:
            self._taken.discard(media_id)
            self.wish(media_id, failures + 1)
            raise
        finally:
            self._taken.discard(media_id)
