"""Which of the languages that we speak a person reads."""

from sqlalchemy import select

from messenger.actions.access import Viewer
from messenger.db.tables import users
from messenger.services import Services

LANGUAGES = ("en", "ru")
DEFAULT = "en"


async def choose_language(
    services: Services, viewer: Viewer | None, cookie: str | None, accepted: str | None
) -> str:
    """Return the person's choice, else the browser's last one, else the best of what it accepts."""
    chosen = await _own_choice(services, viewer) or cookie
    if chosen in LANGUAGES:
        return chosen
    return best_language(accepted or "")


def best_language(accepted: str) -> str:
    """Return the language that an Accept-Language header (RFC 9110) likes best."""
    wishes = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.strip().partition("-")[0].lower()
        if language in LANGUAGES:
            wishes.append((-_quality(quality), place, language))
    return min(wishes)[2] if wishes else DEFAULT


async def _own_choice(services: Services, viewer: Viewer | None) -> str | None:
    if viewer is None:
        return None
    async with services.database.reading() as connection:
        return await connection.scalar(select(users.c.language).where(users.c.id == viewer.user_id))


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
