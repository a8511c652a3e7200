"""Changing one's own password."""

from sqlalchemy import select, update

from messenger.actions.access import Viewer
from messenger.actions.devices import announce_ended, end_sessions
from messenger.actions.notices import tell
from messenger.actions.remembered import forget_all_devices
from messenger.db.tables import users
from messenger.errors import N_, InvalidCredentials
from messenger.services import Services

WRONG = N_("This is not your present password.")


async def change_password(
    services: Services, viewer: Viewer, *, old: str, new: str, keep_others: bool = False
) -> None:
    """Give the viewer's account another password, and end its other sessions.

    InvalidCredentials where `old` is wrong (it counts as a failed sign-in), also where another
    device was faster; TooLong or BadRequest where `new` will not do.
    """
    person = select(users).where(users.c.id == viewer.user_id)
    async with services.database.reading() as connection:
        row = (await connection.execute(person)).one()
    async with services.throttle.attempt(str(viewer.user_id), f"account:{viewer.user_id}"):
        if not await services.passwords.verify(row.password_hash, old):
            raise InvalidCredentials(WRONG, field="old")
    related = [row.username, row.email, row.name, "messenger"]
    await services.passwords.require_strong(new, related, field="new")
    password_hash = await services.passwords.hash(new)
    changed = (
        update(users)
        .where(users.c.id == viewer.user_id, users.c.password_hash == row.password_hash)
        .values(password_hash=password_hash)
    )
    async with services.database.writing() as connection:
        await tell(services, connection, viewer.user_id, "password_changed")
        if not (await connection.execute(changed)).rowcount:
            raise InvalidCredentials(WRONG, field="old")
        await forget_all_devices(connection, viewer.user_id)
        ended = (
            []
            if keep_others
            else await end_sessions(connection, viewer.user_id, but=viewer.session_id)
        )
    announce_ended(services, viewer.user_id, ended)
