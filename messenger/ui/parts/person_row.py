"""A person who was found, with what can be done about it."""

import dash_mantine_components as dmc
from dash import html

from messenger.events.objects import User
from messenger.ui.ids import AddContact
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.texts import _


def build_person(person: User) -> html.Li:
    """Return a row with the buttons Add, unless it is a contact already, and Write."""
    write = dmc.Button(
        _("Write"),
        id=AddContact.write(person.id),
        size="xs",
        **aria(label=_("Write to {name}", name=person.name)),
    )
    return build_row(person, build_add(person), write)


def build_row(person: User, *buttons: dmc.Button) -> html.Li:
    """Return a person by name, nick and, where they show it, address, with buttons."""
    words = [
        html.Bdi(person.name, className="person-name"),
        html.Span(f"@{person.username}", className="person-nick"),
    ]
    if person.email:
        words.append(html.Span(person.email, className="person-nick"))
    return html.Li(
        [
            build_letter_tile(person.name, person.id, person.avatar),
            html.Div(words, className="person-words"),
            *buttons,
        ],
        className="person",
    )


def build_add(person: User) -> dmc.Button:
    """Return the button that adds a person, already pressed where the person is a contact."""
    return dmc.Button(
        _("Added") if person.is_contact else _("Add"),
        id=AddContact.add(person.id),
        disabled=person.is_contact,
        size="xs",
        variant="light",
        **aria(label=_("Add {name} to contacts", name=person.name)),
    )
