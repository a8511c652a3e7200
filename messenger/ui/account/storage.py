"""What one's files take of one's room, and making room by deleting them."""

from typing import Any

import dash_mantine_components as dmc
from dash import (
    ClientsideFunction,
    Input,
    Output,
    Patch,
    State,
    callback,
    clientside_callback,
    ctx,
    html,
    no_update,
)

from messenger.actions import chats, media_usage
from messenger.actions.media_usage import Freed, LargestPage
from messenger.errors import MessengerError
from messenger.ui import bridge
from messenger.ui.ids import Storage
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.failures import explain
from messenger.ui.parts.file_rows import build_file_rows
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.sizes import say_size
from messenger.ui.parts.usage import build_usage
from messenger.ui.pieces import Store
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _, ngettext

NAME = "storage"
SHOWN, HIDDEN = "inline-block", "none"

# The sums, the rows of files, how the button for more is displayed, and from where that goes on.
Drawn = tuple[list[Any], list[Any], str, str | None]


def title() -> str:
    """Return what the section is called."""
    return _("Storage")


def build() -> html.Div:
    """Return the section."""
    context = current_request()
    known = bool(context and context.viewer)
    summary, rows, more, cursor = draw() if known else ([], [], HIDDEN, None)
    return html.Div(
        [
            html.Div(summary, id=Storage.SUMMARY),
            html.H2(_("The largest files")),
            html.P(
                _("Deleting a file deletes your messages with it, for everybody who sees them."),
                className="account-hint",
            ),
            dmc.CheckboxGroup(
                html.Ul(rows, id=Storage.LIST, className="account-list"),
                id=Storage.CHOSEN,
                value=[],
                **aria(label=_("The largest files")),
            ),
            dmc.Button(_("Show more"), id=Storage.MORE, variant="light", display=more),
            html.Div(
                dmc.Button(_("Delete what is chosen"), id=Storage.DELETE, color="red"),
                id=Storage.BAR,
                className="usage-bar-below",
                hidden=True,
            ),
            Store(id=Storage.CURSOR, data=cursor),
            Store(id=Storage.SUBJECT),
            build_question(),
        ],
        className="usage",
    )


def build_question() -> dmc.Modal:
    """Return the closed dialog that asks whether the messages shall really go."""
    buttons = [
        dmc.Button(_("Cancel"), id=Storage.CANCEL, variant="subtle", color="gray"),
        dmc.Button(_("Delete"), id=Storage.CONFIRM, color="red"),
    ]
    return dmc.Modal(
        [
            html.P(id=Storage.WORDS, className="dialog-question"),
            html.Div(buttons, className="dialog-buttons"),
        ],
        id=Storage.QUESTION,
        title=_("Delete for everybody?"),
        withCloseButton=False,
        classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
    )


def draw() -> Drawn:
    """Return everything as it is now."""
    usage = bridge.run(media_usage.get_usage, access_viewer())
    named = bridge.run(
        chats.get_chats, access_viewer(), chat_ids=[each.chat_id for each in usage.chats]
    )
    return build_usage(usage, named), *draw_page(None)


def draw_page(cursor: str | None) -> tuple[list[Any], str, str | None]:
    """Return a page of the files."""
    page = bridge.run(media_usage.list_largest, access_viewer(), cursor=cursor)
    rows: list[Any] = build_file_rows(
        page.files, bridge.run(chats.get_chats, access_viewer(), chat_ids=places_of(page))
    )
    if not rows and cursor is None:
        rows = [html.Li(_("There are none."), className="account-hint")]
    return rows, HIDDEN if page.cursor is None else SHOWN, page.cursor


def places_of(page: LargestPage) -> set[str]:
    """Return in which chats the files of a page are told to be."""
    return {file.places[0].chat_id for file in page.files}


@callback(
    Output(Storage.LIST, "children"),
    Output(Storage.MORE, "display"),
    Output(Storage.CURSOR, "data"),
    Input(Storage.MORE, "n_clicks"),
    State(Storage.CURSOR, "data"),
    running=[(Output(Storage.MORE, "loading"), True, False)],
    prevent_initial_call=True,
)
def show_more(_click: int, cursor: str | None) -> tuple[Any, str, str | None]:
    """Show the next page below."""
    rows, more, after = draw_page(cursor)
    below = Patch()
    below.extend(rows)
    return below, more, after


@callback(
    Output(Storage.QUESTION, "opened"),
    Output(Storage.WORDS, "children"),
    Output(Storage.SUBJECT, "data"),
    Input(Storage.DELETE, "n_clicks"),
    Input(Storage.ONE_ALL, "n_clicks"),
    Input(Storage.CANCEL, "n_clicks"),
    State(Storage.CHOSEN, "value"),
    prevent_initial_call=True,
)
def ask(
    _click: int | None, _clicks: list[int | None], _cancel: int | None, chosen: list[str]
) -> tuple[Any, ...]:
    """Ask whether the messages with what was chosen shall go."""
    pressed = ctx.triggered_id
    if pressed == Storage.CANCEL:
        return False, no_update, no_update
    if not ctx.triggered[0]["value"]:
        return (no_update,) * 3  # The list was drawn anew.
    subject = chosen if pressed == Storage.DELETE else [pressed["media"]]
    removal = bridge.run(media_usage.weigh_files, access_viewer(), media_ids=subject)
    taken = ngettext("{n} message goes", "{n} messages go", removal.messages)
    held = ngettext("{n} file", "{n} files", removal.files)
    return True, _("{messages}, with {files}.", messages=taken, files=held), subject


@callback(
    Output(Storage.QUESTION, "opened", allow_duplicate=True),
    Output(Storage.SUMMARY, "children"),
    Output(Storage.LIST, "children", allow_duplicate=True),
    Output(Storage.MORE, "display", allow_duplicate=True),
    Output(Storage.CURSOR, "data", allow_duplicate=True),
    Output(Storage.CHOSEN, "value"),
    Input(Storage.CONFIRM, "n_clicks"),
    State(Storage.SUBJECT, "data"),
    running=[(Output(Storage.CONFIRM, "loading"), True, False)],
    prevent_initial_call=True,
)
def delete(_click: int, subject: list[str]) -> tuple[Any, ...]:
    """Delete the messages, and show the room that this has made."""
    try:
        freed = bridge.run(media_usage.delete_files, access_viewer(), media_ids=subject)
    except MessengerError as error:
        # Another page may have been faster: what is left is shown all the same.
        show_note(explain(error), color="red")
    else:
        show_note(say_freed(freed))
    return False, *draw(), []


def say_freed(freed: Freed) -> str:
    """Return how much room there is now, and why it may be less than one thinks."""
    words = _("{size} freed.", size=say_size(freed.bytes))
    if freed.still_there:
        words += " " + ngettext(
            "{n} file stays where others have forwarded it.",
            "{n} files stay where others have forwarded them.",
            freed.still_there,
        )
    return words


clientside_callback(
    ClientsideFunction("account", "isEmpty"),
    Output(Storage.BAR, "hidden"),
    Input(Storage.CHOSEN, "value"),
    prevent_initial_call=True,
)
