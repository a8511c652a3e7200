"""One's own photo: setting it, taking it away, and telling all who may see it."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions import profiles
from messenger.actions.access import Viewer, parse_id
from messenger.actions.accounts import lock_accounts
from messenger.actions.group_photos import is_group_photo
from messenger.actions.media import AVATAR
from messenger.actions.people import load_user
from messenger.actions.states import take_state
from messenger.db.tables import media, photos
from messenger.errors import NotFound
from messenger.events.objects import User
from messenger.events.pushed import AccountUpdated
from messenger.services import Services


async def set_avatar(services: Services, viewer: Viewer, *, media_id: str) -> User:
    """Show an upload of the viewer's as their photo; NotFound where it is not theirs."""
    return await _change(services, viewer, parse_id(media_id, "media_id"))


async def remove_avatar(services: Services, viewer: Viewer) -> User:
    """Show no photo of the viewer any more; without one nothing changes but the state."""
    return await _change(services, viewer, None)


async def _change(services: Services, viewer: Viewer, media_id: int | None) -> User:
    async with services.database.writing() as connection:
        await profiles.lock_shared_chats(connection, viewer.user_id)
        await lock_accounts(connection)
        await _replace(connection, viewer, media_id)
        state = await take_state(connection, viewer.user_id)
        user = await load_user(services, connection, viewer.user_id, viewer.user_id)
        news = await profiles.gather(services, connection, viewer.user_id)
    services.hub.publish([viewer.user_id], AccountUpdated(user=user, state=state))
    profiles.announce(services, news)
    return user


async def _replace(connection: AsyncConnection, viewer: Viewer, media_id: int | None) -> None:
    if media_id is not None:
        await _require_own(connection, viewer, media_id)
    mine = photos.c.user_id == viewer.user_id
    before = await connection.scalar(select(photos.c.media_id).where(mine))
    await connection.execute(delete(photos).where(mine))
    if media_id is not None:
        await connection.execute(insert(photos).values(user_id=viewer.user_id, media_id=media_id))
    if before not in {None, media_id}:
        # Nobody shall see it any more, whatever address they kept.
        await connection.execute(delete(media).where(media.c.id == before))


async def _require_own(connection: AsyncConnection, viewer: Viewer, media_id: int) -> None:
    query = select(media.c.id).where(
        media.c.id == media_id,
        media.c.owner_id == viewer.user_id,
        media.c.purpose == AVATAR,
        ~is_group_photo(),
    )
    if await connection.scalar(query.with_for_update()) is None:
        raise NotFound(field="media_id")
