"""JSON Schemas of everything on the wire, and how their types are called in a table."""

from functools import cache
from typing import Any

import msgspec

from messenger.events.objects import Chat, Limits, Message, PrivacyChange, PrivacyRules, User
from messenger.reference.operations import events, operations

Schema = dict[str, Any]

TEMPLATE = "#/components/schemas/{name}"
OBJECTS: tuple[type, ...] = (User, Message, Chat, PrivacyRules, PrivacyChange, Limits)


@cache
def components() -> dict[str, Schema]:
    """Return the schema of every command, event and object, by the name of its class."""
    types = [operation.command for operation in operations()]
    answers = [kind for operation in operations() for kind in operation.reply.values()]
    _, found = msgspec.json.schema_components(
        [*types, *events(), *OBJECTS, *answers], ref_template=TEMPLATE
    )
    return {name: _one_line(schema) for name, schema in sorted(found.items())}


def reply_schema(reply: dict[str, Any]) -> Schema:
    """Return the schema of the `data` of a reply."""
    schemas, _ = msgspec.json.schema_components(list(reply.values()), ref_template=TEMPLATE)
    return {
        "type": "object",
        "properties": dict(zip(reply, schemas, strict=True)),
        "required": list(reply),
    }


def type_name(schema: Schema) -> str:
    """Say in a few words what a value is; objects of the protocol are links."""
    if "anyOf" in schema:
        return " or ".join(type_name(choice) for choice in schema["anyOf"])
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    return _plain_name(schema)


def _plain_name(schema: Schema) -> str:
    kind = schema.get("type", "any")
    if "prefixItems" in schema:
        return f"list of {' and '.join(map(type_name, schema['prefixItems']))}"
    if kind == "array":
        return f"list of {type_name(schema['items'])}" if "items" in schema else "list"
    if kind == "object":
        return f"object, each value {type_name(schema['additionalProperties'])}"
    if schema.get("format") == "uuid":
        return "UUID"
    return f"{kind}{_bounds(schema)}"


def _bounds(schema: Schema) -> str:
    if "maxLength" in schema:
        return f", at most {schema['maxLength']} characters"
    if "minimum" in schema:
        return f" from {schema['minimum']}"
    return ""


def _one_line(schema: Schema) -> Schema:
    described = schema.get("description")
    return schema | {"description": " ".join(described.split())} if described else schema
