"""Resume: whatever happened during a cut, the old copy and `sync` make what is there."""

import contextlib
from collections.abc import AsyncIterator

from hypothesis import given
from hypothesis import strategies as st

from tests.databases import Template
from tests.people import ADA, BOB
from tests.replica import Replica, kept_by_events
from tests.running import Server
from tests.steps import STEP, Players, Step
from tests.talk import open_chat
from tests.wire import Wire


@contextlib.asynccontextmanager
async def playing(server: Server, template: Template) -> AsyncIterator[tuple[Players, Wire]]:
    """Give an example a database of its own, the two people, and another device of Ada's."""
    await template.lay_out(server.services.database)
    ada, bob, phone = [await server.enter(person) for person in (ADA, BOB, ADA)]
    chat = await open_chat(ada, "bob")
    try:
        yield Players(ada, bob, chat), phone
    finally:
        for wire in (ada, bob, phone):
            await wire.close()


@given(before=st.lists(STEP, max_size=4), missed=st.lists(STEP, min_size=1, max_size=12))
async def test_the_old_copy_and_sync_are_what_a_new_client_reads(
    unlimited: Server, template: Template, before: list[Step], missed: list[Step]
) -> None:
    """After any steps of both people that one of the clients has missed."""
    async with playing(unlimited, template) as (players, phone):
        for step in before:
            await players.play(step)
        copy = await Replica.read(phone)

        for step in missed:
            await players.play(step)
        await copy.catch_up(phone)

        fresh = await Replica.read(phone)
        assert (fresh.seen(), fresh.state) == (copy.seen(), copy.state)


@given(steps=st.lists(STEP, min_size=1, max_size=12))
async def test_the_events_alone_are_what_a_new_client_reads(
    unlimited: Server, template: Template, steps: list[Step]
) -> None:
    """A connection that hears everything needs no sync, and sees no hole."""
    async with playing(unlimited, template) as (players, phone):
        copy = await Replica.read(phone)
        phone.listener = copy.hear

        for step in steps:
            await players.play(step)
        await phone.events()

        fresh = await Replica.read(phone)
        assert kept_by_events(fresh.seen()) == kept_by_events(copy.seen())
