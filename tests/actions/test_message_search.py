"""`messages.search`: by words in all chats or in one, and nothing that one does not see."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update

from messenger.actions import search_reading
from messenger.db.tables import messages
from tests.actions.group_steps import found
from tests.actions.media_steps import put, show
from tests.running import Server
from tests.talk import open_chat, say, talk
from tests.wire import Data, Wire

DAY = 86_400_000


async def hits(wire: Wire, query: str = "", **further: Any) -> list[str]:
    """Return the texts that somebody finds."""
    page = await wire.call("messages.search", query=query, **further)
    return [hit["message"]["text"] for hit in page["hits"]]


async def test_words_are_found_in_all_chats_the_newest_first(
    ada: Wire, bob: Wire, carol: Wire
) -> None:
    """By a form of the word; with where it stands, and from whom."""
    first = await talk(ada, bob, "Возьми книгу с полки", "Ничего")
    second = await talk(carol, ada, "Книги — это жизнь")

    page = await ada.call("messages.search", query="книгами")

    assert [second, first] == [hit["chat_id"] for hit in page["hits"]]
    assert [[[0, 5]], [[7, 12]]] == [hit["highlights"] for hit in page["hits"]]
    assert [carol.me, ada.me] == [hit["message"]["sender_id"] for hit in page["hits"]]
    assert page["cursor"] is None
    assert ["Книги — это жизнь"] == await hits(ada, "книга", chat_id=second)
    assert ["Возьми книгу с полки"] == await hits(bob, "книга")


async def test_a_stranger_finds_nothing(ada: Wire, bob: Wire, eve: Wire) -> None:
    """Neither in all chats nor in one, which for them is not there."""
    chat_id = await talk(ada, bob, "a secret of two")

    assert ["a secret of two"] == await hits(bob, "secret")
    assert [] == await hits(eve, "secret")
    assert [] == await hits(eve, sender_id=ada.me)
    assert "not_found" == await eve.code("messages.search", query="secret", chat_id=chat_id)


async def test_who_has_left_finds_nothing(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Nor does who is taken out."""
    chat_id = await found(ada, bob, carol)
    await say(ada, chat_id, "plans of the group")
    assert ["plans of the group"] == await hits(bob, "plan")

    await ada.call("members.remove", chat_id=chat_id, user_ids=[bob.me])
    await carol.call("chats.leave", chat_id=chat_id)

    assert [] == await hits(bob, "plan")
    assert [] == await hits(carol, "plan")
    assert ["plans of the group"] == await hits(ada, "plan")


async def test_a_newcomer_finds_what_they_may_read(ada: Wire, bob: Wire, carol: Wire) -> None:
    """Where a group hides its past, a search does not tell of it."""
    chat_id = await found(ada, bob, history_for_newcomers=False)
    await say(ada, chat_id, "before they came")

    await ada.call("members.add", chat_id=chat_id, user_ids=[carol.me])
    await say(ada, chat_id, "came in at last")

    assert ["came in at last"] == await hits(carol, "came")
    assert ["came in at last", "before they came"] == await hits(bob, "came")


async def test_changed_and_deleted_words_are_gone_at_once(ada: Wire, bob: Wire) -> None:
    """An edited message is found by what it says now; a deleted or hidden one not at all."""
    chat_id = await open_chat(ada, "bob")
    for text in ("old wording", "for nobody any more", "not for bob"):
        await say(ada, chat_id, text)

    await ada.call("messages.edit", chat_id=chat_id, seq=1, text="new phrase")
    await ada.call("messages.delete", chat_id=chat_id, seqs=[2], for_everyone=True)
    await bob.call("messages.delete", chat_id=chat_id, seqs=[3], for_everyone=False)

    assert [] == await hits(bob, "wording")
    assert ["new phrase"] == await hits(bob, "phrases")
    assert [] == await hits(ada, "nobody")
    assert [] == await hits(bob, "bob")
    assert ["not for bob"] == await hits(ada, "bob")


async def test_a_chat_that_is_deleted_takes_its_words_along(ada: Wire, bob: Wire) -> None:
    """For everybody, or for the one who cleared it."""
    chat_id = await talk(ada, bob, "remember this")
    await bob.call("chats.clear", chat_id=chat_id)
    assert [] == await hits(bob, "remember")
    assert ["remember this"] == await hits(ada, "remember")

    await ada.call("chats.delete", chat_id=chat_id, for_everyone=True)

    assert [] == await hits(ada, "remember")


async def test_by_sender_kind_and_time(server: Server, ada: Wire, bob: Wire, carol: Wire) -> None:
    """Each alone or with words; a time counts from its own moment on."""
    chat_id = await talk(ada, bob, "see https://example.org/a", "plain words")
    server.clock.ahead += DAY
    later = await say(bob, chat_id, "see the words of tomorrow")
    await talk(carol, bob, "words of another")

    assert ["see https://example.org/a"] == await hits(bob, kind="link")
    assert ["words of another"] == await hits(bob, sender_id=carol.me)
    assert ["plain words"] == await hits(bob, "words", sender_id=ada.me)
    assert ["see https://example.org/a"] == await hits(bob, "see", before=later["sent_at"])
    assert ["see the words of tomorrow"] == await hits(bob, "see", after=later["sent_at"])
    assert [] == await hits(bob, "  ")
    assert [] == await hits(bob, chat_id=chat_id)


async def test_pages_miss_nothing_and_show_nothing_twice(ada: Wire, bob: Wire) -> None:
    """The cursor of one is the bound of the next, and there is none after the last."""
    said = [f"number {number} of the song" for number in range(7)]
    await talk(ada, bob, *said)
    collected: list[str] = []
    bound: Data = {}
    while True:
        page = await bob.call("messages.search", query="song", limit=3, **bound)
        collected += [hit["message"]["text"] for hit in page["hits"]]
        if page["cursor"] is None:
            break
        bound = {"before": page["cursor"]}

    assert said == collected[::-1]


async def test_whoever_is_in_very_many_chats_finds_only_their_own(
    monkeypatch: pytest.MonkeyPatch, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """The index is not asked by their names then; what is found is sifted."""
    await talk(ada, bob, "a word of ours")
    await talk(carol, bob, "a word of theirs")
    for name in ("SQLITE", "POSTGRESQL"):
        sifting = replace(getattr(search_reading, name), most_chats=0)
        monkeypatch.setattr(search_reading, name, sifting)

    assert ["a word of ours"] == await hits(ada, "word")
    assert ["a word of theirs", "a word of ours"] == await hits(bob, "word")


async def test_a_page_goes_from_the_newest_messages_on_to_older_ones(
    monkeypatch: pytest.MonkeyPatch, ada: Wire, bob: Wire
) -> None:
    """However few of them PostgreSQL reads before it asks its index; within times, too."""
    said = [f"verse {number}" if number % 3 else f"line {number}" for number in range(12)]
    await talk(ada, bob, *said)
    verses = [text for text in said if text.startswith("verse")][::-1]
    for newest in (0, 1, 4, 11, 12):
        monkeypatch.setattr(search_reading, "NEWEST", newest)

        assert verses == await hits(bob, "verse")
        assert ["line 0"] == await hits(bob, "line 0")
        page = await bob.call("messages.search", query="verse", limit=3)
        assert verses[3:] == await hits(bob, "verse", before=page["cursor"])


async def test_forwarded_words_and_notes_to_oneself_are_found(ada: Wire, bob: Wire) -> None:
    """Wherever they are said again."""
    chat_id = await talk(ada, bob, "worth keeping")
    saved = (await bob.call("chats.open_saved"))["chat"]["id"]
    await bob.call(
        "messages.forward",
        from_chat_id=chat_id,
        seqs=[1],
        to_chat_ids=[saved],
        client_ids=["1" * 32],
    )

    assert ["worth keeping"] * 2 == await hits(bob, "keep")
    assert ["worth keeping"] == await hits(bob, "keep", chat_id=saved)


@pytest.mark.parametrize(
    "query", ['" OR "a"*', "' | 'a':*", "a AND b OR c", "NEAR(a b)", "*", "^a", "-a", "a:b", "()"]
)
async def test_a_query_is_words_and_nothing_else(ada: Wire, bob: Wire, query: str) -> None:
    """What means something to an index means nothing here (R12)."""
    await talk(ada, bob, "zebra")

    assert [] == await hits(bob, query)


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"query": "x" * 129}, "too_long", "query"),
        ({"query": "a\x00b"}, "bad_request", "query"),
        ({"query": "a", "limit": 0}, "bad_request", "limit"),
        ({"query": "a", "limit": 51}, "too_many", "limit"),
        ({"query": "a", "before": "yesterday"}, "bad_request", "before"),
        ({"query": "a", "after": "-1"}, "bad_request", "after"),
        ({"query": "a", "sender_id": "nobody"}, "not_found", "sender_id"),
        ({"query": "a", "chat_id": "1"}, "not_found", "chat_id"),
        ({"query": "a", "kind": "service"}, "bad_request", "kind"),
    ],
)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_is_wrong_is_named(ada: Wire, data: Data, code: str, field: str) -> None:
    """By its field."""
    error = await ada.error("messages.search", data)

    assert (code, field) == (error["code"], error["field"])


async def test_what_had_no_terms_is_found_once_it_is_edited(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """A message that came into the table without them; a second edit and a deletion work too."""
    chat_id = await talk(ada, bob, "without terms")
    bare = update(messages).where(messages.c.chat_id == int(chat_id))
    async with server.services.database.writing() as connection:
        await connection.execute(bare.values(term_id=None, terms=None))
    assert [] == await hits(bob, "terms")

    for text in ("with terms", "with terms again"):
        await ada.call("messages.edit", chat_id=chat_id, seq=1, text=text)
        assert [text] == await hits(bob, "terms")

    await ada.call("messages.delete", chat_id=chat_id, seqs=[1], for_everyone=True)
    assert [] == await hits(bob, "terms")


async def test_what_a_chat_holds_is_listed_by_kind(
    server: Server, ada: Wire, bob: Wire, eve: Wire
) -> None:
    """Without words, the newest first, page by page, and only to who sees the messages."""
    chat = await talk(ada, bob, "before", "see https://example.org/")
    albums = []
    for count in (1, 2, 3):
        ids = [await put(server, ada) for _ in range(count)]
        albums.append(await show(ada, chat, *ids, text=f"the hill {count}"))
    mixed = await show(
        bob, chat, await put(server, bob, "video"), await put(server, bob), kind="video"
    )
    voice = await show(bob, chat, await put(server, bob, "voice"), kind="voice")

    def wish(kind: str, **more: Any) -> Data:
        return {"chat_id": chat, "kind": kind, **more}

    async def seqs(wire: Wire, wished: Data) -> list[int]:
        return [
            hit["message"]["seq"] for hit in (await wire.call("messages.search", wished))["hits"]
        ]

    photos = [mixed["seq"], *(each["seq"] for each in reversed(albums))]
    assert photos == await seqs(bob, wish("photo"))
    assert [mixed["seq"]] == await seqs(ada, wish("video"))
    assert [voice["seq"]] == await seqs(ada, wish("voice"))
    assert [[2], []] == [await seqs(ada, wish(kind)) for kind in ("link", "file")]
    page = await ada.call("messages.search", wish("photo", limit=3))
    assert photos[:3] == [hit["message"]["seq"] for hit in page["hits"]]
    assert photos[3:] == await seqs(ada, wish("photo", limit=3, before=page["cursor"]))
    assert [albums[1]["seq"]] == await seqs(ada, wish("photo", query="hill 2"))
    found_first = (await ada.call("messages.search", wish("photo", sender_id=bob.me)))["hits"]
    assert [mixed | {"client_id": None}] == [hit["message"] for hit in found_first]
    await bob.call("messages.delete", chat_id=chat, seqs=[albums[0]["seq"]], for_everyone=False)
    await ada.call("messages.delete", chat_id=chat, seqs=[albums[2]["seq"]], for_everyone=True)
    assert [mixed["seq"], albums[1]["seq"]] == await seqs(bob, wish("photo"))
    assert "not_found" == await eve.code("messages.search", wish("photo"))
    assert [] == await seqs(eve, {"kind": "photo"})


async def test_a_newcomer_lists_nothing_of_before(
    server: Server, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Where a group hides its past, neither pictures nor voices nor links tell of it."""
    chat = await found(ada, bob, history_for_newcomers=False)

    async def send_all() -> set[int]:
        sent = [
            await show(ada, chat, await put(server, ada, kind), kind=kind)
            for kind in ("photo", "video", "voice", "file")
        ]
        sent.append(await say(ada, chat, "see https://example.org/"))
        return {each["seq"] for each in sent}

    async def listed(wire: Wire) -> set[int]:
        return {
            hit["message"]["seq"]
            for kind in ("photo", "video", "voice", "file", "link")
            for hit in (await wire.call("messages.search", chat_id=chat, kind=kind))["hits"]
        }

    before = await send_all()
    await ada.call("members.add", chat_id=chat, user_ids=[carol.me])
    after = await send_all()

    assert after == await listed(carol)
    assert before | after == await listed(bob)


async def test_pictures_are_listed_while_they_are_made_and_stickers_never(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """A picture keeps its place, whatever becomes of it; a sticker is no picture."""
    chat = await talk(ada, bob)
    sent = [
        await show(ada, chat, await put(server, ada, status=status))
        for status in ("processing", "ready")
    ]
    [pack] = (await ada.call("stickers.list"))["packs"]
    sticker = {"kind": "sticker", "sticker_id": pack["stickers"][0]["id"]}
    wish = {"chat_id": chat, "client_id": str(uuid4()), "text": ""}
    await ada.call("messages.send", wish | sticker)

    page = await bob.call("messages.search", chat_id=chat, kind="photo")

    assert [each["seq"] for each in reversed(sent)] == [
        hit["message"]["seq"] for hit in page["hits"]
    ]
    states = [hit["message"]["attachments"][0]["status"] for hit in page["hits"]]
    assert ["ready", "processing"] == states
    for kind in ("video", "voice", "file", "link"):
        assert [] == await hits(bob, chat_id=chat, kind=kind), kind


async def test_files_are_found_by_their_names(server: Server, ada: Wire, bob: Wire) -> None:
    """With or without words beside, also once those have changed; marks are of the text alone."""
    chat = await talk(ada, bob)
    report = await put(server, ada, "file", name="Отчёт-Quarterly_report 2026.pdf")
    await show(ada, chat, report, kind="file")
    await show(ada, chat, report, kind="file", text="the reports of spring")
    await show(ada, chat, await put(server, ada, name="report.jpg"))

    page = await bob.call("messages.search", query="report")

    assert [3, 2] == [hit["message"]["seq"] for hit in page["hits"]]
    assert [[[4, 11]], []] == [hit["highlights"] for hit in page["hits"]]
    for query in ("отчёты", "quarterly", "2026"):
        assert 2 == len(await hits(bob, query)), query
    await ada.call("messages.edit", chat_id=chat, seq=3, text="nothing to see")
    assert ["nothing to see", ""] == await hits(bob, "report")
