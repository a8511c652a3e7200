"""Sizes of files in words, as the messenger's page says them."""

from babel.units import format_unit

from messenger.ui.request import current_language

STEP = 1000
UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")
# From so many on a tenth says nothing.
WHOLE_FROM = 10


def say_size(size: int) -> str:
    """Return a number of bytes as people read it: "512 byte", "12 kB", "1.2 GB"."""
    value, at = float(size), 0
    while value >= STEP and at < len(UNITS) - 1:
        value, at = value / STEP, at + 1
    pattern = "#,##0.#" if value < WHOLE_FROM and at > 1 else "#,##0"
    language = current_language()
    if not at:
        return format_unit(size, UNITS[0], "long", locale=language)
    return format_unit(value, UNITS[at], "short", pattern, locale=language)
