"""Whom a message names, and how many that one has not read name one."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from messenger.actions.unread_mentions import LONGEST_PAGE, unread_query
from tests.actions.group_steps import found, promote
from tests.people import BOB, EVE
from tests.running import Server
from tests.talk import chat_of, forget, open_chat, say
from tests.wire import Wire

DAY = 86_400_000


async def count(wire: Wire, group: str) -> int:
    """Return how many unread messages name somebody."""
    return int((await chat_of(wire, group))["mentions"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@bob come", {"bob"}),
        ("Come, @BOB.", {"bob"}),
        ("(@bob, @carol)", {"bob", "carol"}),
        ("@bob @bob @bob", {"bob"}),
        ("mail bob@carol.org", set()),
        ("@@bob", set()),
        ("@bobby @bo @eve @nobody", set()),
        ("@ada to herself", set()),
    ],
)
async def test_members_are_named_by_their_nicks(
    ada: Wire, bob: Wire, carol: Wire, eve: Wire, text: str, named: set[str]
) -> None:
    """Only those who are in the group; Eve is not."""
    group = await found(ada, bob, carol)
    people = {"bob": bob, "carol": carol}

    sent = await say(ada, group, text)

    assert {people[nick].me for nick in named} == set(sent["mentions"])
    assert sent["mentions"] == (await bob.event("message.new"))["message"]["mentions"]
    for nick, wire in people.items():
        assert int(nick in named) == await count(wire, group)
    assert (0, False) == (await count(ada, group), sent["mentions_all"])
    assert eve.me not in sent["mentions"]


async def test_code_and_links_call_nobody(ada: Wire, bob: Wire, carol: Wire) -> None:
    """In Markdown; in a plain message their signs are only signs. An edit asks the same."""
    group = await found(ada, bob, carol)
    text = "**@bob** ||@carol|| `@ada`\n\n```\n@carol\n```\n[@carol](https://e.test)"
    code = "`@bob` [@carol](https://e.test) @_x_"

    marked = await say(ada, group, text, format="markdown")
    quoted = await say(ada, group, code, format="markdown")
    plain = await say(ada, group, code)
    edit = {"chat_id": group, "seq": plain["seq"], "text": f"{code}.", "format": "markdown"}

    assert {bob.me, carol.me} == set(marked["mentions"])
    assert [] == quoted["mentions"]
    assert {bob.me, carol.me} == set(plain["mentions"])
    assert [] == (await ada.call("messages.edit", edit))["message"]["mentions"]


async def test_reading_takes_the_number_away(ada: Wire, bob: Wire) -> None:
    """And so does hiding the message."""
    group = await found(ada, bob)
    first, second, third = [(await say(ada, group, f"@bob {n}"))["seq"] for n in range(3)]
    assert 3 == await count(bob, group)

    await bob.call("messages.read", chat_id=group, seq=first)
    assert 2 == await count(bob, group)
    await bob.call("messages.delete", chat_id=group, seqs=[third], for_everyone=False)
    assert 1 == await count(bob, group)
    assert 1 == (await bob.call("sync"))["chats"][0]["chat"]["mentions"]
    await bob.call("messages.read", chat_id=group, seq=third)
    assert 0 == await count(bob, group)
    assert second < third


async def test_an_edit_names_anew(ada: Wire, bob: Wire, carol: Wire) -> None:
    """And a deletion names nobody."""
    group = await found(ada, bob, carol)
    seq = (await say(ada, group, "@bob"))["seq"]

    edited = await ada.call("messages.edit", chat_id=group, seq=seq, text="@carol")

    assert [carol.me] == edited["message"]["mentions"]
    assert [carol.me] == (await bob.event("message.updated"))["message"]["mentions"]
    assert (0, 1) == (await count(bob, group), await count(carol, group))
    await ada.call("messages.delete", chat_id=group, seqs=[seq], for_everyone=True)
    assert 0 == await count(carol, group)
    page = await carol.call("messages.history", chat_id=group)
    assert [] == page["messages"][-1]["mentions"]


async def test_administrators_alone_name_everybody(ada: Wire, bob: Wire, carol: Wire) -> None:
    """By @all, which is a word like any other for members."""
    group = await found(ada, bob, carol)

    plain = await say(bob, group, "@all come")
    assert (False, 0, 0) == (
        plain["mentions_all"],
        await count(ada, group),
        await count(carol, group),
    )
    loud = await say(ada, group, "@all come, @bob too")
    assert (True, [bob.me]) == (loud["mentions_all"], loud["mentions"])
    assert [0, 1, 1] == [await count(wire, group) for wire in (ada, bob, carol)]
    await promote(ada, group, bob, "admin")
    edited = await bob.call("messages.edit", chat_id=group, seq=plain["seq"], text="@all now")
    assert edited["message"]["mentions_all"]
    assert [1, 1, 2] == [await count(wire, group) for wire in (ada, bob, carol)]


async def test_a_nick_given_up_lately_still_names(server: Server, ada: Wire, bob: Wire) -> None:
    """For as long as it is kept for whom it was."""
    group = await found(ada, bob)
    await bob.call("account.update", username="robert")

    assert [bob.me] == (await say(ada, group, f"@{BOB.nick}"))["mentions"]
    assert [bob.me] == (await say(ada, group, f"@{BOB.nick} @robert"))["mentions"]
    server.clock.ahead += 31 * DAY
    assert [] == (await say(ada, group, f"@{BOB.nick}"))["mentions"]


async def test_in_a_chat_of_two_nobody_is_named(ada: Wire, bob: Wire) -> None:
    """There everything is for the other."""
    chat = await open_chat(ada, BOB.nick)

    sent = await say(ada, chat, "@bob @all")

    assert ([], False) == (sent["mentions"], sent["mentions_all"])
    assert 0 == await count(bob, chat)


async def test_a_second_send_names_the_same(ada: Wire, bob: Wire) -> None:
    """And counts once."""
    group = await found(ada, bob)
    client_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

    sent = [await say(ada, group, "@bob", client_id=client_id) for _ in range(2)]

    assert sent[0] == sent[1]
    assert 1 == await count(bob, group)


async def seqs(wire: Wire, group: str, **asked: object) -> list[int]:
    """Return which unread messages name somebody."""
    return list((await wire.call("chats.mentions", chat_id=group, **asked))["seqs"])


async def test_unread_mentions_are_told_the_oldest_first(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Each has their own; neither read, hidden nor deleted ones are among them."""
    group = await found(ada, bob, carol)
    told = [
        (await say(ada, group, text))["seq"]
        for text in ("@bob 1", "@carol", "@all", "nobody", "@bob 2", "@bob 3", "@bob 4")
    ]

    assert [told[at] for at in (0, 2, 4, 5, 6)] == await seqs(bob, group)
    assert ([told[1], told[2]], []) == (await seqs(carol, group), await seqs(ada, group))
    await bob.call("messages.read", chat_id=group, seq=told[1])
    await bob.call("messages.delete", chat_id=group, seqs=[told[4]], for_everyone=False)
    await ada.call("messages.delete", chat_id=group, seqs=[told[5]], for_everyone=True)
    assert [told[2], told[6]] == await seqs(bob, group)
    assert [told[2]] == await seqs(bob, group, limit=1)
    assert [told[6]] == await seqs(bob, group, after=told[2])
    assert [] == await seqs(bob, group, after=told[6])


async def test_who_came_late_is_not_led_to_what_was_before(ada: Wire, bob: Wire) -> None:
    """Nor to what they cleared away."""
    group = await found(ada, bob)
    await say(ada, group, "@bob")
    await bob.call("chats.clear", chat_id=group)
    last = (await say(ada, group, "@bob again"))["seq"]

    assert [last] == await seqs(bob, group)


async def test_mentions_can_be_read_and_the_messages_stay_unread(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Up to a seq, since more may come meanwhile; one's other devices hear of it, others do not."""
    group = await found(ada, bob, carol)
    first, second = [(await say(ada, group, f"@all {n}"))["seq"] for n in range(2)]
    phone = await server.enter(BOB)
    await forget(ada, bob, carol)

    left = await bob.call("chats.read_mentions", chat_id=group, up_to=first)

    # The line that tells of the group is unread too.
    assert (1, 3) == (left["chat"]["mentions"], left["chat"]["unread"])
    told = await phone.event("chat.updated")
    assert (1, 3) == (told["chat"]["mentions"], told["chat"]["unread"])
    assert [second] == await seqs(bob, group)
    assert [first, second] == await seqs(carol, group)
    await bob.call("chats.read_mentions", chat_id=group)
    assert [] == await seqs(bob, group)
    assert (0, 3) == (await count(bob, group), (await chat_of(bob, group))["unread"])
    assert [] == [*await ada.events(), *await carol.events()]
    synced = await phone.call("sync", state=told["state"], chats={group: told["chat"]["version"]})
    assert 0 == synced["chats"][0]["chat"]["mentions"]


@pytest.mark.parametrize(("limit", "code"), [(0, "bad_request"), (LONGEST_PAGE + 1, "too_many")])
async def test_a_page_of_mentions_has_bounds(ada: Wire, bob: Wire, limit: int, code: str) -> None:
    """Told by the field."""
    group = await found(ada, bob)

    error = await bob.error("chats.mentions", chat_id=group, limit=limit)
    assert (code, "limit") == (error["code"], error["field"])


async def test_an_outsider_is_told_of_no_mention(server: Server, ada: Wire, bob: Wire) -> None:
    """And takes none away."""
    group = await found(ada, bob)
    seq = (await say(ada, group, "@bob"))["seq"]
    eve = await server.enter(EVE)

    for op in ("chats.mentions", "chats.read_mentions"):
        error = await eve.error(op, chat_id=group)
        assert ("not_found", "chat_id") == (error["code"], error["field"])
    assert EVE.nick == eve.hello["user"]["username"]
    assert [seq] == await seqs(bob, group)


async def mention_often(connection: AsyncConnection, person: Wire, group: str) -> None:
    """Fill PostgreSQL's table, for of a table with nothing in it any plan is good."""
    # The messages themselves are not looked at.
    await connection.execute(text("SET LOCAL session_replication_role = replica"))
    many = """
        INSERT INTO mentions
        SELECT CASE seq % 100 WHEN 0 THEN CAST(:person AS bigint) ELSE seq % 100 END, :group, seq
        FROM generate_series(1, 20000) AS seq
    """
    await connection.execute(text(many), {"person": int(person.me), "group": int(group)})
    await connection.execute(text("ANALYZE mentions, members, hidden_messages"))


async def test_the_next_mention_is_found_by_an_index(server: Server, ada: Wire, bob: Wire) -> None:
    """From where one has read to on, whatever was before: however many messages a group has."""
    group = await found(ada, bob)
    query = unread_query(int(bob.me), int(group), 0, 1)
    async with server.services.database.writing() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if not is_sqlite:
            await mention_often(connection, bob, group)
        spelled = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
        plan = "\n".join(str(row) for row in await connection.execute(text(f"{explain} {spelled}")))

    assert "SCAN mentions" not in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
    if is_sqlite:
        assert "USING COVERING INDEX sqlite_autoindex_mentions_1 (user_id=? AND chat_id=?" in plan
        assert "seq>?" in plan
    else:
        assert "pk_mentions" in plan
        assert "seq >" in plan
