"""Looking for people while a nick or a name is typed."""

from collections.abc import Callable
from typing import Any

from dash import Input, Output, State, callback, html

from messenger.actions import contacts
from messenger.events.objects import User
from messenger.ui import bridge
from messenger.ui.ids import Settled
from messenger.ui.parts.typing import wire_settled
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

SHORTEST_QUERY = 3


def build_hint() -> html.P:
    """Return what stands in place of people before anything was looked for."""
    return html.P(_("Type at least 3 letters of a nick or a name."), className="people-hint")


def wire_finder(query: Settled, people: str, build_found: Callable[[User], html.Li]) -> None:
    """Have a field show whom its text finds, each as `build_found` makes them."""

    @callback(
        # Whatever opens the field may empty the list too.
        Output(people, "children", allow_duplicate=True),
        Input(query.moment, "data"),
        State(query.field, "value"),
        prevent_initial_call=True,
    )
    def find_people(_moment: int, text: str | None) -> Any:
        text = (text or "").strip()
        if len(text.lstrip("@")) < SHORTEST_QUERY:
            return build_hint()
        found = bridge.run(contacts.search_users, access_viewer(), query=text)
        if not found:
            words = _("Nobody was found for “{query}”.", query=text)
            return html.P(words, className="people-hint")
        return html.Ul([build_found(person) for person in found], className="people-list")

    wire_settled(query)
