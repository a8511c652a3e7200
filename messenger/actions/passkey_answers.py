"""What an authenticator answers, before anything of it is believed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException

from messenger.errors import N_, BadRequest, MessengerError

# What the library raises besides its own for bytes that are no credential at all.
MALFORMED = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, EOFError)


@dataclass(frozen=True, slots=True)
class Site:
    """The page that asks: its origin, and the host that its passkeys are for."""

    origin: str
    host: str


@contextmanager
def refusing(failure: MessengerError) -> Iterator[None]:
    """Raise `failure` in place of whatever the library finds wrong."""
    try:
        yield
    except MALFORMED as error:
        raise failure from error


def read_challenge(credential: dict[str, Any]) -> bytes:
    """Return which challenge a credential answers; BadRequest where it cannot be read."""
    with refusing(BadRequest(N_("This is no answer of a passkey."), field="credential")):
        data = base64url_to_bytes(credential["response"]["clientDataJSON"])
        return parse_client_data_json(data).challenge


def read_credential_id(credential: dict[str, Any]) -> bytes:
    """Return the id of a credential; BadRequest where it cannot be read."""
    with refusing(BadRequest(N_("This is no answer of a passkey."), field="credential")):
        return base64url_to_bytes(credential["rawId"])
