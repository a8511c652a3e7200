"""A copy of one's data, and the end of one's account."""

from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, ctx, html

from messenger.actions import exports, leaving
from messenger.ui import bridge
from messenger.ui.ids import MyData
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.export_state import show_state
from messenger.ui.parts.proof import build_proof
from messenger.ui.parts.session import forget_session
from messenger.ui.pieces import Location, Store, Ticker
from messenger.ui.request import access_viewer, current_language, current_request
from messenger.ui.texts import _

NAME = "data"
TICK = 1000  # ms


def title() -> str:
    """Return what the section is called."""
    return _("My data")


def build() -> html.Div:
    """Return the section."""
    return html.Div([*build_export(), *build_deletion(), build_proof()], className="my-data")


def build_export() -> list[Any]:
    """Return how a copy of one's data is asked for, and how far it is."""
    context = current_request()
    known = bool(context and context.viewer)
    export = bridge.run(exports.get_export, access_viewer()) if known else None
    words, start, fetch, idle = show_state(export)
    return [
        html.H2(_("A copy of my data")),
        html.P(
            _(
                "One ZIP file with everything that is yours: profile, settings, contacts, "
                "devices, photos, and all messages that you can see. It is made in the "
                "background, once an hour at most, and kept for seven days."
            ),
            className="account-hint",
        ),
        html.Div(words, id=MyData.STATE, className="my-data-state", **aria(live="polite")),
        html.Div(
            [
                dmc.Button(_("Download"), id=MyData.FETCH, display=fetch),
                dmc.Button(_("Make a copy"), id=MyData.START, variant="light", display=start),
            ],
            className="account-choices",
        ),
        Ticker(id=MyData.TICKS, interval=TICK, disabled=idle),
        Location(id=MyData.ADDRESS),
    ]


def build_deletion() -> list[Any]:
    """Return what happens when the account is deleted, and the way there."""
    facts = (
        _("You are signed out everywhere at once, and nobody finds you any more."),
        _("For 14 days you can change your mind: sign in, and everything is as it was."),
        _(
            "Then your name, nick, e-mail, photo, contacts and settings are erased for good, "
            "and your nick is free. Others see “Deleted account” in your place."
        ),
    )
    return [
        html.H2(_("Delete my account")),
        html.Ul([html.Li(fact) for fact in facts], className="my-data-facts"),
        dmc.RadioGroup(
            dmc.Stack(
                [
                    dmc.Radio(value=leaving.KEEP, label=_("They stay, without my name")),
                    dmc.Radio(value=leaving.REMOVE, label=_("They are removed for everyone")),
                ],
                gap=10,
            ),
            id=MyData.MESSAGES,
            label=_("What becomes of my messages"),
            value=leaving.KEEP,
            className="my-data-choice",
        ),
        dmc.Button(
            _("Delete my account"),
            id=MyData.DELETE,
            variant="light",
            color="red",
            className="grave",
        ),
        Store(id=MyData.LEFT),
        build_question(),
    ]


def build_question() -> dmc.Modal:
    """Return the closed dialog that asks whether the account shall really go."""
    buttons = [
        dmc.Button(_("Cancel"), id=MyData.CANCEL, variant="subtle", color="gray"),
        dmc.Button(_("Delete"), id=MyData.CONFIRM, color="red"),
    ]
    return dmc.Modal(
        [
            html.P(
                _("Your account will be deleted in 14 days, and you are signed out now."),
                className="dialog-question",
            ),
            html.Div(buttons, className="dialog-buttons"),
        ],
        id=MyData.QUESTION,
        title=_("Delete my account?"),
        withCloseButton=False,
        classNames={"inner": "dialog-inner", "content": "dialog", "title": "dialog-title"},
    )


@callback(
    Output(MyData.STATE, "children"),
    Output(MyData.START, "display"),
    Output(MyData.FETCH, "display"),
    Output(MyData.TICKS, "disabled"),
    Input(MyData.START, "n_clicks"),
    Input(MyData.TICKS, "n_intervals"),
    prevent_initial_call=True,
)
def follow(_click: int, _turn: int) -> tuple[Any, ...]:
    """Begin a copy, or look how far it is."""
    viewer = access_viewer()
    if ctx.triggered_id == MyData.START:
        begun = bridge.run(exports.start_export, viewer, language=current_language())
        return show_state(begun)
    return show_state(bridge.run(exports.get_export, viewer))


@callback(
    Output(MyData.ADDRESS, "href"),
    Input(MyData.FETCH, "n_clicks"),
    prevent_initial_call=True,
)
def fetch(click: int) -> Any:
    """Have the browser download the copy, once it is clear who asks for it."""
    viewer = access_viewer()
    address = bridge.run(exports.allow_fetching, viewer)
    return f"{address}?{click}"  # The same address twice would lead nowhere.


@callback(
    Output(MyData.QUESTION, "opened"),
    Input(MyData.DELETE, "n_clicks"),
    Input(MyData.CANCEL, "n_clicks"),
    prevent_initial_call=True,
)
def ask(_click: int | None, _cancelled: int | None) -> bool:
    """Ask once more."""
    return bool(ctx.triggered_id == MyData.DELETE)


@callback(
    Output(MyData.LEFT, "data"),
    Input(MyData.CONFIRM, "n_clicks"),
    State(MyData.MESSAGES, "value"),
    running=[(Output(MyData.QUESTION, "opened"), False, False)],
    prevent_initial_call=True,
)
def delete(_click: int, messages: str) -> str:
    """Have the account deleted in 14 days, and leave."""
    viewer = access_viewer()
    bridge.run(leaving.leave, viewer, messages=messages)
    forget_session()
    return str(viewer.user_id)


clientside_callback(
    ClientsideFunction("account", "leave"),
    Input(MyData.LEFT, "data"),
    prevent_initial_call=True,
)
