"""The messenger itself: the shell and its dialogs. The open chat stands in the address' hash."""

from typing import Any

import dash
from dash import html

from messenger.ui.dialogs import (
    add_contact,
    add_members,
    block,
    clear_history,
    delete_chat,
    delete_messages,
    edit_group,
    folder,
    invites,
    join_group,
    member_questions,
    new_group,
    part_with_group,
    settings,
    shortcuts,
    sign_out,
    unblock,
)
from messenger.ui.shell import build_shell
from messenger.ui.texts import _

DIALOGS = (
    add_contact,
    add_members,
    block,
    clear_history,
    delete_chat,
    delete_messages,
    edit_group,
    folder,
    invites,
    join_group,
    member_questions,
    new_group,
    part_with_group,
    settings,
    shortcuts,
    sign_out,
    unblock,
)


def page_title() -> str:
    """Return the title of the browser's tab."""
    return _("Messenger")


def layout(**_query: object) -> Any:
    """Return the page."""
    return html.Div([build_shell(), *(dialog.build() for dialog in DIALOGS)])


dash.register_page(  # type: ignore[no-untyped-call]
    __name__,
    path="/",
    title=page_title,
    scripts=("js/app.js",),
    layout=layout,
)
