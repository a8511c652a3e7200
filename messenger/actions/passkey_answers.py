"""What an authenticator answers, before anything of it is believed."""

from dataclasses import dataclass
from typing import Any

from messenger.actions.passkey_library import challenge_of, id_of, refusing
from messenger.errors import N_, BadRequest


@dataclass(frozen=True, slots=True)
class Site:
    """The page that asks: its origin, and the host that its passkeys are for."""

    origin: str
    host: str


def read_challenge(credential: dict[str, Any]) -> bytes:
    """Return which challenge a credential answers; BadRequest where it cannot be read."""
    with refusing(BadRequest(N_("This is no answer of a passkey."), field="credential")):
        return challenge_of(credential)


def read_credential_id(credential: dict[str, Any]) -> bytes:
    """Return the id of a credential; BadRequest where it cannot be read."""
    with refusing(BadRequest(N_("This is no answer of a passkey."), field="credential")):
        return id_of(credential)
