"""Previews of links from the message to the card: who makes them, who sees them, how they go."""

import asyncio
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from messenger.actions.looks import HOUR, KEPT_FOR, forget_old_looks
from messenger.actions.media_sweep import collect_media
from messenger.db.tables import link_previews
from messenger.rates import LOOKS_RATE
from tests.actions.group_steps import found
from tests.conftest import Serve
from tests.people import ADA, BOB, CAROL, EVE
from tests.picture_files import SVG, encoded, noise, opened, png_bomb, turned
from tests.previews.net import Net, page, redirect, respond
from tests.running import Server, TravellingClock
from tests.s3 import s3_settings
from tests.talk import forget, open_chat, say, set_privacy
from tests.uploads import files_on_disk, look
from tests.wire import Data, Wire

URL = "http://public.example/news"
PICTURE = "http://public.example/a.png"
HEAD = (
    '<title>News</title><meta name="description" content="What is new.">'
    '<meta property="og:site_name" content="The Site"><meta property="og:image" content="a.png">'
)
BARE = "<title>Bare</title>"


@pytest.fixture
async def server(serve: Serve, net: Net) -> Server:
    """A server whose operator lets it look where links lead, which is to the little internet."""
    return await watching(serve, net)


async def watching(serve: Serve, net: Net, **changed: Any) -> Server:
    """Start a server whose way to the internet leads to the test's."""
    server = await serve(**{"link_previews": "on", **changed})
    server.services.previews.fetcher = net.fetcher()
    net.put(URL, page(HEAD))
    net.put(PICTURE, respond(encoded(Image.new("RGB", (1280, 800), "teal")), "image/png"))
    return server


async def shown(wire: Wire) -> Data:
    """Wait for a change of a message, and return what it says of its link."""
    return dict((await wire.event("message.updated"))["message"]["preview"])


async def rests(server: Server) -> None:
    """Wait until nobody looks at any link any more."""
    async with asyncio.timeout(5):
        while not server.services.previews.quiet:
            await asyncio.sleep(0.01)


async def preview_of(wire: Wire, chat: str, seq: int) -> Data | None:
    """Return what history says of the link of a message."""
    read = await wire.call("messages.history", chat_id=chat, around=seq, limit=100)
    [message] = [each for each in read["messages"] if each["seq"] == seq]
    return message["preview"]  # type: ignore[no-any-return]


async def count_looks(server: Server) -> int:
    """Return how many looks are remembered."""
    async with server.services.database.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(link_previews)) or 0)


async def test_a_preview_comes_after_the_message(
    net: Net, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """To both sides, as a change of the message under a version of its own; to nobody else."""
    sent = await say(ada, chat, f"See {URL}#top.")

    assert sent["preview"] is None
    told = [await wire.event("message.updated") for wire in (ada, bob)]
    preview = told[1]["message"]["preview"]
    assert {
        "url": f"{URL}#top",
        "site": "The Site",
        "title": "News",
        "description": "What is new.",
        "image": {"url": preview["image"]["url"], "width": 640, "height": 400},
    } == preview
    assert preview == told[0]["message"]["preview"] == await preview_of(bob, chat, sent["seq"])
    assert (sent["version"] + 1, None) == (told[0]["version"], told[0]["message"]["edited_at"])
    assert [sent["client_id"], None] == [each["message"]["client_id"] for each in told]
    changed = await bob.call("sync", state=0, chats={chat: sent["version"]})
    assert preview == changed["chats"][0]["messages"][0]["preview"]
    assert [] == await eve.events()
    assert ["public.example/news", "public.example/a.png"] == net.requests


async def test_its_picture_is_made_anew_and_seen_by_who_sees_the_message(
    server: Server, net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """Nothing is left of what the file knew; to strangers and to nobody it is not there."""
    net.put(PICTURE, respond(turned(6), "image/jpeg"))
    sent = await say(ada, chat, URL)
    url = (await shown(bob))["image"]["url"]

    for person in (ADA, BOB):
        answer = await look(server, person, url)
        assert (200, "image/webp") == (answer.status_code, answer.headers["content-type"])
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"].startswith("private")
        assert b"Canary" not in answer.content
        assert ("WEBP", {}) == (
            opened(answer.content).format,
            dict(opened(answer.content).getexif()),
        )
    for stranger in (EVE, CAROL, None):
        assert 404 == (await look(server, stranger, url)).status_code
    for wrong in ("/media/previews/1", "/media/previews/x", "/media/previews/", f"{url}0"):
        assert 404 == (await look(server, ADA, wrong)).status_code

    await bob.call("messages.delete", chat_id=chat, seqs=[sent["seq"]], for_everyone=False)
    assert [200, 404] == [(await look(server, each, url)).status_code for each in (ADA, BOB)]
    await ada.call("messages.delete", chat_id=chat, seqs=[sent["seq"]], for_everyone=True)
    assert 404 == (await look(server, ADA, url)).status_code


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("in_bucket", [False, True])
async def test_a_full_disk_takes_no_picture(
    serve: Serve, net: Net, bucket_url: str, in_bucket: bool
) -> None:
    """Also where contents lie elsewhere: what comes in lies here first. The words are shown."""
    store = s3_settings(bucket_url) if in_bucket else {}
    server = await watching(serve, net, storage_reserve=10**9, **store)
    ada = await server.enter(ADA)
    await say(ada, await open_chat(ada, BOB.nick), URL)

    told = await shown(ada)
    assert ("News", None) == (told["title"], told["image"])


async def test_it_is_removed_for_all_and_comes_no_more(
    server: Server, net: Net, ada: Wire, bob: Wire, eve: Wire, chat: str
) -> None:
    """By its sender; not even a changed text brings one back."""
    sent = await say(ada, chat, URL)
    url = (await shown(bob))["image"]["url"]
    await shown(ada)
    this = {"chat_id": chat, "seq": sent["seq"]}
    assert "forbidden" == await bob.code("messages.remove_preview", this)
    assert "not_found" == await eve.code("messages.remove_preview", this)
    assert "not_found" == await ada.code("messages.remove_preview", chat_id=chat, seq=99)

    reply = await ada.call("messages.remove_preview", this)

    told = await bob.event("message.updated")
    assert (None, None) == (told["message"]["preview"], told["message"]["edited_at"])
    assert (reply["message"]["version"], None) == (told["version"], reply["message"]["preview"])
    assert await preview_of(bob, chat, sent["seq"]) is None
    assert 404 == (await look(server, ADA, url)).status_code
    await forget(ada, bob)
    assert reply == await ada.call("messages.remove_preview", this)
    net.put("http://public.example/other", page(BARE))
    await ada.call("messages.edit", this, text="http://public.example/other")
    await rests(server)
    assert ["message.updated"] == await bob.events()
    assert await preview_of(bob, chat, sent["seq"]) is None


async def test_a_changed_text_has_the_preview_of_its_first_link(
    net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """Another link, another preview; the same link, the same; no link, none."""
    sent = await say(ada, chat, f"{URL} it is")
    first = await shown(bob)
    this = {"chat_id": chat, "seq": sent["seq"]}
    net.put("http://public.example/other", page(BARE))

    same = await ada.call("messages.edit", this, text=f"See {URL} and http://public.example/other")
    assert first == same["message"]["preview"] == await shown(bob)
    other = await ada.call("messages.edit", this, text=f"http://public.example/other, not {URL}")
    assert other["message"]["preview"] is None
    assert (await bob.event("message.updated"))["message"]["preview"] is None
    told = await shown(bob)
    assert ("Bare", None) == (told["title"], told["image"])
    none = await ada.call("messages.edit", this, text="nothing")
    assert none["message"]["preview"] is None


async def test_nobody_looks_unless_all_wish_it(serve: Serve, net: Net) -> None:
    """The operator, the administrators, the sender for all messages, and for the single one."""
    server = await watching(serve, net, link_previews="")
    ada, bob = await server.enter(ADA), await server.enter(BOB)
    chat = await open_chat(ada, BOB.nick)

    async def is_shown(**fields: object) -> bool:
        sent = await say(ada, chat, URL, **fields)
        await rests(server)
        return await preview_of(bob, chat, sent["seq"]) is not None

    assert not (await ada.call("admin.settings"))["link_previews"]
    assert not await is_shown()
    assert "forbidden" == await bob.code("admin.update_settings", link_previews=True)
    assert (await ada.call("admin.update_settings", link_previews=True))["link_previews"]
    assert not await is_shown(preview=False)
    assert (await bob.call("account.get"))["privacy"]["link_previews"]
    await set_privacy(ada, link_previews=False)
    assert not await is_shown()
    assert [] == net.dialled
    await set_privacy(ada, link_previews=True)
    assert await is_shown()
    await ada.call("admin.update_settings", link_previews=False)
    assert not await is_shown()


async def test_a_variable_that_forbids_it_is_the_last_word(serve: Serve, net: Net) -> None:
    """Then nothing waits, and no administrator can change it."""
    server = await watching(serve, net, link_previews="off")
    ada = await server.enter(ADA)
    await say(ada, (await ada.call("chats.open_saved"))["chat"]["id"], URL)

    assert server.services.previews.quiet
    error = await ada.error("admin.update_settings", link_previews=True)
    assert ("conflict", "link_previews") == (error["code"], error["field"])
    assert "link_previews" in (await ada.call("admin.settings"))["fixed"]


async def test_a_link_is_fetched_once_for_all(
    server: Server, net: Net, ada: Wire, bob: Wire, carol: Wire, clock: TravellingClock
) -> None:
    """As long as it counts; where there was nothing, one looks again after an hour."""
    group = await found(ada, bob, carol)
    sending = [say(wire, group, f"{place} {URL}") for place, wire in enumerate((ada, bob, carol))]
    await asyncio.gather(*sending)
    for _ in sending:
        await shown(ada)
    assert ["public.example/news", "public.example/a.png"] == net.requests
    assert 1 == await count_looks(server)

    gone = "http://public.example/gone"
    for ahead, times in ((0, 1), (0, 1), (HOUR + 1000, 2)):
        clock.ahead += ahead
        sent = await say(bob, group, gone)
        await rests(server)
        assert await preview_of(ada, group, sent["seq"]) is None
        assert times == net.requests.count("public.example/gone")

    clock.ahead += KEPT_FOR
    net.put(URL, page(BARE))
    await forget(ada)
    await say(bob, group, URL)
    assert "Bare" == (await shown(ada))["title"]


async def test_what_stands_under_no_message_is_forgotten(
    server: Server, ada: Wire, bob: Wire, chat: str, clock: TravellingClock
) -> None:
    """With its picture, after its time; what stands under one stays as long as that does."""
    sent = await say(ada, chat, URL)
    url = (await shown(bob))["image"]["url"]
    await say(ada, chat, "http://public.example/gone")
    await rests(server)

    async def clean() -> int:
        await forget_old_looks(server.services)
        await collect_media(server.services)
        return await count_looks(server)

    assert 2 == await clean()
    clock.ahead += KEPT_FOR + HOUR
    assert 1 == await clean()
    assert 200 == (await look(server, BOB, url)).status_code
    assert 1 == len(files_on_disk(server))
    await ada.call("messages.delete", chat_id=chat, seqs=[sent["seq"]], for_everyone=True)
    assert 0 == await clean()
    assert [] == files_on_disk(server)


async def test_a_forward_has_the_same_preview(
    server: Server, ada: Wire, bob: Wire, carol: Wire, chat: str
) -> None:
    """Its picture too, for those who see the copy; what was removed is not made for the copy."""
    sent = await say(ada, chat, URL)
    first = await shown(bob)
    elsewhere = await open_chat(bob, CAROL.nick)
    told = {"from_chat_id": chat, "seqs": [sent["seq"]], "to_chat_ids": [elsewhere]}
    ids = ["00000000-0000-4000-8000-00000000000" + digit for digit in "12"]
    copy = (await bob.call("messages.forward", told, client_ids=[ids[0]]))["messages"][0]
    assert first == copy["preview"] == (await carol.event("message.new"))["message"]["preview"]
    assert 200 == (await look(server, CAROL, first["image"]["url"])).status_code

    await ada.call("messages.remove_preview", chat_id=chat, seq=sent["seq"])
    assert [404, 200, 200] == [
        (await look(server, each, first["image"]["url"])).status_code for each in (ADA, BOB, CAROL)
    ]
    bare = (await bob.call("messages.forward", told, client_ids=[ids[1]]))["messages"][0]
    await rests(server)
    assert await preview_of(carol, elsewhere, bare["seq"]) is None


async def test_who_came_later_sees_nothing_of_it(
    server: Server, net: Net, ada: Wire, bob: Wire, carol: Wire
) -> None:
    """Neither the words nor the picture of a message from before they came; after, both."""
    group = await found(ada, bob)
    wait = asyncio.Event()

    async def late(writer: asyncio.StreamWriter) -> None:
        await wait.wait()
        writer.write(page(HEAD))
        await writer.drain()

    net.put(URL, late)
    await ada.call("chats.update", chat_id=group, history_for_newcomers=False)
    await say(ada, group, URL)
    await ada.call("members.add", chat_id=group, user_ids=[carol.me])
    await forget(ada, bob, carol)
    wait.set()
    url = (await shown(bob))["image"]["url"]
    veiled = (await carol.event("message.updated"))["message"]
    assert (None, "", True) == (veiled["preview"], veiled["text"], veiled["deleted"])
    assert [200, 404] == [(await look(server, each, url)).status_code for each in (BOB, CAROL)]
    await say(ada, group, URL)
    assert url == (await shown(carol))["image"]["url"]
    assert 200 == (await look(server, CAROL, url)).status_code


async def test_what_changed_while_one_looked_counts(
    server: Server, net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """A message that was deleted, rewritten or made bare meanwhile gets nothing from before."""
    wait, asked = asyncio.Event(), asyncio.Semaphore(0)

    async def late(writer: asyncio.StreamWriter) -> None:
        asked.release()
        await wait.wait()
        writer.write(page(BARE))
        await writer.drain()

    seqs = []
    for path in ("deleted", "rewritten", "removed"):
        net.put(f"http://public.example/{path}", late)
        seqs.append((await say(ada, chat, f"http://public.example/{path}"))["seq"])
        await asked.acquire()
    await ada.call("messages.delete", chat_id=chat, seqs=seqs[:1], for_everyone=True)
    await ada.call("messages.edit", chat_id=chat, seq=seqs[1], text="never mind")
    await ada.call("messages.remove_preview", chat_id=chat, seq=seqs[2])
    await forget(ada, bob)
    # Messages flow all the while.
    await say(bob, chat, "meanwhile")
    wait.set()
    await rests(server)

    assert [] == [each for each in await bob.events() if each != "message.new"]
    assert [None] * 3 == [await preview_of(bob, chat, seq) for seq in seqs]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_pictures_that_are_none_are_left_out(
    net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """The words stay: bombs, scripts, the too large, the too small, and private places."""
    net.put("http://public.example/in", redirect("http://127.0.0.1/a.png"))
    pictures = {
        "50 MP": respond(png_bomb(7100, 7100), "image/png"),
        "SVG": respond(SVG, "image/svg+xml"),
        "SVG as PNG": respond(SVG, "image/png"),
        "over a megabyte": respond(encoded(noise(640)), "image/png"),
        "a dot": respond(encoded(Image.new("RGB", (1, 1))), "image/png"),
        "a line": respond(encoded(Image.new("RGB", (5000, 2))), "image/png"),
        "gone": respond(b"", status="404 Not Found"),
    }
    heads = {name: f"p/{place}" for place, name in enumerate(pictures)}
    for name, answer in pictures.items():
        net.put(f"http://public.example/{heads[name]}", answer)
    heads |= {"private": "in", "more private": "http://[::1]/a.png", "a file": "file:///etc/hosts"}
    for name, source in heads.items():
        link = "http://public.example/" + name.replace(" ", "-")
        source = source if ":" in source else f"/{source}"
        net.put(link, page(f'<title>{name}</title><meta property="og:image" content="{source}">'))
        await say(ada, chat, link)
        told = await shown(bob)
        assert (name, None) == (told["title"], told["image"])
    assert {"93.184.216.34"} == set(net.dialled)


async def test_a_link_to_a_picture_shows_it(
    server: Server, net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """By its name; what only poses as one is not shown at all."""
    await say(ada, chat, PICTURE)
    told = await shown(bob)
    assert ("a.png", "", 640) == (told["title"], told["description"], told["image"]["width"])
    net.put("http://public.example/b.png", respond(SVG, "image/png"))
    sent = await say(ada, chat, "http://public.example/b.png")
    await rests(server)
    assert await preview_of(bob, chat, sent["seq"]) is None


async def test_one_person_makes_the_server_look_only_so_often(
    server: Server, net: Net, ada: Wire, bob: Wire, chat: str
) -> None:
    """What is over that has no preview; others, and what is known already, still have one."""
    most = int(LOOKS_RATE[1])
    for place in range(most + 3):
        net.put(f"http://public.example/{place}", page(BARE))
        await say(ada, chat, f"http://public.example/{place}")
    await rests(server)
    assert most <= len(net.requests) <= most + 1
    await forget(ada, bob)
    await say(ada, chat, "http://public.example/0")
    await shown(bob)
    await say(bob, chat, f"http://public.example/{most + 2}")
    await shown(ada)


async def test_the_server_does_not_look_at_itself(serve: Serve, net: Net) -> None:
    """A link to one of its own pages is no reason to ask itself."""
    server = await watching(serve, net, public_url="https://chat.example")
    net.put("https://chat.example/", page(BARE))
    ada = await server.enter(ADA)
    await say(
        ada, (await ada.call("chats.open_saved"))["chat"]["id"], "https://chat.example/join/x"
    )
    await rests(server)
    assert [] == net.dialled


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_stop_waits_for_no_look(server: Server, net: Net, ada: Wire, chat: str) -> None:
    """However slow the other server is: the look is given up, and nothing of it is left."""
    asked = asyncio.Event()

    async def silent(_writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.sleep(60)

    server.services.previews.fetcher = net.fetcher(seconds=60)
    net.put("http://public.example/silent", silent)
    await say(ada, chat, "http://public.example/silent")
    await asked.wait()

    await server.stop()

    await rests(server)
    assert [] == files_on_disk(server)
