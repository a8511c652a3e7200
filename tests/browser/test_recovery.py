"""A forgotten password, from the sign-in page through the letter and back."""

from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.running_server import RunningServer
from tests.post import Post

NUMBERS = count()
FRESH = "nine lanterns cross the bay"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_forgotten_password(
    mail_server: RunningServer, post: Post, meet: Meet, phone: bool, language: str
) -> None:
    """Asked for on one device; the other one, which was signed in, has to sign in again."""
    other = meet(f"ann{next(NUMBERS)}", language=language, server=mail_server)
    other.register(post)
    ann = meet(other.nick, phone=phone, language=language, server=mail_server)
    ann.page.goto(f"{ann.url}/sign-in")
    ann.page.get_by_role("link", name=ann.t("Forgot your password?")).click()
    # The page before has a field of the same name.
    expect(ann.page.get_by_role("heading", level=1)).to_have_text(ann.t("Forgot your password?"))
    ann.page.get_by_label(ann.t("Nick or e-mail"), exact=True).fill(ann.nick)
    ann.button("Send the link").click()
    expect(
        ann.page.get_by_text(
            ann.t("If there is such an account, a letter with a link is on its way to it.")
        )
    ).to_be_visible()

    letter = post.letter(ann.nick, 2)
    assert letter.subject == ann.t("Set a new password")
    ann.page.goto(f"{ann.url}/reset#{letter.token}")
    ann.page.locator("input[type=password]").fill(FRESH)
    expect(ann.page.get_by_text(ann.t("Strong password"))).to_be_visible()
    ann.button("Set the password").click()
    expect(
        ann.page.get_by_text(ann.t("Your new password is set. Sign in with it."))
    ).to_be_visible()
    expect(other.page).to_have_url(f"{other.url}/sign-in")

    ann.page.get_by_role("link", name=ann.t("Sign in"), exact=True).click()
    ann.sign_in(FRESH)
    ann.sees_messenger()
    assert post.letter(ann.nick, 3).subject == ann.t("Your password was changed")
    assert letter.token not in mail_server.log()


def test_a_link_that_is_used_up(mail_server: RunningServer, post: Post, meet: Meet) -> None:
    """It is said at the field, and a new one is one step away."""
    ben = meet("ben", server=mail_server)
    ben.page.goto(f"{ben.url}/reset#{'q' * 43}")
    ben.page.locator("input[type=password]").fill(FRESH)
    ben.button("Set the password").click()
    expect(ben.page.get_by_text("This link does not work any more.")).to_be_visible()
    ben.page.get_by_role("link", name="Ask for a new link").click()
    expect(ben.button("Send the link")).to_be_visible()
    assert [] == post.letters("ben")
