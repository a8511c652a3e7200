"""What one person sees of another, before and after a change between the two, and telling it."""

from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import presence, profiles
from messenger.actions.people import load_user
from messenger.actions.states import lock_people
from messenger.events.objects import User
from messenger.services import Services


@dataclass(slots=True)
class Glance:
    """What `viewer_id` saw of `user_id` at first, and what is to be told after the commit."""

    user_id: int
    viewer_id: int
    before: User
    news: list[profiles.News] = field(default_factory=list)
    presence_changed: bool = False

    async def compare(self, services: Services, connection: AsyncConnection) -> None:
        """Look again, before the commit."""
        after = await load_user(services, connection, self.viewer_id, self.user_id)
        if (after.avatar, after.email) != (self.before.avatar, self.before.email):
            self.news = await profiles.gather(services, connection, self.user_id, self.viewer_id)
        self.presence_changed = (after.online is None) != (self.before.online is None)

    async def announce(self, services: Services) -> None:
        """Tell the one who looks what is shown or hidden, after the commit; often it is nothing."""
        profiles.announce(services, self.news)
        if self.presence_changed:
            await presence.show_to(services, self.user_id, self.viewer_id)


async def lock(
    services: Services, connection: AsyncConnection, user_id: int, viewer_id: int
) -> Glance:
    """Let nobody else change the two until the transaction ends, and look for the first time."""
    await profiles.lock_shared_chats(connection, user_id, viewer_id)
    await lock_people(connection, (user_id, viewer_id))
    return Glance(user_id, viewer_id, await load_user(services, connection, viewer_id, user_id))
