"""Dialogs that ask before something is done, and what all dialogs have in common."""

from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, clientside_callback, html

from messenger.ui.ids import Dialog, Shell
from messenger.ui.parts.attributes import data
from messenger.ui.pieces import Store
from messenger.ui.texts import _


def build_dialog(dialog: Dialog, *, title: Any, content: list[Any], **props: Any) -> html.Div:
    """Return a closed dialog and its stores; on a phone it rises from the lower edge."""
    return html.Div(
        [
            Store(id=dialog.subject),
            Store(id=dialog.done),
            dmc.Modal(
                content,
                id=dialog.modal,
                title=title,
                classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
                **data(dialog=dialog.name),
                **props,
            ),
        ]
    )


def build_question(
    dialog: Dialog,
    *,
    title: str,
    texts: dict[str, Any],
    confirm: str,
    harmless: bool = False,
) -> html.Div:
    """Return a dialog that asks `texts["question"]`, and with `texts["everyone"]` for whom."""
    everyone = [dmc.Checkbox(id=dialog.everyone, checked=False)] if "everyone" in texts else []
    return build_dialog(
        dialog,
        title=title,
        withCloseButton=False,
        content=[
            Store(id=dialog.texts, data=texts),
            html.P(id=dialog.question, className="dialog-question", dir="auto"),
            *everyone,
            build_buttons(dialog, confirm, None if harmless else "red"),
        ],
    )


def build_buttons(
    dialog: Dialog, confirm: str, color: str | None, *, focus: bool = True
) -> html.Div:
    """Return the foot of a dialog; of a question Enter confirms, Escape does not."""
    return html.Div(
        [
            dmc.Button(_("Cancel"), id=dialog.cancel, variant="subtle", color="gray"),
            dmc.Button(
                confirm,
                id=dialog.confirm,
                color=color,
                **(data(autofocus=True) if focus else {}),
            ),
        ],
        className="dialog-buttons",
    )


def wire_dialog(dialog: Dialog, *buttons: str) -> None:
    """Open a dialog when an element asks for it; success closes it, and so do the buttons."""
    clientside_callback(
        ClientsideFunction("dialogs", "turn"),
        Output(dialog.modal, "opened"),
        Output(dialog.subject, "data"),
        Output(dialog.modal, "returnFocus"),
        Input(Shell.DIALOG_EVENTS, "event"),
        Input(dialog.done, "data"),
        *(Input(button, "n_clicks") for button in buttons),
        State(dialog.modal, "data-dialog"),
        prevent_initial_call=True,
    )


def wire_question(dialog: Dialog) -> None:
    """Open and close a dialog that asks, and put what it was opened for into its question."""
    wire_dialog(dialog, dialog.cancel)
    clientside_callback(
        ClientsideFunction("dialogs", "ask"),
        Output(dialog.question, "children"),
        Input(dialog.subject, "data"),
        State(dialog.texts, "data"),
        prevent_initial_call=True,
    )


def wire_everyone(dialog: Dialog) -> None:
    """Offer, where the subject allows it, to do it for the other person too."""
    clientside_callback(
        ClientsideFunction("dialogs", "offer"),
        Output(dialog.everyone, "label"),
        Output(dialog.everyone, "display"),
        Output(dialog.everyone, "checked"),
        Input(dialog.subject, "data"),
        State(dialog.texts, "data"),
        prevent_initial_call=True,
    )
