"""Invitations: codes by which people register, made by administrators.

A code has 100 bits, made of its row's number by the secret key: the database holds its hash alone,
and administrators can still be shown it again.
"""

import base64
from itertools import groupby
from operator import attrgetter
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import journal
from messenger.actions.access import Viewer, parse_id, require_admin
from messenger.actions.administrators import administering
from messenger.actions.sessions import DAY, hash_token
from messenger.clock import rfc3339
from messenger.db.ids import new_id
from messenger.db.tables import invitation_uses, invitations, users
from messenger.errors import N_, BadRequest, InvalidInvite, NotFound
from messenger.services import Services

MOST_USES, MOST_DAYS = 1000, 365
CODE_LENGTH, GROUP = 20, 5  # letters of five bits each
LONGEST_LIST = 200
PATH = "/register#invite="
REQUIRED = N_("Registration here needs an invitation code.")
REVOKED = N_("This invitation was withdrawn.")
EXPIRED = N_("This invitation has expired.")
USED_UP = N_("This invitation has been used up.")


class Invitation(Struct, frozen=True):
    """One code, the link that carries it, how far it goes, and the nicks of who came by it."""

    id: str
    code: str
    url: str
    created_by: str | None
    created_at: str
    expires_at: str
    most_uses: int
    uses: int
    usable: bool
    revoked: bool
    people: tuple[str, ...]


async def create_invitation(
    services: Services, viewer: Viewer, *, uses: int = 1, days: int = 7
) -> Invitation:
    """Make a code for so many people and days; Forbidden but for administrators."""
    async with administering(services, viewer, dangerous=False) as connection:
        number = await _insert(services, connection, viewer, uses, days)
        return await _load_one(services, connection, number)


async def issue_invitation(services: Services, *, uses: int, days: int) -> Invitation:
    """Do the same for the command line, whose user has the whole database anyway."""
    async with services.database.writing() as connection:
        number = await _insert(services, connection, None, uses, days)
        return await _load_one(services, connection, number)


async def list_invitations(services: Services, viewer: Viewer) -> tuple[Invitation, ...]:
    """Return the latest codes; Forbidden but for administrators."""
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        query = _QUERY.order_by(invitations.c.id.desc()).limit(LONGEST_LIST)
        return await _load(services, connection, query)


async def revoke_invitation(services: Services, viewer: Viewer, *, invitation_id: str) -> None:
    """Make a code worth nothing; NotFound where there is none or it was withdrawn before."""
    number = parse_id(invitation_id, "invitation_id")
    withdraw = (
        update(invitations)
        .where(invitations.c.id == number, invitations.c.revoked_at.is_(None))
        .values(revoked_at=services.clock.now())
    )
    async with administering(services, viewer, dangerous=False) as connection:
        if not (await connection.execute(withdraw)).rowcount:
            raise NotFound(field="invitation_id")
        facts = {"invitation": make_code(services, number)[:GROUP] + "…"}
        await journal.note(services, connection, viewer, "invitation_revoked", **facts)


async def check_invitation(
    services: Services, connection: AsyncConnection, code: str | None
) -> int:
    """Return the number of a code that lets somebody in; InvalidInvite says why it does not."""
    query = select(invitations).where(_is_code(code))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise InvalidInvite(field="invite")
    if row.revoked_at is not None:
        raise InvalidInvite(REVOKED, field="invite")
    if row.expires_at <= services.clock.now():
        raise InvalidInvite(EXPIRED, field="invite")
    if row.uses >= row.most_uses:
        raise InvalidInvite(USED_UP, field="invite")
    return int(row.id)


async def use_invitation(services: Services, connection: AsyncConnection, code: str | None) -> int:
    """Count one use and return the number of the code; of two at once, the last use has one."""
    used = (
        update(invitations)
        .where(
            _is_code(code),
            invitations.c.uses < invitations.c.most_uses,
            invitations.c.expires_at > services.clock.now(),
            invitations.c.revoked_at.is_(None),
        )
        .values(uses=invitations.c.uses + 1)
        .returning(invitations.c.id)
    )
    number = await connection.scalar(used)
    return int(number) if number else await check_invitation(services, connection, code)


async def keep_use(
    services: Services, connection: AsyncConnection, number: int, user_id: int
) -> None:
    """Write down who came by a code."""
    use = {"user_id": user_id, "invitation_id": number, "used_at": services.clock.now()}
    await connection.execute(insert(invitation_uses).values(**use))


def make_code(services: Services, number: int) -> str:
    """Return the code of an invitation, in groups that can be read out."""
    digest = services.keys.digest("invitation", str(number))
    letters = base64.b32encode(digest).decode()[:CODE_LENGTH]
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LENGTH, GROUP))


def _is_code(code: str | None) -> Any:
    if not code or not code.strip():
        raise InvalidInvite(REQUIRED, field="invite")
    return invitations.c.code_hash == _hash(code)


def _hash(code: str) -> bytes:
    return hash_token("".join(letter for letter in code.upper() if letter.isalnum()))


async def _insert(
    services: Services, connection: AsyncConnection, viewer: Viewer | None, uses: int, days: int
) -> int:
    for field, value, most in (("uses", uses, MOST_USES), ("days", days, MOST_DAYS)):
        if not 1 <= value <= most:
            raise BadRequest(N_("This number is too small or too large."), field=field, limit=most)
    number, now = new_id(), services.clock.now()
    code = make_code(services, number)
    row = {
        "id": number,
        "code_hash": _hash(code),
        "created_by": viewer.user_id if viewer else None,
        "created_at": now,
        "expires_at": now + days * DAY,
        "most_uses": uses,
    }
    await connection.execute(insert(invitations).values(**row))
    facts = {"invitation": code[:GROUP] + "…", "uses": str(uses), "days": str(days)}
    await journal.note(services, connection, viewer, "invitation_made", **facts)
    return number


_MAKER, _GUEST = users.alias("maker"), users.alias("guest")
_QUERY = select(invitations, _MAKER.c.username.label("maker")).outerjoin(
    _MAKER, _MAKER.c.id == invitations.c.created_by
)


async def _load_one(services: Services, connection: AsyncConnection, number: int) -> Invitation:
    [made] = await _load(services, connection, _QUERY.where(invitations.c.id == number))
    return made


async def _load(
    services: Services, connection: AsyncConnection, query: Any
) -> tuple[Invitation, ...]:
    rows = (await connection.execute(query)).all()
    came = await connection.execute(
        select(invitation_uses.c.invitation_id, _GUEST.c.username)
        .join(_GUEST, _GUEST.c.id == invitation_uses.c.user_id)
        .where(invitation_uses.c.invitation_id.in_([row.id for row in rows]))
        .order_by(invitation_uses.c.invitation_id, invitation_uses.c.used_at)
    )
    grouped = groupby(came.all(), key=attrgetter("invitation_id"))
    people = {number: tuple(each.username for each in group) for number, group in grouped}
    return tuple(_build(services, row, people.get(row.id, ())) for row in rows)


def _build(services: Services, row: Row[Any], people: tuple[str, ...]) -> Invitation:
    code = make_code(services, row.id)
    revoked = row.revoked_at is not None
    left = row.uses < row.most_uses and row.expires_at > services.clock.now()
    return Invitation(
        id=str(row.id),
        code=code,
        url=f"{services.settings.public_url}{PATH}{code}",
        created_by=row.maker,
        created_at=rfc3339(row.created_at),
        expires_at=rfc3339(row.expires_at),
        most_uses=row.most_uses,
        uses=row.uses,
        usable=left and not revoked,
        revoked=revoked,
        people=people,
    )
