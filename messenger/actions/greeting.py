"""What a connection is told first."""

from sqlalchemy import select

from messenger.actions.access import Viewer
from messenger.actions.messages import LONGEST_HISTORY, MOST_DELETED
from messenger.actions.people import load_user
from messenger.actions.texts import LONGEST_BIO, LONGEST_MESSAGE, LONGEST_NAME
from messenger.clock import rfc3339
from messenger.db.tables import users
from messenger.events.commands.command import LARGEST_FRAME
from messenger.events.objects import Limits
from messenger.events.pushed import Hello
from messenger.services import Services

PROTOCOL = 1
LIMITS = Limits(
    text=LONGEST_MESSAGE,
    frame=LARGEST_FRAME,
    page=LONGEST_HISTORY,
    delete=MOST_DELETED,
    bio=LONGEST_BIO,
    name=LONGEST_NAME,
)


async def build_hello(services: Services, viewer: Viewer) -> Hello:
    """Return the greeting of a connection that has just become the viewer's."""
    async with services.database.reading() as connection:
        state = await connection.scalar(select(users.c.state).where(users.c.id == viewer.user_id))
        user = await load_user(services, connection, viewer.user_id, viewer.user_id)
    return Hello(
        protocol=PROTOCOL,
        user=user,
        state=state or 0,
        server_time=rfc3339(services.clock.now()),
        limits=LIMITS,
    )
