"""Making a folder of chats, or changing one; what is chosen is the element's own."""

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, clientside_callback, html

from messenger.ui.ids import FOLDER
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.pieces import FolderEditor
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        FOLDER,
        title=html.Span([_("Folder"), build_help_link("folder")], className="help-title"),
        closeButtonProps=aria(label=_("Close")),
        content=[
            FolderEditor(),
            html.Div(
                [
                    dmc.Button(_("Cancel"), id=FOLDER.cancel, variant="subtle", color="gray"),
                    dmc.Button(_("Save"), id=FOLDER.confirm),
                ],
                className="dialog-buttons",
            ),
        ],
    )


wire_dialog(FOLDER, FOLDER.cancel)
clientside_callback(
    ClientsideFunction("dialogs", "saveFolder"),
    Output(FOLDER.done, "data"),
    Input(FOLDER.confirm, "n_clicks"),
    prevent_initial_call=True,
)
