"""A finger on the screen of a phone."""

from tests.browser.person import Person


class Finger:
    """One finger on a person's screen, as the screen reports it."""

    def __init__(self, person: Person) -> None:
        self._session = person.context.new_cdp_session(person.page)

    def press(self, x: float, y: float) -> None:
        """Come down."""
        self._send("touchStart", (x, y))

    def draw(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Come down, go over the screen and be lifted."""
        self.press(*start)
        self.move(start, end)
        self.lift()

    def move(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Go over the screen."""
        steps = 8
        for step in range(1, steps + 1):
            x, y = (a + (b - a) * step / steps for a, b in zip(start, end, strict=True))
            self._send("touchMove", (x, y))

    def lift(self) -> None:
        """Go away."""
        self._send("touchEnd")

    def _send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
