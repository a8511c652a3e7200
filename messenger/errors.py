"""Every failure that a person or a client can cause, one small class each.

MessengerError
├── 400  BadFrame · BadRequest · TooLong · TooMany
├── 401  Unauthenticated · InvalidCredentials · TotpRequired · InvalidTotp · SessionExpired ·
│        ReauthenticationRequired · EmailCodeRequired · InvalidEmailCode
├── 403  Forbidden · Blocked · Privacy · RegistrationClosed · InvalidInvite · AccountPending ·
│        AccountDisabled
├── 404  NotFound · UnknownOp
├── 409  UsernameTaken · EmailTaken · Conflict
├── 412  WrongVersion
├── 413  TooLarge
├── 415  UnsupportedMedia
├── 429  RateLimited
├── 460  ChecksumMismatch
├── 500  Internal
├── 503  Unavailable
└── 507  StorageFull
"""

from typing import Any, ClassVar


def N_(text: str) -> str:  # noqa: N802 - the field's usual name for "translate later"
    """Mark a text for the catalogue; whoever shows it translates it."""
    return text


class MessengerError(Exception):
    """A failure with a wire code and the HTTP status of RFC 9110 that goes with it."""

    code: ClassVar[str]
    status: ClassVar[int]
    default: ClassVar[str]

    def __init__(
        self,
        message: str | None = None,
        *,
        field: str | None = None,
        retry_after: float | None = None,
        limit: int | None = None,
        id: str | None = None,  # noqa: A002 - the name of the field on the wire
    ) -> None:
        self.message = message or self.default
        self.field = field
        self.retry_after = retry_after
        self.limit = limit
        self.id = id
        super().__init__(self.message)

    def as_dict(self) -> dict[str, Any]:
        """Return the error object of the protocol, without the facts that are not known."""
        facts = {
            "field": self.field,
            "retry_after": self.retry_after,
            "limit": self.limit,
            "id": self.id,
        }
        known = {name: value for name, value in facts.items() if value is not None}
        return {"code": self.code, "status": self.status, "message": self.message} | known


class BadFrame(MessengerError):
    code, status = "bad_frame", 400
    default = N_("This is not a frame of the protocol.")


class BadRequest(MessengerError):
    code, status = "bad_request", 400
    default = N_("A field is missing or wrong.")


class TooLong(MessengerError):
    code, status = "too_long", 400
    default = N_("The text is too long.")


class TooMany(MessengerError):
    code, status = "too_many", 400
    default = N_("Too many at once.")


class Unauthenticated(MessengerError):
    code, status = "unauthenticated", 401
    default = N_("Sign in first.")


class InvalidCredentials(MessengerError):
    code, status = "invalid_credentials", 401
    default = N_("The name or the password is wrong.")


class TotpRequired(MessengerError):
    code, status = "totp_required", 401
    default = N_("Enter the code of your second factor too.")


class InvalidTotp(MessengerError):
    code, status = "invalid_totp", 401
    default = N_("This code is wrong or was used already.")


class ReauthenticationRequired(MessengerError):
    code, status = "reauthentication_required", 401
    default = N_("Show once more that it is you: enter your password.")


class SessionExpired(MessengerError):
    code, status = "session_expired", 401
    default = N_("The session has ended. Sign in again.")


class EmailCodeRequired(MessengerError):
    code, status = "email_code_required", 401
    default = N_("Give the code that was sent to this e-mail address.")


class InvalidEmailCode(MessengerError):
    code, status = "invalid_email_code", 401
    default = N_("This code is wrong or too old.")


class Forbidden(MessengerError):
    code, status = "forbidden", 403
    default = N_("You may not do this here.")


class Blocked(MessengerError):
    code, status = "blocked", 403
    default = N_("One of you has blocked the other.")


class Privacy(MessengerError):
    code, status = "privacy", 403
    default = N_("This person's privacy settings do not allow it.")


class RegistrationClosed(MessengerError):
    code, status = "registration_closed", 403
    default = N_("This server takes no new accounts.")


class InvalidInvite(MessengerError):
    code, status = "invalid_invite", 403
    default = N_("This invitation code is wrong.")


class AccountPending(MessengerError):
    code, status = "account_pending", 403
    default = N_("An administrator has yet to approve your account.")


class AccountDisabled(MessengerError):
    code, status = "account_disabled", 403
    default = N_("An administrator has disabled this account.")


class NotFound(MessengerError):
    code, status = "not_found", 404
    default = N_("Not found.")


class UnknownOp(MessengerError):
    code, status = "unknown_op", 404
    default = N_("There is no such operation.")


class UsernameTaken(MessengerError):
    code, status = "username_taken", 409
    default = N_("This nick is taken.")


class EmailTaken(MessengerError):
    code, status = "email_taken", 409
    default = N_("This e-mail address is taken.")


class Conflict(MessengerError):
    code, status = "conflict", 409
    default = N_("This does not fit the present state.")


class WrongVersion(MessengerError):
    code, status = "wrong_version", 412
    default = N_("This version of the protocol is not spoken here.")


class TooLarge(MessengerError):
    code, status = "too_large", 413
    default = N_("This is too large.")


class UnsupportedMedia(MessengerError):
    code, status = "unsupported_media", 415
    default = N_("This kind of content is not accepted.")


class RateLimited(MessengerError):
    code, status = "rate_limited", 429
    default = N_("Too many tries. Please wait.")


class ChecksumMismatch(MessengerError):
    # The number is that of tus; RFC 9110 has none for it.
    code, status = "checksum_mismatch", 460
    default = N_("The bytes are not those whose checksum was given.")


class Internal(MessengerError):
    code, status = "internal", 500
    default = N_("Something went wrong on the server.")


class Unavailable(MessengerError):
    code, status = "unavailable", 503
    default = N_("The server is not ready. Please try again.")


class StorageFull(MessengerError):
    code, status = "storage_full", 507
    default = N_("There is no room for more files.")
