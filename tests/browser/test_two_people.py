"""Two people talk: one at a desk, one with a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "ru")])
def test_two_people_meet_and_talk(meet: Meet, *, dark: bool, language: str) -> None:
    """They register, find each other, write, read, edit, delete for both, and block."""
    ada = meet(f"ada.{language}", dark=dark, language=language)
    bob = meet(f"bob.{language}", dark=dark, language=language, phone=True)
    ada.register()
    bob.register()

    start_chat(ada, bob)
    write_and_read(ada, bob)
    show_typing(ada, bob)
    edit(ada, bob)
    delete_for_both(ada, bob)
    block(ada, bob)


def start_chat(ada: Person, bob: Person) -> None:
    row = ada.find(bob)
    add = row.get_by_role("button", name=ada.t("Add {name} to contacts", name=bob.name))
    add.click()
    expect(add).to_be_disabled()
    row.get_by_role("button", name=ada.t("Write to {name}", name=bob.name)).click()
    expect(ada.composer).to_be_focused()
    expect(ada.page.locator(".talk-head .who p")).to_have_text(ada.t("online"))


def write_and_read(ada: Person, bob: Person) -> None:
    ada.write("Hello from the desk")
    expect(ada.tick("Hello from the desk", "Sent")).to_be_visible()
    expect(bob.row(ada).locator(".badge")).to_have_text("1")
    bob.open(ada)
    expect(bob.message("Hello from the desk")).to_be_visible()
    expect(ada.tick("Hello from the desk", "Read")).to_be_visible()
    bob.write("Привет с телефона 👋")
    expect(ada.message("Привет с телефона 👋")).to_be_visible()
    expect(bob.tick("Привет с телефона 👋", "Read")).to_be_visible()


def show_typing(ada: Person, bob: Person) -> None:
    bob.composer.press_sequentially("wait", delay=30)
    expect(ada.page.locator(".talk-head .who p")).to_have_text(ada.t("typing…"))
    expect(ada.row(bob)).to_contain_text(ada.t("typing…"))
    bob.composer.fill("")
    expect(ada.page.locator(".talk-head .who p")).to_have_text(ada.t("online"))


def edit(ada: Person, bob: Person) -> None:
    ada.composer.press("ArrowUp")
    ada.page.get_by_role("textbox").last.fill("Hello from the office")
    ada.page.get_by_role("textbox").last.press("Enter")
    expect(bob.message("Hello from the office")).to_contain_text(bob.t("edited"))
    assert up_then_read_at_once(ada) == "Hello from the office"
    ada.composer.press("Escape")


def up_then_read_at_once(person: Person) -> str:
    """Press Up, and return what a key struck before the next frame would change."""
    text: str = person.composer.evaluate(
        """async (input) => {
          const up = { key: "ArrowUp", bubbles: true, cancelable: true };
          input.dispatchEvent(new KeyboardEvent("keydown", up));
          for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
          return document.activeElement.value;
        }"""
    )
    return text


def delete_for_both(ada: Person, bob: Person) -> None:
    ada.choose("Hello from the office", "Delete")
    set_switch(ada.dialog().get_by_role("checkbox"))
    ada.dialog().get_by_role("button", name=ada.t("Delete"), exact=True).click()
    expect(bob.message("Hello from the office")).to_have_count(0)
    expect(ada.message("Hello from the office")).to_have_count(0)
    expect(ada.dialog()).to_have_count(0)


def block(ada: Person, bob: Person) -> None:
    ada.choose_in_header("Block")
    ada.dialog().get_by_role("button", name=ada.t("Block"), exact=True).click()
    expect(ada.page.locator(".composer.blocked")).to_contain_text(
        ada.t("You blocked {name}.", name=bob.name)
    )
    bob.write("Are you there?")
    expect(bob.message("Are you there?").locator(".failure")).to_be_visible()
    expect(ada.message("Are you there?")).to_have_count(0)
    ada.button("Unblock").click()
    ada.dialog().get_by_role("button", name=ada.t("Unblock"), exact=True).click()
    expect(ada.composer).to_be_visible()


def test_a_chat_is_deleted_for_both(meet: Meet) -> None:
    """It leaves both lists, and comes back empty with the next message."""
    carol, dora = meet("carol.del"), meet("dora.del")
    carol.join()
    dora.join()
    carol.start_chat(dora)
    carol.write("Soon gone")
    dora.open(carol)
    expect(dora.message("Soon gone")).to_be_visible()

    carol.choose_in_header("Delete chat")
    set_switch(carol.dialog().get_by_role("checkbox"))
    carol.dialog().get_by_role("button", name="Delete", exact=True).click()

    expect(carol.row(dora)).to_have_count(0)
    # Until then it could have been taken back.
    expect(dora.row(carol)).to_have_count(0, timeout=10_000)
