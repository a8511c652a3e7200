"""Service notices on two devices, and the code by which a second device signs in."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.factors import ask
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.seeded import seeded
from tests.browser.test_axe import check
from tests.load import seed as tables


@dataclass(frozen=True)
class Home:
    """A server with two people in its tables."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One server for all."""

    def fill(seed: tables.Seed) -> list[tables.Person]:
        return seed.named(["Anna", "Boris"])

    folder: Path = tmp_path_factory.mktemp("home")
    with seeded(folder, fill, rate_limits="off") as (server, people):
        yield Home(server, *people)


def row(person: Person) -> Locator:
    """Return the row of the notices."""
    return person.page.locator("a.chat-row").filter(has_text=person.t("Service notices"))


def read_code(picture: Locator) -> str:
    """Look at a QR code as a phone does."""
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(picture.screenshot())).convert("L"))
    return str(code.text)


def test_a_phone_signs_in_by_a_code(meet: Meet, home: Home) -> None:
    """Once; the desk sees that it is done, and is told of the new device."""
    desk = meet("anna", server=home.server)
    desk.open_page(home.anna.token, "/account/devices")
    desk.button("Show the code").click()
    picture = desk.page.locator(".two-factor-qr")
    expect(picture).to_be_visible()
    address = read_code(picture)
    assert address.startswith(f"{desk.url}/link#")
    check(desk, "code")

    phone = meet("anna", server=home.server, phone=True, dark=True, language="ru")
    phone.page.goto(address)
    expect(phone.page.get_by_text("Войти как Anna (@anna)?")).to_be_visible()
    check(phone, "link")
    phone.button("Sign in").tap()
    phone.sees_messenger()
    cookies = {cookie["name"]: cookie for cookie in phone.context.cookies()}
    assert cookies["messenger_known"]["httpOnly"]

    expect(desk.page.get_by_text("Done: Chrome, ")).to_be_visible()
    expect(picture).to_be_hidden()
    expect(desk.page.locator(".account-list li")).to_have_count(2)
    check(desk, "done")
    row(phone).tap()
    expect(phone.page.locator(".words")).to_contain_text("Device: \u2068Chrome, ")

    come_late(meet("late", server=home.server, phone=True, language="ru"), address)


def come_late(person: Person, address: str) -> None:
    """Find that a code was used, in words and without a button."""
    person.page.goto(address)
    expect(person.page.get_by_role("alert")).to_contain_text("Этот код больше не действует.")
    expect(person.button("Sign in")).to_be_hidden()


def test_notices_are_seen_live_and_kept_as_a_chat(meet: Meet, home: Home) -> None:
    """On both devices at once, each in its language; read on one, deleted on both."""
    desk = meet("boris", server=home.server)
    phone = meet("boris", server=home.server, phone=True, dark=True, language="ru")
    for each in (desk, phone):
        each.arrive(home.boris.token)
        expect(row(each)).to_have_count(0)

    ask(desk, "account.update", username="boris.b")
    for each in (desk, phone):
        expect(row(each)).to_contain_text("Your nick is now")
        expect(row(each).locator(".badge")).to_have_text("1")
    row(desk).click()
    expect(desk.page.locator(".words")).to_contain_text("boris.b")
    expect(desk.page.get_by_text("Only the server writes here.")).to_be_visible()
    expect(desk.composer).to_have_count(0)
    expect(row(phone).locator(".badge")).to_have_count(0)
    check(desk, "notices")
    row(phone).tap()
    expect(phone.page.get_by_text("Здесь пишет только сервер.")).to_be_visible()
    check(phone, "notices")

    delete_notices(desk)
    for each in (desk, phone):
        expect(row(each)).to_have_count(0, timeout=10_000)  # It could still be taken back.
    forget_changes(home.server)
    ask(desk, "account.update", username="boris")
    row(desk).click()
    expect(desk.page.locator(".words")).to_have_count(1)
    desk.page.locator(".words a").click()
    expect(desk.page).to_have_url(f"{desk.url}/account/devices")


def forget_changes(server: RunningServer) -> None:
    """Let every change of a nick be long ago."""
    with sqlite3.connect(server.folder / "data" / "messenger.db", timeout=10) as connection:
        connection.execute("UPDATE former_nicks SET given_up_at = 0")
    connection.close()


def delete_notices(person: Person) -> None:
    """Choose it in the menu, which offers what can be done here, and agree to what is asked."""
    person.button("Chat menu").click()
    items = person.page.get_by_role("menuitem")
    expect(items).to_have_text(
        ["Search", "Jump to date", "Mute", "Archive", "Clear history", "Delete chat"]
    )
    items.last.click()
    expect(person.dialog()).to_contain_text("Delete the notices?")
    expect(person.dialog().get_by_role("checkbox")).to_be_hidden()
    person.dialog().get_by_role("button", name="Delete", exact=True).click()
