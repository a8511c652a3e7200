"""A person's passkeys: adding, renaming and removing them."""

from typing import Any

import dash_mantine_components as dmc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    ctx,
    html,
    no_update,
)

from messenger.actions import passkeys
from messenger.actions.passkeys import Passkey
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Passkeys
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.failures import explain
from messenger.ui.parts.fields import build_submit, build_text_field
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.typing import wire_forgiving, wire_sending
from messenger.ui.pieces import LocalTime, Store
from messenger.ui.request import access_viewer, entering_viewer
from messenger.ui.texts import _


def build_passkeys(rows: list[html.Li]) -> html.Div:
    """Return the list with the field for one more."""
    return html.Div(
        [
            html.H2(_("Passkeys")),
            html.P(
                _(
                    "A passkey lives in your phone, computer or security key and signs you in by "
                    "fingerprint, face or PIN, without password and code."
                ),
                className="account-hint",
            ),
            html.Ul(rows, id=Passkeys.LIST, className="account-list", **aria(live="polite")),
            html.Div(
                [
                    build_text_field(
                        Passkeys.NAME,
                        label=_("Name of a new passkey"),
                        name="passkey",
                        complete="off",
                        value=_("Passkey"),
                    ),
                    dmc.Button(_("Add a passkey"), id=Passkeys.ADD, variant="light"),
                ],
                className="two-factor-add passkey-way",
            ),
            html.P(
                _("To add one, open this page by https or as localhost in a newer browser."),
                className="account-hint no-passkey-way",
            ),
            Store(id=Passkeys.ADDED),
            Store(id=Passkeys.TEXTS, data=list_texts()),
            Store(id=Passkeys.RENAMING),
            build_rename(),
        ],
        className="two-factor-rest",
    )


def build_rename() -> dmc.Modal:
    """Return the closed dialog for another name."""
    fields = [
        build_text_field(Passkeys.NEW_NAME, label=_("Name"), name="passkey-name", complete="off"),
        build_submit(Passkeys.RENAME, _("Save")),
        Store(id=Passkeys.RENAMED),
    ]
    return dmc.Modal(
        html.Form(fields, method="post", noValidate=True, className="account-form"),
        id=Passkeys.RENAME_DIALOG,
        title=_("Rename the passkey"),
        closeButtonProps=aria(label=_("Close")),
        classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
        keepMounted=True,
    )


def list_texts() -> dict[str, str]:
    """Return what is told when a passkey is not made, by the code or name of the failure."""
    return {
        "bad_request": _("The passkey cannot be used here."),
        "too_long": _("The text is too long."),
        "too_many": _("You have enough passkeys. Remove one first."),
        "conflict": _("This passkey is known already."),
        "InvalidStateError": _("This passkey is known already."),
        "rate_limited": _("Too many tries. Please wait."),
        "dismissed": _("No passkey was made. You can try again."),
        "other": _("Something went wrong on the server."),
    }


def list_passkeys() -> list[html.Li]:
    """Return a row for each passkey of the person who asks."""
    return [build_row(each) for each in bridge.run(passkeys.list_passkeys, entering_viewer())]


def build_row(passkey: Passkey) -> html.Li:
    """Return one passkey: its name, when it was used, and what can be done with it."""
    used: list[Any] = (
        [_("last used"), " ", LocalTime(at=passkey.last_used)]
        if passkey.last_used
        else [_("added"), " ", LocalTime(at=passkey.created_at)]
    )
    words = [
        html.Bdi(passkey.name, className="account-row-title"),
        html.Span(used, className="account-row-text"),
    ]
    return html.Li(
        [
            build_icon(icon="tabler:key", size=22),
            html.Div(words, className="account-row-words"),
            dmc.ActionIcon(
                build_icon(icon="tabler:pencil", size=20),
                id=Passkeys.rename(passkey.id),
                size=44,
                variant="subtle",
                color="gray",
                **aria(label=_("Rename the passkey {name}", name=passkey.name)),
            ),
            dmc.ActionIcon(
                build_icon(icon="tabler:trash", size=20),
                id=Passkeys.remove(passkey.id),
                size=44,
                variant="subtle",
                color="red",
                **aria(label=_("Remove the passkey {name}", name=passkey.name)),
            ),
        ],
        className="account-row",
    )


@callback(
    Output(Passkeys.LIST, "children"),
    Input(Passkeys.ADDED, "data"),
    Input(Passkeys.REMOVE_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def change_list(_added: int | None, clicks: list[int | None]) -> Any:
    """Show the passkeys after one was added, or remove what was chosen."""
    chosen = ctx.triggered_id
    if chosen != Passkeys.ADDED:
        if not any(clicks):
            return no_update  # The list was drawn anew.
        bridge.run(passkeys.remove_passkey, access_viewer(), chosen["passkey"])
    return list_passkeys()


@callback(
    Output(Passkeys.RENAME_DIALOG, "opened"),
    Output(Passkeys.RENAMING, "data"),
    Output(Passkeys.NEW_NAME, "value"),
    Input(Passkeys.RENAME_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def ask_name(clicks: list[int | None]) -> tuple[Any, Any, Any]:
    """Open the dialog with the present name."""
    if not any(clicks):
        return no_update, no_update, no_update
    chosen = ctx.triggered_id["passkey"]
    known = bridge.run(passkeys.list_passkeys, access_viewer())
    return True, chosen, next((each.name for each in known if each.id == chosen), "")


@callback(
    Output(Passkeys.RENAME_DIALOG, "opened", allow_duplicate=True),
    Output(Passkeys.NEW_NAME, "error"),
    Output(Passkeys.LIST, "children", allow_duplicate=True),
    Input(Passkeys.RENAMED, "data"),
    State(Passkeys.RENAMING, "data"),
    State(Passkeys.NEW_NAME, "value"),
    running=[(Output(Passkeys.RENAME, "loading"), True, False)],
    prevent_initial_call=True,
)
def rename(_click: int, chosen: str, name: str | None) -> tuple[Any, Any, Any]:
    """Keep the name, or say what is wrong with it."""
    try:
        bridge.run(passkeys.rename_passkey, access_viewer(), chosen, name or "")
    except MessengerError as error:
        if error.field != "name":
            raise
        return no_update, explain(error), no_update
    return False, None, list_passkeys()


def wire_passkeys(again: str) -> None:
    """Let the button make a passkey; `again` is the store of the dialog that asks who it is."""
    clientside_callback(
        ClientsideFunction("passkeys", "add"),
        Output(Passkeys.ADDED, "data"),
        Output(Passkeys.NAME, "error"),
        Output(again, "data", allow_duplicate=True),
        Input(Passkeys.ADD, "n_clicks"),
        State(Passkeys.NAME, "value"),
        State(Passkeys.TEXTS, "data"),
        State(Passkeys.ADD, "id"),
        running=[(Output(Passkeys.ADD, "loading"), True, False)],
        prevent_initial_call=True,
    )


wire_forgiving(Passkeys.NAME, Passkeys.NAME)
wire_forgiving(Passkeys.NEW_NAME, Passkeys.NEW_NAME)
wire_sending(Passkeys.RENAME, Passkeys.RENAMED, Passkeys.NEW_NAME)
