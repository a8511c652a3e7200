"""The keys that work in the messenger."""

from dash import html

from messenger.ui.ids import SHORTCUTS
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.dialog import build_dialog, wire_dialog
from messenger.ui.parts.help_link import build_help_link
from messenger.ui.texts import _


def build() -> html.Div:
    """Return the dialog."""
    return build_dialog(
        SHORTCUTS,
        title=html.Span(
            [_("Keyboard shortcuts"), build_help_link("shortcuts")], className="help-title"
        ),
        closeButtonProps=aria(label=_("Close")),
        content=[
            html.Dl(
                [
                    part
                    for keys, words in list_shortcuts()
                    for part in (html.Dt(build_keys(keys)), html.Dd(words))
                ],
                className="shortcuts",
            )
        ],
    )


def list_shortcuts() -> list[tuple[str, str]]:
    """Return the keys, joined by "+", and what they do."""
    return [
        ("Ctrl+K", _("Search chats, people and messages")),
        ("Ctrl+F", _("Search in the open chat")),
        ("Alt+↑", _("The chat above")),
        ("Alt+↓", _("The chat below")),
        ("Alt+Shift+↑", _("Move a pinned chat up, in the list")),
        ("Alt+Shift+↓", _("Move a pinned chat down, in the list")),
        ("↑", _("Edit your last message, while nothing is written")),
        ("Enter", _("Send, or as the settings say")),
        ("Shift+Enter", _("A new line")),
        ("Ctrl+Enter", _("Send in any case")),
        ("Ctrl+B", _("Bold")),
        ("Ctrl+I", _("Italic")),
        ("Ctrl+Shift+X", _("Struck")),
        ("Ctrl+Shift+M", _("Code")),
        ("Ctrl+Shift+P", _("Hidden")),
        ("Esc", _("One step back, then to the search")),
        ("F6", _("To the next part of the page")),
        ("Ctrl+/", _("This list")),
    ]


def build_keys(keys: str) -> list[html.Kbd]:
    """Return the keys, each as one."""
    return [html.Kbd(key) for key in keys.split("+")]


wire_dialog(SHORTCUTS)
