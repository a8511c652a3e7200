"""The dialog with the people for whom one privacy rule does not hold."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, State, callback, ctx, html, no_update

from messenger.actions import exceptions
from messenger.events.objects import PrivacyException, Rule, User
from messenger.ui import bridge
from messenger.ui.ids import Exceptions
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.fields import build_text_field
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.people_finder import build_hint, wire_finder
from messenger.ui.parts.person_row import build_row
from messenger.ui.parts.typing import build_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer
from messenger.ui.texts import _, ngettext

# The rules that show them, in the order of the page.
RULES: tuple[Rule, ...] = ("messages", "last_seen", "photo", "email", "groups")
ALWAYS, NEVER = "always", "never"


def rule_label(rule: str) -> str:
    """Return what a rule is called."""
    return {
        "messages": _("Who may write to me"),
        "find": _("Who finds me by my nick or name"),
        "last_seen": _("Who sees when I was last here"),
        "photo": _("Who sees my photo"),
        "email": _("Who sees my e-mail address"),
        "groups": _("Who may add me to groups"),
    }[rule]


def say_count(number: int) -> str:
    """Return what stands under a rule: for how many people it does not hold."""
    if not number:
        return _("Add exceptions")
    return ngettext("Exceptions: {n} person", "Exceptions: {n} people", number)


def build_exceptions() -> dmc.Modal:
    """Return the closed dialog."""
    return dmc.Modal(
        [
            html.P(id=Exceptions.TITLE, className="account-hint"),
            html.Div(id=Exceptions.CHIPS, **aria(live="polite")),
            build_text_field(
                Exceptions.QUERY.field, label=_("Nick or name"), name="query", complete="off"
            ),
            build_settled(Exceptions.QUERY),
            Store(id=Exceptions.RULE),
            html.Div(id=Exceptions.PEOPLE, className="people", **aria(live="polite")),
        ],
        id=Exceptions.DIALOG,
        title=_("Exceptions"),
        closeButtonProps=aria(label=_("Close")),
        classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
        keepMounted=True,
    )


def list_made(rule: Rule) -> tuple[PrivacyException, ...]:
    """Return the exceptions from a rule of the person who asks."""
    return bridge.run(exceptions.list_exceptions, access_viewer(), rule=rule)


def build_chips(made: tuple[PrivacyException, ...]) -> list[Any]:
    """Return the people who are always let, then those who never are."""
    parts = ((True, _("Always allowed")), (False, _("Never allowed")))
    return [
        part
        for allow, heading in parts
        if (people := [each.user for each in made if each.allow is allow])
        for part in (
            html.H3(heading, className="chips-title"),
            html.Ul([build_chip(person) for person in people], className="chips"),
        )
    ]


def build_chip(person: User) -> html.Li:
    """Return one person with the button that ends the exception."""
    return html.Li(
        [
            build_letter_tile(person.name, person.id, person.avatar),
            html.Bdi(person.name),
            html.Button(
                build_icon(icon="tabler:x", size=16),
                id=Exceptions.end(person.id),
                type="button",
                **aria(label=_("No exception for {name} any more", name=person.name)),
            ),
        ],
        className="chip",
    )


def build_found(person: User) -> html.Li:
    """Return a person who was found, to be let always or never."""
    words = (
        (ALWAYS, _("Always"), _("Always allow {name}", name=person.name)),
        (NEVER, _("Never"), _("Never allow {name}", name=person.name)),
    )
    return build_row(
        person,
        *(
            dmc.Button(
                text,
                id=Exceptions.let(person.id, how),
                size="xs",
                variant="light",
                color="gray" if how == NEVER else None,
                **aria(label=label),
            )
            for how, text, label in words
        ),
    )


@callback(
    Output(Exceptions.DIALOG, "opened"),
    Output(Exceptions.RULE, "data"),
    Output(Exceptions.TITLE, "children"),
    Output(Exceptions.CHIPS, "children"),
    Output(Exceptions.QUERY.field, "value"),
    Output(Exceptions.PEOPLE, "children"),
    [Input(Exceptions.OPEN.option(rule), "n_clicks") for rule in RULES],
    prevent_initial_call=True,
)
def open_dialog(*_clicks: int | None) -> tuple[Any, ...]:
    """Show the exceptions from the rule whose button was pressed."""
    rule = next(each for each in RULES if Exceptions.OPEN.option(each) == ctx.triggered_id)
    return True, rule, rule_label(rule), build_chips(list_made(rule)), "", build_hint()


@callback(
    Output(Exceptions.CHIPS, "children", allow_duplicate=True),
    Output(Exceptions.QUERY.field, "value", allow_duplicate=True),
    [Output(Exceptions.OPEN.option(rule), "children") for rule in RULES],
    Input(Exceptions.LET_ALL, "n_clicks"),
    Input(Exceptions.END_ALL, "n_clicks"),
    State(Exceptions.RULE, "data"),
    prevent_initial_call=True,
)
def change(lets: list[int | None], ends: list[int | None], rule: Rule) -> tuple[Any, ...]:
    """Make the exception that was chosen, or end one; a chosen person leaves the search."""
    if not any([*lets, *ends]):
        return (no_update,) * (2 + len(RULES))  # The rows were drawn anew.
    chosen = ctx.triggered_id
    allow = {ALWAYS: True, NEVER: False}.get(chosen.get("how"))
    bridge.run(
        exceptions.set_exception, access_viewer(), rule=rule, user_id=chosen["user"], allow=allow
    )
    made = list_made(rule)
    counts = [say_count(len(made)) if each == rule else no_update for each in RULES]
    return build_chips(made), no_update if allow is None else "", *counts


wire_finder(Exceptions.QUERY, Exceptions.PEOPLE, build_found)
