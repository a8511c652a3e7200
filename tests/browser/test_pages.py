"""The pages around the messenger."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.running_server import RunningServer


def test_a_stranger_signs_in_and_returns_to_the_page_first_asked_for(meet: Meet) -> None:
    """The address asked for first is the one that is shown after signing in."""
    erin = meet("erin.in")
    erin.register()
    erin.sign_out()
    erin.page.goto(f"{erin.url}/?from=mail")
    expect(erin.page).to_have_url(f"{erin.url}/sign-in?next=/%3Ffrom%3Dmail")
    erin.sign_in()
    erin.sees_messenger()
    expect(erin.page).to_have_url(f"{erin.url}/?from=mail")


def test_a_wrong_password_is_told_without_saying_what_is_wrong(meet: Meet) -> None:
    """The same words for a wrong password and for an unknown nick."""
    fay = meet("fay.wrong")
    fay.page.goto(f"{fay.url}/sign-in")
    fay.sign_in("not the password at all")
    expect(fay.page.get_by_text("The name or the password is wrong.")).to_be_visible()


def test_too_many_failed_sign_ins_show_the_wait(own_server: RunningServer, meet: Meet) -> None:
    """After ten failures the form counts down and cannot be sent."""
    gus = meet("gus", server=own_server)
    gus.page.goto(f"{gus.url}/sign-in")
    for _ in range(10):
        gus.sign_in("wrong")
        expect(gus.page.get_by_text("The name or the password is wrong.")).to_be_visible()
        expect(gus.button("Sign in")).to_be_enabled()
    gus.sign_in("wrong")
    expect(gus.button("Sign in")).to_be_disabled()
    expect(gus.page.get_by_text("Too many tries.")).to_be_visible()


def test_registration_names_the_field_that_is_wrong(meet: Meet) -> None:
    """A taken nick is told while it is typed; a weak password when the form is sent."""
    hal, ida = meet("hal.reg"), meet("ida.reg")
    hal.register()
    ida.page.goto(f"{ida.url}/register")
    ida.page.get_by_label("Nick", exact=True).fill("hal.reg")
    expect(ida.page.get_by_text("This nick is taken.")).to_be_visible()
    ida.page.get_by_label("Nick", exact=True).fill("ida.reg")
    expect(ida.page.get_by_text("This nick is free.")).to_be_visible()
    ida.page.get_by_label("E-mail", exact=True).fill("ida@example.org")
    ida.page.locator("input[type=password]").fill("password1")
    ida.button("Create an account").click()
    expect(ida.page.get_by_text("This password is easy to guess.")).to_be_visible()


def test_an_unknown_address_says_so(meet: Meet) -> None:
    """Status 404, and a way back."""
    jon = meet("jon.lost")
    jon.guard.look_away()
    answer = jon.page.goto(f"{jon.url}/no/such/page")
    assert answer is not None
    assert answer.status == 404
    expect(jon.page.get_by_text("Page not found")).to_be_visible()


def test_the_language_changes_and_stays(meet: Meet) -> None:
    """Chosen on the sign-in page it is kept through registration and a reload."""
    kim = meet("kim.lang")
    kim.page.goto(f"{kim.url}/sign-in")
    kim.page.get_by_role("button", name="Русский").click()
    kim.language = "ru"
    expect(kim.button("Sign in")).to_be_visible()
    kim.register()
    kim.page.reload()
    kim.sees_messenger()
    expect(kim.page.locator("html")).to_have_attribute("lang", "ru")


def test_the_theme_changes_at_once_and_stays(meet: Meet) -> None:
    """Dark by choice on a light system, also after a reload."""
    liz = meet("liz.dark")
    liz.register()
    liz.button("Menu").click()
    liz.page.get_by_role("menuitem", name="Dark").click()
    expect(liz.page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    liz.page.reload()
    expect(liz.page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
