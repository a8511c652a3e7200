"""What the tests need not pay for: passwords that are dear to guess, and authorities to trust."""

import ssl

from messenger import passwords

# For http alone: to read all authorities of the machine takes longer than most requests.
NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
REAL = passwords.KIB_PER_MIB
# Of the least memory that is allowed this makes the least that four lanes take (RFC 9106, 3.1).
CHEAP = 2


def make_passwords_cheap() -> None:
    """Let a password cost microseconds in this process; a setting of more memory costs more."""
    passwords.KIB_PER_MIB = CHEAP
    passwords.DERIVING["memory_cost"] = 8
