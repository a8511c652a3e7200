"""Exceptions from privacy, made by one person and felt by another at once."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.seeded import seeded
from tests.browser.test_axe import check
from tests.load import seed as tables


@dataclass(frozen=True)
class Talk:
    """A server with two pairs of people who have a chat."""

    server: RunningServer
    pairs: list[tuple[tables.Person, tables.Person, int]]


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """A server whose people are in its tables."""

    def fill(seed: tables.Seed) -> list[tuple[tables.Person, tables.Person, int]]:
        anna, boris, clara, dora = seed.named(["Anna", "Boris", "Clara", "Dora"])
        pairs = [(anna, boris), (clara, dora)]
        return [(*pair, seed.direct(*pair)) for pair in pairs]

    with seeded(tmp_path_factory.mktemp("privacy"), fill) as (server, pairs):
        yield Talk(server, pairs)


def name_of(person: tables.Person) -> str:
    return person.name.lower()


@pytest.mark.parametrize(("phone", "dark", "language"), [(False, False, "en"), (True, True, "ru")])
def test_an_exception_is_felt_at_once(
    meet: Meet, talk: Talk, *, phone: bool, dark: bool, language: str
) -> None:
    """Hidden from all, seen by the one who is excepted, and hidden again; axe finds nothing."""
    first, second, chat = talk.pairs[int(phone)]
    looks = {"phone": phone, "dark": dark, "language": language, "server": talk.server}
    anna, boris = meet(name_of(first), **looks), meet(name_of(second), **looks)
    anna.open_page(first.token, "/account/privacy")
    anna.tab("/")  # by which she is online
    boris.open_page(second.token, f"/#{chat}")
    here = boris.page.locator(".talk-head .who p")
    expect(here).to_have_text(boris.t("online"))

    choose(anna, "Who sees when I was last here", "Nobody")
    expect(here).to_have_text(f"@{name_of(first)}")
    let_always(anna, second)
    expect(here).to_have_text(boris.t("online"))
    end_exception(anna, second)
    expect(here).to_have_text(f"@{name_of(first)}")


def choose(person: Person, rule: str, audience: str) -> None:
    """Choose for whom a rule holds."""
    person.page.get_by_role("textbox", name=person.t(rule)).click()
    person.page.get_by_role("option", name=person.t(audience)).click()


def let_always(person: Person, other: tables.Person) -> None:
    """Look for somebody in the dialog, and let them always."""
    made = person.page.locator("#exceptions-open-last_seen")
    made.click()
    dialog = person.dialog()
    dialog.get_by_label(person.t("Nick or name")).fill(name_of(other))
    always = dialog.get_by_role("button", name=person.t("Always allow {name}", name=other.name))
    expect(always).to_be_visible()
    check(person, "exceptions: found")
    always.click()
    expect(dialog.locator(".chip")).to_contain_text(other.name)
    check(person, "exceptions: made")
    person.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(made).to_contain_text("1")


def end_exception(person: Person, other: tables.Person) -> None:
    """Open the dialog again, and take somebody out."""
    person.page.locator("#exceptions-open-last_seen").click()
    end = person.t("No exception for {name} any more", name=other.name)
    person.dialog().get_by_role("button", name=end).click()
    expect(person.dialog().locator(".chip")).to_have_count(0)
