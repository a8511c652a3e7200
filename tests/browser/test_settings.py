"""What a person wants of the browser: looks before the first paint, keys, notifications, tabs."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.program import say
from tests.browser.running_server import RunningServer
from tests.load import seed as tables

# The browser's own notifications, written down as they are made.
LISTEN = """() => {
    window.told = [];
    const Real = window.Notification;
    window.Notification = class extends Real {
        constructor(title, options) {
            super(title, options);
            window.told.push([title, options.body, options.tag]);
            window.lastNotification = this;
        }
    };
}"""
# The sounds that were played to their end; without a sound card there is no other way to hear them.
HEAR = """() => {
    window.played = [];
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
        this.addEventListener("ended", () => window.played.push(this.duration), { once: true });
        return play.call(this);
    };
}"""
QUIET = 1_600
# What comes late comes with the first of them.
IS_TOLD = "() => window.told.length > 0"
BLUR = "() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }"


@dataclass(frozen=True)
class Talk:
    """A server with the chat of Anna and Boris."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    chat: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris = seed.named(["Anna", "Boris"])
    return Talk(open_server, anna, boris, seed.direct(anna, boris))


def open_settings(person: Person) -> None:
    person.button("Menu").click()
    person.page.get_by_role("menuitem", name="Settings").click()
    expect(person.dialog()).to_be_visible()


def test_looks_and_keys_are_kept(talk: Talk, meet: Meet) -> None:
    """The accent colours everything and is there when the page is loaded anew."""
    anna = meet("anna", server=talk.server)
    anna.arrive(talk.anna.token, f"/#{talk.chat}")
    open_settings(anna)
    set_switch(anna.page.get_by_role("radio", name="Teal"), covered=True)
    set_switch(anna.page.get_by_role("radio", name="Plain"), covered=True)
    set_switch(anna.page.get_by_role("radio", name="Ctrl+Enter"), covered=True)
    set_switch(anna.page.get_by_role("switch", name="Nothing moves, to save power"))
    anna.page.keyboard.press("Escape")
    anna.page.reload()
    root = anna.page.locator("html")
    for name, value in (("accent", "teal"), ("wallpaper", "plain"), ("calm", "true")):
        expect(root).to_have_attribute(f"data-{name}", value)

    anna.composer.fill("one")
    anna.composer.press("Enter")
    expect(anna.composer).to_have_value("one\n")
    anna.composer.press("Control+Enter")
    expect(anna.tick("one", "Sent")).to_be_visible()
    anna.composer.fill("two")
    expect(anna.button("Send")).to_have_css("background-color", "rgb(11, 122, 92)")


def test_one_tab_notifies_and_leads_to_the_message(talk: Talk, meet: Meet) -> None:
    """Of two tabs one tells, with the text or without; a click opens the very message."""
    anna = meet("anna", server=talk.server)
    anna.context.grant_permissions(["notifications"], origin=talk.server.url)
    anna.context.add_init_script(f"({LISTEN})()")
    anna.arrive(talk.anna.token)
    second = anna.tab("/")
    open_settings(anna)
    set_switch(anna.page.get_by_role("switch", name="Notify of new messages"))
    anna.page.keyboard.press("Escape")
    for tab in (anna, second):
        tab.page.evaluate(BLUR)

    say(talk.server.url, talk.boris.token, talk.chat, ["Are you there?"])
    expect(second.page).to_have_title("(1) Messenger")
    expect(anna.page.locator("link[rel=icon]")).to_have_attribute("href", re.compile("%3E1%3C"))
    anna.page.wait_for_function(IS_TOLD)
    told = [tab.page.evaluate("() => window.told") for tab in (anna, second)]
    assert told == [[["Boris", "Are you there?", str(talk.chat)]], []]

    anna.page.evaluate("() => window.lastNotification.onclick()")
    expect(anna.message("Are you there?")).to_be_visible()


def test_a_hidden_text_and_a_muted_chat(talk: Talk, meet: Meet) -> None:
    """Without previews a notification says only that there is a message; muted, none comes."""
    anna = meet("anna", server=talk.server)
    anna.context.grant_permissions(["notifications"], origin=talk.server.url)
    anna.context.add_init_script(f"({LISTEN})()")
    anna.arrive(talk.anna.token)
    open_settings(anna)
    set_switch(anna.page.get_by_role("switch", name="Notify of new messages"))
    set_switch(anna.page.get_by_role("switch", name="Show the text in them"), on=False)
    anna.page.keyboard.press("Escape")
    anna.page.evaluate(BLUR)
    say(talk.server.url, talk.boris.token, talk.chat, ["A secret"])
    expect(anna.page).to_have_title("(1) Messenger")
    anna.page.wait_for_function(IS_TOLD)
    assert anna.page.evaluate("() => window.told") == [["Boris", "New message", str(talk.chat)]]

    anna.page.locator("a.chat-row").click(button="right")
    anna.page.get_by_role("menuitem", name="Mute").click()
    anna.page.get_by_role("menuitem", name="For 1 hour").click()
    expect(anna.page).to_have_title("Messenger")
    say(talk.server.url, talk.boris.token, talk.chat, ["Quiet now"])
    expect(anna.page.locator("a.chat-row .badge.muted")).to_have_text("2")
    assert len(anna.page.evaluate("() => window.told")) == 1


def test_a_sound_that_can_be_off(talk: Talk, meet: Meet) -> None:
    """It plays once for what comes together, not for the chat one reads, and not when off."""
    anna = meet("anna", server=talk.server)
    anna.context.add_init_script(f"({HEAR})()")
    anna.arrive(talk.anna.token)
    anna.page.locator(".no-chat").click()  # Browsers play nothing on a page that was not touched.
    say(talk.server.url, talk.boris.token, talk.chat, ["One", "Two"])
    expect(anna.page.locator("a.chat-row .badge")).to_have_text("2")
    anna.page.wait_for_timeout(QUIET)
    assert anna.page.evaluate("() => window.played.length") == 1

    anna.page.locator("a.chat-row").click()
    expect(anna.message("Two")).to_be_visible()
    say(talk.server.url, talk.boris.token, talk.chat, ["Three"])
    expect(anna.message("Three")).to_be_visible()
    assert anna.page.evaluate("() => window.played.length") == 1

    open_settings(anna)
    set_switch(anna.page.get_by_role("switch", name="Sound"), on=False)
    anna.page.keyboard.press("Escape")
    anna.page.evaluate(BLUR)
    anna.page.wait_for_timeout(QUIET)
    say(talk.server.url, talk.boris.token, talk.chat, ["Four"])
    expect(anna.page).to_have_title("(1) Messenger")
    assert anna.page.evaluate("() => window.played.length") == 1


def test_a_newer_page_is_offered_not_forced(own_server: RunningServer, meet: Meet) -> None:
    """The button comes once the server has other files, and loads them."""
    anna = meet("anna", server=own_server)
    anna.join()
    anna.page.evaluate("() => { document.documentElement.dataset.static = '/static/older/' }")
    anna.guard.look_away()
    own_server.kill()
    own_server.start()
    anna.page.evaluate("dispatchEvent(new Event('online'))")
    expect(anna.button("Update")).to_be_visible()
    anna.button("Update").click()
    anna.sees_messenger()
    expect(anna.button("Update")).to_have_count(0)
