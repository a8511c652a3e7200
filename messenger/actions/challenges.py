"""The challenges that passkeys sign: random, kept here, for five minutes and one answer."""

import secrets
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, insert

from messenger.db.tables import passkey_challenges
from messenger.services import Services

LENGTH = 32
LIFE = 300_000  # ms

Purpose = Literal["register", "sign_in", "prove"]


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A challenge that was answered, and whose passkey may answer it (None: anybody's)."""

    challenge: bytes
    user_id: int | None


async def issue(services: Services, purpose: Purpose, user_id: int | None) -> bytes:
    """Return a new challenge."""
    challenge, now = secrets.token_bytes(LENGTH), services.clock.now()
    async with services.database.writing() as connection:
        ended = passkey_challenges.c.expires_at <= now
        await connection.execute(delete(passkey_challenges).where(ended))
        await connection.execute(
            insert(passkey_challenges).values(
                challenge=challenge, purpose=purpose, user_id=user_id, expires_at=now + LIFE
            )
        )
    return challenge


async def redeem(services: Services, purpose: Purpose, challenge: bytes) -> Redeemed | None:
    """Use a challenge up; None where it is none of ours, too old, or was used before."""
    query = (
        delete(passkey_challenges)
        .where(
            passkey_challenges.c.challenge == challenge,
            passkey_challenges.c.purpose == purpose,
            passkey_challenges.c.expires_at > services.clock.now(),
        )
        .returning(passkey_challenges.c.user_id)
    )
    async with services.database.writing() as connection:
        row = (await connection.execute(query)).one_or_none()
    return Redeemed(challenge, row.user_id) if row else None
