"""Making the wishes of the demo's people as they would make them."""

from collections.abc import Mapping, Sequence
from typing import TypedDict
from uuid import UUID, uuid5

from messenger.actions import reminders, reports, scheduled
from messenger.actions.access import Viewer
from messenger.actions.demo_messages import PastMessage
from messenger.clock import rfc3339
from messenger.demo.times import DAY, HOUR
from messenger.demo.wishes import LATER, REMINDERS, REPORTS, Place
from messenger.services import Services

CLIENT_IDS = UUID("0d9f6a55-6a7c-4f0e-8f6e-52f4b6f0f3a1")


class Named(TypedDict):
    """A message, as commands name it."""

    chat_id: str
    seq: int


class Wishing:
    """The people of the demo and their chats, once all of them are written."""

    def __init__(self, services: Services, viewers: Mapping[str, Viewer]) -> None:
        self._services = services
        self._viewers = viewers
        self._ids: dict[Place, str] = {}
        self._said: dict[Place, Sequence[PastMessage]] = {}

    def know(self, place: Place, chat_id: str, said: Sequence[PastMessage]) -> None:
        """Take note of a chat."""
        self._ids[place] = chat_id
        self._said[place] = said

    async def make_all(self) -> None:
        """Schedule, remind and report."""
        for number, later in enumerate(LATER):
            await scheduled.add_scheduled(
                self._services,
                self._viewers[later.who],
                chat_id=self._ids[later.place],
                client_id=uuid5(CLIENT_IDS, str(number)),
                kind="text",
                text=later.text,
                format=later.format,
                silent=later.silent,
                send_at=self._moment(later.days, later.hour),
            )
        for reminding in REMINDERS:
            await reminders.add_reminder(
                self._services,
                self._viewers[reminding.who],
                **self._named(reminding.place, reminding.beginning),
                remind_at=self._moment(reminding.days, reminding.hour),
            )
        await self._report()

    async def _report(self) -> None:
        for told in REPORTS:
            named = self._named(told.place, told.beginning)
            await reports.report_messages(
                self._services,
                self._viewers[told.who],
                chat_id=named["chat_id"],
                seqs=[named["seq"]],
                reason=told.reason,
                comment=told.comment,
            )
            if told.settled:
                administrator = self._viewers[told.settled]
                [report] = await reports.list_reports(self._services, administrator)
                await reports.dismiss_report(self._services, administrator, report_id=report.id)

    def _named(self, place: Place, beginning: str) -> Named:
        said = enumerate(self._said[place], 1)
        seq = next(seq for seq, message in said if message.text.startswith(beginning))
        return {"chat_id": self._ids[place], "seq": seq}

    def _moment(self, days: int, hour: int) -> str:
        return rfc3339((self._services.clock.now() // DAY + days) * DAY + hour * HOUR)
