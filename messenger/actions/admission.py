"""Who may make an account: everybody, the invited, whom administrators approve, or nobody."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import instance
from messenger.actions.invitations import check_invitation, use_invitation
from messenger.actions.service_account import SERVICE_ID
from messenger.db.tables import users
from messenger.errors import RegistrationClosed
from messenger.events.objects import ACTIVE, WAITING
from messenger.services import Services


@dataclass(frozen=True, slots=True)
class Admission:
    """How somebody may come in: as the first of all, by an invitation, or to wait."""

    first: bool = False
    invitation: int | None = None
    standing: str = ACTIVE


async def check_admission(services: Services, email: str, invite: str | None) -> None:
    """Raise what `admit` would raise, before anything is done that costs time or a letter."""
    async with services.database.reading() as connection:
        await admit(services, connection, email, invite, use=False)


async def admit(
    services: Services,
    connection: AsyncConnection,
    email: str,
    invite: str | None,
    *,
    use: bool = True,
) -> Admission:
    """Return how somebody may make an account; the first of all always may.

    RegistrationClosed, BadRequest for the domain of the address, or InvalidInvite otherwise. An
    invitation is used up by it, where `use` says so.
    """
    living = (users.c.id != SERVICE_ID, users.c.deleted_at.is_(None))
    if await connection.scalar(select(users.c.id).where(*living).limit(1)) is None:
        return Admission(first=True)
    rules = await instance.load_rules(services, connection)
    if rules.registration == instance.CLOSED:
        raise RegistrationClosed
    instance.require_domain(rules, email)
    if rules.registration == instance.INVITE:
        take = use_invitation if use else check_invitation
        return Admission(invitation=await take(services, connection, invite))
    return Admission(standing=WAITING if rules.registration == instance.APPROVAL else ACTIVE)
