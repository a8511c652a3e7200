"""Markdown becomes HTML in which nothing stands that we did not choose."""

import pytest

from messenger.help.markup import Places, render_text
from messenger.help.pictures import Picture

PLACES = Places(
    link="/help/{}".format, picture=lambda screen: Picture(f"/static/{screen}", 1280, 800)
)


def test_keys_are_shown_as_keys_and_other_words_as_code() -> None:
    """Each key of several is one of its own."""
    assert "<p><kbd>Ctrl</kbd>+<kbd>K</kbd></p>\n" == render_text("`Ctrl+K`", PLACES)
    assert "<p><kbd>↑</kbd></p>\n" == render_text("`↑`", PLACES)
    assert "<p><code>a&lt;b+c</code></p>\n" == render_text("`a<b+c`", PLACES)


def test_a_heading_can_be_linked_to() -> None:
    """By its words, of either alphabet."""
    assert '<h2 id="на-телефоне"><a href="#на-телефоне">На телефоне</a></h2>\n' == render_text(
        "## На телефоне", PLACES
    )


def test_a_picture_has_its_words_and_its_size() -> None:
    """So that nothing moves when it comes."""
    html = render_text('![A "form"](sign-in)', PLACES)

    assert 'alt="A &quot;form&quot;" width="1280" height="800"' in html
    assert 'src="/static/sign-in"' in html


def test_links_lead_where_they_are_told() -> None:
    """Whoever shows the article decides what a link means."""
    assert '<p><a href="/help/nick">so</a></p>\n' == render_text("[so](nick)", PLACES)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=alert(1)>b</b>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,y)",
        "<https://evil.example/'onmouseover='x>",
        "## <img src=x onerror=alert(1)>",
        "`<i>`",
    ],
)
def test_html_and_dangerous_links_stay_text(text: str) -> None:
    """No element that the file does not write itself."""
    html = render_text(text, PLACES)

    for sign in ("<script", "<b", "<img", "<i>", 'href="javascript', 'href="data'):
        assert sign not in html


def test_brackets_cost_no_more_than_their_number() -> None:
    """A long row of them is read at once; the tests' time limit would tell."""
    assert "[" * 10_000 in render_text("[" * 10_000, PLACES)
