"""Questions to the administrators over HTTP: forms that work as forms always did."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from quart import Blueprint, Response, redirect, request
from quart_schema import hide

from messenger.actions import accounts, help_desk
from messenger.actions.ticket_views import CLOSED, IN_WORK
from messenger.catalogues import translator
from messenger.errors import BadRequest, MessengerError
from messenger.services import Services
from messenger.web.desk_pages import QUEUE_PATH, TICKETS, DeskPages
from messenger.web.exchange import read_context, require_viewer
from messenger.web.help import answer, visit

SIGN_IN, SET_UP = "/sign-in", "/account/two-factor"
HELP = "/help"


Find = Callable[[str], str]


def desk_routes(services: Services, static_url: Find, find_texts: Find) -> Blueprint:
    """Return `/help/tickets`, the questions below it, and `/help/queue`."""
    routes = Blueprint("help_desk", __name__, url_prefix=HELP)
    desk = Desk(services, static_url, find_texts)

    @routes.before_request
    async def require_person() -> Any:
        """Send away who has to sign in first, or to switch two factors on."""
        viewer = read_context().viewer
        if viewer is None:
            return redirect(f"{SIGN_IN}?next={request.path}", 303)
        return redirect(SET_UP, 303) if viewer.must_set_up else None

    @routes.get(TICKETS)
    @hide
    async def own() -> Response:
        """Show one's questions."""
        return await desk.show_own({})

    @routes.post(TICKETS)
    @hide
    async def ask() -> Any:
        """Ask one more."""
        return await desk.ask()

    @routes.get(QUEUE_PATH)
    @hide
    async def queue() -> Response:
        """Show everybody's questions to administrators."""
        return await desk.show_queue(closed="closed" in request.args)

    @routes.get(f"{TICKETS}/<ticket_id>")
    @hide
    async def thread(ticket_id: str) -> Response:
        """Show one question."""
        return await desk.show_thread(ticket_id, {})

    @routes.post(f"{TICKETS}/<ticket_id>")
    @hide
    async def act(ticket_id: str) -> Any:
        """Do what a button of it says."""
        return await desk.act(ticket_id)

    return routes


class Desk:
    """Runs the actions for these pages, and shows what they return or why they failed."""

    def __init__(self, services: Services, static_url: Find, find_texts: Find) -> None:
        self._services = services
        self._static_url = static_url
        self._find_texts = find_texts

    async def show_own(
        self, typed: dict[str, str], error: MessengerError | None = None
    ) -> Response:
        """Show one's questions, with what was typed and why it was refused."""
        viewer = require_viewer()
        tickets = await help_desk.list_tickets(self._services, viewer)
        in_charge = (await accounts.get_account(self._services, viewer)).is_admin
        return self._answer(
            lambda pages: pages.render_own(tickets, typed, in_charge=in_charge), error
        )

    async def show_queue(self, *, closed: bool) -> Response:
        """Show everybody's questions; Forbidden but for administrators."""
        tickets = await help_desk.list_queue(self._services, require_viewer(), closed=closed)
        return self._answer(lambda pages: pages.render_queue(tickets, closed=closed))

    async def show_thread(
        self, ticket_id: str, typed: dict[str, str], error: MessengerError | None = None
    ) -> Response:
        """Show one question, which is read then, with what was typed and why it was refused."""
        viewer = require_viewer()
        thread = await help_desk.get_ticket(self._services, viewer, ticket_id=ticket_id)
        if thread.ticket.unread:
            await help_desk.read_ticket(self._services, viewer, ticket_id=ticket_id)
        own = thread.ticket.user_id == str(viewer.user_id)
        return self._answer(lambda pages: pages.render_thread(thread, typed, own=own), error)

    async def ask(self) -> Any:
        """Keep a new question and lead to it."""
        typed = await read_form()
        fields = {name: typed.get(name, "") for name in ("subject", "text")}
        try:
            ticket = await self._run(
                "tickets.open", help_desk.open_ticket, client_id=name_sending(typed), **fields
            )
        except MessengerError as error:
            return await self.show_own(typed, error)
        return redirect(f"{HELP}{TICKETS}/{ticket.id}", 303)

    async def act(self, ticket_id: str) -> Any:
        """Do what was wanted and show the question again."""
        typed = await read_form()
        try:
            await self._do(typed, ticket_id)
        except MessengerError as error:
            return await self.show_thread(ticket_id, typed, error)
        return redirect(f"{HELP}{TICKETS}/{ticket_id}", 303)

    async def _do(self, typed: dict[str, str], ticket_id: str) -> None:
        text = typed.get("text", "")
        states = {"take": IN_WORK, "close": CLOSED}
        match typed.get("do"):
            case "write":
                fields = {"ticket_id": ticket_id, "text": text}
                client_id = name_sending(typed)
                await self._run(
                    "tickets.write", help_desk.write_ticket, client_id=client_id, **fields
                )
            case "take" | "close" as wish:
                fields = {"ticket_id": ticket_id, "state": states[wish]}
                await self._run("tickets.set_state", help_desk.set_ticket_state, **fields)
            case "rate":
                rating = typed.get("rating", "")
                fields = {"ticket_id": ticket_id, "text": text}
                stars = int(rating) if rating.isascii() and rating.isdigit() else 0
                await self._run("tickets.rate", help_desk.rate_ticket, rating=stars, **fields)
            case _:
                raise BadRequest(field="do")

    async def _run(self, op: str, action: Callable[..., Awaitable[Any]], **fields: Any) -> Any:
        viewer = require_viewer()
        self._services.buckets.take(viewer.user_id, op)
        return await action(self._services, viewer, **fields)

    def _answer(
        self, render: Callable[[DeskPages], str], error: MessengerError | None = None
    ) -> Response:
        seen = visit(self._static_url)
        texts = self._find_texts(seen.language)
        shown = replace(seen, texts=texts, person=str(require_viewer().user_id))
        trouble = translator(shown.language).gettext(error.message) if error else ""
        return answer(render(DeskPages(shown, trouble)), error.status if error else 200)


async def read_form() -> dict[str, str]:
    """Return the fields of the form that was sent."""
    return {name: str(text) for name, text in (await request.form).items()}


def name_sending(typed: dict[str, str]) -> UUID | None:
    """Return by what a form that is sent twice is known again.

    The name of the form is not enough: who goes back to it and writes another text sends that too.
    """
    form = typed.get("form", "")
    if not form:
        return None
    try:
        return uuid5(UUID(form), typed.get("subject", "") + "\n" + typed.get("text", ""))
    except ValueError as error:
        raise BadRequest(field="form") from error
