"""What proves beside the password who somebody is."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, String, Table

from messenger.db.tables.metadata import metadata


def _owner(**facts: Any) -> "Column[int]":
    return Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, **facts)


authenticators = Table(
    "authenticators",
    metadata,
    _owner(primary_key=True),
    Column("secret", LargeBinary(64), nullable=False, comment="sealed by the data folder's key"),
    Column("started_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger, nullable=True, comment="empty until the first code"),
    Column("last_step", BigInteger, nullable=False, comment="no code of it or before works again"),
    Column("recovery_salt", LargeBinary(16), nullable=True),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    _owner(primary_key=True),
    Column("code_hash", LargeBinary(32), primary_key=True),
)

remembered_devices = Table(
    "remembered_devices",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _owner(index=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("device", String(120), nullable=False),
    Column("address", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

passkeys = Table(
    "passkeys",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _owner(index=True),
    Column("credential_id", LargeBinary(1023), nullable=False, unique=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("host", String(253), nullable=False, comment="the relying party that it was made for"),
    Column("name", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger, nullable=True),
)

passkey_challenges = Table(
    "passkey_challenges",
    metadata,
    Column("challenge", LargeBinary(64), primary_key=True),
    Column("purpose", String(8), nullable=False),
    Column(
        "user_id",
        ForeignKey("users.id", ondelete="CASCADE"),
        nullable=True,
        index=True,
        comment="empty where anybody's passkey may answer",
    ),
    Column("expires_at", BigInteger, nullable=False, index=True),
)
