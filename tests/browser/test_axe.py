"""Every screen and dialog, in both themes, before axe-core: not one violation."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from messenger.ui.return_address import GATES
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.load import seed as tables

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# What fades is judged by its final colours, and nothing begins to fade meanwhile.
RUN = """async () => {
    const { dataset } = document.documentElement;
    const { calm } = dataset;
    dataset.calm = "true";
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    // The date of the day in view goes a while after the last movement, maybe while it is judged.
    const rest = (done) => setTimeout(done, 50);
    while (document.querySelector("[data-moving]")) await new Promise(rest);
    await Promise.allSettled(document.getAnimations().map((each) => each.finished));
    // A dialog that closes takes its time by the clock, not by its style.
    await new Promise((gone) => setTimeout(gone, 300));
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    if (calm === undefined) delete dataset.calm;
    else dataset.calm = calm;
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}"""

Screen = Callable[[Person], None]


@dataclass(frozen=True)
class Talk:
    """A server with the chat of Anna and Boris."""

    server: RunningServer
    anna: tables.Person
    chat: int


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    anna, boris, clara, _ = seed.named(["Anna", "Boris", "Clara", "Dora"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), 300, words="Before %d", apart=600_000)
    seed.read(chat, anna, 290)
    seed.directs(anna, [clara])
    return Talk(open_server, anna, chat)


def check(person: Person, screen: str) -> None:
    """Fail where axe finds anything on what is shown now."""
    if not person.page.evaluate("() => 'axe' in window"):
        person.page.evaluate(AXE.read_text())
    assert person.page.evaluate(RUN) == [], screen


def menu(name: str) -> Screen:
    def show(person: Person) -> None:
        person.button(name).click()
        expect(person.page.get_by_role("menuitem").first).to_be_visible()

    return show


def from_menu(item: str) -> Screen:
    def show(person: Person) -> None:
        person.button("Menu").click()
        person.page.get_by_role("menuitem", name=person.t(item)).click()
        expect(person.dialog()).to_be_visible()

    return show


def from_header(item: str) -> Screen:
    def show(person: Person) -> None:
        person.choose_in_header(item)
        expect(person.dialog()).to_be_visible()

    return show


def search(person: Person) -> None:
    person.page.keyboard.press("Control+k")
    person.page.keyboard.type("do")
    expect(person.page.locator(".found-title")).to_be_visible()


def add_contact(person: Person) -> None:
    person.begin("Add contact")
    expect(person.dialog()).to_be_visible()


def find_nothing(person: Person) -> None:
    person.page.keyboard.press("Control+k")
    person.page.keyboard.type("nobody at all")
    expect(person.page.locator(".list-hint")).to_be_visible()


def row_menu(person: Person) -> None:
    person.page.locator("a.chat-row").first.click(button="right")
    expect(person.page.get_by_role("menuitem").first).to_be_visible()


def ask_folder(person: Person) -> None:
    row_menu(person)
    for item in ("Add to folder", "New folder"):
        person.page.get_by_role("menuitem", name=person.t(item)).click()
    expect(person.page.locator("folder-editor .choices li").first).to_be_visible()


def make_folder(person: Person) -> None:
    ask_folder(person)
    person.page.locator("folder-editor input[name=title]").fill("Friends")
    person.button("Save").click()
    expect(person.page.get_by_role("tab", name="Friends")).to_be_visible()
    expect(person.dialog()).to_have_count(0)


def show_archive(person: Person) -> None:
    row_menu(person)
    person.page.get_by_role("menuitem", name=person.t("Archive"), exact=True).click()
    person.page.locator(".archive-row").click()
    expect(person.page.locator(".list-back")).to_be_visible()


def delete_message(person: Person) -> None:
    message_menu(person)
    person.page.get_by_role("menuitem", name=person.t("Delete")).click()
    expect(person.dialog()).to_be_visible()


def lose_connection(person: Person) -> None:
    person.guard.look_away()
    person.page.wait_for_timeout(1_500)  # What changed is kept a second later.
    person.page.route_web_socket("**/ws", lambda socket: socket.close())
    person.page.reload()
    person.sees_messenger()
    person.write("On its way")
    expect(person.page.locator("connection-bar button")).to_be_visible()


def block(person: Person) -> None:
    from_header("Block")(person)
    person.dialog().get_by_role("button", name=person.t("Block"), exact=True).click()
    expect(person.page.locator(".composer.blocked")).to_be_visible()
    expect(person.dialog()).to_have_count(0)


def unblock(person: Person) -> None:
    person.button("Unblock").click()
    expect(person.dialog()).to_be_visible()


def message_menu(person: Person) -> None:
    person.page.locator(".message .bubble").last.click(button="right")
    expect(person.page.get_by_role("menuitem").first).to_be_visible()


def edit(person: Person) -> None:
    person.page.locator(".message.mine .bubble").last.click(button="right")
    person.page.get_by_role("menuitem", name=person.t("Edit"), exact=True).click()
    expect(person.page.locator(".edit-bar")).to_be_visible()


SCREENS: dict[str, Screen] = {
    "search": search,
    "nothing found": find_nothing,
    "menu of a row": row_menu,
    "folder": ask_folder,
    "folders": make_folder,
    "archive": show_archive,
    "add contact": add_contact,
    "menu": menu("Menu"),
    "settings": from_menu("Settings"),
    "shortcuts": from_menu("Keyboard shortcuts"),
    "chat menu": menu("Chat menu"),
    "calendar": from_header("Jump to date"),
    "block": from_header("Block"),
    "delete chat": from_header("Delete chat"),
    "message menu": message_menu,
    "delete message": delete_message,
    "editing": edit,
    "blocked": block,
    "unblock": unblock,
}


@pytest.mark.parametrize("dark", [False, True])
def test_the_messenger_and_its_dialogs(meet: Meet, talk: Talk, *, dark: bool) -> None:
    """The list, the conversation, and whatever opens over them."""
    anna = meet("anna", server=talk.server, dark=dark, language="ru" if dark else "en")
    anna.arrive(talk.anna.token)
    check(anna, "list")
    anna.page.goto(f"{anna.url}/#{talk.chat}")
    expect(anna.page.locator(".message").first).to_be_visible()
    check(anna, "conversation")
    for name, show in SCREENS.items():
        show(anna)
        check(anna, name)
        anna.page.keyboard.press("Escape")
        expect(anna.dialog()).to_have_count(0)
        expect(anna.page.get_by_role("menu")).to_have_count(0)
    anna.button("Unblock").click()
    anna.dialog().get_by_role("button", name=anna.t("Unblock"), exact=True).click()
    expect(anna.composer).to_be_visible()
    lose_connection(anna)
    check(anna, "no connection")


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_and_the_pages_around(meet: Meet, talk: Talk, *, dark: bool) -> None:
    """One pane at a time, and the pages for those who are not signed in."""
    anna = meet("anna", server=talk.server, dark=dark, phone=True)
    for path in (*GATES, "/nowhere"):
        anna.guard.look_away()
        anna.page.goto(f"{anna.url}{path}")
        expect(anna.page.locator(".gate h1")).to_be_visible()
        check(anna, path)
    for path in ("/help", "/help?q=code", "/help?q=xyzzyx", "/help/keyboard", "/help/profile"):
        anna.page.goto(f"{anna.url}{path}")
        check(anna, path)
    anna.arrive(talk.anna.token)
    check(anna, "list")
    anna.page.locator("a.chat-row").first.tap()
    expect(anna.page.locator(".message").first).to_be_visible()
    check(anna, "conversation")
    for name in ("chat menu", "calendar", "delete chat", "message menu", "delete message"):
        SCREENS[name](anna)
        check(anna, name)
        anna.page.keyboard.press("Escape")
        expect(anna.dialog()).to_have_count(0)
        expect(anna.page.get_by_role("menu")).to_have_count(0)
    check_questions(anna)


def check_questions(person: Person) -> None:
    """Ask the administrators something, and close it."""
    person.page.goto(f"{person.url}/help/tickets")
    person.page.get_by_label("Subject").fill("No letter")
    person.page.get_by_label("Your question").fill("It does not come.")
    check(person, "questions")
    person.button("Send").tap()
    person.button("Close the question").tap()
    expect(person.page.get_by_text("How good was the help?")).to_be_visible()
    check(person, "a question")
