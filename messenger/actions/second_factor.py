"""The second factor as sign-in sees it: codes of an authenticator, and recovery codes.

Each works once, also when two requests race: whoever changes the row first has used it. Recovery
codes carry 50 bits, too few for a fast hash; argon2id with a salt for each set makes them as hard
to find as a password, and one hash, not ten, tells whether a code is in the set.
"""

import asyncio
import base64
import hmac
import secrets
from dataclasses import dataclass
from typing import Any

import pyotp
from sqlalchemy import Delete, Update, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import remembered
from messenger.db.tables import authenticators, recovery_codes
from messenger.errors import InvalidTotp, TotpRequired
from messenger.services import Services

STEP = 30  # seconds
DIGITS = 6
# One step around the present one: clocks differ, and typing takes time (RFC 6238, 5.2).
WINDOW = (-1, 0, 1)
PURPOSE = "authenticator"
# Crockford's base 32, which has no I, L, O and U.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
CODE_LENGTH, CODES = 10, 10
SALT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class NewCodes:
    """A set of recovery codes: in two groups of five to show, and as it is stored."""

    shown: list[str]
    salt: bytes
    hashes: list[bytes]


async def require_second_factor(
    services: Services, user_id: int, code: str | None, device: str | None
) -> None:
    """Raise TotpRequired or InvalidTotp unless the person has no second factor, or shows it.

    `device` is the token of a remembered device, which stands for a code.
    """
    row = await services.database.read(lambda connection: find_authenticator(connection, user_id))
    if row is None:
        return
    if code:
        await _use(services, row, code)
    elif not device or not await remembered.recognise(services, user_id, device):
        raise TotpRequired(field="code")


async def use_code(services: Services, user_id: int, code: str) -> None:
    """Use up a code of a person's; InvalidTotp where it is none, or was used before."""
    row = await services.database.read(lambda connection: find_authenticator(connection, user_id))
    if row is None:
        raise InvalidTotp(field="code")
    await _use(services, row, code)


async def find_authenticator(connection: AsyncConnection, user_id: int) -> Any:
    """Return the row of a person's second factor, or None where that is not switched on."""
    query = select(authenticators).where(
        authenticators.c.user_id == user_id, authenticators.c.confirmed_at.is_not(None)
    )
    return (await connection.execute(query)).one_or_none()


def find_step(services: Services, row: Any, code: str) -> int | None:
    """Return the time step that a code belongs to, None where it is wrong or used already."""
    now = services.clock.now() // 1000 // STEP
    totp = pyotp.TOTP(read_secret(services, row))
    for step in (now + shift for shift in WINDOW):
        if step > row.last_step and hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def read_secret(services: Services, row: Any) -> str:
    """Return the secret of an authenticator as people type it."""
    return base64.b32encode(services.keys.unseal(row.secret, PURPOSE, row.user_id)).decode()


async def make_codes(services: Services) -> NewCodes:
    """Return a new set of recovery codes."""
    plain = ["".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)) for _ in range(CODES)]
    salt = secrets.token_bytes(SALT_LENGTH)
    hashes = await asyncio.gather(*(services.passwords.derive(code, salt) for code in plain))
    middle = CODE_LENGTH // 2
    return NewCodes([f"{code[:middle]}-{code[middle:]}" for code in plain], salt, hashes)


def fold_code(code: str) -> str:
    """Return a code as it is meant, however it was written."""
    return code.strip().upper().translate(LOOK_ALIKES)


async def _use(services: Services, row: Any, code: str) -> None:
    spending = await _spending(services, row, code)
    spent = await services.database.write(lambda connection: connection.execute(spending))
    if not spent.rowcount:
        raise InvalidTotp(field="code")


async def _spending(services: Services, row: Any, code: str) -> Update | Delete:
    folded = fold_code(code)
    if len(folded) == DIGITS and folded.isdecimal() and folded.isascii():
        step = find_step(services, row, folded)
        if step is None:
            raise InvalidTotp(field="code")
        return (
            update(authenticators)
            .where(
                authenticators.c.user_id == row.user_id,
                authenticators.c.secret == row.secret,
                authenticators.c.last_step < step,
            )
            .values(last_step=step)
        )
    if len(folded) != CODE_LENGTH or set(folded) - set(ALPHABET):
        raise InvalidTotp(field="code")
    hashed = await services.passwords.derive(folded, row.recovery_salt)
    return delete(recovery_codes).where(
        recovery_codes.c.user_id == row.user_id,
        recovery_codes.c.code_hash == hashed,
    )
