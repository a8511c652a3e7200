"""A change of a group: the lock, what it writes, and what is told of it after the commit."""

import json
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import msgspec
from msgspec.structs import replace
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.access import Viewer, load_roster, parse_id
from messenger.actions.chat_views import load_chats_of
from messenger.actions.folders import take_from_folders
from messenger.actions.group_looks import Looks, Showing, show_anew
from messenger.actions.message_views import WRITTEN, build_message
from messenger.actions.people import load_user
from messenger.actions.rights import Standing, may_write, stand
from messenger.actions.states import lock_chat, lock_people, take_states, take_versions
from messenger.db.tables import chats, join_requests, members, mentions, messages
from messenger.errors import N_, BadRequest, Forbidden, MessengerError, NotFound
from messenger.events.objects import READ_ONLY, Right, Role, Service, User
from messenger.events.pushed import (
    ChatNew,
    ChatRemoved,
    ChatUpdated,
    MemberJoined,
    MemberLeft,
    MessageNew,
    Pushed,
)
from messenger.events.rosters import Roster
from messenger.services import Services

NONE = Standing(READ_ONLY, frozenset())
NOBODY = 0
"""As whom one looks at a person to see what everybody may see of them."""


@dataclass(slots=True)
class Change:
    """A group that is locked, whoever changes it, and what is to be told."""

    services: Services
    connection: AsyncConnection
    roster: Roster
    actor: int
    standing: Standing = NONE
    """How the actor stands there."""
    news: list[Pushed] = field(default_factory=list)
    """For everybody who is in the group before and after."""
    personal: list[tuple[int, Pushed]] = field(default_factory=list)
    """For single people."""
    came: dict[int, type[MessengerError] | None] = field(default_factory=dict)
    went: set[int] = field(default_factory=set)
    shown: Showing | None = None
    """The chat as each reader sees it, where all are told."""
    is_stale: bool = False
    """Whether who may write has changed."""

    @property
    def chat_id(self) -> int:
        """Which group it is."""
        return self.roster.chat_id

    async def say(self, service: Service, text: str, sender: int | None = None) -> None:
        """Write a service message of who changes the group; its text goes after their name."""
        message = await write_service(
            self.services, self.connection, self.chat_id, sender or self.actor, service, text
        )
        self.news.append(message)

    async def bring(self, people: Mapping[int, Role]) -> dict[int, int]:
        """Put people into the group, and return the state that each took."""
        facts = await self._facts()
        states = await take_states(self.connection, people)
        await self.connection.execute(
            insert(members),
            [
                _membership(self.services, facts, user, people[user], states[user])
                for user in people
            ],
        )
        first = await self._count(len(people))
        for version, user_id in enumerate(people, first):
            await self._tell_move(MemberJoined, user_id, people[user_id], version)
        for user_id, role in people.items():
            able = may_write(role, announcement=facts.announcement)
            self.came[user_id] = None if able else Forbidden
        return states

    async def take_out(self, people: Mapping[int, Role]) -> None:
        """Take people out of the group, with what they kept there."""
        await self.take_from_folders(people)
        states = await take_states(self.connection, people)
        await drop_members(self.connection, self.chat_id, people)
        first = await self._count(-len(people), len(people))
        for version, user_id in enumerate(people, first):
            await self._tell_move(MemberLeft, user_id, people[user_id], version)
            removed = ChatRemoved(chat_id=str(self.chat_id), state=states[user_id])
            self.personal.append((user_id, removed))
        self.went |= set(people)

    async def take_from_folders(self, people: Collection[int]) -> None:
        """Name the group in no folder of people who lose it."""
        await lock_people(self.connection, people)
        self.personal += await take_from_folders(self.connection, self.chat_id, people)

    async def touch(self, user_ids: Collection[int]) -> None:
        """Tell single members that the group is another for them alone, which takes their state."""
        states = await take_states(self.connection, user_ids)
        for user_id, state in states.items():
            mine = (members.c.chat_id == self.chat_id, members.c.user_id == user_id)
            await self.connection.execute(update(members).where(*mine).values(state=state))
        views = await load_chats_of(self.services, self.connection, self.chat_id, user_ids)
        for user_id, chat in views.items():
            self.personal.append((user_id, ChatUpdated(chat=chat, state=states[user_id])))

    async def welcome(self, states: Mapping[int, int]) -> None:
        """Show the group to those who came; the last thing that a change does."""
        views = await load_chats_of(self.services, self.connection, self.chat_id, states)
        for user_id, chat in views.items():
            self.personal.append((user_id, ChatNew(chat=chat, state=states[user_id])))

    async def show(self, looks: Looks) -> None:
        """Take a version and show the group anew to all; the last thing that a change does.

        `looks` is what holds still of what was read before the group was locked.
        """
        await take_versions(self.connection, self.chat_id)
        said = tuple(each.message for each in self.news if isinstance(each, MessageNew))
        self.shown = await show_anew(
            self.services, self.connection, self.chat_id, self._online(), looks, said
        )
        # Whose coming was committed before this began, but is told only now.
        self.services.database.before_commit(self.connection, self._show_others)

    async def _show_others(self) -> None:
        others = self._unshown()
        if self.shown is not None and others:
            read = await load_chats_of(self.services, self.connection, self.chat_id, others)
            self.shown = self.shown.with_more(read)

    async def announce(self) -> None:
        """Tell everybody, after the commit."""
        self.tell()
        await self.tell_late()

    def tell(self) -> None:
        """Tell all whom the change was made for, after the commit and before anything else."""
        services = self.services
        services.rosters.move(self.chat_id, came=self.came, went=self.went)
        if self.is_stale:
            services.rosters.forget([self.chat_id])
        audience = self._audience()
        for pushed in self.news:
            services.hub.publish(audience, pushed)
        for user_id, pushed in self.personal:
            services.hub.publish([user_id], pushed)
        if self.shown is not None:
            views = self.shown.build(services)
            for user_id in audience & views.keys():
                services.hub.publish([user_id], ChatUpdated(chat=views[user_id]))

    async def tell_late(self) -> None:
        """Tell those who connected during the commit, and may have read what was before."""
        late = self._unshown()
        if not late:
            return
        async with self.services.database.reading() as connection:
            views = await load_chats_of(self.services, connection, self.chat_id, late)
        for user_id in self._audience() & views.keys():
            self.services.hub.publish([user_id], ChatUpdated(chat=views[user_id]))

    def _unshown(self) -> set[int]:
        if self.shown is None:
            return set()
        return set(self._online()) - self.shown.readers

    def _online(self) -> list[int]:
        return [user for user in self._audience() if self.services.hub.is_listening(user)]

    def _audience(self) -> frozenset[int]:
        """Return those who are in the group and were before."""
        return self.services.rosters.listeners(self.roster) - self.came.keys() - self.went

    async def _facts(self) -> Any:
        return (
            await self.connection.execute(select(chats).where(chats.c.id == self.chat_id))
        ).one()

    async def _count(self, more: int, versions: int | None = None) -> int:
        """Keep the number of members, and return the first of the versions taken."""
        counted = update(chats).where(chats.c.id == self.chat_id)
        values = {"member_count": chats.c.member_count + more}
        await self.connection.execute(counted.values(**values))
        return await take_versions(self.connection, self.chat_id, versions or more)

    async def _tell_move(
        self, kind: type[MemberJoined | MemberLeft], user_id: int, role: Role, version: int
    ) -> None:
        count = select(chats.c.member_count).where(chats.c.id == self.chat_id)
        self.news.append(
            kind(
                chat_id=str(self.chat_id),
                version=version,
                user=await load_neutral(self.services, self.connection, user_id),
                role=role,
                member_count=await self.connection.scalar(count) or 0,
            )
        )


@asynccontextmanager
async def changing(
    services: Services, viewer: Viewer, chat_id: str, right: Right | None = None
) -> AsyncIterator[Change]:
    """Lock a group of the viewer's for a change that is told when the block has ended well.

    NotFound for who is not in it, BadRequest where it is a chat of another kind, Forbidden without
    the right.
    """
    key = parse_id(chat_id, "chat_id")
    async with opening(services, key, viewer.user_id) as change:
        change.standing = await load_standing(change.connection, key, viewer.user_id)
        if right is not None:
            change.standing.require(right)
        yield change


@asynccontextmanager
async def opening(services: Services, chat_id: int, actor: int) -> AsyncIterator[Change]:
    """Lock a group for a change by somebody who need not be in it."""
    roster = await read_roster(services, chat_id)
    async with services.database.writing() as connection:
        await lock_chat(connection, chat_id)
        change = Change(services, connection, roster, actor)
        yield change
    await change.announce()


async def read_roster(services: Services, chat_id: int) -> Roster:
    """Return who is in a chat, whoever asks; NotFound where there is none."""
    roster = services.rosters.get(chat_id)
    if roster is None:
        generation = services.rosters.generation
        roster = await services.database.read(lambda connection: load_roster(connection, chat_id))
        services.rosters.put(roster, generation)
    return roster


async def load_standing(connection: AsyncConnection, chat_id: int, user_id: int) -> Standing:
    """Read how a member stands in a group, under its lock where something hangs on it."""
    query = (
        select(
            chats.c.kind,
            chats.c.announcement,
            chats.c.member_rights,
            chats.c.admin_rights,
            members.c.role,
        )
        .join(members, members.c.chat_id == chats.c.id)
        .where(chats.c.id == chat_id, members.c.user_id == user_id)
    )
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound(field="chat_id")
    if row.kind != "group":
        raise BadRequest(N_("This is not a group."), field="chat_id")
    return stand(
        row.role,
        announcement=row.announcement,
        member_rights=row.member_rights,
        admin_rights=row.admin_rights,
    )


async def write_service(
    services: Services,
    connection: AsyncConnection,
    chat_id: int,
    sender: int,
    service: Service,
    text: str,
) -> MessageNew:
    """Write a service message into a chat that is locked, and return what is told of it."""
    now = services.clock.now()
    taken = await connection.execute(
        update(chats)
        .where(chats.c.id == chat_id)
        .values(last_seq=chats.c.last_seq + 1, version=chats.c.version + 1, active_at=now)
        .returning(chats.c.last_seq.label("seq"), chats.c.version)
    )
    numbers = taken.mappings().one()
    values = {
        **numbers,
        "created_version": numbers["version"],
        "chat_id": chat_id,
        "sender_id": sender,
        "client_id": uuid4().bytes,
        "kind": "service",
        "text": text,
        "format": "plain",
        "sent_at": now,
        "service": json.dumps(msgspec.to_builtins(service), ensure_ascii=False),
    }
    row = await connection.execute(insert(messages).values(**values).returning(*WRITTEN))
    message = build_message(row.one())
    return MessageNew(chat_id=message.chat_id, version=message.version, message=message)


async def load_neutral(services: Services, connection: AsyncConnection, user_id: int) -> User:
    """Read a person as everybody may see them, so that one event can tell a thousand people."""
    user = await load_user(services, connection, NOBODY, user_id)
    return replace(user, avatar=None, online=None, last_seen=None, email=None)


async def drop_members(
    connection: AsyncConnection, chat_id: int, user_ids: Collection[int]
) -> None:
    """Delete memberships; drafts go with them, and what names these people."""
    named = (mentions.c.chat_id == chat_id, mentions.c.user_id.in_(user_ids))
    await connection.execute(delete(mentions).where(*named))
    these = (members.c.chat_id == chat_id, members.c.user_id.in_(user_ids))
    await connection.execute(delete(members).where(*these))


async def forget_requests(change: Change, user_ids: Collection[int]) -> None:
    """Settle what people asked for: they are in the group now, or kept out of it."""
    asked = (join_requests.c.chat_id == change.chat_id, join_requests.c.user_id.in_(user_ids))
    await change.connection.execute(delete(join_requests).where(*asked))


def _membership(
    services: Services, facts: Any, user_id: int, role: Role, state: int
) -> dict[str, Any]:
    return {
        "chat_id": facts.id,
        "user_id": user_id,
        "role": role,
        "read_seq": facts.last_seq,
        "cleared_to": 0 if facts.history_for_newcomers else facts.last_seq,
        # What a client still knows from an earlier time there is not what it would read now.
        "cleared_state": state,
        "state": state,
        "joined_at": services.clock.now(),
    }
