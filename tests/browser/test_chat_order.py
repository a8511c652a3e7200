"""The list of chats in an order of one's own: pins, folders, the archive, and taking back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person, set_switch
from tests.browser.program import say, tell_all
from tests.browser.running_server import RunningServer
from tests.browser.wire import Wire, wire_to
from tests.load import seed as tables

NAMES = ["Boris", "Clara", "Dmitri", "Elena", "Felix"]
ROW = 64


@dataclass(frozen=True)
class Circle:
    """A server with Anna and her chats, the first of them the newest."""

    server: RunningServer
    anna: tables.Person
    others: dict[str, tables.Person]
    chats: dict[str, int]

    def say(self, name: str, text: str) -> None:
        """Let one of the others write to her."""
        say(self.server.url, self.others[name].token, self.chats[name], [text])


@pytest.fixture
def circle(open_server: RunningServer, seed: tables.Seed) -> Circle:
    """New people in its tables."""
    anna, *others = seed.named(["Anna", *NAMES])
    chats = seed.directs(anna, others)
    named = {each.name: each for each in others}
    return Circle(open_server, anna, named, dict(zip(NAMES, chats, strict=True)))


@pytest.fixture
def wire(circle: Circle) -> Iterator[Wire]:
    """A line to that server."""
    with wire_to(circle.server) as wire:
        yield wire


def row(person: Person, name: str) -> Locator:
    """Return the row of a chat."""
    name = person.t(name)
    return person.page.locator(".chat-row").filter(has=person.page.get_by_text(name, exact=True))


def order(person: Person, names: list[str]) -> None:
    """Wait until the rows stand so."""
    titles = person.page.locator(".chat-rows .chat-title")
    expect(titles).to_have_text([person.t(name) for name in names])


def choose(person: Person, name: str, *items: str) -> None:
    """Choose in the menu of a row, item after item."""
    if person.phone:
        hold(person, row(person, name))
    else:
        row(person, name).click(button="right")
    for item in items:
        person.page.locator("context-menu button").filter(
            has=person.page.get_by_text(person.t(item), exact=True)
        ).click()


def middle(place: Locator) -> tuple[float, float]:
    """Return a point within a row."""
    box = place.bounding_box()
    assert box
    return box["x"] + 60, box["y"] + ROW / 2


def hold(person: Person, place: Locator) -> None:
    """Press long with a finger."""
    finger = Finger(person)
    finger.press(*middle(place))
    expect(person.page.locator("context-menu")).to_be_visible()
    finger.lift()


def draw(person: Person, name: str, rows: int) -> None:
    """Draw a pinned chat by so many rows, with the mouse or a finger."""
    x, y = middle(row(person, name))
    end = y + rows * ROW
    if person.phone:
        finger = Finger(person)
        finger.press(x, y)
        expect(person.page.locator("context-menu")).to_be_visible()
        finger.move((x, y), (x, end))
        expect(person.page.locator("context-menu")).to_have_count(0)
        finger.lift()
    else:
        person.page.mouse.move(x, y)
        person.page.mouse.down()
        person.page.mouse.move(x, end, steps=8)
        person.page.mouse.up()
        person.page.mouse.move(900, 400)  # Where a pointer is, the rows keep their places.


def make_folder(person: Person, name: str, title: str, *, kind: str) -> None:
    """Make a folder with a chat in it and a kind of chats."""
    choose(person, name, "Add to folder", "New folder")
    editor = person.page.locator("folder-editor")
    editor.get_by_label(person.t("Folder name")).fill(title)
    editor.get_by_text(person.t(kind), exact=True).click()
    person.button("Save").click()
    expect(editor).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_list_in_an_order_of_ones_own(meet: Meet, circle: Circle, phone: bool) -> None:
    """Pinned, archived, muted, marked and sorted; another device sees the same at once."""
    look = {"phone": True, "dark": True, "language": "ru"} if phone else {}
    anna = meet("anna", server=circle.server, **look)
    anna.arrive(circle.anna.token)
    other = anna.tab("/")
    anna.page.bring_to_front()
    pin_and_draw(anna, other)
    put_away(anna, other, circle)
    mark_and_sort(anna, other, circle)


def pin_and_draw(anna: Person, other: Person) -> None:
    for name in ("Clara", "Dmitri", "Elena"):
        choose(anna, name, "Pin")
    order(other, ["Elena", "Dmitri", "Clara", "Boris", "Felix"])
    draw(anna, "Elena", 2)
    order(other, ["Dmitri", "Clara", "Elena", "Boris", "Felix"])
    order(anna, ["Dmitri", "Clara", "Elena", "Boris", "Felix"])
    row(anna, "Elena").press("Alt+Shift+ArrowUp")
    order(other, ["Dmitri", "Elena", "Clara", "Boris", "Felix"])
    expect(row(anna, "Elena")).to_be_focused()


def put_away(anna: Person, other: Person, circle: Circle) -> None:
    choose(anna, "Felix", "Mute", "For 8 hours")
    choose(anna, "Felix", "Archive")
    choose(anna, "Boris", "Archive")
    order(other, ["Archived chats", "Dmitri", "Elena", "Clara"])
    circle.say("Felix", "Psst")
    circle.say("Boris", "Hey!")
    order(other, ["Archived chats", "Dmitri", "Elena", "Clara", "Boris"])
    expect(other.page).to_have_title(f"(1) {other.t('Messenger')}")
    expect(row(other, "Archived chats").locator(".badge")).to_have_text("1")
    row(anna, "Archived chats").click()
    order(anna, ["Felix"])
    anna.page.keyboard.press("Escape")
    order(anna, ["Archived chats", "Dmitri", "Elena", "Clara", "Boris"])


def mark_and_sort(anna: Person, other: Person, circle: Circle) -> None:
    choose(anna, "Boris", "Mark as read")
    expect(other.page).to_have_title(other.t("Messenger"))
    choose(anna, "Clara", "Mark as unread")
    expect(row(other, "Clara").locator(".badge.dot")).to_be_visible()
    make_folder(anna, "Dmitri", "Work", kind="What is read")
    order(anna, ["Dmitri"])
    tab = other.page.get_by_role("tab", name="Work")
    tab.click()
    order(other, ["Dmitri"])
    circle.say("Dmitri", "At work")
    expect(tab.locator(".badge")).to_have_text("1")
    anna.page.keyboard.press("Escape")
    row(anna, "Clara").click()
    expect(row(other, "Clara")).to_have_count(0)
    other.page.get_by_role("tab", name=other.t("All")).click()
    expect(row(other, "Clara").locator(".badge")).to_have_count(0)


def test_back_on_a_phone_leaves_the_archive(meet: Meet, circle: Circle) -> None:
    """A chat in it, a menu over it, then itself; also after a reload, and by its button."""
    anna = meet("anna", server=circle.server, phone=True)
    anna.arrive(circle.anna.token)
    heading = anna.page.get_by_role("heading", name="Archived chats")
    choose(anna, "Clara", "Archive")
    row(anna, "Archived chats").tap()
    row(anna, "Clara").tap()
    expect(anna.composer).to_be_visible()
    anna.page.go_back()
    expect(heading).to_be_visible()
    hold(anna, row(anna, "Clara"))
    anna.page.go_back()
    expect(anna.page.locator("context-menu")).to_have_count(0)
    expect(heading).to_be_visible()
    anna.page.go_back()
    expect(heading).to_have_count(0)
    expect(row(anna, "Boris")).to_be_visible()

    row(anna, "Archived chats").tap()
    anna.page.reload()
    expect(heading).to_be_visible()
    anna.button("Back to all chats").tap()
    expect(row(anna, "Boris")).to_be_visible()
    anna.page.go_forward()
    expect(heading).to_be_visible()


def test_what_is_wished_without_a_connection_survives_a_reload(
    meet: Meet, circle: Circle, wire: Wire
) -> None:
    """It shows at once, is there after the reload, and reaches the server when it can."""
    anna = meet("anna", server=wire)
    anna.guard.look_away()
    anna.arrive(circle.anna.token)
    choose(anna, "Elena", "Add to folder", "New folder")
    anna.page.locator("folder-editor input[name=title]").fill("Home")
    anna.button("Save").click()
    anna.page.get_by_role("tab", name="All").click()
    anna.page.wait_for_timeout(1_500)  # What is known is kept a second later.
    wire.cut()
    wish_much(anna)
    order(anna, ["Archived chats", "Felix", "Boris", "Dmitri", "Elena"])

    anna.page.reload()
    order(anna, ["Archived chats", "Felix", "Boris", "Dmitri", "Elena"])
    anna.page.get_by_role("tab", name="Home").click()
    order(anna, ["Dmitri", "Elena"])
    wire.mend()
    anna.page.evaluate("dispatchEvent(new Event('online'))")

    phone = meet("anna", server=circle.server)
    phone.arrive(circle.anna.token)
    order(phone, ["Archived chats", "Felix", "Boris", "Dmitri", "Elena"])
    expect(row(phone, "Boris").locator(".chat-title .icon")).to_be_visible()
    expect(row(phone, "Dmitri").locator(".badge.dot")).to_be_visible()
    phone.page.get_by_role("tab", name="Home").click()
    order(phone, ["Dmitri", "Elena"])


def wish_much(anna: Person) -> None:
    choose(anna, "Felix", "Pin")
    choose(anna, "Boris", "Mute", "Until I unmute it")
    choose(anna, "Clara", "Archive")
    choose(anna, "Dmitri", "Mark as unread")
    choose(anna, "Dmitri", "Add to folder", "Home")


def test_what_is_deleted_can_be_taken_back(meet: Meet, circle: Circle) -> None:
    """For some seconds; who closes the page meanwhile has deleted it all the same."""
    anna = meet("anna", server=circle.server)
    anna.arrive(circle.anna.token, f"/#{circle.chats['Boris']}")
    hello = anna.message("Hello from Boris")
    expect(hello).to_be_visible()
    take_back(anna, hello)
    delete_and_go(anna)
    later = meet("anna", server=circle.server)
    later.arrive(circle.anna.token)
    expect(row(later, "Clara")).to_have_count(0)
    anna.page.goto(f"{circle.server.url}/")
    expect(row(later, "Dmitri")).to_have_count(0, timeout=10_000)
    clara = circle.others["Clara"]
    assert tell_all(circle.server.url, clara.token, circle.chats["Clara"]) == []


def take_back(anna: Person, hello: Locator) -> None:
    choose(anna, "Boris", "Clear history")
    anna.button("Clear").click()
    expect(hello).to_have_count(0)
    expect(row(anna, "Boris")).not_to_contain_text("Hello")
    anna.button("Undo").click()
    expect(hello).to_be_visible()
    expect(row(anna, "Boris")).to_contain_text("Hello from Boris")

    choose(anna, "Boris", "Delete chat")
    anna.button("Delete").click()
    expect(row(anna, "Boris")).to_have_count(0)
    expect(anna.page.locator("undo-bar")).to_contain_text("Chat deleted")
    anna.button("Undo").click()
    expect(hello).to_be_visible()
    expect(row(anna, "Boris")).to_have_count(1)


def delete_and_go(anna: Person) -> None:
    choose(anna, "Clara", "Delete chat")
    set_switch(anna.page.get_by_label("Also delete for Clara"))
    anna.button("Delete").click()
    expect(row(anna, "Clara")).to_have_count(0)
    choose(anna, "Dmitri", "Delete chat")
    anna.button("Delete").click()
    expect(anna.page.locator("undo-bar")).to_have_count(1)
    anna.page.goto("about:blank")
