"""Media in words, for texts of the server's own about messages that have none."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.languages import DEFAULT
from messenger.actions.media_views import file_names
from messenger.catalogues import translator
from messenger.db.tables import users
from messenger.errors import N_
from messenger.events.objects import Media

KINDS = {
    "photo": N_("Photo"),
    "video": N_("Video"),
    "voice": N_("Voice message"),
    "file": N_("File"),
}


async def tell_media(
    connection: AsyncConnection, user_id: int, kind: str, attached: Sequence[Media]
) -> str:
    """Return what a message of media is called to a person: the names of files, else its kind."""
    names = ", ".join(file_names(attached))
    if names or kind not in KINDS:
        return names
    language = await connection.scalar(select(users.c.language).where(users.c.id == user_id))
    return translator(language or DEFAULT).gettext(KINDS[kind])
