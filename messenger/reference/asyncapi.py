"""The AsyncAPI 3.0 description of `/ws`, from the server's point of view."""

from typing import Any

from messenger import __version__
from messenger.events.pushed import Pushed
from messenger.reference.examples import exchange, pushed
from messenger.reference.failures import all_failures
from messenger.reference.operations import Operation, events, explanation, operations
from messenger.reference.schemas import TEMPLATE, components, reply_schema

JSON = dict[str, Any]

ID = {"oneOf": [{"type": "integer"}, {"type": "string", "maxLength": 64}]}
CHANNEL = {"$ref": "#/channels/ws"}


def build_asyncapi() -> JSON:
    """Return the whole description, ready to be written as JSON."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Dash Messenger",
            "version": __version__,
            "description": (
                "Every request gets exactly one reply, which carries its id. Authentication, "
                "resuming, close codes and keep-alive are told in docs/PROTOCOL.md."
            ),
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "servers": {"local": {"host": "127.0.0.1:8000", "protocol": "ws"}},
        "channels": {"ws": {"address": "/ws", "messages": _references()}},
        "operations": _operations(),
        "components": {"messages": _messages(), "schemas": components() | {"Error": _error()}},
    }


def _references() -> JSON:
    return {name: {"$ref": f"#/components/messages/{name}"} for name in _messages()}


def _operations() -> JSON:
    asked = {operation.op: _asked(operation) for operation in operations()}
    return asked | {f"event.{event.event}": _told(event) for event in events()}


def _asked(operation: Operation) -> JSON:
    return {
        "action": "receive",
        "channel": CHANNEL,
        "summary": explanation(operation.command),
        "messages": [_in_channel(operation.op)],
        "reply": {
            "channel": CHANNEL,
            "messages": [_in_channel(f"{operation.op}.reply"), _in_channel("refusal")],
        },
    }


def _told(event: type[Pushed]) -> JSON:
    return {
        "action": "send",
        "channel": CHANNEL,
        "summary": explanation(event),
        "messages": [_in_channel(f"event.{event.event}")],
    }


def _messages() -> JSON:
    messages: JSON = {}
    for operation in operations():
        request, reply = exchange(operation.op)
        messages[operation.op] = _message(operation.op, _request(operation), request)
        name = f"{operation.op}.reply"
        messages[name] = _message(name, _reply(operation), reply)
    for event in events():
        name = f"event.{event.event}"
        messages[name] = _message(name, _pushed(event), pushed(event.event))
    messages["refusal"] = {"name": "refusal", "payload": _refusal()}
    return messages


def _message(name: str, payload: JSON, example: JSON) -> JSON:
    return {"name": name, "payload": payload, "examples": [{"payload": example}]}


def _request(operation: Operation) -> JSON:
    data = {"$ref": TEMPLATE.format(name=operation.command.__name__)}
    properties = {"id": ID, "op": {"const": operation.op}, "data": data}
    needs_data = components()[operation.command.__name__]["required"]
    return {
        "type": "object",
        "properties": properties | {"token": {"type": "string"}},
        "required": ["id", "op", *(["data"] if needs_data else [])],
    }


def _reply(operation: Operation) -> JSON:
    return {
        "type": "object",
        "properties": {"id": ID, "ok": {"const": True}, "data": reply_schema(operation.reply)},
        "required": ["id", "ok", "data"],
    }


def _refusal() -> JSON:
    properties = {
        "id": {"oneOf": [*ID["oneOf"], {"type": "null"}]},
        "ok": {"const": False},
        "error": {"$ref": TEMPLATE.format(name="Error")},
    }
    return {"type": "object", "properties": properties, "required": ["id", "ok", "error"]}


def _pushed(event: type[Pushed]) -> JSON:
    data = {"$ref": TEMPLATE.format(name=event.__name__)}
    properties = {"event": {"const": event.event}, "data": data}
    return {"type": "object", "properties": properties, "required": ["event", "data"]}


def _error() -> JSON:
    return {
        "title": "Error",
        "description": "Why a request was refused; status follows RFC 9110.",
        "type": "object",
        "properties": {
            "code": {"enum": [failure.code for failure in all_failures()]},
            "status": {"type": "integer"},
            "message": {"type": "string"},
            "field": {"type": "string", "description": "which field was wrong"},
            "retry_after": {"type": "number", "description": "seconds"},
            "limit": {"type": "integer", "description": "the bound that was passed"},
            "id": {"type": "string", "description": "names the entry in the server's log"},
        },
        "required": ["code", "status", "message"],
    }


def _in_channel(name: str) -> JSON:
    return {"$ref": f"#/channels/ws/messages/{name}"}
