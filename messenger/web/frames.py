"""Frames of `/ws`: text in, typed commands out, and replies back to text."""

import re
from typing import Any

import msgspec
from msgspec import Struct

from messenger.errors import N_, BadFrame, BadRequest, MessengerError
from messenger.events.commands.command import Request

LONGEST_ID = 64
PATH = re.compile(r" - at `\$(?P<path>.*)`$")
NAMED = re.compile(r"field `(?P<field>[^`]*)`")
STEP = re.compile(r"[A-Za-z_]\w*")

_requests = msgspec.json.Decoder(Request)
_encoder = msgspec.json.Encoder()
_decoders: dict[type[Struct], msgspec.json.Decoder[Any]] = {}


class UnusableFrame(Exception):
    """A frame whose request cannot be carried out; `id` is null where it has no usable one."""

    def __init__(self, error: MessengerError, id: int | str | None) -> None:  # noqa: A002
        self.error = error
        self.id = id
        super().__init__(error.message)


class Reply(Struct, frozen=True):
    """A request that succeeded."""

    id: int | str
    data: Any
    ok: bool = True


class Refusal(Struct, frozen=True):
    """A request that failed."""

    id: int | str | None
    error: dict[str, Any]
    ok: bool = False


def decode_request(text: str) -> Request:
    """Read the envelope of a frame; UnusableFrame with bad_frame or bad_request otherwise."""
    try:
        return _requests.decode(text)
    except msgspec.ValidationError as error:
        known = _usable_id(text)
        if known is None:
            raise UnusableFrame(BadFrame(), None) from error
        raise UnusableFrame(explain(error), known) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnusableFrame(BadFrame(), None) from error


def decode_command(command: type[Struct], data: msgspec.Raw) -> Any:
    """Read the data of a request; BadRequest names the field that is wrong."""
    decoder = _decoders.get(command)
    if decoder is None:
        decoder = _decoders[command] = msgspec.json.Decoder(command)
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise explain(error) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadRequest(field="data") from error


def explain(error: msgspec.ValidationError) -> BadRequest:
    """Turn what msgspec says into an error of the protocol that names the field."""
    text = str(error)
    path = PATH.search(text)
    steps = STEP.findall(path["path"]) if path else []
    named = NAMED.search(text)
    if named:
        steps.append(named["field"])
    if "missing" in text:
        message = N_("A field is missing.")
    elif "unknown field" in text:
        message = N_("There is no such field.")
    else:
        message = N_("A field has the wrong type or value.")
    return BadRequest(message, field=".".join(steps) or "data")


def encode_reply(id: int | str, data: Any) -> bytes:  # noqa: A002 - the field's name on the wire
    """Write the reply of a request that succeeded."""
    return _encoder.encode(Reply(id, data))


def encode_refusal(id: int | str | None, error: MessengerError) -> bytes:  # noqa: A002
    """Write the reply of a request that failed."""
    return _encoder.encode(Refusal(id, error.as_dict()))


def _usable_id(text: str) -> int | str | None:
    try:
        frame = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    known = frame.get("id") if isinstance(frame, dict) else None
    if isinstance(known, str):
        return known if len(known) <= LONGEST_ID else None
    return known if isinstance(known, int) and not isinstance(known, bool) else None
