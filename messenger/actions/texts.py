"""Texts that people write: normalised, trimmed and bounded in one place."""

import unicodedata

from messenger.errors import N_, BadRequest, TooLong

LONGEST_MESSAGE = 4096
LONGEST_NAME = 64
LONGEST_BIO = 280


def clean_text(text: str, field: str, longest: int) -> str:
    """Return a text in NFC without outer space; BadRequest for NUL, TooLong past the bound.

    `longest` counts Unicode code points.
    """
    if "\x00" in text:
        raise BadRequest(N_("The text holds a character that cannot be kept."), field=field)
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > longest:
        raise TooLong(field=field, limit=longest)
    return text


def require_text(text: str, field: str, longest: int) -> str:
    """Return a cleaned text; BadRequest also where nothing is left of it."""
    cleaned = clean_text(text, field, longest)
    if not cleaned:
        raise BadRequest(N_("The text is empty."), field=field)
    return cleaned
