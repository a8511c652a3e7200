"""Two people in their chat: one at a desk in light English, one with a phone in dark Russian."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.load import seed as tables


@dataclass(frozen=True)
class Cast:
    """Anna at the desk, and Boris with the phone."""

    anna: Person
    boris: Person


def bring_both(
    server: RunningServer, seed: tables.Seed, meet: Callable[..., Person], history: int
) -> Cast:
    """Let both open their chat, in which so many messages were written and read."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), history)
    for each in (anna, boris):
        seed.read(chat, each, history)
    desk = meet("anna", server=server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=server)
    for person, row in ((desk, anna), (phone, boris)):
        person.arrive(row.token)
        person.page.locator("a.chat-row").first.click()
        expect(person.composer).to_be_visible()
    return Cast(desk, phone)
