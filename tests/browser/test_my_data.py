"""My data: a copy that is really downloaded and opened, and an account that goes and is kept."""

import re
import sqlite3
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import PASSWORD, Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.exports import Copy
from tests.load.seed import Seed

NUMBERS = count()
WAYS = [(False, False, "en"), (True, True, "ru")]
PATIENCE = 30_000  # ms; a copy is made beside whatever else the machine does


@pytest.fixture(params=WAYS, ids=["desk", "phone"])
def anna(request: pytest.FixtureRequest, meet: Meet, shared_server: RunningServer) -> Person:
    """Anna, who is not the first here, and so no administrator."""
    phone, dark, language = request.param
    number = next(NUMBERS)
    program.register(shared_server.url, f"first.of.{number}", "First", PASSWORD)
    person = meet(f"anna.goes{number}", phone=phone, dark=dark, language=language)
    person.join("/account/data")
    expect(person.page.get_by_role("heading", level=1)).to_have_text(person.t("My data"))
    return person


def leave_traces(person: Person) -> None:
    """Let the browser keep what it keeps of the messenger, and come back."""
    person.page.goto(person.url)
    person.sees_messenger()
    person.page.wait_for_function("async () => (await indexedDB.databases()).length > 0")
    person.page.goto(f"{person.url}/account/data")


def test_a_copy_is_made_and_downloaded(anna: Person) -> None:
    """What the browser saves can be opened, and is whole; a reload finds it again."""
    check(anna, "my data")
    anna.button("Make a copy").click()
    expect(anna.button("Download")).to_be_visible(timeout=PATIENCE)
    anna.page.reload()
    with anna.page.expect_download() as downloading:
        anna.button("Download").click()
    saved = downloading.value
    copy = Copy(Path(saved.path()).read_bytes())

    assert re.fullmatch(r"dash-messenger-\d{4}-\d\d-\d\d\.zip", saved.suggested_filename)
    assert anna.nick == copy.read("profile.json")["nick"]
    assert anna.t("A deleted message has no text. All times are in UTC.") in copy.everything
    check(anna, "my data with a copy")
    anna.button("Make a copy").click()
    told = anna.t("A copy of your data can be made once an hour.")
    expect(anna.page.get_by_text(told)).to_be_visible()


def test_an_account_goes_and_is_kept(anna: Person) -> None:
    """The question can be left; who has left is told so, and who returns is asked."""
    page = anna.page
    leave_traces(anna)
    anna.button("Delete my account").click()
    expect(anna.dialog()).to_be_visible()
    check(anna, "deleting the account")
    anna.dialog().get_by_role("button", name=anna.t("Cancel")).click()
    expect(anna.dialog()).to_be_hidden()

    set_switch(
        page.get_by_role("radio", name=anna.t("They are removed for everyone")), covered=True
    )
    anna.button("Delete my account").click()
    anna.dialog().get_by_role("button", name=anna.t("Delete"), exact=True).click()
    expect(page).to_have_url(f"{anna.url}/leaving")
    farewell = page.get_by_role("link", name=anna.t("To the sign-in page"))
    expect(farewell).to_be_visible()
    assert [] == page.evaluate("indexedDB.databases()")
    check(anna, "farewell")

    farewell.click()
    anna.sign_in()
    expect(anna.button("Keep my account")).to_be_visible()
    expect(page.locator("local-time")).to_contain_text(re.compile(r"\d"))
    check(anna, "keeping the account")
    anna.button("Keep my account").click()
    anna.sees_messenger()


def test_a_proof_is_asked_for_and_who_is_gone_is_named_so(
    open_server: RunningServer, seed: Seed, meet: Meet
) -> None:
    """The password goes on with what was wanted; nobody writes to an account that was deleted."""
    clara, boris = seed.named(["Clara", "Boris"])
    seed.history(seed.direct(clara, boris), (clara, boris), 2, words="word %d")
    hashed = PasswordHasher().hash(PASSWORD)
    with sqlite3.connect(open_server.folder / "data" / "messenger.db") as tables:
        tables.execute("UPDATE users SET password_hash = ? WHERE id = ?", (hashed, clara.id))
        tables.execute("UPDATE sessions SET verified_at = 0 WHERE user_id = ?", (clara.id,))
        gone = "UPDATE users SET deleted_at = 1, name = '', bio = '' WHERE id = ?"
        tables.execute(gone, (boris.id,))
    person = meet("clara", language="ru", server=open_server)
    person.open_page(clara.token, "/account/data")

    person.button("Make a copy").click()
    dialog = person.dialog()
    dialog.locator("input[type=password]").fill(PASSWORD)
    dialog.get_by_role("button", name=person.t("Continue")).click()
    expect(person.button("Download")).to_be_visible(timeout=PATIENCE)

    person.arrive(clara.token)
    person.page.locator("a.chat-row").filter(has_text=person.t("Deleted account")).click()
    expect(person.message("word 2")).to_be_visible()
    expect(person.page.get_by_text(person.t("This account was deleted."))).to_be_visible()
    expect(person.composer).to_have_count(0)
    check(person, "a chat with a deleted account")
