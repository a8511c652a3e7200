"""The account page: each section worked by hand, on a desk and on a phone."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser import factors
from tests.browser.conftest import Meet
from tests.browser.person import PASSWORD, Person, set_switch
from tests.browser.test_axe import check

NEW = "eight blue kettles hum"
SECTIONS = ("profile", "email", "password", "devices", "privacy", "looks")
NUMBERS = count()
WAYS = [(False, False, "en"), (True, True, "ru")]


@pytest.fixture(params=WAYS, ids=["desk", "phone"])
def anna(request: pytest.FixtureRequest, meet: Meet) -> Person:
    """Anna, who has just registered."""
    phone, dark, language = request.param
    person = meet(f"anna{next(NUMBERS)}", phone=phone, dark=dark, language=language)
    person.join("/account/profile")
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    return person


def go_to(person: Person, name: str) -> None:
    """Open a section by its link, which a phone keeps behind a button."""
    if not person.page.locator(".account").count():
        person.button("Menu").click()
        person.page.get_by_role("menuitem", name=person.t("Account")).click()
        expect(person.page.locator(".account-body")).to_be_visible()
    if person.phone:
        person.button("Sections").tap()
    link = person.page.get_by_role("link", name=person.t(name), exact=True)
    link.locator("visible=true").click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text(person.t(name))


def says(person: Person, text: str) -> None:
    expect(person.page.get_by_text(person.t(text))).to_be_visible()


def test_a_profile_is_kept_and_seen(anna: Person, meet: Meet) -> None:
    """What is wrong is told at its field; the other one sees it, and finds it by the old nick."""
    go_to(anna, "Profile")
    expect(anna.page.get_by_label(anna.t("Name"), exact=True)).to_have_value(anna.name)
    nick = anna.page.get_by_label(anna.t("Nick"), exact=True)
    nick.fill("root")
    says(anna, "This nick is reserved.")
    nick.fill(f"new.{anna.nick}")
    anna.page.get_by_label(anna.t("About you")).fill("Counts herons.")
    anna.button("Save").click()
    says(anna, "Saved.")
    anna.page.reload()
    expect(nick).to_have_value(f"new.{anna.nick}")
    nick.fill(anna.nick)
    says(anna, "This nick is free.")
    anna.button("Save").click()
    says(anna, "A nick can be changed once in 24 hours.")
    expect(anna.page.locator("local-time")).to_be_visible()

    boris = meet(f"boris.{anna.nick}")
    boris.join()
    boris.begin("Add contact")
    found = boris.page.locator(".people-list").get_by_text(f"@new.{anna.nick}", exact=True)
    for query in (f"new.{anna.nick}", anna.nick):
        boris.page.get_by_label("Nick or name").fill(query)
        expect(found).to_be_visible()
        boris.page.get_by_label("Nick or name").fill("")
        expect(found).to_have_count(0)


def test_the_address_shows_when_asked_for(anna: Person) -> None:
    """Until then most of it is hidden; without a mail server another one counts at once."""
    go_to(anna, "E-mail address")
    whole = anna.page.get_by_text(f"{anna.nick}@example.org")
    expect(whole).to_have_count(0)
    anna.button("Show").click()
    expect(whole).to_be_visible()
    anna.page.get_by_label(anna.t("New address"), exact=True).fill(f"{anna.nick}@example.net")
    anna.page.get_by_label(anna.t("Your password"), exact=True).fill(PASSWORD)
    anna.button("Change the address").click()
    expect(anna.page.locator(".account-answer")).to_contain_text(f"{anna.nick}@example.net")


def test_the_password_is_changed(anna: Person) -> None:
    """With the old one; then the new one opens."""
    go_to(anna, "Password")
    old = anna.page.get_by_label(anna.t("Present password"), exact=True)
    new = anna.page.get_by_label(anna.t("New password"), exact=True)
    old.fill("not this one at all")
    new.fill(NEW)
    says(anna, "Strong password")
    anna.button("Change the password").click()
    says(anna, "This is not your present password.")
    old.fill(PASSWORD)
    anna.button("Change the password").click()
    says(anna, "The password is changed.")
    expect(new).to_have_value("")

    anna.page.goto(anna.url)
    anna.sign_out()
    anna.sign_in(PASSWORD)
    says(anna, "The name or the password is wrong.")
    anna.page.locator("input[type=password]").fill(NEW)
    anna.button("Sign in").click()
    anna.sees_messenger()


def test_a_device_is_signed_out_from_another(anna: Person, meet: Meet) -> None:
    """Its page leaves for the sign-in page by itself."""
    other = meet(anna.nick, language=anna.language)
    other.page.goto(other.url)
    other.sign_in()
    other.sees_messenger()
    other.guard.look_away()

    go_to(anna, "Devices")
    rows = anna.page.locator(".account-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(anna.t("this device"))
    rows.last.get_by_role("button").click()

    says(anna, "Ended.")
    expect(rows).to_have_count(1)
    expect(other.page).to_have_url(re.compile("/sign-in$"))


def test_privacy_holds_at_once(anna: Person, meet: Meet) -> None:
    """Who may not be found is not found; it is so after a reload too."""
    go_to(anna, "Privacy")
    field = anna.page.get_by_role("textbox", name=anna.t("Who finds me by my nick or name"))
    field.click()
    anna.page.get_by_role("option", name=anna.t("Nobody")).click()
    expect(field).to_have_value(anna.t("Nobody"))
    anna.page.wait_for_timeout(500)
    anna.page.reload()
    expect(field).to_have_value(anna.t("Nobody"))

    stranger = meet(f"stranger.{anna.nick}")
    stranger.join()
    stranger.begin("Add contact")
    stranger.page.get_by_label("Nick or name").fill(anna.nick)
    expect(stranger.page.locator(".people-hint")).to_contain_text(anna.nick)


def test_language_and_size_change_at_once(anna: Person) -> None:
    """The page speaks the other language; the messages are as large as one likes, and plain."""
    go_to(anna, "Language and looks")
    switch = anna.page.get_by_role("switch", name=anna.t("Write messages in Markdown"))
    with anna.page.expect_websocket() as wish:
        set_switch(switch, on=False, covered=True)
    if not wish.value.is_closed():
        wish.value.wait_for_event("close")
    assert factors.ask(anna, "account.get")["markdown"] is False
    set_switch(anna.page.get_by_role("radio", name=anna.t("Very large")), covered=True)
    other = "English" if anna.language == "ru" else "Русский"
    anna.page.get_by_role("button", name=other).click()
    anna.language = "en" if anna.language == "ru" else "ru"
    expect(anna.page.get_by_role("heading", level=1)).to_have_text(anna.t("Language and looks"))
    anna.page.get_by_role("link", name=anna.t("To the chats")).locator("visible=true").click()
    anna.sees_messenger()
    expect(anna.page.locator("html")).to_have_attribute("data-size", "huge")
    anna.button("Menu").click()
    anna.page.get_by_role("menuitem", name=anna.t("Settings"), exact=True).click()
    switch = anna.page.get_by_role("switch", name=anna.t("Write messages in Markdown"))
    expect(switch).to_be_visible()
    expect(switch).not_to_be_checked()


def test_a_stranger_is_led_to_the_sign_in_page_and_back(meet: Meet) -> None:
    """Whoever asked for a section gets it after signing in."""
    anna = meet("annaback")
    anna.enrol()
    anna.page.goto(f"{anna.url}/account/privacy")
    expect(anna.page).to_have_url(re.compile("/sign-in"))
    anna.sign_in()
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Privacy")


def test_axe_finds_nothing(anna: Person) -> None:
    """In every section, in both themes."""
    for section in SECTIONS:
        anna.page.goto(f"{anna.url}/account/{section}")
        expect(anna.page.locator(".account-body h1")).to_be_visible()
        check(anna, section)
