"""The address of an account: proved at registration, changed, and taken back."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import PASSWORD, Person
from tests.browser.running_server import RunningServer
from tests.post import Post

NUMBERS = count()
LOOKS = pytest.mark.parametrize(
    ("phone", "language"), [(False, "en"), (True, "ru")], ids=["desk", "phone"]
)


@LOOKS
def test_registration_asks_for_the_code(
    mail_server: RunningServer, post: Post, meet: Meet, phone: bool, language: str
) -> None:
    """A wrong one is told; the way back loses nothing; the right one leads in."""
    kit = meet(f"kit{next(NUMBERS)}", phone=phone, language=language, server=mail_server)
    kit.fill_registration()
    kit.button("Create an account").click()
    said = kit.t("We have sent a letter with a code to {email}.", email=f"{kit.nick}@example.org")
    expect(kit.page.get_by_text(said)).to_be_visible()
    expect(kit.code_field).to_be_focused()
    expect(kit.button("Send again")).to_be_disabled()
    letter = post.letter(kit.nick)
    assert letter.subject == kit.t("Your code")

    wrong = "000000" if letter.code != "000000" else "111111"
    kit.code_field.fill(wrong)
    kit.code_field.press("Enter")
    expect(kit.page.get_by_text(kit.t("This code is wrong or too old."))).to_be_visible()

    kit.button("Back").click()
    nick = kit.page.get_by_label(kit.t("Nick"), exact=True)
    expect(nick).to_have_value(kit.nick)
    expect(kit.page.locator("input[type=password]")).to_have_value(PASSWORD)
    kit.button("Create an account").click()
    expect(kit.code_field).to_be_visible()
    kit.code_field.fill(letter.code)
    kit.code_field.press("Enter")
    kit.sees_messenger()
    assert 1 == len(post.letters(kit.nick))


def test_an_address_with_an_account_looks_like_any_other(
    mail_server: RunningServer, post: Post, meet: Meet
) -> None:
    """The step of the code comes; the letter says what is the matter."""
    meet("lou", server=mail_server).register(post)
    max_ = meet("max", server=mail_server)
    max_.fill_registration()
    max_.page.get_by_label("E-mail", exact=True).fill("lou@example.org")
    max_.button("Create an account").click()
    expect(max_.code_field).to_be_visible()
    assert "You have an account already" == post.letter("lou", 2).subject


def change_address(mia: Person, fresh: str) -> None:
    """Ask for another one in the account; without the password nothing happens."""
    mia.page.goto(f"{mia.url}/account/email")
    mia.page.get_by_label(mia.t("New address")).fill(fresh)
    password = mia.page.get_by_role("textbox", name=mia.t("Your password"))
    password.fill("not it")
    mia.button("Change the address").click()
    expect(mia.page.get_by_text(mia.t("The password is wrong."))).to_be_visible()
    password.fill(PASSWORD)
    mia.button("Change the address").click()
    told = mia.t("Follow the link in the letter to {email} to confirm it.", email=fresh)
    expect(mia.page.get_by_text(told)).to_be_visible()


@LOOKS
def test_another_address_and_the_way_back(
    mail_server: RunningServer, post: Post, meet: Meet, phone: bool, language: str
) -> None:
    """Asked for in the account, confirmed by the new address, undone by the old one."""
    mia = meet(f"mia{next(NUMBERS)}", phone=phone, language=language, server=mail_server)
    fresh = f"{mia.nick}@example.net"
    mia.register(post)
    change_address(mia, fresh)

    letter = post.letter(mia.nick, 2)
    assert fresh == letter.address
    mail = meet(mia.nick, phone=phone, language=language, server=mail_server)
    mail.page.goto(f"{mail.url}/confirm#{letter.token}")
    mail.button("Confirm the address").click()
    expect(mail.page.get_by_text(mail.t("Your new address is confirmed."))).to_be_visible()

    notice = post.letter(mia.nick, 3)
    assert f"{mia.nick}@example.org" == notice.address
    mail.page.goto(f"{mail.url}/undo#{notice.token}")
    mail.button("Take this address back").click()
    back = mail.page.get_by_text(mail.t("Your address is back. Set a new password now."))
    expect(back).to_be_visible()
    mia.page.reload()
    expect(mia.page).to_have_url(re.compile("/sign-in"))
    for token in (letter.token, notice.token):
        assert token not in mail_server.log()


def test_a_link_that_does_not_work(mail_server: RunningServer, meet: Meet) -> None:
    """Both pages say so, and change nothing."""
    ned = meet("ned", server=mail_server)
    for path, button in (
        ("confirm", "Confirm the address"),
        ("undo", "Take this address back"),
    ):
        ned.page.goto(f"{ned.url}/{path}#nothing")
        ned.button(button).click()
        expect(ned.page.get_by_text("This link does not work any more.")).to_be_visible()
