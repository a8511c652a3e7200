"""What a message in a group asks under its lock: whether its sender still writes, whom it names."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.rights import may_write
from messenger.db.prepared import Prepared, one_of
from messenger.db.tables import chats, members
from messenger.errors import Forbidden, MessengerError, NotFound
from messenger.events.objects import ADMIN, OWNER

# A chat and somebody who writes there.
Place = tuple[int, int]

READ_WRITERS = Prepared(
    select(members.c.chat_id, members.c.user_id, members.c.role, chats.c.announcement)
    .join(chats, chats.c.id == members.c.chat_id)
    .where(one_of(members.c.chat_id, "chats"), one_of(members.c.user_id, "people"))
)


class Writers:
    """Those who write in some groups, as the locked rows tell; of other chats it knows nothing."""

    def __init__(self, roles: Mapping[Place, str], barred: frozenset[Place]) -> None:
        self._roles = roles
        self._barred = barred

    @classmethod
    async def read(cls, connection: AsyncConnection, places: Iterable[Place]) -> "Writers":
        """Read who of these people may write in these groups now."""
        places = list(places)
        if not places:
            return NONE
        asked = {"chats": {chat for chat, _ in places}, "people": {user for _, user in places}}
        rows = await READ_WRITERS.read(connection, asked)
        return cls(
            {(chat_id, user_id): role for chat_id, user_id, role, _ in rows},
            frozenset(
                (chat_id, user_id)
                for chat_id, user_id, role, announcement in rows
                if not may_write(role, announcement=bool(announcement))
            ),
        )

    def refuse(self, place: Place) -> MessengerError | None:
        """Return with what a message is refused, None where it is stored."""
        if place not in self._roles:
            return NotFound(field="chat_id")
        return Forbidden(field="chat_id") if place in self._barred else None

    def may_name_all(self, place: Place) -> bool:
        """Return whether `@all` means anything there."""
        return self._roles.get(place) in {OWNER, ADMIN}


NONE = Writers({}, frozenset())
