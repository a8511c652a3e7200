"""Each role in a group, for each operation on it: every cell through a real socket.

What a role may do stands here in words of its own, and each cell asserts that who may can, and
that everybody else is refused as they should be. Who is kept out, and who never was in, are there
and connected; to them the group does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from tests.actions.group_steps import promote
from tests.actions.media_steps import attached_media
from tests.actions.scheduled_steps import ahead
from tests.media_steps import put_media
from tests.newcomers import Newcomer, arrive
from tests.running import Server
from tests.talk import say
from tests.wire import Data

pytestmark = pytest.mark.asyncio(loop_scope="module")

INSIDE = ("owner", "admin", "member", "read_only")
ROLES = (*INSIDE, "banned", "outsider")

ALL, WRITERS = set(INSIDE), {"owner", "admin", "member"}
ADMINS, OWNER = {"owner", "admin"}, {"owner"}


@dataclass(frozen=True, slots=True)
class Cast:
    """A group in which a case happens: who owns it, who tries something, and who else is there."""

    group: str
    owner: Newcomer
    viewer: Newcomer
    target: Newcomer
    other: Newcomer
    mine: int
    theirs: int
    code: str


@dataclass(frozen=True, slots=True)
class Case:
    """An operation, who may do it in a group that is as it was made, and the rest of its data."""

    name: str
    op: str
    may: set[str]
    data: Callable[[Cast], Data]


def case(name: str, may: set[str], data: Callable[[Cast], Data] | None = None) -> Case:
    """Describe a case by the name of its operation, with what is particular in brackets."""
    return Case(name, name.partition(" ")[0], may, data or (lambda _cast: {}))


def send(_cast: Cast) -> Data:
    """A text."""
    return {"client_id": str(uuid4()), "kind": "text", "text": "hello"}


CASES = [
    case("chats.get", ALL),
    case("chats.mute", ALL, lambda _: {"until": None}),
    case("chats.pin", ALL, lambda _: {"on": True}),
    case("chats.archive", ALL, lambda _: {"on": True}),
    case("chats.set_draft", WRITERS, lambda _: {"text": "x"}),
    case("chats.mentions", ALL),
    case("chats.read_mentions", ALL),
    case("typing", ALL, lambda _: {"on": True}),
    case("messages.history", ALL),
    case("messages.search", ALL, lambda _: {"query": "x"}),
    case("messages.read", ALL, lambda _: {"seq": 1}),
    case("messages.send", WRITERS, send),
    case("messages.edit (own)", WRITERS, lambda c: {"seq": c.mine, "text": "y"}),
    case("messages.edit (another's)", set(), lambda c: {"seq": c.theirs, "text": "y"}),
    case(
        "messages.delete (for oneself)",
        ALL,
        lambda c: {"seqs": [c.theirs], "for_everyone": False},
    ),
    case("messages.delete (own)", ALL, lambda c: {"seqs": [c.mine], "for_everyone": True}),
    case(
        "messages.delete (another's)", ADMINS, lambda c: {"seqs": [c.theirs], "for_everyone": True}
    ),
    case("messages.delete (a line)", ADMINS, lambda _: {"seqs": [1], "for_everyone": True}),
    case("messages.send (a reply)", WRITERS, lambda c: send(c) | {"reply_to": c.theirs}),
    case("messages.react", WRITERS, lambda c: {"seq": c.theirs, "emoji": "👍", "on": True}),
    case("messages.reactions", ALL, lambda c: {"seq": c.theirs}),
    case("messages.edits", ALL, lambda c: {"seq": c.theirs}),
    case("messages.remove_preview (own)", ALL, lambda c: {"seq": c.mine}),
    case("messages.remove_preview (another's)", ADMINS, lambda c: {"seq": c.theirs}),
    case("messages.remove_preview (a line)", set(), lambda _: {"seq": 1}),
    case("messages.pin", ADMINS, lambda c: {"seq": c.theirs, "on": True}),
    case("messages.pin (off)", ADMINS, lambda c: {"seq": c.mine, "on": False}),
    case("messages.pinned", ALL),
    case("messages.unpin_all", ADMINS),
    case("messages.readers", ALL, lambda c: {"seq": c.mine}),
    case("messages.readers (another's)", set(), lambda c: {"seq": c.theirs}),
    case("messages.report", ALL, lambda c: {"seqs": [c.theirs], "reason": "abuse"}),
    case("messages.report (own)", set(), lambda c: {"seqs": [c.mine], "reason": "abuse"}),
    case("reminders.add", ALL, lambda c: {"seq": c.theirs, "remind_at": ahead()}),
    case("scheduled.list", ALL),
    case("scheduled.add", WRITERS, lambda c: {**send(c), "send_at": ahead()}),
    case("members.list", ALL),
    case("members.add", WRITERS, lambda c: {"user_ids": [c.other.wire.me]}),
    case("members.remove", ADMINS, lambda c: {"user_ids": [c.target.wire.me]}),
    case("members.remove (ban)", ADMINS, lambda c: _ban(c)),
    case("members.remove (the owner)", set(), lambda c: {"user_ids": [c.owner.wire.me]}),
    case("members.set_role", ADMINS, lambda c: _role(c.target, "read_only")),
    case("members.set_role (admin)", ADMINS, lambda c: _role(c.target, "admin")),
    case("members.set_role (the owner)", set(), lambda c: _role(c.owner, "member")),
    case("members.set_role (own)", set(), lambda c: _role(c.viewer, "admin")),
    case("members.set_role (owner)", OWNER, lambda c: _role(c.target, "owner")),
    case("members.banned", ADMINS),
    case("members.unban", ADMINS, lambda c: {"user_id": c.other.wire.me}),
    case("invites.create", WRITERS),
    case("invites.list", WRITERS),
    case("invites.revoke", ADMINS, lambda c: {"code": c.code}),
    case("invites.requests", ADMINS),
    case("invites.answer", ADMINS, lambda c: _answer(c)),
    case("chats.update (title)", ADMINS, lambda _: {"title": "x"}),
    case("chats.update (description)", ADMINS, lambda _: {"description": "x"}),
    case("chats.update (avatar)", ADMINS, lambda _: {"avatar": ""}),
    case("chats.update (announcement)", ADMINS, lambda _: {"announcement": True}),
    case("chats.update (history)", ADMINS, lambda _: {"history_for_newcomers": False}),
    case("chats.update (members)", ADMINS, lambda _: {"member_rights": ["pin"]}),
    case("chats.update (admins)", OWNER, lambda _: {"admin_rights": []}),
    case("chats.leave", ALL),
    case("chats.delete", ALL),
    case("chats.delete (for everyone)", OWNER, lambda _: {"for_everyone": True}),
]
# Where a refusal to somebody inside is no matter of rights: what they look for is not theirs.
NOT_THEIRS = {("invites.revoke", "member"): "not_found"}


def _ban(cast: Cast) -> Data:
    return {"user_ids": [cast.target.wire.me], "ban": True}


def _role(person: Newcomer, role: str) -> Data:
    return {"user_id": person.wire.me, "role": role}


def _answer(cast: Cast) -> Data:
    return {"user_id": cast.other.wire.me, "answer": "approve"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def people(house: Server) -> list[Newcomer]:
    """Who plays in every case: an owner, somebody who tries, and two more."""
    return [await arrive(house, kind) for kind in ("owner", "viewer", "target", "other")]


async def gather(people: list[Newcomer], role: str, **settings: Any) -> Cast:
    """Make a group in which somebody has a role."""
    owner, viewer, target, other = people
    first = viewer if role == "owner" else owner
    made = await first.wire.call(
        "chats.create_group",
        title="Table",
        member_ids=[each.wire.me for each in (owner, viewer, target) if each is not first],
    )
    group = made["chat"]["id"]
    mine = await say(viewer.wire, group, "mine")
    theirs = await say(target.wire, group, "theirs")
    code = (await first.wire.call("invites.create", chat_id=group, approval=True))["invite"]["code"]
    boss = first.wire
    if role == "owner":
        await promote(boss, group, owner.wire, "admin")
    elif role in {"admin", "read_only"}:
        await promote(boss, group, viewer.wire, role)
    elif role in {"banned", "outsider"}:
        out = {"chat_id": group, "user_ids": [viewer.wire.me]}
        await boss.call("members.remove", out, ban=role == "banned")
    if settings:
        await boss.call("chats.update", chat_id=group, **settings)
    return Cast(group, owner, viewer, target, other, mine["seq"], theirs["seq"], code)


async def prepare(cast: Cast, boss: Newcomer, op: str) -> None:
    """Let the other be kept out, or ask to be let in, where the operation is about that."""
    if op == "members.unban":
        out = {"chat_id": cast.group, "user_ids": [cast.other.wire.me]}
        await boss.wire.call("members.remove", out, ban=True)
    if op == "invites.answer":
        await cast.other.wire.call("invites.join", code=cast.code)


async def attempt(people: list[Newcomer], each: Case, role: str, **settings: Any) -> str:
    """Let somebody of a role try an operation, and return how it ends."""
    cast = await gather(people, role, **settings)
    boss = cast.viewer if role == "owner" else cast.owner
    await prepare(cast, boss, each.op)
    reply = await cast.viewer.wire.ask(each.op, {"chat_id": cast.group, **each.data(cast)})
    return "ok" if reply["ok"] else str(reply["error"]["code"])


def expected(each: Case, role: str) -> str:
    """Return how a case should end in a group as it was made."""
    if role in {"banned", "outsider"}:
        return "not_found"
    if role in each.may:
        return "ok"
    return NOT_THEIRS.get((each.op, role), "forbidden")


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.name)
async def test_who_may(people: list[Newcomer], each: Case) -> None:
    """Every role, in a group as it was made; an owner who is removed by themselves is refused."""
    row = {role: await attempt(people, each, role) for role in ROLES}

    wanted = {role: expected(each, role) for role in ROLES}
    if each.name in {"members.remove (the owner)", "members.set_role (the owner)"}:
        # There the owner is an administrator, since the one who tries owns the group.
        wanted["owner"] = "ok"
    assert wanted == row


@pytest.mark.parametrize("announcement", [False, True])
@pytest.mark.parametrize("op", ["messages.send", "messages.forward", "scheduled.add"])
async def test_who_may_send_files(
    house: Server, people: list[Newcomer], op: str, announcement: bool
) -> None:
    """Whoever writes there; of what is refused nothing stands in the group."""
    viewer = people[1]
    file = await put_media(house.services, viewer.id, "file")
    held: Data = {"client_id": str(uuid4()), "kind": "file", "text": "", "media_ids": [file]}
    saved = (await viewer.wire.call("chats.open_saved"))["chat"]["id"]
    sent = (await viewer.wire.call("messages.send", held, chat_id=saved))["message"]
    row, left = {}, {}
    for role in ROLES:
        cast = await gather(people, role, **({"announcement": True} if announcement else {}))
        wish = held | {"chat_id": cast.group, "client_id": str(uuid4())}
        if op == "messages.forward":
            targets = {"to_chat_ids": [cast.group], "client_ids": [wish["client_id"]]}
            wish = {"from_chat_id": saved, "seqs": [sent["seq"]], **targets}
        elif op == "scheduled.add":
            wish |= {"send_at": ahead()}
        reply = await viewer.wire.ask(op, wish)
        row[role] = "ok" if reply["ok"] else reply["error"]["code"]
        left[role] = bool(await attached_media(house, cast.group))

    may = ADMINS if announcement else WRITERS
    refused = dict.fromkeys(INSIDE, "forbidden") | dict.fromkeys(ROLES[4:], "not_found")
    assert refused | dict.fromkeys(may, "ok") == row
    assert {role: op != "scheduled.add" and role in may for role in ROLES} == left


@pytest.mark.parametrize("op", ["invites.preview", "invites.join"])
async def test_who_may_come_in(people: list[Newcomer], op: str) -> None:
    """By a code: whoever has it, those who are kept out excepted."""
    row = {}
    for role in ROLES:
        cast = await gather(people, role)
        reply = await cast.viewer.wire.ask(op, code=cast.code)
        row[role] = "ok" if reply["ok"] else reply["error"]["code"]

    assert dict.fromkeys(ROLES, "ok") | {"banned": "forbidden"} == row


async def test_nobody_does_anything_before_signing_in(
    house: Server, people: list[Newcomer]
) -> None:
    """Whatever they know of a group."""
    cast = await gather(people, "member")
    stranger = await house.connect()

    for each in CASES:
        code = await stranger.code(each.op, {"chat_id": cast.group, **each.data(cast)})
        assert "unauthenticated" == code, each.name
    for op in ("invites.preview", "invites.join"):
        assert "unauthenticated" == await stranger.code(op, code=cast.code)


@pytest.mark.parametrize("role", ["banned", "outsider"])
async def test_who_is_out_is_there(people: list[Newcomer], role: str) -> None:
    """Connected and able to do everything elsewhere, while the group is silent to them."""
    cast = await gather(people, role)
    viewer = cast.viewer.wire
    heard = len(viewer.log)

    await say(cast.target.wire, cast.group, "behind the door")
    saved = (await viewer.call("chats.open_saved"))["chat"]["id"]
    await say(viewer, saved, "still here")

    assert not [each for each in viewer.log[heard:] if cast.group in each]
    looked = await viewer.ask("invites.preview", code=cast.code)
    assert (role == "outsider") == looked["ok"]


ADJUSTED = [
    ("member", {"member_rights": []}, "members.add", "forbidden"),
    ("member", {"member_rights": []}, "invites.create", "forbidden"),
    ("member", {"member_rights": ["edit"]}, "chats.update (title)", "ok"),
    ("member", {"member_rights": ["edit"]}, "chats.update (announcement)", "forbidden"),
    ("member", {"announcement": True}, "messages.send", "forbidden"),
    ("member", {"announcement": True}, "messages.edit (own)", "forbidden"),
    ("member", {"announcement": True}, "messages.read", "ok"),
    ("read_only", {"member_rights": ["add", "edit", "invite", "pin"]}, "members.add", "forbidden"),
    ("member", {"member_rights": ["pin"]}, "messages.pin", "ok"),
    ("member", {"member_rights": ["pin"]}, "messages.unpin_all", "ok"),
    ("read_only", {"member_rights": ["pin"]}, "messages.pin", "forbidden"),
    ("admin", {"admin_rights": []}, "messages.pin", "forbidden"),
    ("admin", {"announcement": True}, "messages.send", "ok"),
    ("admin", {"admin_rights": []}, "members.remove", "forbidden"),
    ("admin", {"admin_rights": []}, "members.set_role", "forbidden"),
    ("admin", {"admin_rights": []}, "messages.delete (another's)", "forbidden"),
    ("admin", {"admin_rights": []}, "chats.update (members)", "forbidden"),
    ("admin", {"admin_rights": []}, "messages.send", "ok"),
    ("admin", {"admin_rights": ["remove"]}, "members.remove", "ok"),
    ("owner", {"admin_rights": [], "member_rights": []}, "members.remove", "ok"),
]


@pytest.mark.parametrize(("role", "settings", "name", "end"), ADJUSTED)
async def test_what_settings_change(
    people: list[Newcomer], role: str, settings: Data, name: str, end: str
) -> None:
    """A group gives and takes rights, within what a role can have."""
    [each] = [each for each in CASES if each.name == name]

    assert end == await attempt(people, each, role, **settings)
