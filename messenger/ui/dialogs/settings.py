"""What a person wants of this browser; nothing of it goes to the server."""

from dash import html

from messenger.ui.ids import SETTINGS
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.pieces import SettingsForm
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        SETTINGS,
        title=html.Span([_("Settings"), build_help_link("settings")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[SettingsForm()],
    )


wire_dialog(SETTINGS)
