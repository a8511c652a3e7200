"""The command line: `messenger serve`, `demo`, `migrate`, `db`, `user` and `media`."""

import asyncio
import gc
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar, get_args
from urllib.parse import urlsplit

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy.exc import DBAPIError

from messenger import __version__
from messenger.actions.invitations import MOST_DAYS, MOST_USES, Invitation, issue_invitation
from messenger.actions.named_contents import State, verify_contents
from messenger.actions.recovery import issue_reset_link
from messenger.actions.two_factor import reset_two_factor
from messenger.clock import Clock
from messenger.db.engine import sqlite_url
from messenger.db.moving import MoveError, Side, move, unlock, validate
from messenger.db.upgrade import (
    DataInUseError,
    hold_folder,
    is_newest,
    prepare_database,
    upgrade,
    upgrade_at,
)
from messenger.demo.fill import fill
from messenger.demo.folder import (
    RealDataError,
    empty_folder,
    finish_folder,
    is_filled,
    mark_folder,
)
from messenger.demo.people import list_sign_ins
from messenger.errors import NotFound
from messenger.logs import set_up_logs
from messenger.services import Services
from messenger.settings import Settings
from messenger.storage.contents import StoreFailure

T = TypeVar("T")

cli = typer.Typer(
    help="Dash Messenger: a self-hosted messenger in one process.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

people = typer.Typer(help="Help with one person's account.", no_args_is_help=True)
cli.add_typer(people, name="user")

databases = typer.Typer(help="Look after the database.", no_args_is_help=True)
cli.add_typer(databases, name="db")

uploads = typer.Typer(help="Look after what people have uploaded.", no_args_is_help=True)
cli.add_typer(uploads, name="media")

Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(help="TCP port; 0 takes a free one.")]
DataDir = Annotated[Path | None, typer.Option(help="Folder of all data.")]


@cli.command()
def serve(
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes; more than one need PostgreSQL and NATS.")
    ] = None,
    server: Annotated[
        str | None, typer.Option(help="What serves underneath: `hypercorn` or `uvicorn`.")
    ] = None,
    *,
    worker: Annotated[bool, typer.Option("--worker", hidden=True)] = False,
) -> None:
    """Serve the messenger, bringing its database up to date first."""
    settings = read_settings(
        host=host, port=port, data_dir=data_dir, workers=workers, server=server
    )
    if settings.workers > 1 and not worker:
        run_workers(settings)
    else:
        run_server(settings)


@cli.command()
def demo(host: Host = None, port: Port = None, data_dir: DataDir = Path("data-demo")) -> None:
    """Serve eight invented people and their talks, in a data folder of their own."""
    # Not inside the task: Dash sets a context variable when it is imported, for all to find.
    from messenger.app import build_services  # noqa: PLC0415

    # Invented people never go into a database or a bucket that a URL names.
    settings = read_settings(
        host=host, port=port, data_dir=data_dir, database_url="", nats_url="", s3_url="", workers=1
    )
    try:
        asyncio.run(prepare_demo(settings, build_services))
    except (DataInUseError, RealDataError) as error:
        fail(str(error))
    typer.echo(list_sign_ins())
    run_server(settings)


@cli.command()
def migrate(data_dir: DataDir = None, revision: str = "head") -> None:
    """Bring the database to a revision of its tables, and stop."""
    settings = read_settings(data_dir=data_dir)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(
            prepare_database(settings) if revision == "head" else upgrade(settings, revision)
        )
    except DataInUseError as error:
        fail(str(error))


@people.command("reset-link")
def reset_link(
    nick: Annotated[str, typer.Argument(help="Whose password was forgotten.")],
    data_dir: DataDir = None,
) -> None:
    """Print a link by which a person sets a new password: one hour, once; the server may run."""
    settings = read_settings(data_dir=data_dir)
    try:
        show_link(settings, beside_server(settings, lambda services: print_link(services, nick)))
    except NotFound:
        fail(f"There is no account with the nick {nick}.")


@people.command("reset-two-factor")
def reset_factor(
    nick: Annotated[str, typer.Argument(help="Who has lost the phone and the recovery codes.")],
    data_dir: DataDir = None,
) -> None:
    """Switch two factors off for a person and end their sessions; the server may run."""
    settings = read_settings(data_dir=data_dir)
    set_up_logs(settings)
    try:
        beside_server(settings, lambda services: take_factors(services, nick))
    except NotFound:
        fail(f"There is no account with the nick {nick}.")
    typer.echo(f"{nick} signs in by the password alone; passkeys and sessions are gone.")


@people.command("invite")
def invite(
    uses: Annotated[int, typer.Option(min=1, max=MOST_USES, help="For how many people.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="For how many days.")] = 7,
    data_dir: DataDir = None,
) -> None:
    """Print a link by which somebody makes an account by invitation; the server may run."""
    settings = read_settings(data_dir=data_dir)
    made = beside_server(settings, lambda services: make_invitation(services, uses, days))
    show_link(settings, made.url)


@uploads.command()
def verify(data_dir: DataDir = None) -> None:
    """Read all uploads and print which are missing, spoilt, unreadable or named by no row.

    The last are no harm: the server removes them within an hour. Of the others one is enough for
    status 1. The server may run meanwhile.
    """
    settings = read_settings(data_dir=data_dir)
    try:
        counts = beside_server(settings, verify_uploads)
    except StoreFailure as error:
        fail(f"The store of uploads does not answer: {error}")
    if counts["missing"] + counts["spoilt"] + counts["unreadable"]:
        raise typer.Exit(1)


@databases.command("move")
def move_database(
    to: Annotated[
        str, typer.Option(help="`postgresql://…`, or `sqlite:///…` with the path of a file.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Move all data into another database, which is new; the server may run meanwhile.

    What changes while it is copied is copied too. At the end nobody can write any more, and the
    server is started with the other database: that takes seconds. A move that was broken off goes
    on when it is begun again.
    """
    source = require_database(read_settings(data_dir=data_dir))
    if urlsplit(to).scheme.partition("+")[0] not in {"postgres", "postgresql", "sqlite"}:
        fail("--to: must be the URL of PostgreSQL, or sqlite:/// and the path of a file")
    try:
        asyncio.run(move_all(source, to))
    except MoveError as error:
        fail(f"Not moved: {error}.")
    except (DBAPIError, OSError):
        # Without the error itself, which holds what people wrote.
        fail("Not moved: a database does not answer, or refuses what is written to it.")


@databases.command("unlock")
def unlock_database(data_dir: DataDir = None) -> None:
    """Take back a move: people write to the database again from which they were moved away."""
    asyncio.run(unlock_at(require_database(read_settings(data_dir=data_dir))))
    typer.echo("This database is written to again.")


@cli.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def beside_server(settings: Settings, work: Callable[[Services], Coroutine[Any, Any, T]]) -> T:
    """Do something in the database of a server that may run, or say why that cannot be done."""
    from messenger.app import build_services  # noqa: PLC0415 - Dash takes a second

    require_database(settings)
    try:
        return asyncio.run(work(build_services(settings, Clock())))
    except DBAPIError:
        fail("The database does not answer, or is of another version: start the server once.")


async def move_all(source_url: str, target_url: str) -> None:
    """Move everything from one database to another, and say how far it is."""
    if not await is_newest(source_url):
        message = "this database is of another version: start the server once"
        raise MoveError(message)
    await upgrade_at(target_url)
    async with Side(source_url) as source, Side(target_url) as target:
        await move(source, target, typer.echo)
        typer.echo(
            "Moved. Start the server with the other database now (MESSENGER_DATABASE_URL);"
            " until then nobody can write."
        )
        await validate(target)


async def unlock_at(url: str) -> None:
    """Let people write to a database again."""
    async with Side(url) as side:
        await unlock(side)


def require_database(settings: Settings) -> str:
    """Return the URL of the database, or say that there is none."""
    if settings.database_url:
        return settings.database_url
    if not settings.sqlite_path.exists():
        fail(f"There is no database in {settings.data_dir} ({settings.sqlite_path.name}).")
    return sqlite_url(settings.sqlite_path)


def show_link(settings: Settings, link: str) -> None:
    """Print a link, and what is missing of it where the server does not know its address."""
    typer.echo(link)
    if not settings.public_url:
        typer.echo("Put the server's address before it (MESSENGER_PUBLIC_URL).", err=True)


async def prepare_demo(
    settings: Settings, build_services: Callable[[Settings, Clock], Services]
) -> None:
    """Fill the folder of the demo, unless an earlier start has done so."""
    mark_folder(settings.data_dir)
    hold_folder(settings.data_dir)
    if is_filled(settings.data_dir):
        return
    empty_folder(settings.data_dir)
    await prepare_database(settings)
    services = build_services(settings, Clock())
    await fill(services)
    await services.pictures.close()
    await services.database.close()
    services.passwords.close()
    finish_folder(settings.data_dir)


async def print_link(services: Services, nick: str) -> str:
    """Return a new link for a person, and close the database."""
    try:
        return await issue_reset_link(services, nick)
    finally:
        await services.database.close()
        services.passwords.close()


async def make_invitation(services: Services, uses: int, days: int) -> Invitation:
    """Return a new invitation, and close the database."""
    try:
        return await issue_invitation(services, uses=uses, days=days)
    finally:
        await services.database.close()
        services.passwords.close()


async def take_factors(services: Services, nick: str) -> None:
    """Take a person's second factors away, and close the database."""
    try:
        await reset_two_factor(services, nick)
    finally:
        await services.database.close()
        services.passwords.close()


async def verify_uploads(services: Services) -> Counter[str]:
    """Print what is wrong with uploads, and how many there are of each kind; close the database."""
    counts: Counter[str] = Counter()
    size = 0
    try:
        async for verdict in verify_contents(services):
            counts[verdict.state] += 1
            size += verdict.size
            if verdict.state != "sound":
                typer.echo(" ".join(filter(None, (verdict.state, verdict.key, verdict.used_by))))
    finally:
        await services.database.close()
        services.passwords.close()
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(State))
    typer.echo(f"{kinds}; {size} bytes were read.")
    return counts


def run_workers(settings: Settings) -> NoReturn:
    """Serve by several processes, which are this program again, until a signal ends them."""
    from messenger.web.workers import Workers, bind  # noqa: PLC0415 - they alone need it

    set_up_logs(settings)
    try:
        with bind(settings.host, settings.port, shared=True) as held:
            port = held.getsockname()[1]
            options = ["--host", settings.host, "--port", str(port), "--worker"]
            options += ["--data-dir", str(settings.data_dir), "--workers", str(settings.workers)]
            options += ["--server", settings.server]
            command = [sys.executable, "-m", "messenger", "serve", *options]
            code = asyncio.run(Workers(command, settings.workers).run())
    except OSError as error:
        fail_to_bind(settings, error)
    raise typer.Exit(code)


def run_server(settings: Settings) -> None:
    """Serve until a signal ends it."""
    # Nothing of what is imported is garbage, and to look for it takes a tenth of the start.
    gc.disable()
    # Importing Dash takes a second; the other commands do without.
    from messenger.app import create_app  # noqa: PLC0415
    from messenger.web.server import StartError, run  # noqa: PLC0415

    gc.enable()
    set_up_logs(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        if not settings.database_url:
            hold_folder(settings.data_dir)
    except DataInUseError as error:
        fail(str(error))
    app = create_app(settings)
    try:
        run(app, settings, app.extensions["messenger"][1])
    except StartError as error:
        fail(f"Cannot start: {error}")
    except OSError as error:
        fail_to_bind(settings, error)


def fail_to_bind(settings: Settings, error: OSError) -> NoReturn:
    """Say why the port cannot be had."""
    if isinstance(error, PermissionError):
        fail(f"Port {settings.port} needs more rights. Choose one above 1023 with --port.")
    fail(f"Cannot serve on {settings.host}:{settings.port}: {error.strerror or error}")


def read_settings(**given: Any) -> Settings:
    """Read the settings; what is given on the command line wins over the environment."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        problem = error.errors()[0]
        fail(f"MESSENGER_{str(problem['loc'][0]).upper()}: {problem['msg']}")
    except SettingsError as error:
        # A list that is no JSON; the message names the field and nothing else does.
        name = next(name for name in Settings.model_fields if f'"{name}"' in str(error))
        fail(f"MESSENGER_{name.upper()}: must be JSON, such as [10, 100]")


def fail(message: str) -> NoReturn:
    """Say what is wrong in one line, and stop with status 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
