"""Accounts as administrators see them in a list, each with what can be done with it."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.actions.registry import PeoplePage, PersonRecord
from messenger.events.objects import DISABLED, WAITING
from messenger.ui.ids import AdminPeople
from messenger.ui.parts.account_acts import ACTS, acts_for
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.menu_target import build_menu_target
from messenger.ui.pieces import LocalTime
from messenger.ui.texts import _


def build_rows(page: PeoplePage) -> list[Any]:
    """Return a row for each account, or a word that there is none."""
    if not page.people:
        return [html.Li(_("Nobody."), className="account-hint")]
    return [build_row(each) for each in page.people]


def build_row(person: PersonRecord) -> html.Li:
    """Return one account with its menu."""
    seen: list[Any] = (
        [_("Last here:"), " ", LocalTime(at=person.last_seen)]
        if person.last_seen
        else [_("Registered:"), " ", LocalTime(at=person.created_at)]
    )
    words = [
        html.Bdi(person.name, className="account-row-title"),
        html.Span(f"@{person.username} · {person.email}", className="account-row-text"),
        html.Span(seen, className="account-row-text"),
        html.Span(build_marks(person), className="account-marks"),
    ]
    return html.Li(
        [
            build_letter_tile(person.name, person.id),
            html.Div(words, className="account-row-words"),
            *([build_menu(person, acts)] if (acts := acts_for(person)) else []),
        ],
        className="account-row",
    )


def build_marks(person: PersonRecord) -> list[html.Span]:
    """Return what is special about an account."""
    marks = {
        _("Administrator"): person.is_admin,
        _("Two factors"): person.two_factor,
        _("Disabled"): person.standing == DISABLED,
        _("Waits for approval"): person.standing == WAITING,
    }
    return [html.Span(mark, className="account-mark") for mark, on in marks.items() if on]


def build_menu(person: PersonRecord, acts: list[str]) -> dmc.Menu:
    """Return the menu with what can be done."""
    return dmc.Menu(
        [
            build_menu_target(
                build_icon(icon="tabler:dots-vertical", size=20),
                _("What to do with {name}", name=person.name),
                44,
            ),
            dmc.MenuDropdown(
                [
                    dmc.MenuItem(
                        _(ACTS[act].label), id=AdminPeople.act(act, person.id, person.username)
                    )
                    for act in acts
                ]
            ),
        ],
        withinPortal=False,
        position="bottom-end",
        width=270,
    )
