"""How often something may be done: token buckets for requests, windows for failed sign-ins."""

import math
import time
from collections import OrderedDict
from collections.abc import Hashable

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from messenger.errors import RateLimited
from messenger.settings import Settings

WINDOW_MINUTES = 5
MOST_BUCKETS = 100_000


class TokenBuckets:
    """A bucket for each person and operation: it holds `burst` and refills at `rate` a second."""

    def __init__(self, settings: Settings) -> None:
        self._limited = settings.limited
        self._default = settings.rate_default
        self._rates = {
            "messages.send": settings.rate_send,
            "users.search": settings.rate_search,
            "auth.register": settings.rate_register,
        }
        self._buckets: OrderedDict[tuple[Hashable, str], tuple[float, float]] = OrderedDict()

    def take(self, who: Hashable, op: str) -> None:
        """Take one token; RateLimited, with the seconds to wait, when the bucket is empty."""
        if not self._limited:
            return
        rate, burst = self._rates.get(op, self._default)
        now = time.monotonic()
        tokens, then = self._buckets.pop((who, op), (burst, now))
        tokens = min(burst, tokens + (now - then) * rate)
        taken = min(tokens, 1.0) == 1.0
        self._buckets[who, op] = (tokens - taken, now)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        if not taken:
            raise RateLimited(retry_after=math.ceil((1 - tokens) / rate * 10) / 10)


class SignInThrottle:
    """Failed sign-ins of the last five minutes, by account and by address."""

    def __init__(self, settings: Settings) -> None:
        self._limited = settings.limited
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._account = RateLimitItemPerMinute(settings.sign_in_tries_account, WINDOW_MINUTES)
        self._address = RateLimitItemPerMinute(settings.sign_in_tries_address, WINDOW_MINUTES)

    async def check(self, account: str, address: str) -> None:
        """Raise RateLimited, with the seconds to wait, where there were too many failures."""
        if not self._limited:
            return
        for item, key in self._windows(account, address):
            if not await self._limiter.test(item, key):
                window = await self._limiter.get_window_stats(item, key)
                raise RateLimited(retry_after=max(1, math.ceil(window.reset_time - time.time())))

    async def count_failure(self, account: str, address: str) -> None:
        """Note a failed try."""
        for item, key in self._windows(account, address):
            await self._limiter.hit(item, key)

    def _windows(
        self, account: str, address: str
    ) -> tuple[tuple[RateLimitItemPerMinute, str], ...]:
        return (self._account, f"account:{account}"), (self._address, f"address:{address}")
