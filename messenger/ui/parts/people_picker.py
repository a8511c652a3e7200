"""Choosing people: those chosen as chips, and under them whom one may add to these."""

from typing import Any

import dash_mantine_components as dmc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    html,
    no_update,
)

from messenger.actions import contacts
from messenger.events.objects import User
from messenger.ui import bridge
from messenger.ui.ids import Picker
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.people_finder import SHORTEST_QUERY, build_hint
from messenger.ui.parts.person_row import build_row
from messenger.ui.parts.typing import build_settled, wire_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

Chosen = list[dict[str, Any]]


def build_picker(picker: Picker, **props: Any) -> html.Div:
    """Return the chips, the field and the place of whom it finds."""
    return html.Div(
        [
            Store(id=picker.chosen),
            Store(id=picker.wish),
            html.Div(id=picker.chips, className="picked", **aria(live="polite")),
            build_text_field(
                picker.query.field, label=_("Nick or name"), name="query", complete="off", **props
            ),
            build_settled(picker.query),
            html.Div(id=picker.people, className="people", **aria(live="polite")),
        ]
    )


def ids_of(chosen: Chosen | None) -> list[str]:
    """Return the ids of those chosen."""
    return [str(each["id"]) for each in chosen or []]


def build_chips(picker: Picker, chosen: Chosen) -> Any:
    """Return who is chosen, each with the button that lets go of them."""
    if not chosen:
        return []
    return html.Ul(
        [
            html.Li(
                [
                    build_letter_tile(each["name"], each["id"], each["avatar"]),
                    html.Bdi(each["name"]),
                    html.Button(
                        build_icon(icon="tabler:x", size=16),
                        id=picker.drop(each["id"]),
                        type="button",
                        **aria(label=_("Without {name}", name=each["name"])),
                    ),
                ],
                className="chip",
            )
            for each in chosen
        ],
        className="chips",
    )


def build_found(picker: Picker, text: str, chosen: Chosen) -> Any:
    """Return whom a text finds: contacts first, then everybody else, without those chosen."""
    people = [person for person in find_people(text) if person.id not in ids_of(chosen)]
    if people:
        return html.Ul([build_choice(picker, each) for each in people], className="people-list")
    if len(text) < SHORTEST_QUERY:
        return build_hint()
    return html.P(_("Nobody was found for “{query}”.", query=text), className="people-hint")


def find_people(text: str) -> list[User]:
    """Return contacts that a text names, and others whose nick or name begins with it."""
    words = text.lstrip("@").casefold()
    known = bridge.run(contacts.list_contacts, access_viewer())
    found = [each for each in known if words in f"{each.name} {each.username}".casefold()]
    if len(words) >= SHORTEST_QUERY:
        others = bridge.run(contacts.search_users, access_viewer(), query=text)
        found += [each for each in others if not each.is_contact]
    return [each for each in found if not each.deleted]


def build_choice(picker: Picker, person: User) -> html.Li:
    """Return somebody who may be chosen."""
    choose = dmc.Button(
        _("Choose"),
        id=picker.pick(person.id),
        size="xs",
        variant="light",
        **aria(label=_("Choose {name}", name=person.name)),
    )
    return build_row(person, choose)


def wire_picker(picker: Picker, confirm: str) -> None:
    """Draw the people whenever the text or the choice changes, and have the buttons choose.

    Meanwhile the button `confirm` waits: it would go on without whom was chosen last.
    """

    @callback(
        Output(picker.chips, "children"),
        Output(picker.people, "children"),
        Input(picker.query.moment, "data"),
        Input(picker.chosen, "data"),
        State(picker.query.field, "value"),
        prevent_initial_call=True,
    )
    def draw(_moment: int | None, chosen: Chosen | None, text: str | None) -> tuple[Any, Any]:
        chosen = chosen or []
        return build_chips(picker, chosen), build_found(picker, (text or "").strip(), chosen)

    clientside_callback(
        ClientsideFunction("people", "choose"),
        Output(picker.wish, "data"),
        Input(picker.pick_all, "n_clicks"),
        Input(picker.drop_all, "n_clicks"),
        prevent_initial_call=True,
    )

    @callback(
        Output(picker.chosen, "data", allow_duplicate=True),
        Output(picker.query.field, "value", allow_duplicate=True),
        Input(picker.wish, "data"),
        State(picker.chosen, "data"),
        running=[(Output(confirm, "disabled"), True, False)],
        prevent_initial_call=True,
    )
    def choose(wish: dict[str, Any], chosen: Chosen | None) -> tuple[Any, Any]:
        user_id = wish["user"]
        others = [each for each in chosen or [] if each["id"] != user_id]
        if wish["button"] == picker.drop(user_id)["type"]:
            return others, no_update
        user = bridge.run(contacts.get_user, access_viewer(), id=user_id)
        return [*others, {"id": user.id, "name": user.name, "avatar": user.avatar}], ""

    wire_settled(picker.query)
