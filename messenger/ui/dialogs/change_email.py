"""Another address for one's own account."""

from dash import html

from messenger.ui.ids import CHANGE_EMAIL
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.email_form import build_email_form
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        CHANGE_EMAIL,
        title=_("E-mail address"),
        closeButtonProps=aria(label=_("Close")),
        content=[build_email_form()],
    )


wire_dialog(CHANGE_EMAIL)
