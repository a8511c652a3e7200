"""What edited messages said before, for all who see them."""

from sqlalchemy import select

from messenger.actions.access import Viewer, access_roster
from messenger.actions.messages import visible_messages
from messenger.clock import rfc3339
from messenger.db.tables import wordings
from messenger.events.objects import Wording
from messenger.services import Services


async def list_wordings(
    services: Services, viewer: Viewer, *, chat_id: str, seq: int
) -> tuple[Wording, ...]:
    """Return what a message that the viewer sees has said, the oldest first, the last as it is.

    NotFound for a message that is not there, or no more.
    """
    roster = await access_roster(services, viewer, chat_id)
    query = (
        select(wordings)
        .where(wordings.c.chat_id == roster.chat_id, wordings.c.seq == seq)
        .order_by(wordings.c.version)
    )
    async with services.database.reading() as connection:
        [row] = await visible_messages(connection, viewer, roster, [seq], "seq")
        earlier = (await connection.execute(query)).all()
    # An edit may fall between the two reads: what it ended is not told twice.
    earlier = [each for each in earlier if each.version <= row.version]
    now = Wording(row.text, row.format, rfc3339(row.edited_at or row.sent_at))
    return (*(Wording(each.text, each.format, rfc3339(each.written_at)) for each in earlier), now)
