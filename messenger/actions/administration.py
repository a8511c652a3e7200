"""What administrators do to the server and to one account of it."""

from typing import Any

from msgspec import Struct
from sqlalchemy import delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import instance, journal
from messenger.actions.access import Viewer, require_admin
from messenger.actions.administrators import administering, find_account
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.instance import Rules
from messenger.actions.known_devices import forget_known_devices
from messenger.actions.recovery import issue_link
from messenger.actions.remembered import forget_all_devices
from messenger.actions.tickets import drop_tickets
from messenger.actions.two_factor import take_factors
from messenger.db.tables import authenticators, instance_settings, users
from messenger.errors import N_, BadRequest, Conflict
from messenger.events.objects import ACTIVE, DISABLED, WAITING, Registration
from messenger.services import Services
from messenger.settings import read_domains

OWN_PAGE = N_("For your own account, use the account page.")
LONGEST_DOMAINS = 50


class ResetLink(Struct, frozen=True):
    """A link by which a person sets a new password, told this once."""

    url: str


async def get_settings(services: Services, viewer: Viewer) -> Rules:
    """Return the rules of the server; Forbidden but for administrators."""
    async with services.database.reading() as connection:
        await require_admin(connection, viewer)
        return await instance.load_rules(services, connection)


async def update_settings(
    services: Services,
    viewer: Viewer,
    *,
    registration: Registration | None = None,
    email_domains: list[str] | None = None,
    require_two_factor: bool | None = None,
    link_previews: bool | None = None,
) -> Rules:
    """Change rules of the server; what is None stays.

    Conflict where a variable has set one of them, or where the viewer wants of others the second
    factor that they have none of; BadRequest for what is no domain.
    """
    wanted = {
        instance.REGISTRATION: registration,
        instance.EMAIL_DOMAINS: None if email_domains is None else _join_domains(email_domains),
        instance.REQUIRE_TWO_FACTOR: _switch(require_two_factor),
        instance.LINK_PREVIEWS: _switch(link_previews),
    }
    changes = {name: value for name, value in wanted.items() if value is not None}
    async with administering(services, viewer) as connection:
        before = await instance.load_rules(services, connection)
        await _require_possible(connection, viewer, before, changes)
        for name, value in changes.items():
            await _keep(connection, name, value)
        if changes:
            await journal.note(services, connection, viewer, "settings_changed", **changes)
        after = await instance.load_rules(services, connection)
    if after.require_two_factor and not before.require_two_factor:
        await _renew_bare(services)
    return after


async def end_all_sessions(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Sign a person out everywhere; BadRequest for oneself, whose answer would not arrive."""
    async with administering(services, viewer) as connection:
        person = await _find_other(connection, viewer, user_id)
        await forget_all_devices(connection, person.id)
        await forget_known_devices(connection, person.id)
        ended = await end_sessions(connection, person.id)
        await journal.note(services, connection, viewer, "sessions_ended", subject=person.username)
    announce_ended(services, person.id, ended)


async def make_reset_link(services: Services, viewer: Viewer, *, user_id: str) -> ResetLink:
    """Return a link by which a person sets a new password: one hour, once."""
    async with administering(services, viewer) as connection:
        person = await find_account(connection, user_id)
        link = await issue_link(services, connection, person)
        await journal.note(services, connection, viewer, "reset_link_made", subject=person.username)
    return ResetLink(link)


async def reset_factors(services: Services, viewer: Viewer, *, user_id: str) -> None:
    """Take a person's two factors, passkeys, devices and sessions, which they have lost."""
    telling = (user_id, "two_factor_off")
    async with administering(services, viewer, telling=telling) as connection:
        person = await _find_other(connection, viewer, user_id)
        ended = await take_factors(connection, person.id)
        await journal.note(
            services, connection, viewer, "two_factor_reset", subject=person.username
        )
    announce_ended(services, person.id, ended)


async def set_disabled(services: Services, viewer: Viewer, *, user_id: str, on: bool) -> None:
    """Let a person sign in no more, which closes their connections at once, or let them again."""
    ended: list[int] = []
    async with administering(services, viewer) as connection:
        person = await _find_other(connection, viewer, user_id)
        if person.standing == WAITING:
            raise Conflict(N_("This account waits for approval."), field="user_id")
        standing = DISABLED if on else ACTIVE
        if person.standing == standing:
            return
        mine = update(users).where(users.c.id == person.id)
        await connection.execute(mine.values(standing=standing))
        if on:
            await drop_tickets(connection, person.id)
            await forget_all_devices(connection, person.id)
            await forget_known_devices(connection, person.id)
            ended = await end_sessions(connection, person.id)
        act = "account_disabled" if on else "account_enabled"
        await journal.note(services, connection, viewer, act, subject=person.username)
    announce_ended(services, person.id, ended)


async def _find_other(connection: AsyncConnection, viewer: Viewer, user_id: str) -> Any:
    person = await find_account(connection, user_id)
    if person.id == viewer.user_id:
        raise BadRequest(OWN_PAGE, field="user_id")
    return person


async def _require_possible(
    connection: AsyncConnection, viewer: Viewer, rules: Rules, changes: dict[str, str]
) -> None:
    for name in changes:
        if name in rules.fixed:
            raise Conflict(N_("A variable of the server has set this."), field=name)
    has_factor = exists().where(
        authenticators.c.user_id == viewer.user_id, authenticators.c.confirmed_at.is_not(None)
    )
    wants = changes.get(instance.REQUIRE_TWO_FACTOR) == "on"
    if wants and not await connection.scalar(select(has_factor)):
        raise Conflict(
            N_("Switch two factors on for yourself first."), field=instance.REQUIRE_TWO_FACTOR
        )


async def _keep(connection: AsyncConnection, name: str, value: str) -> None:
    # The accounts are locked: nobody else writes here.
    await connection.execute(delete(instance_settings).where(instance_settings.c.name == name))
    await connection.execute(insert(instance_settings).values(name=name, value=value))


async def _renew_bare(services: Services) -> None:
    """Let who is here without a second factor come in anew, to be led to setting one up."""
    here = services.hub.people()
    secured = select(authenticators.c.user_id).where(
        authenticators.c.user_id.in_(here), authenticators.c.confirmed_at.is_not(None)
    )
    async with services.database.reading() as connection:
        services.hub.renew(here - set(await connection.scalars(secured)))


def _switch(on: bool | None) -> str | None:  # noqa: FBT001 - the field as the wire has it
    return None if on is None else ("on" if on else "off")


def _join_domains(domains: list[str]) -> str:
    try:
        read = read_domains(" ".join(domains))
    except ValueError as error:
        raise BadRequest(
            N_("This is no domain, such as example.org."), field=instance.EMAIL_DOMAINS
        ) from error
    if len(read) > LONGEST_DOMAINS:
        raise BadRequest(
            N_("These are too many domains."), field=instance.EMAIL_DOMAINS, limit=LONGEST_DOMAINS
        )
    return " ".join(read)
