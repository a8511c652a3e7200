"""The examples of the reference, recorded from a running server.

`python -m tests.docs.recording` writes them anew; a test does the same and compares.
"""

import asyncio
import hashlib
import json
import re
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from typing_extensions import override

from messenger.actions import remembered
from messenger.actions.access import ClientInfo
from messenger.actions.sign_in import register
from messenger.db.ids import new_id
from messenger.db.tables import exports, media
from messenger.reference.examples import FILE
from messenger.settings import Settings
from tests.actions.two_factor_steps import Authenticator
from tests.media_steps import put_media
from tests.picture_files import picture
from tests.running import Server, TravellingClock, running
from tests.wire import Data, Wire

EVENING = 1_795_377_600_000  # 2026-11-22T20:00:00.000Z
PASSWORD = "a lighthouse keeps no diary"
LONG_NUMBER = re.compile(r"(?<=[\"/-])\d{16,}(?=[\"?])")
LONGEST_SHOWN = 100
TOKEN = re.compile(r'(?<=["#])[\w-]{43}(?=")')
CURSOR = re.compile(r'(?<="cursor": ")[^"]+')
FREE = re.compile(r'(?<="free": )\d+|(?<="free_for_parts": )\d+')
SECRET = re.compile(r"(?<=[\"=])[A-Z2-7]{32}(?=[\"&])")
CODE = re.compile(r'(?<="code": ")\d{6}')
INVITATION = re.compile(r"[A-Z2-7]{5}(?:-[A-Z2-7]{5}){3}")
INVITATION_START = re.compile(r'(?<="invitation": ")[A-Z2-7]{5}(?=…")')
JOINING = re.compile(r'(?<=["/=])[BCDFGHJKLMNPQRSTVWXYZ2-9]{10}(?=["-])')
RECOVERY_CODE = re.compile(r'(?<=")[0-9A-Z]{5}-[0-9A-Z]{5}(?=")')


class StillClock(TravellingClock):
    """A clock that moves only when it is told to."""

    @override
    def now(self) -> int:
        """Return the moment of the recording in epoch milliseconds."""
        return EVENING + self.ahead


class Recorder:
    """Everything recorded so far."""

    def __init__(self, clock: StillClock) -> None:
        self.requests: dict[str, list[Data]] = {}
        self.events: dict[str, Data] = {}
        self.refusals: list[list[Data]] = []
        self._clock = clock

    async def ask(self, wire: Wire, op: str, data: Data | None = None, **fields: Any) -> Data:
        """Ask, keep the first exchange of each operation, and return the reply's data."""
        self._clock.ahead += 1000
        request, reply = await self._exchange(wire, op, (data or {}) | fields)
        assert reply["ok"], reply
        self.requests.setdefault(op, [request, reply])
        return dict(reply["data"])

    async def refuse(self, wire: Wire, op: str, **fields: Any) -> None:
        """Ask for what is refused, and keep it."""
        request, reply = await self._exchange(wire, op, fields)
        assert not reply["ok"]
        for field, value in request["data"].items():
            request["data"][field] = value[:12] + "…" if len(value) > LONGEST_SHOWN else value
        self.refusals.append([request, reply])

    async def hear(self, wire: Wire, event: str) -> Data:
        """Wait for an event, and keep the first of each name."""
        data = await wire.event(event)
        self.events.setdefault(event, {"event": event, "data": data})
        return data

    async def _exchange(self, wire: Wire, op: str, data: Data) -> tuple[Data, Data]:
        reply = await wire.ask(op, data)
        return {"id": reply["id"], "op": op, "data": data}, reply

    def tidy(self) -> str:
        """Return the recording as JSON, with small numbers for whatever is random."""
        recorded = {"requests": self.requests, "events": self.events, "refusals": self.refusals}
        text = json.dumps(recorded, ensure_ascii=False, indent=1)
        known: dict[str, str] = {}
        text = LONG_NUMBER.sub(lambda found: known.setdefault(found[0], _id(len(known))), text)
        text = TOKEN.sub("pK3vZ0yVw9o1mQe7hXcT5uJrB2sLfNdA8gIiWtEqOyM", text)
        text = FREE.sub(str(200 * 2**30), text)
        text = INVITATION.sub("MFRGG-ZDFMZ-TWQ2L-KNNXW", text)
        text = INVITATION_START.sub("MFRGG", text)
        text = JOINING.sub("WV4K9TRB2M", text)
        text = SECRET.sub("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", text)
        text = RECOVERY_CODE.sub("7K2QX-M9R4T", CODE.sub("287082", text))
        return CURSOR.sub("W2ZhbHNlLDE3OTUzNzc2MDAwMDAsNzUzMDQxODBd", text) + "\n"


async def record(folder: Path) -> str:
    """Run a server, let Ada and Bob do everything once, and return what was said."""
    clock = StillClock()
    recorder = Recorder(clock)
    async with running(Settings(data_dir=folder), clock) as server:
        ada, bob = await _enter(recorder, server)
        chat = await _meet(recorder, server, ada, bob)
        await _talk(recorder, server, ada, bob, chat)
        await _keep(recorder, ada, chat)
        await _gather(recorder, server, ada, bob)
        await _stick(recorder, server, ada, bob, chat)
        await _part(recorder, ada, bob, chat)
        await _go_and_return(recorder, server)
        await _ask_for_help(recorder, server, bob)
        await _administer(recorder, server)
        await _leave(recorder, server, bob)
    return recorder.tidy()


async def _enter(recorder: Recorder, server: Server) -> tuple[Wire, Wire]:
    await register(
        server.services,
        username="carol",
        email="carol@example.org",
        password=PASSWORD,
        name="Carol Shaw",
        client=ClientInfo("127.0.0.1", "the recording"),
    )
    ada, bob = await server.connect(), await server.connect()
    account = {"username": "ada", "email": "ada@example.org", "password": PASSWORD}
    named = account | {"name": "Ada Lovelace"}
    token = (await recorder.ask(ada, "auth.register", named))["token"]
    await recorder.hear(ada, "hello")
    bobs = account | {"username": "bob", "email": "bob@example.org", "name": "Bob Marley"}
    await recorder.ask(bob, "auth.register", bobs)
    await bob.event("hello")
    await recorder.ask(ada, "ping")
    await recorder.ask(ada, "account.get")
    await _prove(recorder, server, ada)
    await recorder.ask(ada, "account.update", bio="Counts things.", privacy={"photo": "contacts"})
    await recorder.hear(ada, "account.updated")
    await _pose(recorder, server, ada, token)
    await recorder.ask(ada, "sessions.list")
    change = {"old": PASSWORD, "new": f"{PASSWORD} too"}
    await recorder.ask(ada, "account.change_password", change)
    await recorder.ask(ada, "sessions.revoke", others=True)
    change = {"password": f"{PASSWORD} too", "email": "ada@example.net"}
    await recorder.ask(ada, "account.change_email", change)
    await ada.event("account.updated")
    await recorder.ask(ada, "account.export")
    return ada, bob


async def _see_progress(recorder: Recorder, server: Server, bob: Wire) -> None:
    """Show a copy that somebody else makes, so that it stands still meanwhile."""
    now = server.clock.now()
    row = {"id": new_id(), "user_id": int(bob.me), "state": "working", "percent": 40}
    row |= {"language": "en", "created_at": now, "touched_at": now}
    async with server.services.database.writing() as connection:
        await connection.execute(insert(exports), row)
    await recorder.ask(bob, "account.export_status")


async def _prove(recorder: Recorder, server: Server, ada: Wire) -> None:
    setup = await recorder.ask(ada, "two_factor.start", password=PASSWORD)
    app = Authenticator(server, setup["secret"])
    await recorder.ask(ada, "two_factor.confirm", code=app.next_code())
    async with server.services.database.writing() as connection:
        client = ClientInfo("127.0.0.1", "Firefox on a tablet")
        await remembered.remember(server.services, connection, int(ada.me), client)
    status = await recorder.ask(ada, "two_factor.status")
    device = status["devices"][0]["id"]
    await recorder.ask(ada, "two_factor.forget_device", device_id=device)
    await recorder.ask(ada, "auth.reauthenticate", password=PASSWORD)
    await recorder.ask(ada, "two_factor.regenerate_codes")
    await recorder.ask(ada, "two_factor.disable", code=app.next_code())


async def _pose(recorder: Recorder, server: Server, ada: Wire, token: str) -> None:
    async with server.http(headers={"Authorization": f"Bearer {token}"}) as http:
        answer = await http.post("/api/media?as=avatar&name=me.png", content=picture())
    await recorder.ask(ada, "account.set_avatar", media_id=answer.json()["media"]["id"])
    await recorder.ask(ada, "account.remove_avatar")
    async with server.http(headers={"Authorization": f"Bearer {token}"}) as http:
        answer = await http.post("/api/media?as=file&name=notes.txt", content=b"2 comets")
    assert "ready" == answer.json()["media"]["status"]
    found = {"sha256": hashlib.sha256(b"2 comets").hexdigest(), "as": "file"}
    await recorder.ask(ada, "media.find", found)


async def _meet(recorder: Recorder, server: Server, ada: Wire, bob: Wire) -> str:
    await recorder.ask(ada, "users.search", query="bo")
    await recorder.ask(ada, "users.get", username="bob")
    await recorder.ask(ada, "contacts.add", username="bob")
    await recorder.hear(ada, "contact.updated")
    await recorder.ask(ada, "contacts.list")
    let = {"rule": "email", "user_id": bob.me, "allow": True}
    await recorder.ask(ada, "privacy.set_exception", let)
    await recorder.ask(ada, "privacy.list_exceptions", rule="email")
    await ada.call("contacts.add", username="carol")
    carol = await server.connect()
    her = (await carol.call("auth.login", login="carol", password=PASSWORD))["user"]["id"]
    # Bob's coming may have been announced after he became a contact.
    while (await recorder.hear(ada, "presence"))["user_id"] != her:
        del recorder.events["presence"]
    await recorder.ask(ada, "chats.open_saved")
    opened = await recorder.ask(ada, "chats.open_direct", username="bob")
    await recorder.refuse(bob, "messages.history", chat_id="404")
    return str(opened["chat"]["id"])


async def _talk(recorder: Recorder, server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    await recorder.ask(ada, "messages.send", _text(chat, 1, "Did you see the comet?"))
    await recorder.hear(bob, "chat.new")
    await recorder.hear(bob, "message.new")
    await recorder.ask(bob, "messages.read", chat_id=chat, seq=1)
    await recorder.hear(ada, "read")
    await recorder.ask(bob, "typing", chat_id=chat, on=True)
    await recorder.hear(ada, "typing")
    await recorder.ask(bob, "messages.send", _text(chat, 2, "I saw a cloud.") | {"reply_to": 1})
    await recorder.ask(ada, "messages.history", chat_id=chat, limit=2)
    await recorder.ask(ada, "messages.edit", chat_id=chat, seq=1, text="Did you see the comet? ☄️")
    await recorder.ask(bob, "messages.search", query="comets", limit=5)
    await recorder.hear(bob, "message.updated")
    await _look_back(recorder, ada, bob, chat)
    saved = (await ada.call("chats.open_saved"))["chat"]["id"]
    seq = await _share(recorder, server, ada, chat)
    await recorder.ask(ada, "messages.forward", _copies(chat, [seq], [saved]))
    await _put_off(recorder, ada, saved)
    wish = {"chat_id": chat, "seqs": [2], "reason": "other", "comment": "That was no cloud."}
    await recorder.ask(ada, "messages.report", wish)
    await bob.call("messages.report", chat_id=chat, seqs=[1], reason="spam")
    await recorder.ask(ada, "messages.delete", chat_id=chat, seqs=[2], for_everyone=False)
    await recorder.hear(ada, "message.hidden")
    await recorder.refuse(ada, "messages.send", **_text(chat, 3, "x" * 4097))
    await recorder.refuse(ada, "messages.send", chat_id=chat, text="no client_id", kind="text")


async def _share(recorder: Recorder, server: Server, ada: Wire, chat: str) -> int:
    """Send a file, look what it takes, and return the seq of the message."""
    notes = {"name": "comets.pdf", "created_at": EVENING}
    media_id = await put_media(server.services, ada.me, "file", **notes)
    shared = _text(chat, 7, "My notes.") | {"kind": "file", "media_ids": [media_id]}
    seq = (await ada.call("messages.send", shared))["message"]["seq"]
    await recorder.ask(ada, "media.usage")
    await recorder.ask(ada, "media.largest", limit=1)
    return int(seq)


async def _look_back(recorder: Recorder, ada: Wire, bob: Wire, chat: str) -> None:
    await recorder.ask(ada, "messages.edits", chat_id=chat, seq=1)
    await recorder.ask(bob, "messages.react", chat_id=chat, seq=1, emoji="🔥", on=True)
    await recorder.ask(ada, "messages.reactions", chat_id=chat, seq=1)
    await recorder.ask(ada, "messages.remove_preview", chat_id=chat, seq=1)
    await recorder.ask(ada, "messages.pin", chat_id=chat, seq=2, on=True)
    await recorder.ask(bob, "messages.pinned", chat_id=chat)
    await recorder.ask(bob, "messages.unpin_all", chat_id=chat)


async def _put_off(recorder: Recorder, ada: Wire, chat: str) -> None:
    wish = _text(chat, 5, "Look up: the comet is due.")
    one = {"chat_id": chat, "client_id": wish["client_id"]}
    await recorder.ask(ada, "scheduled.add", wish, send_at="2026-11-25T17:00:00Z")
    await recorder.ask(ada, "scheduled.edit", one, send_at="2026-11-25T18:30:00Z")
    await recorder.ask(ada, "scheduled.list", chat_id=chat)
    await recorder.ask(ada, "scheduled.send_now", one)
    wish = _text(chat, 6, "It is gone.")
    await ada.call("scheduled.add", wish, send_at="2026-11-26T17:00:00Z")
    one = {"chat_id": chat, "client_id": wish["client_id"]}
    await recorder.ask(ada, "scheduled.delete", one)
    seen = {"chat_id": chat, "seq": 1}
    await recorder.ask(ada, "reminders.add", seen, remind_at="2026-11-25T08:00:00Z")
    await recorder.hear(ada, "reminders.updated")
    await recorder.ask(ada, "reminders.list")
    await recorder.ask(ada, "reminders.delete", seen)


async def _keep(recorder: Recorder, ada: Wire, chat: str) -> None:
    await recorder.ask(ada, "chats.list", limit=1)
    await recorder.ask(ada, "chats.get", chat_id=chat)
    await recorder.ask(ada, "chats.pin", chat_id=chat, on=True)
    await recorder.hear(ada, "chat.updated")
    await recorder.ask(ada, "chats.order_pins", chat_ids=[chat])
    await recorder.hear(ada, "pins.updated")
    await recorder.ask(ada, "chats.mark_unread", chat_id=chat, on=True)
    folder = {"folder_id": "0d1f6a4e-8f0b-4c1e-9a55-5e2f3c7b9d10", "title": "Comets"}
    await recorder.ask(ada, "folders.set", folder, chat_ids=[chat], unread_only=True)
    await recorder.hear(ada, "folders.updated")
    del folder["title"]
    await recorder.ask(ada, "folders.keep_chat", folder, chat_id=chat, on=False)
    await recorder.ask(ada, "folders.order", folder_ids=[folder["folder_id"]])
    await recorder.ask(ada, "folders.list")
    await recorder.ask(ada, "folders.delete", folder)
    await recorder.ask(ada, "chats.mute", chat_id=chat, until="2026-11-23T08:00:00Z")
    await recorder.ask(ada, "chats.archive", chat_id=chat, on=False)
    await recorder.ask(ada, "chats.set_draft", chat_id=chat, text="About that cloud")
    await recorder.ask(ada, "sync", state=2, chats={chat: 2})


async def _gather(recorder: Recorder, server: Server, ada: Wire, bob: Wire) -> None:
    """Ada makes a group, Bob is added, and Carol comes by an invitation."""
    carol = await server.connect()
    await carol.call("auth.login", login="carol", password=PASSWORD)
    await carol.event("hello")
    made = await recorder.ask(
        ada, "chats.create_group", title="Stargazers", description="Clear nights only."
    )
    group = {"chat_id": made["chat"]["id"]}
    await recorder.ask(ada, "members.add", group, user_ids=[bob.me])
    await recorder.hear(ada, "member.joined")
    await recorder.ask(ada, "chats.update", group, title="Stargazers of the hill")
    await recorder.ask(ada, "members.list", group)
    await recorder.ask(ada, "members.get", group, seqs=[1])
    await _invite(recorder, ada, carol, group)
    await recorder.ask(ada, "members.set_role", group, user_id=bob.me, role="admin")
    await _mention(recorder, ada, bob, group)
    await recorder.ask(ada, "members.remove", group, user_ids=[carol.me], ban=True)
    await recorder.hear(bob, "member.left")
    await recorder.ask(ada, "members.banned", group)
    await recorder.ask(ada, "members.unban", group, user_id=carol.me)
    await recorder.ask(bob, "chats.leave", group)
    await ada.call("chats.delete", group, for_everyone=True)
    await ada.event("chat.removed")


async def _mention(recorder: Recorder, ada: Wire, bob: Wire, group: Data) -> None:
    asked = {**_text(group["chat_id"], 4, "@bob, is it clear tonight?")}
    seq = (await ada.call("messages.send", asked))["message"]["seq"]
    await recorder.ask(bob, "chats.mentions", group)
    await recorder.ask(bob, "chats.read_mentions", group, up_to=seq)
    await bob.call("messages.read", group, seq=seq)
    await recorder.ask(ada, "messages.readers", group, seq=seq)


async def _invite(recorder: Recorder, ada: Wire, carol: Wire, group: Data) -> None:
    wish = {"expires_in": 604_800, "max_uses": 10, "approval": True}
    code = (await recorder.ask(ada, "invites.create", group, **wish))["invite"]["code"]
    await recorder.ask(carol, "invites.preview", code=code)
    await recorder.ask(carol, "invites.join", code=code)
    await recorder.hear(ada, "member.requested")
    await recorder.ask(ada, "invites.requests", group)
    await recorder.ask(ada, "invites.answer", group, user_id=carol.me, answer="approve")
    await recorder.ask(ada, "invites.list", group)
    await recorder.ask(ada, "invites.revoke", group, code=code)


async def _stick(recorder: Recorder, server: Server, ada: Wire, bob: Wire, chat: str) -> None:
    """Ada makes a pack of stickers, Bob has it, and sends one."""
    pack = (await recorder.ask(ada, "sticker_packs.create", title="Square"))["pack"]["code"]
    row = {"id": new_id(), "owner_id": int(ada.me), "purpose": "sticker", "name": "red.png"}
    row |= {"created_at": server.clock.now(), "width": 512, "height": 512}
    async with server.services.database.writing() as connection:
        await connection.execute(insert(media).values(**row))
    wish = {"code": pack, "media_id": str(row["id"]), "emoji": "😀"}
    [made] = (await recorder.ask(ada, "stickers.add", wish))["pack"]["stickers"]
    one = {"sticker_id": made["id"]}
    await recorder.ask(ada, "stickers.update", one, emoji="🔥")
    await recorder.ask(ada, "stickers.order", code=pack, sticker_ids=[made["id"]])
    await recorder.ask(ada, "sticker_packs.rename", code=pack, title="Squares")
    await recorder.ask(bob, "sticker_packs.get", code=pack)
    await recorder.ask(bob, "sticker_packs.install", code=pack, on=True)
    await recorder.hear(bob, "stickers.updated")
    await recorder.ask(bob, "sticker_packs.order", codes=[pack])
    wish = _text(chat, 8, "") | {"kind": "sticker", "sticker_id": made["id"]}
    await bob.call("messages.send", wish)
    await recorder.ask(bob, "stickers.keep", one, on=True)
    await recorder.ask(bob, "stickers.list")
    await recorder.ask(ada, "stickers.remove", one)
    await recorder.ask(ada, "sticker_packs.delete", code=pack)


async def _part(recorder: Recorder, ada: Wire, bob: Wire, chat: str) -> None:
    await recorder.ask(ada, "blocks.add", user_id=bob.me)
    await recorder.ask(ada, "blocks.list")
    await recorder.ask(ada, "blocks.remove", user_id=bob.me)
    await recorder.ask(ada, "contacts.remove", user_id=bob.me)
    await recorder.ask(ada, "chats.clear", chat_id=chat, for_everyone=False)
    await recorder.hear(ada, "chat.cleared")
    await recorder.ask(ada, "chats.delete", chat_id=chat, for_everyone=False)
    await recorder.hear(ada, "chat.removed")


async def _administer(recorder: Recorder, server: Server) -> None:
    """Carol, who registered first, looks after the server."""
    carol = await server.connect()
    await carol.call("auth.login", login="carol", password=PASSWORD)
    await recorder.ask(carol, "auth.registration")
    await recorder.ask(carol, "admin.settings")
    await recorder.ask(carol, "admin.update_settings", registration="approval")
    newcomer = await server.connect()
    for nick in ("dora", "eve"):
        account = {"username": nick, "email": f"{nick}@example.org", "password": PASSWORD}
        assert "account_pending" == await newcomer.code("auth.register", account)
    dora, eve = (await recorder.ask(carol, "admin.waiting"))["people"]
    await recorder.ask(carol, "admin.approve", user_id=dora["id"])
    await recorder.ask(carol, "admin.refuse", user_id=eve["id"])
    made = await recorder.ask(carol, "admin.create_invitation", uses=5, days=14)
    await recorder.ask(carol, "admin.invitations")
    invitation = made["invitation"]["id"]
    await recorder.ask(carol, "admin.revoke_invitation", invitation_id=invitation)
    await recorder.ask(carol, "admin.people", query="do")
    await recorder.ask(carol, "admin.set_admin", user_id=dora["id"], on=True)
    await recorder.ask(carol, "admin.make_reset_link", user_id=dora["id"])
    await recorder.ask(carol, "admin.reset_two_factor", user_id=dora["id"])
    await recorder.ask(carol, "admin.end_sessions", user_id=dora["id"])
    await recorder.ask(carol, "admin.set_disabled", user_id=dora["id"], on=True)
    await _settle_reports(recorder, carol)
    await recorder.ask(carol, "admin.storage")
    await recorder.ask(carol, "admin.journal", limit=2)


async def _settle_reports(recorder: Recorder, carol: Wire) -> None:
    first, second = (await recorder.ask(carol, "admin.reports"))["reports"]
    await recorder.ask(carol, "admin.delete_reported", report_id=first["id"])
    await recorder.ask(carol, "admin.dismiss_report", report_id=second["id"])


async def _go_and_return(recorder: Recorder, server: Server) -> None:
    frida, back = await server.connect(), await server.connect()
    account = {"username": "frida", "email": "frida@example.org", "password": PASSWORD}
    await frida.call("auth.register", account)
    await recorder.ask(frida, "account.delete", messages="keep")
    await back.call("auth.login", login="frida", password=PASSWORD)
    await recorder.ask(back, "account.keep")


async def _ask_for_help(recorder: Recorder, server: Server, bob: Wire) -> None:
    carol = await server.connect()  # Who came first is the administrator.
    await carol.call("auth.login", login="carol", password=PASSWORD)
    name = "5d0e4b8e-9a55-4d6f-8e3a-7c2100000007"
    asked = {"subject": "No letter", "text": "The code does not come.", "client_id": name}
    ticket = (await recorder.ask(bob, "tickets.open", asked))["ticket"]["id"]
    await recorder.ask(bob, "tickets.list")
    await recorder.hear(carol, "ticket.updated")
    await recorder.hear(carol, "desk.updated")
    await recorder.ask(carol, "tickets.queue")
    await recorder.ask(carol, "tickets.write", ticket_id=ticket, text="It is on its way now.")
    await recorder.ask(bob, "tickets.get", ticket_id=ticket)
    await recorder.ask(bob, "tickets.read", ticket_id=ticket)
    await recorder.ask(carol, "tickets.set_state", ticket_id=ticket, state="closed")
    await recorder.ask(bob, "tickets.rate", ticket_id=ticket, rating=5, text="Quick.")


async def _leave(recorder: Recorder, server: Server, bob: Wire) -> None:
    phone, desk = await server.connect(), await server.connect()
    token = (await recorder.ask(phone, "auth.login", login="bob", password=PASSWORD))["token"]
    await recorder.ask(desk, "auth.resume", token=token)
    await desk.event("hello")
    await recorder.ask(phone, "auth.logout")
    await recorder.hear(desk, "session.revoked")
    await _see_progress(recorder, server, bob)
    await server.stop()
    await recorder.hear(bob, "server.stopping")


def _id(number: int) -> str:
    return str(7_530_418_034_078_152_575 + number * 4_194_304_011)


def _text(chat: str, number: int, text: str) -> Data:
    client_id = str(UUID(int=0x5D0E4B8E9A550D6F4E3A7C2100000000 + number, version=4))
    return {"chat_id": chat, "client_id": client_id, "kind": "text", "text": text}


def _copies(chat: str, seqs: list[int], targets: list[str]) -> Data:
    count = len(seqs) * len(targets)
    ids = [
        str(UUID(int=0x5D0E4B8E9A550D6F4E3A7C2200000000 + number, version=4))
        for number in range(count)
    ]
    return {"from_chat_id": chat, "seqs": seqs, "to_chat_ids": targets, "client_ids": ids}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        FILE.write_text(asyncio.run(record(Path(place))), encoding="utf-8")
