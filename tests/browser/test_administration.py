"""The administration page, and the ways into a server that it opens and closes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.seeded import seeded
from tests.browser.test_account import go_to, says
from tests.browser.test_axe import check
from tests.load import seed as tables

Talk = tuple[RunningServer, tables.Person, list[tables.Person]]
WAYS = pytest.mark.parametrize(
    ("phone", "dark", "language"),
    [(False, False, "en"), (True, True, "ru")],
    ids=["desk", "phone"],
)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A server with Anna, who looks after it, and two others."""

    def fill(seed: tables.Seed) -> list[tables.Person]:
        people = seed.named(["Anna", "Boris", "Clara", "Dora"])
        seed.administrator(people[0])
        seed.second_factor(people[0])
        return people

    with seeded(tmp_path_factory.mktemp("admin"), fill, rate_limits="off") as (server, people):
        yield server, people[0], people[1:]


def choose_mode(anna: Person, mode: str) -> None:
    """Choose who may make an account."""
    anna.page.get_by_role("textbox", name=anna.t("Who may make an account")).click()
    anna.page.get_by_role("option", name=anna.t(mode)).click()
    anna.button("Save").click()
    says(anna, "Saved.")


@WAYS
def test_by_invitation(meet: Meet, talk: Talk, phone: bool, dark: bool, language: str) -> None:
    """Its link fills the code in; without one nobody comes in."""
    server, admin, _ = talk
    anna = meet("anna", phone=phone, dark=dark, language=language, server=server)
    anna.open_page(admin.token, "/admin/registration")
    choose_mode(anna, "Who has an invitation")
    anna.button("Invite").click()
    copy = anna.button("Copy the link").first
    expect(copy).to_be_visible()
    link = copy.get_attribute("data-url")
    assert link is not None

    zoe = meet(f"zoe.{language}", phone=phone, dark=dark, language=language, server=server)
    zoe.fill_registration()
    zoe.button("Create an account").click()
    says(zoe, "Registration here needs an invitation code.")
    check(zoe, "registration by invitation")
    zoe.page.goto("about:blank")
    zoe.fill_registration(link)
    expect(zoe.page.get_by_label(zoe.t("Invitation code"))).to_have_value(link.partition("=")[2])
    zoe.button("Create an account").click()
    zoe.sees_messenger()
    expect(zoe.page).to_have_url(f"{server.url}/")
    assert link.partition("=")[2] not in server.log()

    anna.page.reload()
    expect(anna.page.locator(".account-row.spent").first).to_contain_text(f"@{zoe.nick}")


@WAYS
def test_by_approval(meet: Meet, talk: Talk, phone: bool, dark: bool, language: str) -> None:
    """Who registers waits; the administrator sees it in the menu and lets them in."""
    server, admin, _ = talk
    anna = meet("anna", phone=phone, dark=dark, language=language, server=server)
    anna.open_page(admin.token, "/admin/registration")
    choose_mode(anna, "Whom an administrator approves")
    yan = meet(f"yan.{language}", phone=phone, dark=dark, language=language, server=server)
    yan.fill_registration()
    yan.button("Create an account").click()
    says(yan, "An administrator has yet to approve your account.")
    check(yan, "waiting")
    yan.page.get_by_role("link", name=yan.t("Sign in"), exact=True).first.click()
    yan.sign_in()
    says(yan, "An administrator has yet to approve your account.")

    anna.page.goto(server.url)
    anna.sees_messenger()
    anna.button("Menu").click()
    item = anna.page.get_by_role("menuitem", name=anna.t("Administration"))
    expect(item).to_contain_text("1")
    item.click()
    anna.page.get_by_role("button", name=anna.t("Approve {name}", name=yan.name)).click()
    says(anna, "Approved.")

    yan.button("Sign in").click()
    yan.sees_messenger()


def test_closed(meet: Meet, talk: Talk) -> None:
    """It is said calmly, and signing in is one step away."""
    server, admin, _ = talk
    anna = meet("anna", server=server)
    anna.open_page(admin.token, "/admin/registration")
    choose_mode(anna, "Nobody")
    zoe = meet("zoe", server=server)
    zoe.page.goto(f"{server.url}/register")
    says(zoe, "This server takes no new accounts.")
    check(zoe, "closed")
    zoe.page.get_by_role("link", name="Sign in", exact=True).click()
    expect(zoe.button("Sign in")).to_be_visible()


@WAYS
def test_a_walk(meet: Meet, talk: Talk, phone: bool, dark: bool, language: str) -> None:
    """Through all sections: somebody is disabled at once, and the journal tells of it."""
    server, admin, others = talk
    other = others[phone]
    boris = meet(other.name.lower(), server=server)
    boris.arrive(other.token)
    boris.guard.look_away()
    anna = meet("anna", phone=phone, dark=dark, language=language, server=server)
    anna.open_page(admin.token, "/admin/people")
    anna.page.get_by_label(anna.t("Search")).fill(boris.nick)
    expect(anna.page.locator(".account-row")).to_have_count(1)
    check(anna, "people")

    choose_act(anna, boris, "Make a link for a new password")
    link = anna.dialog().get_by_label(anna.t("Link"))
    expect(link).to_have_value(re.compile(rf"^{re.escape(server.url)}/reset#[\w-]{{43}}$"))
    check(anna, "link")
    anna.page.keyboard.press("Escape")
    expect(anna.dialog()).to_have_count(0)
    choose_act(anna, boris, "Disable the account")
    expect(anna.page.locator(".account-row")).to_contain_text(anna.t("Disabled"))
    expect(boris.page).to_have_url(f"{server.url}/sign-in")
    choose_act(anna, boris, "Enable the account")
    expect(anna.page.locator(".account-mark")).to_have_count(0)

    walk(anna)
    told = anna.t("disabled the account: {subject}", subject=f"@{boris.nick}")
    expect(anna.page.get_by_text(told).first).to_be_visible()


def walk(anna: Person) -> None:
    """Go through the other sections."""
    for section in ("Registration", "Security", "Journal"):
        go_to(anna, section)
        check(anna, section)


def test_two_factors_for_everybody(meet: Meet, talk: Talk) -> None:
    """Who has none is led to setting them up, wherever they are; they can do nothing else."""
    server, admin, others = talk
    dora = meet("dora", server=server)
    dora.arrive(others[2].token)
    dora.guard.look_away()
    anna = meet("anna", server=server)
    anna.open_page(admin.token, "/admin/security")
    set_switch(anna.page.get_by_label("Two factors for everybody"), covered=True)
    anna.button("Save").click()
    says(anna, "Saved.")
    expect(dora.page).to_have_url(f"{server.url}/account/two-factor")
    set_switch(anna.page.get_by_label("Two factors for everybody"), on=False, covered=True)
    with anna.page.expect_response("**/_dash-update-component*"):
        anna.button("Save").click()
    dora.page.goto(server.url)
    dora.sees_messenger()


def choose_act(anna: Person, other: Person, act: str) -> None:
    """Choose what to do with somebody, and do it."""
    menu = anna.t("What to do with {name}", name=other.name)
    anna.page.get_by_role("button", name=menu).click()
    anna.page.get_by_role("menuitem", name=anna.t(act)).click()
    expect(anna.dialog()).to_contain_text(f"@{other.nick}")
    anna.button("Continue").click()
