"""The process's secrets: made at the first start, readable by its owner only."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE = "secret.key"
LENGTH = 32
NONCE_LENGTH = 12
CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Keys:
    """The key that this installation alone has."""

    secret: bytes

    def pseudonym(self, address: str) -> str:
        """Return a short stand-in for an address, fit for logs, that only this key can repeat."""
        digest = hmac.digest(self.secret, b"address:" + address.encode(), hashlib.sha256)
        return digest.hex()[:12]

    def derive(self, purpose: str) -> bytes:
        """Return a key of 256 bits that serves one purpose alone (HKDF, RFC 5869)."""
        return HKDF(SHA256(), LENGTH, salt=None, info=purpose.encode()).derive(self.secret)

    def seal(self, secret: bytes, purpose: str, owner: int) -> bytes:
        """Encrypt a secret that must be read again; it opens for its purpose and owner alone."""
        nonce = secrets.token_bytes(NONCE_LENGTH)
        return nonce + AESGCM(self.derive(purpose)).encrypt(nonce, secret, b"%d" % owner)

    def unseal(self, sealed: bytes, purpose: str, owner: int) -> bytes:
        """Read what `seal` encrypted; cryptography's InvalidTag where it is not that."""
        nonce, text = sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:]
        return AESGCM(self.derive(purpose)).decrypt(nonce, text, b"%d" % owner)

    def token(self, purpose: str, number: int) -> str:
        """Return 256 bits that nobody without this key can guess, the same ones every time.

        So a letter that waits need not hold the secret that it will carry.
        """
        return urlsafe_b64encode(self.digest(f"token:{purpose}", str(number))).rstrip(b"=").decode()

    def code(self, purpose: str, number: int) -> str:
        """Return six digits in the same manner."""
        digest = self.digest(f"code:{purpose}", str(number))
        return f"{int.from_bytes(digest) % 10**CODE_DIGITS:0{CODE_DIGITS}}"

    def digest(self, purpose: str, text: str) -> bytes:
        """Return a hash of a text that nobody can search for without this key."""
        return hmac.digest(self.secret, f"{purpose}:{text}".encode(), hashlib.sha256)


def load_keys(data_dir: Path) -> Keys:
    """Read the secret of a data folder; at the first start both are made, the secret with 0600."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE
    if not path.exists():
        # Not by the number of the process, which is the same in two containers.
        unfinished = data_dir / f".{FILE}.{secrets.token_hex(8)}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Of several processes that start at the same moment, the first one's stays.
            with suppress(FileExistsError):
                os.link(unfinished, path)
        finally:
            unfinished.unlink()
    return Keys(path.read_bytes())
