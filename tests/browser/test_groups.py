"""A group in the messenger as it is: nothing of it disturbs the page."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.program import ask, say
from tests.browser.running_server import RunningServer
from tests.load.seed import Seed


def test_a_group_is_shown_and_written_in(
    open_server: RunningServer, seed: Seed, meet: Meet
) -> None:
    """With its title and what happens to it, live, until one is in it no more."""
    anna, boris, vera = seed.named(["Anna", "Boris", "Vera"])
    group = seed.group([boris, anna])
    say(open_server.url, boris.token, group, ["who walks on Sunday?"])
    person = meet("anna", server=open_server)
    person.arrive(anna.token, f"/#{group}")
    page = person.page

    expect(page.locator("a.chat-row").filter(has_text="Everybody")).to_be_visible()
    expect(person.message("who walks on Sunday?")).to_be_visible()
    person.write("I do")
    expect(person.message("I do")).to_be_visible()
    known = {"chat_id": str(group)}
    ask(open_server.url, boris.token, "members.add", **known, user_ids=[str(vera.id)])
    ask(open_server.url, boris.token, "chats.update", **known, title="Walkers")
    say(open_server.url, vera.token, group, ["me too @anna"])

    expect(person.message("added a member")).to_be_visible()
    expect(person.message("me too @anna")).to_be_visible()
    expect(page.locator("a.chat-row").filter(has_text="Walkers")).to_be_visible()
    page.reload()
    expect(person.message("renamed the group to “Walkers”")).to_be_visible()
    ask(open_server.url, boris.token, "members.remove", **known, user_ids=[str(anna.id)])
    expect(page.locator("a.chat-row")).to_have_count(0)
