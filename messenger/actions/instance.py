"""The rules of the whole server: a variable that is set rules, else what administrators chose."""

from typing import Any

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.db.tables import instance_settings
from messenger.errors import N_, BadRequest
from messenger.events.objects import Registration
from messenger.services import Services
from messenger.settings import Settings

REGISTRATION, EMAIL_DOMAINS = "registration", "email_domains"
REQUIRE_TWO_FACTOR = "require_two_factor"
LINK_PREVIEWS = "link_previews"
OPEN, INVITE, APPROVAL, CLOSED = "open", "invite", "approval", "closed"
CHOSEN = select(instance_settings.c.name, instance_settings.c.value)
# Part of the query that every request begins with.
CHOSEN_TWO_FACTOR = (
    select(instance_settings.c.value)
    .where(instance_settings.c.name == REQUIRE_TWO_FACTOR)
    .scalar_subquery()
)


class Rules(Struct, frozen=True):
    """The rules; `fixed` names those that a variable has set."""

    registration: Registration
    email_domains: tuple[str, ...]
    require_two_factor: bool
    link_previews: bool
    fixed: tuple[str, ...]


class RegistrationRules(Struct, frozen=True):
    """Who may make an account: in which way, and with addresses where (empty: anywhere)."""

    registration: Registration
    email_domains: tuple[str, ...]


async def load_rules(services: Services, connection: AsyncConnection) -> Rules:
    """Read the rules that hold now."""
    chosen = {row.name: row.value for row in await connection.execute(CHOSEN)}
    settings = services.settings
    registration: Any = settings.registration or chosen.get(REGISTRATION, OPEN)
    names = (REGISTRATION, EMAIL_DOMAINS, REQUIRE_TWO_FACTOR, LINK_PREVIEWS)
    return Rules(
        registration=registration,
        email_domains=settings.email_domains or tuple(chosen.get(EMAIL_DOMAINS, "").split()),
        require_two_factor=wants_two_factor(settings, chosen.get(REQUIRE_TWO_FACTOR)),
        link_previews=(settings.link_previews or chosen.get(LINK_PREVIEWS)) == "on",
        fixed=tuple(name for name in names if getattr(settings, name)),
    )


async def get_registration(services: Services) -> RegistrationRules:
    """Return who may make an account here; anybody may ask."""
    async with services.database.reading() as connection:
        rules = await load_rules(services, connection)
    return RegistrationRules(rules.registration, rules.email_domains)


async def is_two_factor_required(services: Services, connection: AsyncConnection) -> bool:
    """Return whether everybody has to switch two factors on."""
    chosen = None
    if not services.settings.require_two_factor:
        chosen = await connection.scalar(select(CHOSEN_TWO_FACTOR))
    return wants_two_factor(services.settings, chosen)


def wants_two_factor(settings: Settings, chosen: str | None) -> bool:
    """Return the same of what administrators chose."""
    return (settings.require_two_factor or chosen) == "on"


def require_domain(rules: Rules, email: str) -> None:
    """Raise BadRequest for an address at a domain that is not allowed."""
    if rules.email_domains and email.rpartition("@")[2] not in rules.email_domains:
        raise BadRequest(N_("Addresses at this domain are not allowed here."), field="email")
