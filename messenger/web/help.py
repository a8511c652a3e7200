"""The help centre, for everybody: its pages need no session."""

from collections.abc import Callable

from quart import Blueprint, Response, request
from quart_schema import hide

from messenger.actions.desk import get_desk
from messenger.catalogues import LANGUAGES
from messenger.help.frame import Visit
from messenger.help.pages import HelpPages
from messenger.services import Services
from messenger.web.exchange import read_context


def help_routes(services: Services, static_url: Callable[[str], str]) -> Blueprint:
    """Return `/help` and the articles below it; `static_url` versions the path of a file."""
    routes = Blueprint("help", __name__, url_prefix="/help")

    @routes.get("", strict_slashes=False)
    @hide
    async def articles() -> Response:
        """Show all articles, or those that hold the words of `?q=`."""
        shown = HelpPages(visit(static_url), await count_answers(services))
        return answer(shown.render_list(request.args.get("q", "")))

    @routes.get("/<slug>")
    @hide
    async def article(slug: str) -> Response:
        """Show one article."""
        shown = HelpPages(visit(static_url))
        found = shown.render_article(slug)
        return answer(found) if found is not None else answer(shown.render_missing(), 404)

    return routes


async def count_answers(services: Services) -> int:
    """Return how many questions of who asks were answered since they looked."""
    viewer = read_context().viewer
    if viewer is None or viewer.is_held:
        return 0
    return (await get_desk(services, viewer)).answers


def visit(static_url: Callable[[str], str]) -> Visit:
    """Return who asks, in the language of `?lang=` where that is one of ours."""
    context = read_context()
    wanted = request.args.get("lang")
    chosen = wanted if wanted in LANGUAGES else None
    return Visit(
        language=chosen or context.language,
        chosen=chosen is not None,
        signed_in=context.viewer is not None,
        nonce=context.nonce,
        static_url=static_url,
    )


def answer(page: str, status: int = 200) -> Response:
    """Return a page as the answer."""
    return Response(page, status, content_type="text/html; charset=utf-8")
