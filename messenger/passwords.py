"""Passwords: judged by zxcvbn, hashed by argon2id, in a few threads of their own."""

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type, hash_secret_raw

from messenger.errors import N_, BadRequest, TooLong

SHORTEST, LONGEST = 8, 256
LEAST_SCORE = 3
KIB_PER_MIB = 1024
# zxcvbn refuses longer ones, since it takes ever more time; the rest cannot weaken a password.
JUDGED_LENGTH = 72
DERIVING = {"time_cost": 2, "memory_cost": 19_456, "parallelism": 1, "hash_len": 32}

Result = TypeVar("Result")


class Passwords:
    """argon2id as RFC 9106 recommends secondly, a few at a time, with so many MiB for each."""

    def __init__(self, threads: int, memory: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="passwords")
        self._hasher = PasswordHasher(memory_cost=memory * KIB_PER_MIB)
        self._decoy = ""

    async def judge(self, password: str, related: list[str]) -> int:
        """Return the strength of a password from 0 to 4, low when it repeats `related` words."""
        return await self._run(_score, normalise(password), related)

    async def require_strong(
        self, password: str, related: list[str], field: str = "password"
    ) -> None:
        """Raise TooLong or BadRequest unless a password has 8 to 256 characters and score 3."""
        length = len(normalise(password))
        if length > LONGEST:
            raise TooLong(N_("The password is too long."), field=field, limit=LONGEST)
        if length < SHORTEST:
            raise BadRequest(
                N_("The password needs at least 8 characters."), field=field, limit=SHORTEST
            )
        if await self.judge(password, related) < LEAST_SCORE:
            raise BadRequest(
                N_("This password is easy to guess. Make it longer or less common."),
                field=field,
            )

    async def hash(self, password: str) -> str:
        """Return the argon2id hash of a password, parameters included."""
        return await self._run(self._hasher.hash, normalise(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        """Return whether a password fits its hash; without a hash it takes as long and is false."""
        password = normalise(password)
        if len(password) > LONGEST:
            return False
        if stored is None:
            self._decoy = self._decoy or await self.hash("no account has this password")
            await self._run(self._fits, self._decoy, password)
            return False
        return await self._run(self._fits, stored, password)

    async def derive(self, secret: str, salt: bytes) -> bytes:
        """Return 32 bytes of argon2id, the same for a secret and a salt, for random secrets.

        At the least that OWASP wants: such a secret is no word that is guessed among the first.
        """
        return await self._run(_derive, secret, salt)

    def is_outdated(self, stored: str) -> bool:
        """Return whether a hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        """Stop the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, function: Callable[..., Result], *args: object) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *args)

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def normalise(password: str) -> str:
    """Give equal passwords equal characters (NFKC, as RFC 8265 has it), and change nothing else."""
    return unicodedata.normalize("NFKC", password)


def _score(password: str, related: list[str]) -> int:
    # Its word lists take 30 MiB and half a second: only a process that judges pays for them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    return int(zxcvbn(password[:JUDGED_LENGTH], user_inputs=related)["score"])


def _derive(secret: str, salt: bytes) -> bytes:
    return hash_secret_raw(secret.encode(), salt, type=Type.ID, **DERIVING)
