"""The section about two factors of the account page, worked by hand on a desk and on a phone."""

import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.factors import AtLocalhost, Keyring, Phone
from tests.browser.person import PASSWORD, Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check

NUMBERS = count()
WAYS = [(False, False, "en"), (True, True, "ru")]


@pytest.fixture(params=WAYS, ids=["desk", "phone"])
def uma(request: pytest.FixtureRequest, meet: Meet, shared_server: RunningServer) -> Person:
    """Uma, who has just registered and opened the section."""
    phone, dark, language = request.param
    person = meet(
        f"uma{next(NUMBERS)}",
        phone=phone,
        dark=dark,
        language=language,
        server=AtLocalhost(shared_server),
    )
    person.join("/account/two-factor")
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    return person


def says(person: Person, text: str) -> None:
    """Wait for a text."""
    expect(person.page.get_by_text(person.t(text), exact=True)).to_be_visible()


def set_up(person: Person) -> tuple[Phone, list[str]]:
    """Switch two factors on by hand, and return the phone and the codes that were shown."""
    person.page.locator("input[name=password]").fill(PASSWORD)
    person.button("Switch on").click()
    expect(person.page.locator(".two-factor-qr")).to_be_visible()
    app = Phone(person.page.locator(".two-factor-key").inner_text().replace(" ", ""))
    person.page.locator("input[name=first-code]").fill(app.code())
    person.button("Confirm").click()
    expect(person.page.locator(".recovery-codes li")).to_have_count(10)
    return app, person.page.locator(".recovery-codes li").all_inner_texts()


def keep(person: Person, codes: list[str], path: Path) -> None:
    """Put the codes into a file and the clipboard, and say that they are kept."""
    with person.page.expect_download() as file:
        person.button("Download").click()
    file.value.save_as(path)
    assert codes == path.read_text("utf-8").split()[-10:]
    person.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.button("Copy").click()
    expect(person.button("Copied")).to_be_visible()
    assert codes[0] in person.page.evaluate("() => navigator.clipboard.readText()")
    person.button("I have kept them").click()


def forget_proof(server: RunningServer) -> None:
    """Let every session's last proof be long ago."""
    with sqlite3.connect(server.folder / "data" / "messenger.db", timeout=10) as connection:
        connection.execute("UPDATE sessions SET verified_at = 0")
    connection.close()


def test_switching_on_keeping_the_codes_and_switching_off(uma: Person, tmp_path: Path) -> None:
    """What is wrong is told at its field; the codes are shown once."""
    check(uma, "off")
    uma.page.locator("input[name=password]").fill("not this one")
    uma.button("Switch on").click()
    says(uma, "The password is wrong.")
    app, codes = set_up(uma)
    check(uma, "codes")
    keep(uma, codes, tmp_path / "codes")
    says(uma, "Two factors are on.")
    assert codes[0] not in uma.page.content()
    assert "data:image/svg" not in uma.page.content()
    check(uma, "on")
    uma.page.reload()
    says(uma, "Two factors are on.")
    assert codes[0] not in uma.page.content()

    uma.page.locator("summary").click()
    uma.page.locator("input[name=code]").fill("000000")
    uma.button("Switch off").click()
    says(uma, "This code is wrong or was used already.")
    uma.page.locator("input[name=code]").fill(app.code())
    uma.button("Switch off").click()
    says(uma, "Two factors are switched off.")
    expect(uma.page.locator("input[name=password]")).to_be_visible()


def test_a_setup_is_left_without_a_trace(uma: Person) -> None:
    """A wrong first code switches nothing on; the next start shows another secret."""
    uma.page.locator("input[name=password]").fill(PASSWORD)
    uma.button("Switch on").click()
    expect(uma.page.locator(".two-factor-qr")).to_be_visible()
    key = uma.page.locator(".two-factor-key").inner_text()
    check(uma, "setup")
    uma.page.locator("input[name=first-code]").fill("000000")
    uma.button("Confirm").click()
    says(uma, "This code is wrong or was used already.")
    uma.button("Cancel").click()
    uma.page.locator("input[name=password]").fill(PASSWORD)
    assert key not in uma.page.content()
    uma.button("Switch on").click()
    expect(uma.page.locator(".two-factor-key")).not_to_have_text(key)
    expect(uma.page.locator(".two-factor-key")).to_be_visible()


def test_passkeys_are_added_renamed_and_removed(uma: Person) -> None:
    """The same device is not added twice."""
    ring = Keyring(uma)
    name = uma.page.get_by_label(uma.t("Name of a new passkey"), exact=True)
    name.fill("The blue one")
    uma.button("Add a passkey").click()
    row = uma.page.locator(".account-row")
    expect(row).to_contain_text("The blue one")
    assert 1 == ring.count()
    uma.button("Add a passkey").click()
    says(uma, "This passkey is known already.")

    rename = uma.t("Rename the passkey {name}", name="The blue one")
    uma.page.get_by_role("button", name=rename).click()
    field = uma.dialog().get_by_label(uma.t("Name"), exact=True)
    expect(field).to_have_value("The blue one")
    field.fill(" ")
    uma.button("Save").click()
    says(uma, "The text is empty.")
    field.fill("The green one")
    check(uma, "rename")
    uma.button("Save").click()
    expect(row).to_contain_text("The green one")
    expect(uma.dialog()).to_be_hidden()
    remove = uma.t("Remove the passkey {name}", name="The green one")
    uma.page.get_by_role("button", name=remove).click()
    expect(row).to_have_count(0)


def test_a_remembered_device_is_seen_and_forgotten(uma: Person) -> None:
    """Its row tells from where it is; forgotten, it is asked for a code again."""
    app, _ = set_up(uma)
    uma.page.goto(f"{uma.url}/")
    uma.sign_out()
    uma.sign_in()
    set_switch(uma.page.get_by_label(uma.t("Remember this device for 30 days")))
    uma.page.locator("input[name=code]").fill(app.code())
    uma.sees_messenger()
    uma.page.goto(f"{uma.url}/account/two-factor")
    expect(uma.page.locator(".account-row")).to_contain_text("127.0.0.1")
    uma.page.locator(".account-row").get_by_role("button").click()
    expect(uma.page.locator(".account-row")).to_have_count(0)
    uma.page.goto(f"{uma.url}/")
    uma.sign_out()
    uma.sign_in()
    expect(uma.page.locator("input[name=code]")).to_be_visible()


def prove_by_passkey(person: Person, server: RunningServer) -> None:
    """Ask for new codes once more, and show a passkey in place of the password."""
    person.page.reload()
    forget_proof(server)
    person.button("New codes").click()
    check(person, "proof by passkey")
    person.button("Use a passkey").click()
    expect(person.page.locator(".recovery-codes li")).to_have_count(10)


def test_after_half_an_hour_the_password_is_asked_for(
    uma: Person, shared_server: RunningServer
) -> None:
    """Then what was to be done goes on by itself: new codes, and a passkey, itself a proof."""
    _, codes = set_up(uma)
    uma.button("I have kept them").click()
    forget_proof(shared_server)
    uma.button("New codes").click()
    expect(uma.dialog()).to_be_visible()
    check(uma, "proof")
    uma.page.locator("input[name=proof]").fill("not this one")
    uma.button("Continue").click()
    says(uma, "The password is wrong.")
    uma.page.locator("input[name=proof]").fill(PASSWORD)
    uma.button("Continue").click()
    expect(uma.page.locator(".recovery-codes li")).to_have_count(10)
    assert not set(codes) & set(uma.page.locator(".recovery-codes li").all_inner_texts())
    uma.button("I have kept them").click()

    uma.guard.look_away()  # The first try to add a passkey is refused.
    Keyring(uma)
    forget_proof(shared_server)
    uma.button("Add a passkey").click()
    expect(uma.dialog()).to_be_visible()
    uma.page.locator("input[name=proof]").fill(PASSWORD)
    uma.button("Continue").click()
    expect(uma.page.locator(".account-row")).to_have_count(1)
    prove_by_passkey(uma, shared_server)


@pytest.fixture
def strict_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that requires two factors."""
    server = RunningServer(tmp_path, require_two_factor="on")
    server.start()
    yield server
    server.stop()


def test_where_two_factors_are_required_they_come_first(
    strict_server: RunningServer, meet: Meet
) -> None:
    """A new account is led to the section and nowhere else; then the chats open."""
    vera = meet("vera", server=strict_server)
    vera.page.goto(f"{vera.url}/register")
    for label, text in (("Name", "Vera"), ("Nick", "vera"), ("E-mail", "vera@example.org")):
        vera.page.get_by_label(label, exact=True).fill(text)
    vera.page.locator("input[type=password]").fill(PASSWORD)
    vera.button("Create an account").click()
    expect(vera.page).to_have_url(f"{vera.url}/account/two-factor")
    says(vera, "On this server everybody signs in with two factors. Set them up first.")
    with vera.page.expect_response("**/_dash-update-component*"):
        vera.page.get_by_role("link", name="Profile", exact=True).click()
    vera.page.wait_for_timeout(500)  # The same section is drawn anew, with an empty field.
    expect(vera.page.get_by_role("heading", level=1)).to_have_text("Two factors")
    set_up(vera)
    vera.button("I have kept them").click()
    expect(vera.page.locator("summary")).to_be_hidden()
    vera.page.get_by_role("link", name="To the chats").click()
    vera.sees_messenger()
