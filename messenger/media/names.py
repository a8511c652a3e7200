"""What a file is called: a word of the person's that is safe to show, to send and to save under."""

import re
import unicodedata
from typing import Literal
from urllib.parse import quote

LONGEST_NAME = 255
LONGEST_EXTENSION = 20
NAMELESS = "file"
# Controls, halves of pairs, and the ends of lines and paragraphs (Unicode, chapter 4).
UNPRINTED = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What turns the direction, so that an extension seems to be another: photo_gpj.exe.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# RFC 8187, 3.2.1: what may stand unquoted besides letters and digits.
PLAIN = "!#$&+-.^_`|~"
# What cannot stand between quotes everywhere; a percent sign is decoded by some (RFC 6266, D).
UNQUOTED = re.compile(r'[^ -~]|["\\%]')


def clean_name(name: str) -> str:
    """Return a file's name without folders, controls and what turns directions.

    At most 255 characters, of which an extension are the last; never empty.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(letter for letter in last if _is_safe(letter))
    # Windows takes dots and spaces at the end away, and would see another extension.
    word = " ".join(kept.split()).rstrip(" .")
    return _shorten(word) or NAMELESS


def build_disposition(kind: Literal["attachment", "inline"], name: str) -> str:
    """Return the value of Content-Disposition by RFC 6266, with a name in any script."""
    cleaned = clean_name(name)
    plain = UNQUOTED.sub("_", cleaned)
    header = f'{kind}; filename="{plain}"'
    return header if plain == cleaned else f"{header}; filename*=UTF-8''{quote(cleaned, PLAIN)}"


def _is_safe(letter: str) -> bool:
    return letter in "\t\n" or not (letter in TURNING or unicodedata.category(letter) in UNPRINTED)


def _shorten(word: str) -> str:
    if len(word) <= LONGEST_NAME:
        return word
    stem, dot, extension = word.rpartition(".")
    if not stem or len(extension) > LONGEST_EXTENSION:
        return word[:LONGEST_NAME].rstrip(" .")
    return stem[: LONGEST_NAME - len(extension) - 1].rstrip(" .") + dot + extension
