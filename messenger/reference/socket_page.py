"""docs/WS_SERVER_REFERENCE.md: every operation, event, object and error of `/ws`."""

from messenger.events.pushed import Pushed
from messenger.reference.bounds import RULES
from messenger.reference.examples import exchange, pushed
from messenger.reference.failures import all_failures, failures_of
from messenger.reference.markdown import code, page, table
from messenger.reference.operations import Operation, events, explanation, operations
from messenger.reference.schemas import OBJECTS, Schema, components, reply_schema, type_name

HEAD = """# The operations and events of /ws

Made by `make docs` from the command and event classes; the examples are recorded from a running
server. How frames, authentication, resuming and closing work is told in [PROTOCOL.md](PROTOCOL.md);
the same as this page for programs is [asyncapi.json](asyncapi.json), which a server also answers
under `/asyncapi.json`."""
REPLIES = {True: "Replies with an empty object.", False: "Reply:"}


def build_socket_page() -> str:
    """Return the page."""
    return page(
        HEAD,
        _contents(),
        "## Operations",
        *(_operation(operation) for operation in operations()),
        "## Events",
        *(_event(event) for event in events()),
        "## Objects",
        *(_object(kind.__name__) for kind in OBJECTS),
        *(_object(name) for name in _helpers()),
        "## Errors",
        _errors(),
    )


def _contents() -> str:
    ops = " · ".join(f"[{o.op}](#{_anchor(o.op)})" for o in operations())
    told = " · ".join(f"[{e.event}](#{_anchor(e.event)}-event)" for e in events())
    return page(f"Operations: {ops}", f"Events: {told}").strip()


def _operation(operation: Operation) -> str:
    data = components()[operation.command.__name__]
    rules = {field: RULES.get((operation.op, field), "") for field in data["properties"]}
    codes = ", ".join(f"`{failure.code}`" for failure in failures_of(operation.op))
    return page(
        f"### {operation.op}",
        explanation(operation.command),
        _request_fields(data, rules) if data["properties"] else "Takes no data.",
        REPLIES[not operation.reply],
        _fields(reply_schema(operation.reply)) if operation.reply else "",
        f"Errors: {codes}.",
        code(*exchange(operation.op)),
    ).strip()


def _request_fields(schema: Schema, rules: dict[str, str]) -> str:
    return table(
        ("field", "type", "default", "rules"),
        (
            (f"`{name}`", type_name(field), _default(schema, name, field), rules[name])
            for name, field in schema["properties"].items()
        ),
    )


def _default(schema: Schema, name: str, field: Schema) -> str:
    if name in schema["required"]:
        return "required"
    value = field["default"]
    return "absent" if value is None else f"`{str(value).lower()}`"


def _event(event: type[Pushed]) -> str:
    return page(
        f"### {event.event} (event)",
        explanation(event),
        _fields(components()[event.__name__]),
        code(pushed(event.event)),
    ).strip()


def _object(name: str) -> str:
    schema = components()[name]
    return page(f"### {name}", schema.get("description", ""), _fields(schema)).strip()


def _fields(schema: Schema) -> str:
    return table(
        ("field", "type"),
        ((f"`{name}`", type_name(field)) for name, field in schema["properties"].items()),
    )


def _helpers() -> list[str]:
    named = {kind.__name__ for kind in (*OBJECTS, *events())}
    named |= {operation.command.__name__ for operation in operations()}
    return [name for name in components() if name not in named]


def _errors() -> str:
    rows = (
        (str(failure.status), f"`{failure.code}`", failure.default) for failure in all_failures()
    )
    return table(("status", "code", "message"), rows)


def _anchor(name: str) -> str:
    return name.replace(".", "")
