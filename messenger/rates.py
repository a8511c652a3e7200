"""How often something may be done: token buckets for requests, windows for failed sign-ins."""

import asyncio
import math
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from messenger.errors import InvalidCredentials, InvalidTotp, RateLimited
from messenger.events.broker import Broker, Failed, Took
from messenger.settings import Settings

WINDOW_MINUTES = 5
MOST_BUCKETS = 100_000
# Looks at where the links of one person lead, which the server has not seen lately.
LOOKS, LOOKS_RATE = "previews.look", (0.2, 20.0)


class TokenBuckets:
    """A bucket for each person and operation: it holds `burst` and refills at `rate` a second.

    What is taken of one that is less than half full, other processes take of theirs: nobody does
    much more by doing it through several.
    """

    def __init__(self, settings: Settings, broker: Broker) -> None:
        self._limited = settings.limited
        self._broker = broker
        broker.hear(Took, self._hear_took)
        self._default = settings.rate_default
        self._rates = {
            "messages.send": settings.rate_send,
            "messages.forward": settings.rate_send,
            "scheduled.add": settings.rate_send,
            "scheduled.send_now": settings.rate_send,
            "users.search": settings.rate_search,
            "messages.search": settings.rate_search,
            "messages.report": settings.rate_report,
            # Codes are short: nobody shall try many.
            "invites.preview": settings.rate_search,
            "invites.join": settings.rate_search,
            "auth.register": settings.rate_register,
            "auth.recover": settings.rate_recover,
            "auth.link": settings.rate_register,
            "media.upload": settings.rate_upload,
            LOOKS: LOOKS_RATE,
        }
        self._buckets: OrderedDict[tuple[int | str, str], tuple[float, float]] = OrderedDict()

    def take(self, who: int | str, op: str) -> None:
        """Take one token; RateLimited, with the seconds to wait, when the bucket is empty."""
        if not self._limited:
            return
        rate, burst = self._rates.get(op, self._default)
        tokens = self._spend(who, op)
        if tokens < 1:
            raise RateLimited(retry_after=math.ceil((1 - tokens) / rate * 10) / 10)
        if tokens < burst / 2:
            self._broker.share(Took(who, op))

    def _spend(self, who: int | str, op: str) -> float:
        """Take one token, if there is one, and return how many there were."""
        rate, burst = self._rates.get(op, self._default)
        now = time.monotonic()
        tokens, then = self._buckets.pop((who, op), (burst, now))
        tokens = min(burst, tokens + (now - then) * rate)
        self._buckets[who, op] = (tokens - (tokens >= 1), now)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return tokens

    def _hear_took(self, _process: str, took: Took) -> None:
        self._spend(took.who, took.op)

    def charge(self, who: int | str, op: str, more: int) -> None:
        """Let something that was granted cost more tokens, which may leave the bucket in debt."""
        if self._limited and (who, op) in self._buckets:
            tokens, then = self._buckets[who, op]
            self._buckets[who, op] = (tokens - more, then)


class SignInThrottle:
    """Failed sign-ins of the last five minutes, by account and by address, in all processes."""

    def __init__(self, settings: Settings, broker: Broker) -> None:
        self._limited = settings.limited
        self._broker = broker
        self._counting: set[asyncio.Task[None]] = set()
        broker.hear(Failed, self._hear_failed)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._account = RateLimitItemPerMinute(settings.sign_in_tries_account, WINDOW_MINUTES)
        self._address = RateLimitItemPerMinute(settings.sign_in_tries_address, WINDOW_MINUTES)
        self._under_way: Counter[str] = Counter()

    @asynccontextmanager
    async def attempt(self, account: str, address: str) -> AsyncIterator[None]:
        """Surround one try, which failed if InvalidCredentials or InvalidTotp leaves the block.

        RateLimited, with the seconds to wait, after too many failures; tries under way count
        like failures, or many at once would pass before the first of them has failed.
        """
        keys = (f"account:{account}", f"address:{address}")
        windows = tuple(zip((self._account, self._address), keys, strict=True))
        self._under_way.update(keys)
        places = [self._under_way[key] for key in keys]
        try:
            if self._limited:
                for (item, key), place in zip(windows, places, strict=True):
                    await self._require_room(item, key, place)
            yield
        except (InvalidCredentials, InvalidTotp):
            await self._count(keys)
            self._broker.share(Failed(keys))
            raise
        finally:
            self._under_way -= Counter(keys)

    async def _count(self, keys: tuple[str, ...]) -> None:
        for item, key in zip((self._account, self._address), keys, strict=True):
            await self._limiter.hit(item, key)

    def _hear_failed(self, _process: str, failed: Failed) -> None:
        task = asyncio.get_running_loop().create_task(self._count(failed.keys))
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)

    async def _require_room(self, item: RateLimitItemPerMinute, key: str, place: int) -> None:
        window = await self._limiter.get_window_stats(item, key)
        if window.remaining < place:
            raise RateLimited(retry_after=max(1, math.ceil(window.reset_time - time.time())))
