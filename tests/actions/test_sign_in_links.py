"""Signing in on another device by a link: once, for two minutes, and told like any sign-in."""

import asyncio

import pytest

from messenger.actions import sign_in_links
from messenger.actions.access import ClientInfo, Viewer
from messenger.actions.reauthentication import FRESH
from messenger.actions.sessions import resume
from messenger.actions.sign_in_links import LIFE, LinkOwner, delete_ended_links
from messenger.errors import NotFound, RateLimited, ReauthenticationRequired
from tests.actions.test_notices import lines
from tests.actions.two_factor_steps import switch_on
from tests.conftest import Serve
from tests.people import ADA, EVE, Person
from tests.running import Server
from tests.wire import Wire

PHONE = ClientInfo(
    "198.51.100.7", "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
)
NEW = "Somebody signed in to your account on a new device."


async def viewer_of(server: Server, person: Person = ADA) -> Viewer:
    """Return the session that a person has open."""
    viewer, _ = await resume(server.services, person.token)
    return viewer


async def test_a_link_signs_in(server: Server, ada: Wire) -> None:
    """With a session of its own, which the person is told of and can end."""
    desk = await viewer_of(server)
    link = await sign_in_links.make_link(server.services, desk)
    assert 43 == len(link.token)
    waiting = await sign_in_links.get_link_state(server.services, desk, link.id)
    owner = await sign_in_links.find_link_owner(server.services, token=link.token, client=PHONE)
    assert LinkOwner("Ada Lovelace", "ada") == owner

    signed_in = await sign_in_links.use_link(server.services, token=link.token, client=PHONE)

    used = await sign_in_links.get_link_state(server.services, desk, link.id)
    assert ("waiting", "used") == (waiting.state, used.state)
    assert "Firefox, Android" == used.device
    phone = await server.enter(ADA, signed_in.token)
    assert ada.me == phone.me
    assert [NEW] == await lines(phone)
    listed = (await ada.call("sessions.list"))["sessions"]
    assert ["Firefox, Android"] == [each["device"] for each in listed if not each["current"]]
    await ada.call("sessions.revoke", others=True)
    assert 4401 == await phone.closed()


async def test_two_factors_ask_for_nothing_more(server: Server, ada: Wire) -> None:
    """The session that shows the link has proved both."""
    await switch_on(server, ada, ADA)
    link = await sign_in_links.make_link(server.services, await viewer_of(server))

    signed_in = await sign_in_links.use_link(server.services, token=link.token, client=PHONE)

    assert ada.me == signed_in.user.id


async def test_once(server: Server) -> None:
    """Of two at the same moment one gets in; afterwards nobody."""
    desk = await viewer_of(server)
    link = await sign_in_links.make_link(server.services, desk)

    tries = await asyncio.gather(
        *(
            sign_in_links.use_link(server.services, token=link.token, client=PHONE)
            for _ in range(4)
        ),
        return_exceptions=True,
    )

    assert 3 == sum(isinstance(each, NotFound) for each in tries)
    await refused(server, link.token)


async def test_two_minutes(server: Server) -> None:
    """To the second; housekeeping forgets it later."""
    desk = await viewer_of(server)
    link = await sign_in_links.make_link(server.services, desk)
    server.clock.ahead += LIFE - 1000
    await sign_in_links.find_link_owner(server.services, token=link.token, client=PHONE)
    server.clock.ahead += 2000

    await refused(server, link.token)
    ended = await sign_in_links.get_link_state(server.services, desk, link.id)
    assert "ended" == ended.state
    server.clock.ahead += LIFE
    await delete_ended_links(server.services)
    assert ended == await sign_in_links.get_link_state(server.services, desk, link.id)


async def test_a_new_link_ends_the_one_before(server: Server) -> None:
    """And so does the end of the session that shows it."""
    desk = await viewer_of(server)
    first = await sign_in_links.make_link(server.services, desk)
    second = await sign_in_links.make_link(server.services, desk)
    await refused(server, first.token)

    ada = await server.enter(ADA)
    await ada.call("auth.logout")

    await refused(server, second.token)


async def test_only_who_has_just_proved_who_it_is(server: Server) -> None:
    """Half an hour after signing in it is asked for."""
    server.clock.ahead += FRESH

    with pytest.raises(ReauthenticationRequired):
        await sign_in_links.make_link(server.services, await viewer_of(server))


async def test_what_is_no_link(server: Server) -> None:
    """A wrong token, none, and the state of another's link."""
    link = await sign_in_links.make_link(server.services, await viewer_of(server))
    for token in ("", "made up", link.token[:-1], link.id):
        await refused(server, token)

    eve = await viewer_of(server, EVE)
    state = await sign_in_links.get_link_state(server.services, eve, link.id)
    assert "ended" == state.state
    with pytest.raises(NotFound):
        await sign_in_links.get_link_state(server.services, eve, "no number")


async def test_not_too_often(serve: Serve) -> None:
    """By address."""
    server = await serve(rate_register=(0.01, 3))
    for _ in range(3):
        with pytest.raises(NotFound):
            await sign_in_links.use_link(server.services, token="no", client=PHONE)

    with pytest.raises(RateLimited):
        await sign_in_links.use_link(server.services, token="no", client=PHONE)
    with pytest.raises(RateLimited):
        await sign_in_links.find_link_owner(server.services, token="no", client=PHONE)


async def refused(server: Server, token: str) -> None:
    """Expect that a link neither tells whose it is nor signs in."""
    for action in (sign_in_links.find_link_owner, sign_in_links.use_link):
        with pytest.raises(NotFound):
            await action(server.services, token=token, client=PHONE)
