"""Texts that people write: normalised, trimmed and bounded in one place."""

import unicodedata

from messenger.errors import N_, BadRequest, TooLong

LONGEST_MESSAGE = 4096
# Of what stands under pictures and files.
LONGEST_CAPTION = 1024
LONGEST_NAME = 64
LONGEST_BIO = 280
# Controls, format characters, and marks, which need a letter to stand on (Unicode, chapter 4).
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn"})
# Letters and a sign that are drawn as nothing.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


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
    """Return a cleaned text; BadRequest also where nothing of it can be seen."""
    cleaned = clean_text(text, field, longest)
    if not any(map(_is_visible, cleaned)):
        raise BadRequest(N_("The text is empty."), field=field)
    return cleaned


def clean_caption(text: str, field: str, longest: int) -> str:
    """Return a cleaned text, which is empty where nothing of it can be seen."""
    cleaned = clean_text(text, field, longest)
    return cleaned if any(map(_is_visible, cleaned)) else ""


def _is_visible(letter: str) -> bool:
    return not (letter.isspace() or letter in BLANK or unicodedata.category(letter) in UNSEEN)
