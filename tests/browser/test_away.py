"""The server goes away and comes back: nothing typed is lost, nothing is sent twice."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.running_server import RunningServer


def test_a_message_typed_while_the_server_is_away_arrives_once(
    meet: Meet, own_server: RunningServer
) -> None:
    """The page stays, says so, and sends the message when the server is back."""
    mia, ned = meet("mia", server=own_server), meet("ned", server=own_server, phone=True)
    mia.join()
    ned.join()
    mia.start_chat(ned)
    mia.write("Before")
    ned.open(mia)
    expect(mia.tick("Before", "Read")).to_be_visible()

    for person in (mia, ned):
        person.guard.look_away()
    own_server.kill()
    expect(mia.page.locator("connection-bar")).to_contain_text("Next try in")
    mia.write("While away")
    expect(mia.tick("While away", "On its way")).to_be_visible()
    own_server.start()

    expect(mia.tick("While away", "Read")).to_be_visible(timeout=40_000)
    expect(ned.message("While away")).to_have_count(1)
    expect(mia.message("While away")).to_have_count(1)
