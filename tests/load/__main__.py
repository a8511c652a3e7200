"""`python -m tests.load [FIGURE…]` measures all figures, or some, and draws them."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from messenger.web.server import SERVERS
from tests.load.figures import (
    absence,
    alike,
    connections,
    emoji,
    fan_out,
    first_page,
    gallery,
    groups,
    growth,
    history,
    hostile,
    joining,
    kills,
    latency,
    load_curve,
    markdown,
    memory,
    page,
    photos,
    search,
    sign_ins,
    slow_reader,
    start,
    storage,
    stored,
    throughput,
    two_processes,
    updating,
    uploads,
)
from tests.load.machine import LOAD_CORE, allow_many_sockets, stay_on
from tests.load.plots import draw
from tests.load.report import Figure, keep_json, table
from tests.load.server import Underneath

FIGURES = {
    "throughput": throughput.measure,
    "latency": latency.measure,
    "fan-out": fan_out.measure,
    "joining": joining.measure,
    "updating": updating.measure,
    "sign-ins": sign_ins.measure,
    "memory": memory.measure,
    "history": history.measure,
    "search": search.measure,
    "start": start.measure,
    "growth": growth.measure,
    "first-page": first_page.measure,
    "page": page.measure,
    "emoji": emoji.measure,
    "many-chats": page.measure_many_chats,
    "photos": photos.measure,
    "gallery": gallery.measure,
    "uploads": uploads.measure,
    "hostile": hostile.measure,
    "alike": alike.measure,
    "markdown": markdown.measure,
    "storage": storage.measure,
    "kills": kills.measure,
    "two-processes": two_processes.measure,
    "load-curve": load_curve.measure,
    "slow-reader": slow_reader.measure,
    "connections": connections.measure,
    "groups": groups.measure,
    "messages": stored.measure,
    "absence": absence.measure,
}
RESULT = Path("build/bench.json")
PICTURES = Path("docs/figures")


def main(
    names: Annotated[list[str] | None, typer.Argument(help=f"Of: {', '.join(FIGURES)}.")] = None,
    rounds: Annotated[int, typer.Option(help="How often each is measured; medians count.")] = 3,
    server: Annotated[
        str, typer.Option(help=f"What serves: {', '.join(SERVERS)}.")
    ] = Underneath.default,
) -> None:
    """Measure, print each figure beside its limit, keep all in build/bench.json, and draw them."""
    unknown = set(names or ()) - set(FIGURES)
    if unknown:
        message = f"there is no figure {', '.join(sorted(unknown))}"
        raise typer.BadParameter(message)
    Underneath.name = server
    allow_many_sockets()
    stay_on(LOAD_CORE)
    measured: dict[str, list[Figure]] = {}
    for name in names or FIGURES:
        with tempfile.TemporaryDirectory(prefix="messenger-load-") as folder:
            measured[name] = FIGURES[name](Path(folder), rounds)
    typer.echo(table([figure for figures in measured.values() for figure in figures]))
    keep_json(measured, RESULT, Underneath.suffix())
    draw(RESULT, PICTURES)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
