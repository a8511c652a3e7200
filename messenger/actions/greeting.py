"""What a connection is told first."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer
from messenger.actions.attachments import MOST_ATTACHED
from messenger.actions.desk import COUNTS, build_desk
from messenger.actions.history import LONGEST_HISTORY
from messenger.actions.media_claims import MEBIBYTE
from messenger.actions.messages import MOST_DELETED
from messenger.actions.people import PERSON, build_user
from messenger.actions.texts import LONGEST_BIO, LONGEST_CAPTION, LONGEST_MESSAGE, LONGEST_NAME
from messenger.clock import rfc3339
from messenger.db.tables import deletions, users
from messenger.events.commands.command import LARGEST_FRAME
from messenger.events.objects import Limits
from messenger.events.pushed import Hello
from messenger.services import Services
from messenger.settings import Settings

PROTOCOL = 1
DUE_AT = select(deletions.c.due_at).where(deletions.c.user_id == users.c.id).scalar_subquery()
VIEWER_AND_STATE = PERSON.add_columns(users.c.state, DUE_AT.label("due_at"), *COUNTS)


async def build_hello(services: Services, viewer: Viewer) -> Hello:
    """Return the greeting of a connection that has just become the viewer's."""
    asked = {"viewer": viewer.user_id, "person": viewer.user_id}

    async def read(connection: AsyncConnection) -> Row[Any]:
        return (await connection.execute(VIEWER_AND_STATE, asked)).one()

    row = await services.database.read(read)
    return Hello(
        protocol=PROTOCOL,
        user=build_user(services, viewer.user_id, row),
        state=row.state,
        server_time=rfc3339(services.clock.now()),
        limits=_limits(services.settings),
        two_factor_required=viewer.must_set_up,
        delete_at=rfc3339(row.due_at) if row.due_at is not None else None,
        desk=None if viewer.is_held else build_desk(row),
    )


def _limits(settings: Settings) -> Limits:
    return Limits(
        text=LONGEST_MESSAGE,
        frame=LARGEST_FRAME,
        page=LONGEST_HISTORY,
        delete=MOST_DELETED,
        bio=LONGEST_BIO,
        name=LONGEST_NAME,
        caption=LONGEST_CAPTION,
        album=MOST_ATTACHED,
        upload_bytes=settings.upload_limit * MEBIBYTE,
    )
