"""What must never be seen in a browser: errors, failed requests, foreign hosts, CSP violations."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

LEAST_ERROR = 400


class Guard:
    """The problems of a person's pages; a test allows what it causes itself."""

    def __init__(self, origin: str) -> None:
        self._origin = urlsplit(origin).netloc
        self._problems: list[str] = []
        self._watching = True
        self._leaving = False

    def watch(self, page: Page) -> None:
        """Watch one more page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)
        page.on("response", self._answered)

    def look_away(self) -> None:
        """Allow what follows: the test takes the server or the network away."""
        self._watching = False

    def leave(self) -> None:
        """Allow what the browser drops as its pages go; what was wrong before stays."""
        self._leaving = True

    def look_again(self) -> None:
        """Allow nothing any more."""
        self._watching = True

    def check(self) -> None:
        """Fail when anything was wrong."""
        assert not self._problems, "\n".join(self._problems)

    def _note(self, problem: str) -> None:
        if self._watching:
            self._problems.append(problem)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left drops what it was still waiting for.
        if not self._leaving and request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.url} {request.failure}")

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self._origin:
            self._note(f"foreign: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= LEAST_ERROR:
            self._note(f"{response.status}: {response.url}")
