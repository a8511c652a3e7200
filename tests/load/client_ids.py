"""Ids of messages as clients make them."""

import os
from collections.abc import Callable
from uuid import uuid4

ClientIds = Callable[[int], bytes]


def ordered_id(moment: int) -> bytes:
    """Return a UUID that begins with its time (epoch ms): version 7 of RFC 9562, as our client."""
    rest = bytearray(os.urandom(10))
    rest[0] = rest[0] & 0x0F | 0x70
    rest[2] = rest[2] & 0x3F | 0x80
    return moment.to_bytes(6, "big") + rest


def random_id(_moment: int) -> bytes:
    """Return a UUID of random bits: version 4, as other clients may."""
    return uuid4().bytes
