"""Letters about two factors, and what a password that was set anew leaves of them."""

from messenger.actions import recovery
from tests.actions.test_remembered import enter, remember
from tests.actions.two_factor_steps import refusal, switch_on
from tests.databases import CLIENT
from tests.mailbox import Mailbox
from tests.people import ADA
from tests.running import Server

NEW = "seven kettles under the moon"


async def test_a_letter_tells_of_each_change(mailing: Server, mailbox: Mailbox) -> None:
    """On, and off again; neither holds a code."""
    ada = await mailing.enter(ADA)
    app, codes = await switch_on(mailing, ada, ADA)
    on = await mailbox.letter()
    await ada.call("two_factor.disable", code=app.next_code())
    off = await mailbox.letter(2)

    assert "Two-factor sign-in is on" in on.subject
    assert "Two-factor sign-in is off" in off.subject
    assert not any(code in on.text for code in codes)


async def test_a_letter_tells_of_new_codes(mailing: Server, mailbox: Mailbox) -> None:
    """Whoever made them."""
    ada = await mailing.enter(ADA)
    await switch_on(mailing, ada, ADA)
    await ada.call("two_factor.regenerate_codes")

    assert "New recovery codes" in (await mailbox.letter(2)).subject


async def test_a_password_set_by_a_link_skips_no_factor(server: Server) -> None:
    """The code is asked for as before, also on a device that was remembered."""
    ada = await server.enter(ADA)
    app, _ = await switch_on(server, ada, ADA)
    device = await remember(server, ADA, app.next_code())
    link = await recovery.issue_reset_link(server.services, ADA.nick)
    token = link.partition("#")[2]

    await recovery.reset_password(server.services, token=token, password=NEW, client=CLIENT)

    assert "totp_required" == await refusal(server, ADA, password=NEW)
    assert (401, "totp_required") == await enter(server, ADA, device, password=NEW)
