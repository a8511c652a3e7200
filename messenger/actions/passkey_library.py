"""What passkeys need of WebAuthn's library, which is imported when the first of them is used.

It holds 8 MiB, and on most servers nobody signs in so.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from messenger.actions.challenges import LIFE
from messenger.errors import MessengerError


def ask_to_sign(host: str, challenge: bytes, allowed: Sequence[bytes]) -> dict[str, Any]:
    """Return what a browser needs to sign a challenge; any passkey may, where none is allowed."""
    import webauthn  # noqa: PLC0415 - see above
    from webauthn.helpers import structs  # noqa: PLC0415 - see above

    options = webauthn.generate_authentication_options(
        rp_id=host,
        challenge=challenge,
        timeout=LIFE,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=each) for each in allowed],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def ask_to_make(
    host: str, site_name: str, challenge: bytes, owner: Any, known: Sequence[bytes]
) -> dict[str, Any]:
    """Return what a browser needs to make a passkey for a row of users, beside those it has."""
    import webauthn  # noqa: PLC0415 - see above
    from webauthn.helpers import structs  # noqa: PLC0415 - see above

    options = webauthn.generate_registration_options(
        rp_id=host,
        rp_name=site_name,
        user_id=b"%d" % owner.id,
        user_name=owner.username,
        user_display_name=owner.name,
        challenge=challenge,
        timeout=LIFE,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return webauthn.helpers.options_to_json_dict(options)


def check_signature(
    host: str, origin: str, challenge: bytes, credential: dict[str, Any], row: Any
) -> int:
    """Return the new count of a passkey, a row of passkeys, that has signed a challenge."""
    import webauthn  # noqa: PLC0415 - see above

    return webauthn.verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=host,
        expected_origin=origin,
        credential_public_key=row.public_key,
        credential_current_sign_count=row.sign_count,
        require_user_verification=True,
    ).new_sign_count


def check_made(
    host: str, origin: str, challenge: bytes, credential: dict[str, Any]
) -> dict[str, Any]:
    """Return the columns of a passkey that was made for a challenge."""
    import webauthn  # noqa: PLC0415 - see above

    made = webauthn.verify_registration_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=host,
        expected_origin=origin,
        require_user_verification=True,
    )
    return {
        "credential_id": made.credential_id,
        "public_key": made.credential_public_key,
        "sign_count": made.sign_count,
    }


def challenge_of(credential: dict[str, Any]) -> bytes:
    """Return which challenge a credential says to answer."""
    from webauthn import helpers  # noqa: PLC0415 - see above

    data = helpers.base64url_to_bytes(credential["response"]["clientDataJSON"])
    return helpers.parse_client_data_json(data).challenge


def id_of(credential: dict[str, Any]) -> bytes:
    """Return the id of a credential."""
    from webauthn import helpers  # noqa: PLC0415 - see above

    return helpers.base64url_to_bytes(credential["rawId"])


@contextmanager
def refusing(failure: MessengerError) -> Iterator[None]:
    """Raise `failure` in place of whatever the library finds wrong."""
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - see above

    try:
        yield
    # What it raises besides its own for bytes that are no credential at all.
    except (WebAuthnException, ValueError, KeyError, TypeError, IndexError, EOFError) as error:
        raise failure from error
