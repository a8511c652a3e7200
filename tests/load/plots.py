"""Pictures of what was measured: `python -m tests.load.plots` draws them from build/bench.json."""

import io
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter
from PIL import Image

from tests.load.report import read_json

# Told apart in grey too: dark, and light.
OURS, LIMIT = "#1f4e8c", "#e08a1e"
MET, MISSED = "#1f4e8c", "#ee6a5f"
STYLES = ("-", "--", ":")
MARKERS = ("o", "s", "^")
WIDTH, HEIGHT, DPI = 7.5, 4.2, 100
# Past it a bar is cut; its number says how long it is.
LONGEST = 2.0
BAR = 0.21
COLOURS = 64


def draw(result: Path, folder: Path) -> None:
    """Draw one picture of all targets, and one of each series, into a folder."""
    kept = read_json(result)
    mpl.rcParams.update({"font.size": 10, "axes.spines.top": False, "axes.spines.right": False})
    folder.mkdir(parents=True, exist_ok=True)
    lines = [line for lines in kept["figures"].values() for line in lines]
    aimed = [line for line in lines if line["used"] is not None]
    if aimed:
        _save(_draw_targets(aimed), folder / "targets.png")
    for each in kept["series"].values():
        for series in each:
            _save(_draw_series(series), folder / f"{series['name']}.png")


def _draw_targets(lines: list[dict[str, Any]]) -> Figure:
    picture = Figure(figsize=(WIDTH + 1.5, 1.2 + BAR * len(lines)), dpi=DPI, layout="constrained")
    axes = picture.subplots()
    places = range(len(lines))
    used = [max(line["used"], 0.0) for line in lines]
    colours = [MET if line["met"] else MISSED for line in lines]
    axes.barh(places, [min(each, LONGEST) for each in used], color=colours, height=0.7)
    axes.set_yticks(places, [line["name"].strip() for line in lines], fontsize=8)
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.set_xlim(0, LONGEST * 1.1)
    for place, each in zip(places, used, strict=True):
        axes.text(min(each, LONGEST) + 0.02, place, f"{each:.2f}", va="center", fontsize=8)
    axes.axvline(1, color="black", linewidth=1)
    axes.set_xlabel(
        "measured / target, or target / measured where more is better;\nwhat goes past 1 misses it"
    )
    return picture


def _draw_series(series: dict[str, Any]) -> Figure:
    picture = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, layout="constrained")
    axes = picture.subplots()
    drawn = {False: 0, True: 0}
    for curve in series["curves"]:
        place = drawn[curve["is_limit"]]
        drawn[curve["is_limit"]] += 1
        xs, ys = zip(*curve["points"], strict=True)
        style: dict[str, Any] = {"linestyle": STYLES[place], "marker": MARKERS[place]}
        axes.plot(xs, ys, label=curve["label"], color=_colour(curve["is_limit"]), **style)
    axes.set_title(series["title"], fontsize=11)
    axes.set_xlabel(series["x_label"])
    axes.set_ylabel(series["y_label"])
    _scale(axes, series)
    axes.grid(visible=True, color="#dddddd")
    if len(series["curves"]) > 1:
        axes.legend(frameon=False)
    return picture


def _colour(is_limit: bool) -> str:
    return LIMIT if is_limit else OURS


def _scale(axes: Axes, series: dict[str, Any]) -> None:
    """Let an axis go by powers of ten where its values do, else begin with nothing."""
    xs, ys = (
        [point[at] for curve in series["curves"] for point in curve["points"]] for at in (0, 1)
    )
    if min(xs) > 0 and max(xs) >= 100 * min(xs):
        axes.set_xscale("log")
    if min(ys) > 0 and max(ys) >= 20 * min(ys):
        axes.set_yscale("log")
    else:
        axes.set_ylim(0, max(ys) * 1.15)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _place: f"{value:,.10g}"))


def _save(picture: Figure, path: Path) -> None:
    """Write a picture in so few colours that its file is small."""
    drawn = io.BytesIO()
    picture.savefig(drawn, format="png", facecolor="white")
    with Image.open(drawn) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)


if __name__ == "__main__":
    draw(Path("build/bench.json"), Path("docs/figures"))
