"""Python faces of our custom elements; `static/js/faces.js` holds their other half."""

from typing import Any

from dash.development.base_component import Component


class Face(Component):
    """A custom element in a Dash layout: it takes an id and a class, and no data."""

    _namespace = "messenger"
    _children_props: list[str] = []  # noqa: RUF012 - Dash reads these from the class
    _base_nodes = ["children"]  # noqa: RUF012

    def __init__(self, id: str | None = None, **props: Any) -> None:  # noqa: A002 - Dash's name
        self._prop_names = ["id", "className"]
        self._type = type(self).__name__
        self._valid_wildcard_attributes = ["data-", "aria-"]
        self.available_properties = self._prop_names
        self.available_wildcard_properties = self._valid_wildcard_attributes
        super().__init__(**({"id": id} if id else {}), **props)  # type: ignore[no-untyped-call]


class ChatList(Face):
    """The list of chats with its search: `<chat-list>`."""


class ConversationView(Face):
    """The open chat, its header and its history: `<conversation-view>`."""


class MessageComposer(Face):
    """Where a message is written: `<message-composer>`."""


class SettingsForm(Face):
    """What a person wants of this browser: `<settings-form>`."""


class ConnectionBar(Face):
    """What is known of the connection when it is not there: `<connection-bar>`."""
