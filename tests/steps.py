"""Random steps of people who write to each other, for hypothesis."""

import contextlib
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tests.wire import Refused, Wire

Step = tuple[Any, ...]

WHO = st.sampled_from(["ada", "bob"])
ON = st.booleans()
PLACE = st.integers(0, 3)
FOLDERS = [str(UUID(int=number, version=4)) for number in (1, 2)]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)

STEP: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("say"), WHO, TEXT, st.uuids()),
    st.tuples(st.just("say"), WHO, TEXT, st.uuids()),
    st.tuples(st.just("edit"), WHO, PLACE, TEXT),
    st.tuples(st.just("delete"), WHO, PLACE, ON),
    st.tuples(st.just("read"), WHO, PLACE),
    st.tuples(
        st.just("keep"),
        WHO,
        st.sampled_from(["chats.pin", "chats.archive", "chats.mark_unread"]),
        ON,
    ),
    st.tuples(st.just("mute"), WHO, ON),
    st.tuples(st.just("order"), WHO),
    st.tuples(st.just("file"), WHO, st.sampled_from(FOLDERS), ON),
    st.tuples(st.just("unfile"), WHO, st.sampled_from(FOLDERS)),
    st.tuples(st.just("draft"), WHO, st.sampled_from(["", "to be"])),
    st.tuples(st.just("clear"), WHO, st.sampled_from(["chats.delete", "chats.clear"]), ON),
    st.tuples(st.just("open"), WHO),
    st.tuples(st.just("relate"), WHO, st.sampled_from(["contacts", "blocks"]), ON),
    st.tuples(st.just("rename"), WHO, st.sampled_from(["A", "B", "C"])),
    st.tuples(st.just("receipts"), WHO, ON),
)


class Players:
    """Two people, each at one connection, and the chat that they have or will have."""

    def __init__(self, ada: Wire, bob: Wire, chat: str) -> None:
        self.wires = {"ada": ada, "bob": bob}
        self.others = {"ada": bob, "bob": ada}
        self.chat = chat

    async def play(self, step: Step) -> None:
        """Carry out one step; what the server refuses is no step."""
        kind, who, *rest = step
        with contextlib.suppress(Refused):
            await getattr(self, f"_{kind}")(self.wires[who], self.others[who], *rest)

    async def _say(self, me: Wire, _other: Wire, text: str, client_id: object) -> None:
        fields = {"chat_id": self.chat, "client_id": str(client_id), "kind": "text"}
        await me.call("messages.send", fields, text=text)

    async def _edit(self, me: Wire, _other: Wire, place: int, text: str) -> None:
        seq = await self._seq(me, place)
        await me.call("messages.edit", chat_id=self.chat, seq=seq, text=text)

    async def _delete(self, me: Wire, _other: Wire, place: int, everyone: bool) -> None:
        seqs = [await self._seq(me, place)]
        await me.call("messages.delete", chat_id=self.chat, seqs=seqs, for_everyone=everyone)

    async def _read(self, me: Wire, _other: Wire, place: int) -> None:
        await me.call("messages.read", chat_id=self.chat, seq=await self._seq(me, place))

    async def _keep(self, me: Wire, _other: Wire, op: str, on: bool) -> None:
        await me.call(op, chat_id=self.chat, on=on)

    async def _draft(self, me: Wire, _other: Wire, text: str) -> None:
        await me.call("chats.set_draft", chat_id=self.chat, text=text)

    async def _mute(self, me: Wire, _other: Wire, on: bool) -> None:
        until = "2099-01-01T00:00:00Z" if on else None
        await me.call("chats.mute", chat_id=self.chat, until=until)

    async def _order(self, me: Wire, _other: Wire) -> None:
        await me.call("chats.order_pins", chat_ids=[self.chat])

    async def _file(self, me: Wire, _other: Wire, folder: str, on: bool) -> None:
        chats = [self.chat] if on else []
        await me.call("folders.set", folder_id=folder, title="Work", chat_ids=chats)

    async def _unfile(self, me: Wire, _other: Wire, folder: str) -> None:
        await me.call("folders.delete", folder_id=folder)

    async def _clear(self, me: Wire, _other: Wire, op: str, everyone: bool) -> None:
        await me.call(op, chat_id=self.chat, for_everyone=everyone)

    async def _open(self, me: Wire, other: Wire) -> None:
        await me.call("chats.open_direct", user_id=other.me)

    async def _relate(self, me: Wire, other: Wire, noun: str, on: bool) -> None:
        await me.call(f"{noun}.{'add' if on else 'remove'}", user_id=other.me)

    async def _rename(self, me: Wire, _other: Wire, name: str) -> None:
        await me.call("account.update", name=name)

    async def _receipts(self, me: Wire, _other: Wire, on: bool) -> None:
        await me.call("account.update", privacy={"read_receipts": on})

    async def _seq(self, me: Wire, place: int) -> int:
        chat = (await me.call("chats.get", chat_id=self.chat))["chat"]
        return max(0, int(chat["last_seq"]) - place)
