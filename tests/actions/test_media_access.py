"""Each kind of file, for each kind of person, before, while and after a message holds it.

Who may see it stands here in words of its own, and each cell asserts both sides: those who may get
the very bytes, everybody else is told that there is nothing, by every address and every method.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.databases import KINDS, Template
from tests.media_steps import FILES, put_media
from tests.newcomers import Newcomer, arrive
from tests.running import Server
from tests.s3 import make_bucket, s3_settings
from tests.wire import Data

pytestmark = pytest.mark.asyncio(loop_scope="module")

S3 = "s3"
PEOPLE = (
    "sender",
    "member",
    "newcomer",  # came after the message, where newcomers see nothing of before
    "former",
    "banned",
    "hider",  # has deleted the message for themselves
    "clearer",  # has cleared the chat for themselves
    "friend",  # is in another chat, to which a member has forwarded it
    "stranger",
)
SENT = {"sender", "member"}
# Who may see the file, in each state that it goes through.
MAY = {
    "unsent": {"sender"},
    "sent": SENT | {"former", "banned", "hider", "clearer"},
    "some have gone": SENT,
    "forwarded": SENT | {"friend"},
    "deleted where it was sent": {"member", "friend"},
    "deleted everywhere": set(),
}


@pytest.fixture(scope="module", params=[*KINDS, S3])
def place(request: pytest.FixtureRequest) -> str:
    """The kind of database; with S3, whose files are told apart by no other, the small one."""
    return str(request.param)


@pytest.fixture(scope="module")
def beginning(place: str, templates: Callable[[str], Template]) -> Template:
    """The database that this table starts from."""
    return templates(KINDS[0] if place == S3 else place)


@pytest.fixture(scope="module")
def store(place: str, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Where the files lie."""
    if place != S3:
        return {}
    return s3_settings(make_bucket(request.getfixturevalue("s3_service")))


@dataclass
class Scene:
    """A file of one kind, a group of people, and what has become of both."""

    house: Server
    kind: str
    file: str = ""
    group: str = ""
    other: str = ""
    message: Data = field(default_factory=dict)
    copy: Data = field(default_factory=dict)
    people: dict[str, Newcomer] = field(default_factory=dict)

    async def come_to(self, state: str) -> None:
        """Let what leads to the next state happen."""
        await getattr(self, "_" + state.replace(" ", "_"))()

    async def _unsent(self) -> None:
        for name in PEOPLE:
            self.people[name] = await arrive(self.house, name)
        self.file = await put_media(self.house.services, self.people["sender"].id, self.kind)
        first = [self.people[name].wire.me for name in PEOPLE if name in MAY["sent"] - {"sender"}]
        made = await self.people["sender"].wire.call(
            "chats.create_group",
            {"title": "Walkers", "member_ids": first, "history_for_newcomers": False},
        )
        self.group = made["chat"]["id"]

    async def _sent(self) -> None:
        sent = {"chat_id": self.group, "client_id": str(uuid4()), "kind": self.kind, "text": ""}
        reply = await self.people["sender"].wire.call(
            "messages.send", sent | {"media_ids": [self.file]}
        )
        self.message = reply["message"]

    async def _some_have_gone(self) -> None:
        sender, here = self.people["sender"].wire, {"chat_id": self.group}
        await sender.call("members.add", here | {"user_ids": [self.people["newcomer"].wire.me]})
        await self.people["former"].wire.call("chats.leave", here)
        banned = {"user_ids": [self.people["banned"].wire.me], "ban": True}
        await sender.call("members.remove", here | banned)
        hidden = here | {"seqs": [self.message["seq"]], "for_everyone": False}
        await self.people["hider"].wire.call("messages.delete", hidden)
        await self.people["clearer"].wire.call("chats.clear", here | {"for_everyone": False})

    async def _forwarded(self) -> None:
        member, friend = self.people["member"].wire, self.people["friend"].wire
        opened = await member.call("chats.open_direct", user_id=friend.me)
        self.other = opened["chat"]["id"]
        wish = {"from_chat_id": self.group, "seqs": [self.message["seq"]]}
        copies = await member.call(
            "messages.forward", wish | {"to_chat_ids": [self.other], "client_ids": [str(uuid4())]}
        )
        [self.copy] = copies["messages"]

    async def _deleted_where_it_was_sent(self) -> None:
        await self._delete("sender", self.group, self.message)

    async def _deleted_everywhere(self) -> None:
        await self._delete("member", self.other, self.copy)

    async def _delete(self, who: str, chat: str, message: Data) -> None:
        deleted = {"chat_id": chat, "seqs": [message["seq"]], "for_everyone": True}
        await self.people[who].wire.call("messages.delete", deleted)


@pytest.mark.parametrize("kind", FILES)
async def test_who_sees_a_file(house: Server, kind: str) -> None:
    """Whoever sees a message that holds it, and its owner before that; nobody else, ever."""
    scene = Scene(house, kind)
    async with house.http() as http:
        for state, allowed in MAY.items():
            await scene.come_to(state)
            for name in (*PEOPLE, "nobody"):
                for label in FILES[kind]:
                    await _look(http, scene, label, (state, name), may=name in allowed)


async def _look(
    http: httpx.AsyncClient, scene: Scene, label: str, cell: tuple[str, str], *, may: bool
) -> None:
    content = f"{label} of {scene.file}".encode()
    main = label in {"file", "1600"}
    url = f"/media/{scene.file}" + ("" if main else f"?size={label}")
    person = scene.people.get(cell[1])
    known = {"Authorization": f"Bearer {person.token}"} if person else {}
    for method, headers, status, body in (
        ("GET", {}, 200, content),
        ("GET", {"Range": "bytes=2-5"}, 206, content[2:6]),
        ("HEAD", {}, 200, b""),
    )[: 3 if main and cell[0] == "forwarded" else 1]:
        answer = await http.request(method, url, headers=known | headers)
        if may:
            assert (status, body) == (answer.status_code, answer.content), cell
        else:
            assert 404 == answer.status_code, cell
            assert "no-store" == answer.headers["cache-control"], cell
            assert content not in answer.content, cell
