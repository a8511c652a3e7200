"""Resume: whatever happened during a cut, the old copy and `sync` make what is there."""

from hypothesis import given
from hypothesis import strategies as st

from tests.databases import Template
from tests.people import ADA, BOB
from tests.replica import Replica, kept_by_events
from tests.running import Server
from tests.steps import STEP, Players, Step
from tests.talk import open_chat
from tests.wire import Wire


@given(before=st.lists(STEP, max_size=4), missed=st.lists(STEP, min_size=1, max_size=12))
async def test_the_old_copy_and_sync_are_what_a_new_client_reads(
    unlimited: Server, template: Template, before: list[Step], missed: list[Step]
) -> None:
    """After any steps of both people that one of the clients has missed."""
    await template.lay_out(unlimited.services.database)
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    players = Players(ada, bob, await open_chat(ada, "bob"))
    for step in before:
        await players.play(step)
    copy = await Replica.read(ada)

    for step in missed:
        await players.play(step)
    phone = await unlimited.enter(ADA)
    await copy.catch_up(phone)

    fresh = await Replica.read(phone)
    assert fresh.seen() == copy.seen()
    assert fresh.state == copy.state
    for wire in (ada, bob, phone):
        await wire.close()


@given(steps=st.lists(STEP, min_size=1, max_size=12))
async def test_the_events_alone_are_what_a_new_client_reads(
    unlimited: Server, template: Template, steps: list[Step]
) -> None:
    """A connection that hears everything needs no sync, and sees no hole."""
    await template.lay_out(unlimited.services.database)
    ada, bob = await unlimited.enter(ADA), await unlimited.enter(BOB)
    players = Players(ada, bob, await open_chat(ada, "bob"))
    phone: Wire = await unlimited.enter(ADA)
    copy = await Replica.read(phone)
    await phone.events()
    phone.listener = copy.hear

    for step in steps:
        await players.play(step)
    await phone.events()

    fresh = await Replica.read(phone)
    assert kept_by_events(fresh.seen()) == kept_by_events(copy.seen())
    for wire in (ada, bob, phone):
        await wire.close()
