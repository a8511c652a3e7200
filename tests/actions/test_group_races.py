"""Groups when everything happens at once: nothing is lost, and all see the same."""

import asyncio
import random
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import insert, update

from messenger.actions.erasing import erase_due_accounts
from messenger.actions.group_changes import opening
from messenger.actions.group_looks import UNSEEN
from messenger.db.tables import chats, deletions
from tests.actions.group_steps import found, promote, roles
from tests.newcomers import Newcomer, arrive
from tests.people import ADA, BOB, CAROL, DORA, EVE
from tests.replica import Replica, kept_by_events
from tests.running import Server
from tests.talk import chat_of, forget, say, texts
from tests.wire import Data, Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROUNDS, STEPS = 100, 4
CALM = {"ok", "forbidden", "not_found"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crowd(house: Server) -> list[Wire]:
    """Ada, Bob, Carol, Dora and Eve."""
    return [await house.enter(person) for person in (ADA, BOB, CAROL, DORA, EVE)]


def wish(chance: random.Random, others: list[Wire]) -> tuple[str, Data]:
    """Return what an administrator may want next."""
    who = chance.choice(others).me
    words = str(chance.random())
    wishes: list[tuple[str, Data]] = [
        ("chats.update", {"title": words}),
        ("chats.update", {"description": words}),
        ("members.add", {"user_ids": [who]}),
        ("members.remove", {"user_ids": [who]}),
        ("members.set_role", {"user_id": who, "role": "read_only"}),
        ("members.set_role", {"user_id": who, "role": "admin"}),
        ("messages.send", {"kind": "text", "text": "hi @carol", "client_id": _id()}),
    ]
    return chance.choice(wishes)


def _text(group: str, words: str) -> Data:
    return {"chat_id": group, "client_id": _id(), "kind": "text", "text": words}


def _id() -> str:
    return str(uuid4())


async def act(wire: Wire, group: str, steps: list[tuple[str, Data]]) -> list[tuple[str, str]]:
    """Do some things one after the other, and return how each ended."""
    done = []
    for op, data in steps:
        reply = await wire.ask(op, {"chat_id": group, **data})
        done.append((op, "ok" if reply["ok"] else str(reply["error"]["code"])))
    return done


@pytest.mark.timeout(300)
async def test_two_administrators_at_the_same_moment(crowd: list[Wire]) -> None:
    """A hundred ways of getting in each other's way: no error, no deadlock, one truth for all."""
    ada, bob, carol, dora, eve = crowd
    for seed in range(ROUNDS):
        chance = random.Random(seed)
        group = await found(ada, bob, carol, dora)
        await promote(ada, group, bob, "admin")
        await forget(*crowd)
        copies = [await Replica.read(wire) for wire in (ada, bob)]
        for wire, copy in zip((ada, bob), copies, strict=True):
            wire.listener = copy.hear
        plans = [[wish(chance, [carol, dora, eve]) for _ in range(STEPS)] for _ in range(2)]

        done = await asyncio.gather(
            *(act(wire, group, plan) for wire, plan in zip((ada, bob), plans, strict=True))
        )

        assert {code for each in done for _, code in each} <= CALM, (seed, plans, done)
        await forget(*crowd)
        for wire, copy in zip((ada, bob), copies, strict=True):
            wire.listener = lambda _event, _data: None
            fresh = await Replica.read(wire)
            copy.messages = fresh.messages  # a connection gets its own messages as replies
            assert kept_by_events(fresh.seen()) == kept_by_events(copy.seen()), (seed, plans)
        await _agree(group, ada, bob, titles=[data for plan in plans for _, data in plan])
        for wire in (ada, bob):
            await wire.call("chats.leave", chat_id=group)


async def _agree(group: str, ada: Wire, bob: Wire, titles: list[Data]) -> None:
    """Both see the same people, version and title; what was counted is what there is."""
    listed = [await roles(wire, group) for wire in (ada, bob)]
    chats = [await chat_of(wire, group) for wire in (ada, bob)]
    assert listed[0] == listed[1]
    assert chats[0]["version"] == chats[1]["version"]
    assert len(listed[0]) == chats[0]["member_count"]
    assert ["owner"] == [role for role in listed[0].values() if role == "owner"]
    wanted = {data["title"] for data in titles if "title" in data} | {"Walkers"}
    assert chats[0]["title"] == chats[1]["title"]
    assert chats[0]["title"] in wanted
    lines = await ada.call("messages.history", chat_id=group, limit=100)
    assert [*range(1, chats[0]["last_seq"] + 1)] == [each["seq"] for each in lines["messages"]]


async def test_a_message_that_meets_the_removal_of_its_sender(crowd: list[Wire]) -> None:
    """Is stored before it, or refused; who is out hears nothing later."""
    ada, bob, carol, *_ = crowd
    ends = set()
    for number in range(40):
        group = await found(ada, bob, carol)
        await say(carol, group, "first")
        calls = [carol.ask("messages.send", _text(group, f"last {each}")) for each in range(3)]
        removal = ada.ask("members.remove", chat_id=group, user_ids=[carol.me])
        edit = bob.ask("messages.edit", chat_id=group, seq=1, text="x")
        calls.insert(number % 4, removal)
        sent = list(await asyncio.gather(*calls, edit))[:-1]
        assert sent.pop(number % 4)["ok"]
        ends |= {reply["ok"] for reply in sent}
        codes = {reply["error"]["code"] for reply in sent if not reply["ok"]}
        assert codes <= {"not_found"}
        said = await texts(bob, group)
        stored = [reply["data"]["message"]["text"] for reply in sent if reply["ok"]]
        assert stored == [each for each in said if each.startswith("last")]
        # Nothing is stored behind the line of the removal.
        assert "removed a member" == said[-1]
        heard = [text for text in carol.log if group in text and '"event"' in text]
        assert "chat.removed" in heard[-1]
        await forget(*crowd)
    assert {True, False} == ends


async def test_of_two_on_the_last_use_one_comes_in(crowd: list[Wire]) -> None:
    """The other is told that the code is used up."""
    ada, bob, carol, dora, eve = crowd
    for _ in range(10):
        group = await found(ada)
        made = await ada.call("invites.create", chat_id=group, max_uses=2)
        code = made["invite"]["code"]

        replies = await asyncio.gather(
            *(wire.ask("invites.join", code=code) for wire in (bob, carol, dora, eve))
        )

        refused = [reply["error"]["code"] for reply in replies if not reply["ok"]]
        assert ["conflict", "conflict"] == refused
        assert 3 == len(await roles(ada, group))
        [invite] = (await ada.call("invites.list", chat_id=group))["invites"]
        assert (2, 2) == (invite["uses"], len(invite["people"]))
        await forget(*crowd)


async def test_all_may_leave_at_once(crowd: list[Wire]) -> None:
    """There is an owner as long as there is anybody."""
    ada, bob, carol, dora, eve = crowd
    for _ in range(15):
        group = await found(ada, bob, carol, dora, eve)

        replies = await asyncio.gather(
            *(wire.ask("chats.leave", chat_id=group) for wire in (ada, bob, carol, dora)),
            ada.ask("members.set_role", chat_id=group, user_id=bob.me, role="owner"),
        )

        assert all(reply["ok"] for reply in replies[:4]), replies
        assert {"eve": "owner"} == await roles(eve, group)
        assert 1 == (await chat_of(eve, group))["member_count"]
        await eve.call("chats.leave", chat_id=group)
        await forget(*crowd)


async def test_who_came_just_before_is_told_in_the_order_of_commits(
    house: Server, crowd: list[Wire]
) -> None:
    """Though the server hears only during a change that the commit of their coming is done."""
    ada, bob, carol, *_ = crowd
    rosters = house.services.rosters
    group = await found(ada, bob, carol)
    await forget(*crowd)
    for number in range(10):
        title = f"Walkers {number}"
        rosters.move(int(group), went=[int(carol.me)])
        async with opening(house.services, int(group), int(ada.me)) as change:
            await change.connection.execute(
                update(chats).where(chats.c.id == int(group)).values(title=title)
            )
            await change.show(UNSEEN)
            rosters.move(int(group), came={int(carol.me): None})
            talking = asyncio.create_task(say(bob, group, title))

        message = await talking
        shown = (await carol.event("chat.updated"))["chat"]
        assert (shown["title"], shown["version"]) == (title, message["version"] - 1)
        await forget(*crowd)


async def test_an_erasing_meets_everything_else(house: Server, crowd: list[Wire]) -> None:
    """Whoever goes owns groups in which others come, go, write and change things just then."""
    ada, bob, carol, *_ = crowd
    for number in range(12):
        gone = await arrive(house, "gone")
        groups = [await found(gone.wire, ada, bob) for _ in range(2)]
        await gone.wire.call("account.update", bio="x")
        await _fall_due(house, gone)
        busy = [
            call
            for group in groups[:: 1 if number % 2 else -1]
            for call in (
                ada.ask("members.add", chat_id=group, user_ids=[carol.me]),
                bob.ask("messages.send", _text(group, f"@{gone.nick} @all")),
                ada.ask("chats.leave", chat_id=group),
                bob.ask("messages.read", chat_id=group, seq=1),
                bob.ask("account.update", name=f"Bob {number}"),
                carol.ask("contacts.add", user_id=ada.me),
            )
        ]

        erasing = asyncio.create_task(erase_due_accounts(house.services))
        replies = await asyncio.gather(*busy)
        await erasing

        assert all(reply["ok"] for reply in replies), replies
        for group in groups:
            listed = await roles(bob, group)
            assert 1 == list(listed.values()).count("owner")
            assert {"bob", "carol"} == set(listed)
            assert 2 == (await chat_of(bob, group))["member_count"]
            await bob.call("chats.leave", chat_id=group)
        await forget(*crowd)


async def _fall_due(house: Server, person: Newcomer) -> None:
    """Let the 14 days of somebody's account be over."""
    row = {"user_id": person.id, "messages": "keep", "asked_at": 0, "due_at": 0}
    async with house.services.database.writing() as connection:
        await connection.execute(insert(deletions).values(**row))


async def test_sync_after_absence_is_the_same_as_a_fresh_reading(crowd: list[Wire]) -> None:
    """Whatever happened to the groups of who was away, and to who was in them."""
    ada, bob, carol, dora, eve = crowd
    for seed in range(12):
        chance = random.Random(seed)
        groups = [
            await found(ada, bob, carol, dora, history_for_newcomers=bool(number % 2))
            for number in range(2)
        ]
        for group in groups:
            await say(ada, group, "hello")
        copy = await Replica.read(carol)
        for _ in range(10):
            group = chance.choice(groups)
            events: list[tuple[str, Data]] = [
                ("members.remove", {"user_ids": [carol.me]}),
                ("members.add", {"user_ids": [carol.me]}),
                ("members.add", {"user_ids": [eve.me]}),
                ("chats.update", {"title": f"T{chance.random()}"}),
                ("messages.send", {"kind": "text", "text": "@carol", "client_id": _id()}),
                ("messages.edit", {"seq": 2, "text": f"{chance.random()}"}),
                ("members.set_role", {"user_id": carol.me, "role": "admin"}),
            ]
            op, data = chance.choice(events)
            await ada.ask(op, {"chat_id": group, **data})

        await copy.catch_up(carol)

        fresh = await Replica.read(carol)
        assert fresh.seen() == copy.seen(), seed
        for group in groups:
            await ada.call("chats.delete", chat_id=group, for_everyone=True)
        await forget(*crowd)
