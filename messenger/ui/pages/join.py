"""The page that an invitation to a group leads to; its code stands in the path."""

from typing import Any

import dash
from dash import Input, Output, State, callback, html, no_update

from messenger.ui.ids import Join
from messenger.ui.parts.gate import build_gate
from messenger.ui.parts.join_preview import build_preview, join_by
from messenger.ui.parts.language_choice import wire_language_choice
from messenger.ui.pieces import PageLink
from messenger.ui.request import current_request
from messenger.ui.return_address import HOME
from messenger.ui.texts import _


def page_title(**_variables: object) -> str:
    """Return the title of the browser's tab; Dash names the code."""
    return _("Invitation to a group")


def layout(code: str | None = None, **_query: object) -> html.Main:
    """Return the page; Dash draws it once at start, when nobody asks."""
    return build_gate(
        screen="join",
        location=Join.LOCATION,
        language=Join.LANGUAGE,
        title=page_title(),
        subtitle=_("Whoever joins is seen by everybody in the group."),
        fields=[build_preview(Join.PREVIEW, (code or "") if current_request() else None)],
        footer=[PageLink(children=_("To the messenger"), href=HOME)],
    )


@callback(
    Output(Join.LOCATION, "href"),
    Output(Join.PREVIEW.group, "children"),
    Output(Join.PREVIEW.join, "display"),
    Input(Join.PREVIEW.join, "n_clicks"),
    State(Join.PREVIEW.code, "data"),
    running=[(Output(Join.PREVIEW.join, "loading"), True, False)],
    prevent_initial_call=True,
)
def join(_click: int, code: str) -> tuple[Any, ...]:
    """Join the group and go to it, or tell what is to be waited for."""
    chat_id, group, display = join_by(code)
    return no_update if chat_id is None else f"{HOME}#{chat_id}", group, display


wire_language_choice(Join.LANGUAGE)

dash.register_page(  # type: ignore[no-untyped-call]
    __name__,
    path="/join",
    path_template="/join/<code>",
    title=page_title,
    heading=page_title,
    layout=layout,
)
