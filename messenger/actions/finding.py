"""Finding a person by id or nick, as far as that person lets themselves be found."""

from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, parse_id
from messenger.actions.nicks import is_called
from messenger.actions.service_account import SERVICE_ID
from messenger.actions.texts import clean_text
from messenger.db.tables import contacts, deletions, members, users
from messenger.errors import N_, BadRequest, NotFound
from messenger.events.objects import ACTIVE, EVERYONE
from messenger.services import Services

LONGEST_NICK = 256
IS_LEAVING = exists().where(deletions.c.user_id == users.c.id)


async def find_person(
    services: Services,
    connection: AsyncConnection,
    viewer: Viewer,
    *,
    user_id: str | None = None,
    username: str | None = None,
) -> int:
    """Return the id of a person that the viewer may find; NotFound or BadRequest otherwise.

    A nick that was given up lately still leads to the person.
    """
    if (user_id is None) == (username is None):
        raise BadRequest(N_("Name a person by id or by nick."), field="user_id")
    if username is not None:
        nick = clean_text(username, "username", LONGEST_NICK).lstrip("@").casefold()
        named, field = is_called(services, nick), "username"
    else:
        named, field = users.c.id == parse_id(user_id or "", "user_id"), "user_id"
    found = await connection.scalar(select(users.c.id).where(named, may_find(viewer.user_id)))
    if found is None:
        raise NotFound(field=field)
    return int(found)


def may_find(viewer_id: int) -> Any:
    """Return the condition under which a person can be found by the viewer.

    Whose account is to be deleted is found by those alone who know them already.
    """
    theirs, mine, mutual = contacts.alias(), contacts.alias(), contacts.alias()
    known = exists().where(
        contacts.c.owner_id == viewer_id, contacts.c.user_id == users.c.id, contacts.c.active
    )
    my_chat, their_chat = members.alias(), members.alias()
    shared = exists().where(
        my_chat.c.user_id == viewer_id,
        my_chat.c.listed,
        their_chat.c.chat_id == my_chat.c.chat_id,
        their_chat.c.user_id == users.c.id,
    )
    knows_me = exists().where(
        theirs.c.owner_id == users.c.id, theirs.c.user_id == viewer_id, theirs.c.active
    )
    # A contact of somebody whom the person keeps as a contact.
    through = exists().where(
        mine.c.owner_id == users.c.id,
        mine.c.active,
        mutual.c.owner_id == mine.c.user_id,
        mutual.c.user_id == viewer_id,
        mutual.c.active,
    )
    # Whom an administrator has not let in has no contacts; who was disabled stays with theirs.
    friends = and_(users.c.privacy_find == "contacts_of_contacts", or_(knows_me, through))
    public = and_(users.c.privacy_find == EVERYONE, users.c.standing == ACTIVE)
    open_to_all = and_(or_(public, friends), ~IS_LEAVING)
    is_person = and_(users.c.id != SERVICE_ID, users.c.deleted_at.is_(None))
    there = and_(is_person, or_(open_to_all, known, shared))
    return or_(users.c.id == viewer_id, there)
