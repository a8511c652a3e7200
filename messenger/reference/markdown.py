"""The few forms of Markdown that the reference pages use."""

import json
from collections.abc import Iterable
from typing import Any


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; bars in a cell are escaped."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def code(*values: Any) -> str:
    """Return JSON values in one fenced block."""
    texts = [json.dumps(value, ensure_ascii=False, indent=1) for value in values]
    return "\n".join(["```json", *texts, "```"])


def page(*parts: str) -> str:
    """Join the parts of a page."""
    return "\n\n".join(part for part in parts if part) + "\n"
