"""All accounts, and what an administrator can do for or against one."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, Patch, State, callback, ctx, html, no_update

from messenger.actions import registry
from messenger.actions.registry import PeoplePage
from messenger.ui import bridge
from messenger.ui.ids import AdminPeople
from messenger.ui.parts.account_acts import ACTS, carry_out
from messenger.ui.parts.account_rows import build_rows
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.copy_link import build_link
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.typing import build_settled, wire_settled
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "people"
DIALOG_CLASSES = {"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"}


def title() -> str:
    """Return what the section is called."""
    return _("People")


def build() -> html.Div:
    """Return the section."""
    page = load() if current_request() and is_administrator() else PeoplePage((), None)
    return html.Div(
        [
            dmc.TextInput(
                id=AdminPeople.QUERY.field,
                placeholder=_("Nick, name or e-mail"),
                leftSection=build_icon(icon="tabler:search", size=18),
                autoComplete="off",
                className="field",
                **aria(label=_("Search")),
            ),
            build_settled(AdminPeople.QUERY),
            html.Ul(
                build_rows(page),
                id=AdminPeople.LIST,
                className="account-list",
                **aria(live="polite"),
            ),
            dmc.Button(
                _("Show more"),
                id=AdminPeople.MORE,
                variant="light",
                display=shown(page.cursor),
            ),
            Store(id=AdminPeople.CURSOR, data=page.cursor),
            Store(id=AdminPeople.SUBJECT),
            build_question(),
            build_link_dialog(),
            build_proof(),
        ]
    )


def build_question() -> dmc.Modal:
    """Return the closed dialog that asks before something is done."""
    buttons = [
        dmc.Button(_("Cancel"), id=AdminPeople.CANCEL, variant="subtle", color="gray"),
        dmc.Button(_("Continue"), id=AdminPeople.CONFIRM),
    ]
    return dmc.Modal(
        [
            html.P(id=AdminPeople.QUESTION, className="dialog-question", dir="auto"),
            html.Div(buttons, className="dialog-buttons"),
        ],
        id=AdminPeople.DIALOG,
        title=_("Account"),
        withCloseButton=False,
        classNames=DIALOG_CLASSES,
        keepMounted=True,  # So that the dialog that asks for the password lies over it.
    )


def build_link_dialog() -> dmc.Modal:
    """Return the closed dialog that shows a link, this once."""
    return dmc.Modal(
        [
            html.P(
                _("It works for one hour, and once. Give it to nobody else: it is shown only now."),
                className="dialog-question",
            ),
            html.Div(id=AdminPeople.LINK, className="account-form"),
        ],
        id=AdminPeople.LINK_DIALOG,
        title=_("Link for a new password"),
        closeButtonProps=aria(label=_("Close")),
        classNames=DIALOG_CLASSES,
    )


def load(query: str | None = None, cursor: str | None = None) -> PeoplePage:
    """Return a page of the accounts that match."""
    return bridge.run(registry.list_people, access_viewer(), query=query or "", cursor=cursor)


def shown(cursor: str | None) -> str:
    """Return how the button for the next page is displayed, where there is one."""
    return "none" if cursor is None else "inline-block"


@callback(
    Output(AdminPeople.LIST, "children"),
    Output(AdminPeople.MORE, "display"),
    Output(AdminPeople.CURSOR, "data"),
    Input(AdminPeople.QUERY.moment, "data"),
    State(AdminPeople.QUERY.field, "value"),
    prevent_initial_call=True,
)
def search(_moment: int, query: str | None) -> tuple[Any, str, str | None]:
    """Show whom was searched for."""
    page = load(query)
    return build_rows(page), shown(page.cursor), page.cursor


@callback(
    Output(AdminPeople.LIST, "children", allow_duplicate=True),
    Output(AdminPeople.MORE, "display", allow_duplicate=True),
    Output(AdminPeople.CURSOR, "data", allow_duplicate=True),
    Input(AdminPeople.MORE, "n_clicks"),
    State(AdminPeople.QUERY.field, "value"),
    State(AdminPeople.CURSOR, "data"),
    running=[(Output(AdminPeople.MORE, "loading"), True, False)],
    prevent_initial_call=True,
)
def show_more(_click: int, query: str | None, cursor: str | None) -> tuple[Any, str, str | None]:
    """Show the next page below."""
    page = load(query, cursor)
    rows = Patch()
    rows.extend(build_rows(page))
    return rows, shown(page.cursor), page.cursor


@callback(
    Output(AdminPeople.DIALOG, "opened"),
    Output(AdminPeople.QUESTION, "children"),
    Output(AdminPeople.DIALOG, "title"),
    Output(AdminPeople.CONFIRM, "color"),
    Output(AdminPeople.SUBJECT, "data"),
    Input(AdminPeople.ACT_ALL, "n_clicks"),
    Input(AdminPeople.CANCEL, "n_clicks"),
    prevent_initial_call=True,
)
def ask(_clicks: list[int | None], _cancel: int | None) -> tuple[Any, ...]:
    """Ask whether what was chosen shall be done."""
    chosen = ctx.triggered_id
    if chosen == AdminPeople.CANCEL:
        return False, *[no_update] * 4
    if not ctx.triggered[0]["value"]:
        return (no_update,) * 5  # The list was drawn anew.
    act = ACTS[chosen["act"]]
    color = "red" if act.harmful else None
    return True, _(act.question, nick=chosen["nick"]), _(act.label), color, chosen


@callback(
    Output(AdminPeople.DIALOG, "opened", allow_duplicate=True),
    Output(AdminPeople.LIST, "children", allow_duplicate=True),
    Output(AdminPeople.MORE, "display", allow_duplicate=True),
    Output(AdminPeople.CURSOR, "data", allow_duplicate=True),
    Output(AdminPeople.LINK_DIALOG, "opened"),
    Output(AdminPeople.LINK, "children"),
    Input(AdminPeople.CONFIRM, "n_clicks"),
    State(AdminPeople.SUBJECT, "data"),
    State(AdminPeople.QUERY.field, "value"),
    running=[(Output(AdminPeople.CONFIRM, "loading"), True, False)],
    prevent_initial_call=True,
)
def do(_click: int, chosen: dict[str, str], query: str | None) -> tuple[Any, ...]:
    """Do it, and show the accounts as they are now."""
    link = carry_out(chosen["act"], chosen["user"])
    page = load(query)
    rows = build_rows(page), shown(page.cursor), page.cursor
    if link is not None:
        return False, *rows, True, build_link("reset", link)
    show_note(_("Done."))
    return False, *rows, False, []


wire_settled(AdminPeople.QUERY)
