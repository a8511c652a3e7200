"""A browser in little: asks the interface for pages and calls its callbacks as Dash's renderer."""

import json
from dataclasses import dataclass, replace
from http.cookies import Morsel, SimpleCookie
from typing import Any

from werkzeug.test import Client, TestResponse

from messenger.actions.access import ClientInfo, RequestContext, Viewer
from messenger.ui.dash_app import DashFace

NOBODY = RequestContext(
    viewer=None,
    client=ClientInfo(address="198.51.100.7", device="test"),
    https=False,
    nonce="the-nonce",
    language="en",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a callback answered: properties by component, cookies, and notes for the person."""

    parts: dict[str, dict[str, Any]]
    notes: list[str]
    cookies: SimpleCookie

    @property
    def session(self) -> Morsel[str] | None:
        """The session's cookie, where one was set."""
        return self.cookies.get("messenger_session")

    @property
    def text(self) -> str:
        """Everything of it, for looking through."""
        return json.dumps(self.parts, ensure_ascii=False)


class Visitor:
    """One browser with what the web layer knows of it."""

    def __init__(self, face: DashFace, context: RequestContext = NOBODY) -> None:
        self.context = context
        self._client = Client(face.wsgi)

    def become(self, viewer: Viewer) -> None:
        """Have a session from now on."""
        self.context = replace(self.context, viewer=viewer)

    def speak(self, language: str) -> None:
        """Read another language from now on."""
        self.context = replace(self.context, language=language)

    def get(self, path: str) -> TestResponse:
        """Ask for a path."""
        return self._client.get(path, environ_overrides=self._environ)

    def call(self, output: str, /, changed: str, **values: Any) -> Answer:
        """Call the callback of an output (`id.property`), as `changed` has changed.

        `values` are those of its inputs and states by id, dashes written as underscores.
        """
        wanted = next(
            callback
            for callback in self.get("/_dash-dependencies").json or ()
            if output in callback["output"]
            and any(f"{part['id']}.{part['property']}" == changed for part in callback["inputs"])
        )
        return read(
            self._client.post(
                "/_dash-update-component",
                json={
                    "output": wanted["output"],
                    "outputs": outputs_of(wanted["output"]),
                    "inputs": [filled(part, values) for part in wanted["inputs"]],
                    "state": [filled(part, values) for part in wanted["state"]],
                    "changedPropIds": [changed],
                },
                environ_overrides=self._environ,
            )
        )

    @property
    def _environ(self) -> dict[str, Any]:
        return {"asgi.scope": {"messenger.request": self.context}}


def read(answer: TestResponse) -> Answer:
    """Return what is in Dash's answer to a callback."""
    content = answer.json or {}
    notes = content.get("sideUpdate", {}).get("notes", {}).get("sendNotifications", [])
    return Answer(
        parts=content.get("response", {}),
        notes=[note["message"] for note in notes],
        cookies=SimpleCookie(answer.headers.get("Set-Cookie", "")),
    )


def filled(part: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return an input or a state with the value that a test gives it."""
    name = part["id"].replace("-", "_")
    return part | {"value": values.get(f"{name}_{part['property']}", values.get(name))}


def outputs_of(output: str) -> Any:
    """Return the outputs that Dash's key of a callback stands for."""
    if not output.startswith(".."):
        return _output(output)
    return [_output(each) for each in output.strip(".").split("...")]


def _output(key: str) -> dict[str, str]:
    part, _, name = key.rpartition(".")
    return {"id": part, "property": name.partition("@")[0]}
