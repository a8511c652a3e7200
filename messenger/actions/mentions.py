"""Whom a message in a group names: members by their nicks, and by `@all` everybody."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.message_views import EVERYBODY
from messenger.actions.nicks import RESERVED
from messenger.db.tables import former_nicks, members, mentions, users
from messenger.services import Services

NICK = re.compile(r"(?<![\w.@])@([A-Za-z0-9_.]{3,32})")
ALL = "all"
MOST = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a message names, in the order of the text; the sender's own nick does not count."""

    people: tuple[int, ...] = ()
    everybody: bool = False

    @property
    def column(self) -> str | None:
        """What is kept with the message."""
        listed = [*map(str, self.people), *([EVERYBODY] if self.everybody else ())]
        return json.dumps(listed) if listed else None


NOBODY = Named()


async def find_named(
    services: Services,
    connection: AsyncConnection,
    chat_id: int,
    sender: int,
    text: str,
    *,
    all_counts: bool,
) -> Named:
    """Return whom a text names among the members of a chat; nicks given up lately count too."""
    words = list(dict.fromkeys(word.casefold() for word in NICK.findall(text)))[:MOST]
    if not words:
        return NOBODY
    # A nick may end with a dot, and so may a sentence.
    spelled = {word: [word, word.rstrip(".")] for word in words}
    wanted = {each for spellings in spelled.values() for each in spellings}
    known = await _members_called(services, connection, chat_id, wanted)
    found = [
        next((known[each] for each in spellings if each in known), None)
        for spellings in spelled.values()
    ]
    people = dict.fromkeys(each for each in found if each is not None and each != sender)
    return Named(tuple(people), everybody=all_counts and ALL in wanted)


async def keep_named(
    connection: AsyncConnection, chat_id: int, seq: int, sender: int, named: Named
) -> None:
    """Keep for each of those named that they are, which their chat counts until they read it."""
    if named.everybody:
        query = select(members.c.user_id, literal(chat_id), literal(seq)).where(
            members.c.chat_id == chat_id, members.c.user_id != sender
        )
        columns = [mentions.c.user_id, mentions.c.chat_id, mentions.c.seq]
        await connection.execute(insert(mentions).from_select(columns, query))
    elif named.people:
        rows = [{"user_id": each, "chat_id": chat_id, "seq": seq} for each in named.people]
        await connection.execute(insert(mentions), rows)


async def forget_named(connection: AsyncConnection, chat_id: int, seqs: Iterable[int]) -> None:
    """Forget whom messages named."""
    these = (mentions.c.chat_id == chat_id, mentions.c.seq.in_(seqs))
    await connection.execute(delete(mentions).where(*these))


async def _members_called(
    services: Services, connection: AsyncConnection, chat_id: int, nicks: set[str]
) -> dict[str, int]:
    lately = former_nicks.c.given_up_at > services.clock.now() - RESERVED
    called = union_all(
        select(users.c.username, users.c.id).where(users.c.username.in_(nicks)),
        select(former_nicks.c.username, former_nicks.c.user_id).where(
            former_nicks.c.username.in_(nicks), lately
        ),
    ).subquery()
    query = select(called).join(members, members.c.user_id == called.c.id)
    rows = await connection.execute(query.where(members.c.chat_id == chat_id))
    return {row.username: row.id for row in rows}
