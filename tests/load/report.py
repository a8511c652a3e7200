"""Figures, each beside the limit that was measured in the same run."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

HEAD = ("figure", "here", "limit", "ratio", "target", "")

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """What was measured at some places, here or of the limit."""

    label: str
    points: Sequence[Point]
    is_limit: bool = False


@dataclass(frozen=True)
class Series:
    """What is drawn as one picture: how something goes as something else grows."""

    name: str
    title: str
    x_label: str
    y_label: str
    curves: Sequence[Curve]


@dataclass(frozen=True)
class Figure:
    """One line of the table; `met` is None where there is no target.

    `used` is how much of its target it takes, of which 1 is all that is allowed; a line that ends
    a series carries it.
    """

    name: str
    here: str
    limit: str
    ratio: str
    target: str
    met: bool | None
    used: float | None = None
    series: Sequence[Series] = ()

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
        least / ratio,
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
        ratio / most,
    )


def bound(name: str, here: float, unit: str, limit: str, most: float) -> Figure:
    """Compare what should be small with a fixed bound, its limit standing beside it."""
    used = here / most if most else here
    return Figure(name, f"{here:,.2f} {unit}", limit, "", f"<= {most:g} {unit}", here <= most, used)


def fact(name: str, here: str, limit: str = "", ratio: float | None = None) -> Figure:
    """Tell a figure that has no target."""
    return Figure(name, here, limit, "" if ratio is None else f"{ratio:.2f}", "", None)


def drawn(figure: Figure, *series: Series) -> Figure:
    """Let the line that ends series carry them."""
    return replace(figure, series=series)


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


def read_json(path: Path) -> dict[str, Any]:
    """Return what `keep_json` left: lines and series, each by the figure that they are of."""
    kept: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return kept or {"figures": {}, "series": {}}


def keep_json(measured: Mapping[str, Sequence[Figure]], path: Path, suffix: str = "") -> None:
    """Keep figures for programs, in the place of what was measured of the same before.

    `suffix` is added to the names of figures and pictures.
    """
    kept = read_json(path)
    for name, figures in measured.items():
        lines = [asdict(figure) for figure in figures]
        series = [each for line in lines for each in line.pop("series")]
        for each in (*series, *lines):
            each["name"] += suffix
        kept["series"][name + suffix] = series
        kept["figures"][name + suffix] = lines
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
