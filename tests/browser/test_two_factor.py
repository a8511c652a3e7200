"""Signing in with two factors, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.factors import switch_on
from tests.browser.person import Person, set_switch

WRONG = "This code is wrong or was used already."


def leave(person: Person) -> None:
    """Sign out, and see the first step of signing in."""
    person.sign_out()
    expect(person.page.locator("input[name=code]")).to_be_hidden()


def recover(person: Person, code: str) -> None:
    """Sign in with a recovery code."""
    person.sign_in()
    person.button("Use a recovery code instead").click()
    person.page.get_by_label("Recovery code", exact=True).fill(code)
    person.button("Sign in").click()


@pytest.mark.parametrize("phone", [False, True])
def test_the_code_is_asked_for_on_the_same_card(meet: Meet, *, phone: bool) -> None:
    """A wrong one is told; six digits go out by themselves; back leads to the password."""
    language = "ru" if phone else "en"
    mia = meet(f"mia{int(phone)}", phone=phone, language=language)
    mia.join()
    app, _ = switch_on(mia)
    leave(mia)
    mia.sign_in()
    code = mia.page.get_by_label(mia.t("Code from your app"), exact=True)
    expect(code).to_be_focused()
    expect(mia.page.locator("input[type=password]")).to_be_hidden()
    code.fill("000000")
    expect(mia.page.get_by_text(mia.t(WRONG))).to_be_visible()
    mia.button("Back").click()
    expect(code).to_be_hidden()
    mia.button("Sign in").click()
    code.fill(app.code())
    mia.sees_messenger()


def test_a_recovery_code_instead(meet: Meet) -> None:
    """It is sent by the button, and works once."""
    nora = meet("nora.codes")
    nora.join()
    _, codes = switch_on(nora)
    leave(nora)
    recover(nora, codes[0].lower())
    nora.sees_messenger()
    leave(nora)
    recover(nora, codes[0])
    expect(nora.page.get_by_text(WRONG)).to_be_visible()


def test_a_remembered_device_is_asked_for_the_password_alone(meet: Meet) -> None:
    """Its cookie is no script's to read, and another browser is asked."""
    olga, elsewhere = meet("olga.device"), meet("olga.device")
    olga.join()
    app, _ = switch_on(olga)
    leave(olga)
    olga.sign_in()
    set_switch(olga.page.get_by_label("Remember this device for 30 days"))
    olga.page.get_by_label("Code from your app", exact=True).fill(app.code())
    olga.sees_messenger()
    [cookie] = [each for each in olga.context.cookies() if each["name"] == "messenger_device"]
    assert cookie["httpOnly"]
    leave(olga)
    olga.sign_in()
    olga.sees_messenger()
    elsewhere.page.goto(f"{elsewhere.url}/sign-in")
    elsewhere.sign_in()
    expect(elsewhere.page.get_by_label("Code from your app", exact=True)).to_be_visible()
