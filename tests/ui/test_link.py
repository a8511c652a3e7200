"""The code in the section of devices and the page that it leads to, called as Dash's renderer."""

import re
from urllib.parse import unquote

from messenger.actions import sign_in_links
from messenger.actions.access import Viewer
from messenger.ui.bridge import Bridge
from tests.ui.visitor import Answer, Visitor

GONE = "This code does not work any more. Show a new one on the other device."


def show(tab: Visitor) -> Answer:
    return tab.call("link-code-shown.hidden", "link-code-show.n_clicks", link_code_show=1)


def look(tab: Visitor, link: str) -> Answer:
    return tab.call("link-code-state.children", "link-code-ticks.n_intervals", link_code_link=link)


def ask(visitor: Visitor, fragment: str) -> Answer:
    return visitor.call("link-question.children", "link-location.hash", link_location_hash=fragment)


def enter(visitor: Visitor, fragment: str) -> Answer:
    return visitor.call(
        "link-location.href",
        "link-submit.n_clicks",
        link_submit=1,
        link_location_hash=fragment,
    )


def test_the_code_is_shown_and_taken_away(
    tab: Visitor, visitor: Visitor, bridge: Bridge, ada: Viewer
) -> None:
    """It is a picture alone; the token stands in no property that callbacks send back."""
    shown = show(tab)
    link = shown.parts["link-code-link"]["data"]
    assert shown.parts["link-code-shown"]["hidden"] is False
    assert shown.parts["link-code-qr"]["src"].startswith("data:image/svg+xml")
    assert re.search(r"[\w-]{43}", unquote(shown.text)) is None
    assert not look(tab, link).parts

    token = bridge.run("test", sign_in_links.make_link, ada).token
    assert "The code has expired." in look(tab, link).text

    second = show(tab).parts["link-code-link"]["data"]
    assert GONE in enter(visitor, f"#{token}").text
    assert not look(tab, second).parts


def test_the_page_asks_first(visitor: Visitor, tab: Visitor, bridge: Bridge, ada: Viewer) -> None:
    """As whom; only the button signs in, and the desk hears of it."""
    link = bridge.run("test", sign_in_links.make_link, ada)
    visitor.speak("ru")
    for _ in range(2):
        asked = ask(visitor, f"#{link.token}")
        assert "Войти как Ada Lovelace (@ada)?" == asked.parts["link-question"]["children"]
        assert asked.session is None

    entered = enter(visitor, f"#{link.token}")

    assert entered.parts["link-location"]["href"] == "/"
    assert entered.session is not None
    done = look(tab, link.id)
    assert "Done: " in done.text
    assert 2 == done.parts["devices-list"]["children"].__len__()
    assert "Этот код больше не действует" in ask(visitor, f"#{link.token}").text


def test_who_is_signed_in_stays_who_they_are(tab: Visitor, bridge: Bridge, bob: Viewer) -> None:
    """Nobody is put out by a link without a word."""
    link = bridge.run("test", sign_in_links.make_link, bob)

    for answer in (ask(tab, f"#{link.token}"), enter(tab, f"#{link.token}")):
        assert "This device is signed in already." in answer.text
        assert answer.session is None
    assert "waiting" == bridge.run("test", sign_in_links.get_link_state, bob, link.id).state


def test_a_link_that_is_none(visitor: Visitor) -> None:
    """Clear words, and no button."""
    for fragment in ("", "#", "#made-up"):
        answer = ask(visitor, fragment)
        assert answer.parts["link-error"]["children"] == GONE
        assert answer.parts["link-fields"]["hidden"] is True
