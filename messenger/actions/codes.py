"""Codes that people read to one another and type."""

# Nothing that looks like something else, and no vowels that make words.
LETTERS = "BCDFGHJKLMNPQRSTVWXYZ23456789"
LENGTH = 10


def spell_code(digest: bytes) -> str:
    """Return ten letters and digits, 48 bits, made of a digest."""
    left = int.from_bytes(digest)
    code = ""
    for _ in range(LENGTH):
        left, place = divmod(left, len(LETTERS))
        code += LETTERS[place]
    return code


def read_code(typed: str) -> str:
    """Return a code as it was made, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
