"""How often something that may be dropped is told: at most once a second for each thing."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

LEAST = 1.0  # seconds
MOST = 10_000


class Pace:
    """When each of a bounded number of things was told last."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._told: OrderedDict[Hashable, float] = OrderedDict()

    def allows(self, thing: Hashable) -> bool:
        """Return whether a thing may be told now, which counts as telling it."""
        now = self._now()
        if now - self._told.get(thing, -LEAST) < LEAST:
            return False
        self._told[thing] = now
        self._told.move_to_end(thing)
        if len(self._told) > MOST:
            self._told.popitem(last=False)
        return True
