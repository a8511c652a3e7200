"""What one has uploaded already, what nobody used, and what stays for whom."""

import hashlib

from messenger.actions.media_sweep import collect_media
from tests.media_steps import attach, put_media
from tests.people import ADA, BOB
from tests.picture_files import picture
from tests.running import Server
from tests.talk import open_chat, say
from tests.uploads import files_on_disk, look, post
from tests.wire import Wire

DAY = 86_400_000
WORDS = b"the same words"
KEY = hashlib.sha256(WORDS).hexdigest()


async def test_a_file_that_is_there_need_not_come_twice(
    server: Server, ada: Wire, bob: Wire
) -> None:
    """To its owner alone, as what it was uploaded, by its name if that counts, while it is there."""
    wish = {"sha256": KEY, "as": "file"}
    assert "not_found" == await ada.code("media.find", wish)
    sent = await post(server, ADA, WORDS, **{"as": "file", "name": "a.txt"})

    found = await ada.call("media.find", wish | {"sha256": KEY.upper()})

    assert sent.json()["media"] == found["media"]
    assert found == await ada.call("media.find", wish, name="a.txt")
    for other in ({"name": "b.txt"}, {"as": "video"}, {"sha256": "0" * 64}):
        assert "not_found" == await ada.code("media.find", wish | other)
    assert "not_found" == await bob.code("media.find", wish)
    wrong = await ada.error("media.find", wish | {"sha256": "x" * 64})
    assert ("bad_request", "sha256") == (wrong["code"], wrong["field"])
    assert "too_long" == await ada.code("media.find", wish, name="x" * 256)
    await put_media(server.services, ada.me, "photo", status="failed", content=KEY)
    assert "not_found" == await ada.code("media.find", wish | {"as": "photo"})
    photo = (await post(server, ADA, picture(), **{"as": "photo"})).json()["media"]
    key = hashlib.sha256(picture()).hexdigest()
    again = await ada.call("media.find", {"sha256": key, "as": "photo"})
    assert photo["id"] == again["media"]["id"]


async def test_what_nobody_sent_goes_after_a_day(server: Server, ada: Wire) -> None:
    """What a message holds stays, as long as one does."""
    chat = await open_chat(ada, BOB.nick)
    unsent = await put_media(server.services, ada.me, "video")
    sent = await put_media(server.services, ada.me, "file")
    message = await say(ada, chat)
    await attach(server.services, message, sent)

    server.clock.ahead += DAY - 60_000
    await collect_media(server.services)
    assert 200 == (await look(server, ADA, f"/media/{unsent}")).status_code

    server.clock.ahead += 120_000
    await collect_media(server.services)
    assert 404 == (await look(server, ADA, f"/media/{unsent}")).status_code
    for person in (ADA, BOB):
        assert 200 == (await look(server, person, f"/media/{sent}")).status_code
    assert 1 == len(files_on_disk(server))

    deleted = {"chat_id": chat, "seqs": [message["seq"]], "for_everyone": True}
    await ada.call("messages.delete", deleted)
    assert 404 == (await look(server, ADA, f"/media/{sent}")).status_code
    server.clock.ahead += DAY
    await collect_media(server.services)
    assert [] == files_on_disk(server)
