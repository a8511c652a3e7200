"""The border of the browser tests: it hears of what would leave this machine."""

from tests.browser.conftest import Meet
from tests.browser.outside import Outside

ASK = """async () => {
    await fetch("http://example.org/a").catch(() => {});
    await fetch("https://example.net/b").catch(() => {});
}"""


def test_what_a_page_asks_of_others_is_heard(meet: Meet, outside: Outside) -> None:
    """In the clear and encrypted; on a page of nobody, which has no policy."""
    olga = meet("olga")
    olga.guard.look_away()
    olga.page.evaluate(ASK)
    assert outside.take() == [
        "GET http://example.org/a HTTP/1.1",
        "CONNECT example.net:443 HTTP/1.1",
    ]
