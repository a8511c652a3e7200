"""Attributes whose names Python cannot write as keywords."""

from typing import Any


def aria(**facts: str) -> dict[str, Any]:
    """Return `aria-…` attributes, as `aria(label="Menu")`."""
    return {f"aria-{name}": fact for name, fact in facts.items()}


def data(**facts: str | bool) -> dict[str, Any]:
    """Return `data-…` attributes, as `data(dialog="block")`."""
    return {f"data-{name}": fact for name, fact in facts.items()}
