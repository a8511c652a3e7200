"""What must never be seen in a browser: errors, failed requests, CSP violations."""

from playwright.sync_api import ConsoleMessage, Page, Request


class Guard:
    """The problems of a person's pages; a test allows what it causes itself.

    An answer that refuses, and what the policy of the page forbids, stand in the console too. To
    hear of every request costs a tenth of a page.
    """

    def __init__(self) -> None:
        self._problems: list[str] = []
        self._watching = True
        self._leaving = False

    def watch(self, page: Page) -> None:
        """Watch one more page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._note(f"error: {error}"))
        page.on("requestfailed", self._failed)

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
