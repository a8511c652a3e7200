"""The address of an account: proved at registration, changed, and taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import PASSWORD
from tests.browser.running_server import RunningServer
from tests.post import Post

LOOKS = pytest.mark.parametrize(
    ("phone", "language"), [(False, "en"), (True, "ru")], ids=["desk", "phone"]
)


@LOOKS
def test_registration_asks_for_the_code(
    mail_server: RunningServer, post: Post, meet: Meet, phone: bool, language: str
) -> None:
    """A wrong one is told; the way back loses nothing; the right one leads in."""
    kit = meet("kit", phone=phone, language=language, server=mail_server)
    kit.fill_registration()
    kit.button("Create an account").click()
    said = kit.t("We have sent a letter with a code to {email}.", email="kit@example.org")
    expect(kit.page.get_by_text(said)).to_be_visible()
    expect(kit.code_field).to_be_focused()
    expect(kit.button("Send again")).to_be_disabled()
    letter = post.letter()
    assert letter.subject == kit.t("Your code")

    wrong = "000000" if letter.code != "000000" else "111111"
    kit.code_field.fill(wrong)
    kit.code_field.press("Enter")
    expect(kit.page.get_by_text(kit.t("This code is wrong or too old."))).to_be_visible()

    kit.button("Back").click()
    nick = kit.page.get_by_label(kit.t("Nick"), exact=True)
    expect(nick).to_have_value("kit")
    expect(kit.page.locator("input[type=password]")).to_have_value(PASSWORD)
    kit.button("Create an account").click()
    expect(kit.code_field).to_be_visible()
    kit.code_field.fill(letter.code)
    kit.code_field.press("Enter")
    kit.sees_messenger()
    assert 1 == len(post.mailbox.letters)


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
    assert "You have an account already" == post.letter(2).subject


@LOOKS
def test_another_address_and_the_way_back(
    mail_server: RunningServer, post: Post, meet: Meet, phone: bool, language: str
) -> None:
    """Asked for in the menu, confirmed by the new address, undone by the old one."""
    mia = meet("mia", phone=phone, language=language, server=mail_server)
    mia.register(post)
    mia.button("Menu").click()
    mia.page.get_by_role("menuitem", name=mia.t("E-mail address")).click()
    mia.page.get_by_label(mia.t("New address")).fill("mia@example.net")
    mia.page.get_by_role("textbox", name=mia.t("Your password")).fill("not it")
    mia.button("Change the address").click()
    expect(mia.page.get_by_text(mia.t("The password is wrong."))).to_be_visible()
    mia.page.get_by_role("textbox", name=mia.t("Your password")).fill(PASSWORD)
    mia.button("Change the address").click()
    expect(
        mia.page.get_by_text(
            mia.t(
                "Follow the link in the letter to {email} to confirm it.", email="mia@example.net"
            )
        )
    ).to_be_visible()

    letter = post.letter(2)
    assert "mia@example.net" == letter.address
    mail = meet("mia", phone=phone, language=language, server=mail_server)
    mail.page.goto(f"{mail.url}/confirm#{letter.token}")
    mail.button("Confirm the address").click()
    expect(mail.page.get_by_text(mail.t("Your new address is confirmed."))).to_be_visible()

    notice = post.letter(3)
    assert "mia@example.org" == notice.address
    mail.page.goto(f"{mail.url}/undo#{notice.token}")
    mail.button("Take this address back").click()
    expect(
        mail.page.get_by_text(mail.t("Your address is back. Set a new password now."))
    ).to_be_visible()
    expect(mia.page).to_have_url(f"{mia.url}/sign-in")
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
