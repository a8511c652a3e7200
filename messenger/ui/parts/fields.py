"""The fields of forms, with what browsers, password managers and screen readers need."""

from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.ui.parts.attributes import aria
from messenger.ui.texts import _

# Tells a screen reader of a failure when it appears.
_ERROR = {"role": "alert"}


def build_text_field(
    field_id: str,
    *,
    label: str,
    name: str,
    complete: str,
    focus: bool = False,
    keys: str = "text",
    **props: Any,
) -> dmc.TextInput:
    """Return a line of text; `complete` is its autocomplete token, `keys` a phone's keyboard."""
    return dmc.TextInput(
        id=field_id,
        label=label,
        name=name,
        autoComplete=complete,
        spellCheck=False,
        errorProps=_ERROR,
        inputProps={"autoFocus": focus, "autoCapitalize": "none", "inputMode": keys},
        className="field",
        **props,
    )


def build_password_field(
    field_id: str, *, label: str, complete: str, name: str = "password", **props: Any
) -> dmc.PasswordInput:
    """Return a password field that can show what was typed; `complete` as above."""
    return dmc.PasswordInput(
        id=field_id,
        label=label,
        name=name,
        autoComplete=complete,
        errorProps=_ERROR,
        visibilityToggleButtonProps=aria(label=_("Show the password")) | {"tabIndex": 0},
        className="field",
        **props,
    )


def build_submit(button_id: str, text: str) -> dmc.Button:
    """Return the button that Enter in any field of its form presses."""
    return dmc.Button(
        text, id=button_id, buttonProps={"type": "submit"}, fullWidth=True, size="md", h=46
    )


def build_link_button(button_id: str, text: str) -> html.Button:
    """Return a button beside the main one, which does less than that."""
    return html.Button(text, id=button_id, type="button", className="link-button")
