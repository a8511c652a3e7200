"""The help centre in a browser: found from a screen, searched by keys, and read on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.test_phone import FITS

SHIFTS = """() => new Promise((done) => {
    let moved = 0;
    new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) moved += value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(moved), 300);
})"""


def test_a_form_leads_to_its_article_and_keeps_what_was_typed(meet: Meet) -> None:
    """In a tab of its own, in which nothing moves while it comes."""
    ida = meet("ida.help")
    page = ida.page
    page.goto(f"{ida.url}/sign-in")
    page.get_by_label("Nick or e-mail").fill("ida.help")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Help on this page").click()
    article = opening.value
    ida.guard.watch(article)
    expect(article).to_have_title("Sign in and sign out")
    expect(page.get_by_label("Nick or e-mail")).to_have_value("ida.help")
    assert article.evaluate(SHIFTS) == 0
    article.get_by_role("link", name="All articles").click()
    expect(article.locator("h1")).to_have_text("Help")


def test_the_search_follows_the_keys(meet: Meet) -> None:
    """In words of either language, from the field to what was found and back."""
    ida = meet("ida.search")
    page = ida.page
    page.goto(f"{ida.url}/help")
    field = page.get_by_role("searchbox")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("ключ дост")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ articles? found$"))
    expect(page.locator(".help-row").first).to_have_text(re.compile("^Passkeys"))
    expect(page).to_have_url(re.compile("q="))
    page.keyboard.press("ArrowDown")
    expect(page.locator(".help-row").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()

    field.fill("xyzzyx")
    expect(page.get_by_role("status")).to_contain_text("ask the administrator")
    expect(page.locator(".help-row")).to_have_count(0)
    field.fill("")
    expect(page.locator("h2").first).to_have_text("Getting started")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("First steps")


def test_reading_on_a_phone_in_the_dark(meet: Meet) -> None:
    """Nothing is wider than the screen; the language changes on the spot, with the article."""
    yan = meet("yan.help", phone=True, dark=True, language="ru")
    yan.page.goto(f"{yan.url}/help")
    yan.page.get_by_role("searchbox").fill("забыл пароль")
    yan.page.get_by_role("link", name="Забытый пароль").tap()
    expect(yan.page.locator("h1")).to_have_text("Забытый пароль")
    picture = yan.page.locator("article img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("(each) => each.naturalWidth") > 0
    for path in ("/help", "/help/keyboard", "/help/first-steps"):
        yan.page.goto(f"{yan.url}{path}")
        assert yan.page.evaluate(FITS), path
    assert "dark" == yan.page.locator("html").get_attribute("data-mantine-color-scheme")
    yan.page.get_by_role("link", name="English").tap()
    expect(yan.page.locator("h1")).to_have_text("First steps")
    yan.page.get_by_role("link", name="change it").tap()
    expect(yan.page.locator("h1")).to_have_text("Change your nick")
