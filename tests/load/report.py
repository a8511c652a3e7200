"""Figures, each beside the limit that was measured in the same run."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HEAD = ("figure", "here", "limit", "ratio", "target", "")


@dataclass(frozen=True)
class Figure:
    """One line of the table; `met` is None where there is no target."""

    name: str
    here: str
    limit: str
    ratio: str
    target: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """What the last column says."""
        return "" if self.met is None else ("met" if self.met else "NOT MET")


def share(name: str, here: float, limit: float, unit: str, of: str, least: float) -> Figure:
    """Compare what should be large with its limit."""
    ratio = here / limit
    return Figure(
        name,
        f"{here:,.0f} {unit}",
        f"{limit:,.0f} {of}",
        f"{ratio:.2f}",
        f">= {least} x",
        ratio >= least,
    )


def multiple(name: str, here: float, limit: float, unit: str, of: str, most: float) -> Figure:
    """Compare what should be small with its limit."""
    ratio = here / limit
    return Figure(
        name,
        f"{here:,.1f} {unit}",
        f"{limit:,.1f} {of}",
        f"{ratio:.2f}",
        f"<= {most} x",
        ratio <= most,
    )


def bound(name: str, here: float, unit: str, limit: str, most: float) -> Figure:
    """Compare what should be small with a fixed bound, its limit standing beside it."""
    return Figure(name, f"{here:,.2f} {unit}", limit, "", f"<= {most:g} {unit}", here <= most)


def fact(name: str, here: str, limit: str = "", ratio: float | None = None) -> Figure:
    """Tell a figure that has no target."""
    return Figure(name, here, limit, "" if ratio is None else f"{ratio:.2f}", "", None)


def table(figures: Sequence[Figure]) -> str:
    """Lay figures out in columns."""
    rows = [
        HEAD,
        *((f.name, f.here, f.limit, f.ratio, f.target, f.verdict) for f in figures),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def write_json(figures: Sequence[Figure], path: Path) -> None:
    """Keep the figures for programs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [asdict(figure) for figure in figures]
    path.write_text(json.dumps(lines, indent=2, ensure_ascii=False) + "\n")
