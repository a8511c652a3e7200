"""Fields that are looked at while a person types."""

from dash import ClientsideFunction, Input, Output, State, clientside_callback

from messenger.ui.ids import Settled
from messenger.ui.pieces import Store


def build_settled(field: Settled) -> Store:
    """Return the store that a field needs to tell when the typing has stopped."""
    return Store(id=field.moment)


def wire_settled(field: Settled) -> None:
    """Make the store of a field change 300 ms after its last change."""
    clientside_callback(
        ClientsideFunction("typing", "settle"),
        Output(field.moment, "data"),
        Input(field.field, "value"),
        prevent_initial_call=True,
    )


def wire_forgiving(shown_at: str, *fields: str) -> None:
    """Take the failure that is told at a field away when one of the fields is changed."""
    clientside_callback(
        ClientsideFunction("typing", "forgive"),
        Output(shown_at, "error", allow_duplicate=True),
        *(Input(field, "value") for field in fields),
        prevent_initial_call=True,
    )


def wire_sending(submit: str, sent: str, *fields: str) -> None:
    """Make the store `sent` change when a form is sent and Dash knows all that was typed.

    A field tells Dash of a key a moment after it was pressed; Enter may be faster than that.
    """
    clientside_callback(
        ClientsideFunction("typing", "send"),
        Output(sent, "data"),
        Input(submit, "n_clicks"),
        *(Input(field, "value") for field in fields),
        *(State(field, "name") for field in fields),
        prevent_initial_call=True,
    )
