"""A question to the administrators as a talk of two people, neither of whom loads a page anew."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_phone import FITS
from tests.browser.wire import Wire, wire_to
from tests.load.seed import Seed

AT_END = """() => {
    const { scrollHeight, scrollTop, clientHeight } = document.scrollingElement;
    return scrollHeight - scrollTop - clientHeight <= 2;
}"""


@pytest.fixture
def two(meet: Meet, open_server: RunningServer, seed: Seed) -> tuple[Person, Person]:
    """Who asks, on a phone, and an administrator at a desk; both in the messenger."""
    asking, admin = seed.named(["Yana", "Boss"])
    seed.administrator(admin)
    yana = meet("yana", phone=True, dark=True, language="ru", server=open_server)
    boss = meet("boss", server=open_server)
    yana.arrive(asking.token)
    boss.arrive(admin.token)
    return yana, boss


@pytest.fixture
def wire(open_server: RunningServer) -> Iterator[Wire]:
    """A line to the server that can be cut."""
    with wire_to(open_server) as wire:
        yield wire


def mark_page(page: Page) -> None:
    """Leave something on the document that a new one would not have."""
    page.evaluate("document.documentElement.dataset.marked = 'yes'")


def is_marked(page: Page) -> bool:
    """Return whether it is still that document."""
    return page.locator("html").get_attribute("data-marked") == "yes"


def item(person: Person, name: str) -> Locator:
    """Open the menu, and return an item of it."""
    person.button("Menu").click()
    return person.page.get_by_role("menuitem", name=person.t(name))


def ask(person: Person, subject: str, text: str) -> None:
    """Ask something, and see the question."""
    person.page.goto(f"{person.url}/help/tickets")
    person.page.get_by_label(person.t("Subject")).fill(subject)
    person.page.get_by_label(person.t("Your question")).fill(text)
    person.button("Send").click()
    expect(person.page.locator("h1")).to_have_text(subject)


def open_beside(person: Person, path: str) -> Page:
    """Open one more page of a person, which is theirs from now on, and return the one before."""
    before = person.page
    person.page = before.context.new_page()
    person.guard.watch(person.page)
    person.page.goto(f"{person.url}{path}")
    mark_page(person.page)
    return before


def answer_by_keys(boss: Person, yana: Person) -> None:
    """Take the question into work and answer it, as in the messenger."""
    state = yana.page.locator("#desk-state")
    boss.button("Take into work").click()
    expect(state).to_contain_text("в работе")
    field = boss.page.get_by_label("Your message")
    field.fill("Look now,")
    field.press("Shift+Enter")
    field.press_sequentially("please.")
    field.press("Enter")
    expect(field).to_have_value("")
    expect(boss.page.locator(".help-said")).to_have_count(2)
    expect(yana.page.locator(".help-words").last).to_have_text("Look now,\nplease.")
    expect(state).to_contain_text("ждёт ответа")


def reply_by_touch(yana: Person, boss: Person) -> None:
    """Answer back from a phone, whose Enter breaks the line."""
    reply = yana.page.get_by_label(yana.t("Your message"))
    reply.fill("Пришло.")
    reply.press("Enter")
    expect(reply).to_have_value("Пришло.\n")
    yana.button("Send").tap()
    expect(boss.page.locator(".help-words").last).to_have_text("Пришло.")
    expect(yana.page.locator(".help-said")).to_have_count(3)


def test_asked_answered_closed_and_rated(two: tuple[Person, Person]) -> None:
    """Each sees at once what the other does: in the menu, in the lists and in the talk."""
    yana, boss = two
    badge = item(boss, "Questions").locator(".badge")
    expect(badge).to_have_count(0)
    ask(yana, "Нет письма", "Код не приходит.")
    mark_page(yana.page)
    expect(badge).to_have_text("1")
    expect(boss.page.locator(".waits")).to_be_visible()
    open_beside(boss, "/help/queue")
    row = boss.page.locator(".help-list li", has_text="Нет письма")
    mark = row.get_by_role("img", name="Unread")
    expect(mark).to_be_visible()
    queue = open_beside(boss, str(row.locator("a").get_attribute("href")))
    expect(mark).to_have_count(0)

    answer_by_keys(boss, yana)
    expect(row).to_contain_text("waiting for an answer")
    expect(badge).to_have_count(0)
    reply_by_touch(yana, boss)
    boss.button("Close the question").click()
    set_switch(yana.page.get_by_role("radio", name="4"))
    yana.button("Rate").tap()
    expect(boss.page.locator("#desk-rating")).to_contain_text("Rated 4 of 5.")
    expect(row).to_have_count(0)
    assert [is_marked(page) for page in (yana.page, boss.page, queue)] == [True, True, True]
    assert yana.page.evaluate(FITS)


def test_an_answer_is_marked_in_the_menu(two: tuple[Person, Person]) -> None:
    """Until it was read, wherever that is done."""
    yana, boss = two
    ask(yana, "Тема", "Вопрос")
    path = yana.page.url.removeprefix(yana.url)
    yana.page.goto(yana.url)
    yana.sees_messenger()
    help_item = item(yana, "Help")
    expect(help_item.locator(".badge")).to_have_count(0)
    boss.page.goto(f"{boss.url}{path}")
    boss.page.get_by_label("Your message").fill("Answer")
    boss.button("Send").click()
    expect(help_item.locator(".badge")).to_have_text("1")

    with yana.page.context.expect_page() as opening:
        help_item.tap()
    page = opening.value
    yana.guard.watch(page)
    page.get_by_role("link", name=yana.t("Your question was answered")).tap()
    expect(page.get_by_role("img", name=yana.t("Unread"))).to_be_visible()
    page.get_by_role("link", name="Тема").tap()
    expect(page.locator(".help-words").last).to_have_text("Answer")
    expect(yana.page.locator(".waits")).to_have_count(0)


def write_offline(yana: Person, wire: Wire) -> None:
    """Send one thing and begin another while nothing gets through."""
    wire.cut()
    reply = yana.page.get_by_label(yana.t("Your message"))
    reply.fill("Без сети")
    yana.button("Send").tap()
    expect(yana.page.get_by_text("Нет соединения.")).to_be_visible()
    expect(yana.page.locator(".help-pending")).to_contain_text("Без сети")
    yana.page.wait_for_function(AT_END)
    reply.fill("Ещё не всё")
    yana.page.reload()
    expect(yana.page.locator(".help-pending")).to_contain_text("Без сети")
    expect(reply).to_have_value("Ещё не всё")


def test_nothing_is_lost_and_the_place_is_kept(
    wire: Wire, meet: Meet, open_server: RunningServer, seed: Seed
) -> None:
    """Words wait for a connection and outlive the page; who reads above is left in peace."""
    asking, admin = seed.named(["Yana", "Boss"])
    seed.administrator(admin)
    yana = meet("yana", phone=True, language="ru", server=wire)
    boss = meet("boss", dark=True, server=open_server)
    yana.guard.look_away()
    yana.open_page(asking.token, "/help/tickets")
    ask(yana, "Долго", "строка\n" * 60)
    yana.page.wait_for_function(AT_END)
    boss.open_page(admin.token, yana.page.url.removeprefix(yana.url))
    write_offline(yana, wire)
    boss.page.get_by_label("Your message").fill("Meanwhile")
    boss.button("Send").click()
    expect(boss.page.locator(".help-said")).to_have_count(2)
    boss.page.wait_for_function(AT_END)
    boss.page.evaluate("scrollTo(0, 100)")

    wire.mend()
    yana.page.evaluate("dispatchEvent(new Event('online'))")
    words: list[str | re.Pattern[str]] = [re.compile("строка"), "Meanwhile", "Без сети"]
    expect(yana.page.locator(".help-words")).to_have_text(words)
    expect(yana.page.locator(".help-pending")).to_have_count(0)
    yana.page.wait_for_function(AT_END)
    expect(boss.page.locator(".help-said")).to_have_count(3)
    assert boss.page.evaluate("scrollY") == 100
