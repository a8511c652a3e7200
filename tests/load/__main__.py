"""`python -m tests.load [FIGURE…]` measures all figures, or some, and prints them."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tests.load.figures import (
    alike,
    emoji,
    fan_out,
    first_page,
    gallery,
    growth,
    history,
    hostile,
    joining,
    kills,
    latency,
    markdown,
    memory,
    page,
    photos,
    search,
    sign_ins,
    start,
    storage,
    throughput,
    two_processes,
    updating,
    uploads,
)
from tests.load.machine import LOAD_CORE, allow_many_sockets, stay_on
from tests.load.report import Figure, table, write_json

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
}
RESULT = Path("build/bench.json")


def main(
    names: Annotated[list[str] | None, typer.Argument(help=f"Of: {', '.join(FIGURES)}.")] = None,
    rounds: Annotated[int, typer.Option(help="How often each is measured; medians count.")] = 3,
) -> None:
    """Measure, print each figure beside its limit, and keep them in build/bench.json."""
    unknown = set(names or ()) - set(FIGURES)
    if unknown:
        message = f"there is no figure {', '.join(sorted(unknown))}"
        raise typer.BadParameter(message)
    allow_many_sockets()
    stay_on(LOAD_CORE)
    figures: list[Figure] = []
    for name in names or FIGURES:
        with tempfile.TemporaryDirectory(prefix="messenger-load-") as folder:
            figures += FIGURES[name](Path(folder), rounds)
    typer.echo(table(figures))
    write_json(figures, RESULT)


if __name__ == "__main__":
    cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    cli.command()(main)
    cli()
