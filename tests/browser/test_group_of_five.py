"""Five people in one group, at desks and with phones, from its making to its end."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import WebSocket, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import say
from tests.browser.running_server import RunningServer
from tests.browser.test_groups import act, choose_of, confirm, member, open_group, open_info, pane
from tests.browser.test_notices import read_code
from tests.load import seed as tables

PHONES: dict[str, dict[str, Any]] = {
    "Boris": {"phone": True, "dark": True, "language": "ru"},
    "Dmitri": {"phone": True},
}
NAMES = ["Anna", "Boris", "Clara", "Dmitri", "Elena", "Felix"]


class Ear:
    """All that comes through the sockets that a person's page opens from now on."""

    def __init__(self, person: Person) -> None:
        self.frames: list[str] = []
        person.page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: self.frames.append(str(frame)))


@dataclass(frozen=True)
class Circle:
    """A server with six people in its tables, by name; Anna knows Boris and Elena."""

    server: RunningServer
    people: dict[str, tables.Person]
    chats: dict[str, int]
    """Elena's with Clara and with Felix."""


@pytest.fixture
def circle(open_server: RunningServer, seed: tables.Seed) -> Circle:
    """New people in its tables."""
    people = {person.name: person for person in seed.named(NAMES)}
    seed.contacts(people["Anna"], [people["Boris"], people["Elena"]])
    chats = {name: seed.direct(people["Elena"], people[name]) for name in ("Clara", "Felix")}
    return Circle(open_server, people, chats)


class Stage:
    """Who is there, and what the one who is removed and the outsider hear."""

    def __init__(self, circle: Circle, meet: Meet) -> None:
        self.circle = circle
        self.people: dict[str, Person] = {}
        for name in NAMES:
            looks = PHONES.get(name, {})
            self.people[name] = meet(name.lower(), server=circle.server, **looks)
        self.ears = {name: Ear(self.people[name]) for name in ("Clara", "Felix")}

    def arrive(self, *names: str) -> list[Person]:
        """Let some people in."""
        for name in names:
            self.people[name].arrive(self.circle.people[name].token)
        return [self.people[name] for name in names]

    def heard(self, name: str, words: str) -> list[str]:
        """Let Elena say something to somebody, and return all that came before it."""
        url, elena = self.circle.server.url, self.circle.people["Elena"]
        say(url, elena.token, self.circle.chats[name], [words])
        row = self.people[name].page.locator("a.chat-row").filter(has_text="Elena")
        expect(row).to_contain_text(words)
        frames = self.ears[name].frames
        assert any(words in frame for frame in frames)
        return frames


def test_five_people_in_one_group(circle: Circle, meet: Meet) -> None:
    """Made, joined by all ways, talked in, left by one against her will; handed over, deleted."""
    stage = Stage(circle, meet)
    anna, boris, clara, elena, _ = stage.arrive("Anna", "Boris", "Clara", "Elena", "Felix")
    make(anna)
    code, address = invite(anna)
    join_by_code(clara, code)
    dmitri = join_by_link(stage, address)
    open_group(boris, "Five")
    expect(anna.page.locator(".talk-head .who p")).to_have_text("5 members")
    group = anna.page.url.rsplit("#", 1)[1]

    words = f"@elena.{circle.people['Elena'].id} when?"
    mention(anna, elena, words)
    readers(anna, words)
    last = remove(stage)
    hand_over(anna, boris)
    end(anna, boris, [dmitri, elena])
    clara_heard, felix_heard = (stage.heard(name, "It is over") for name in ("Clara", "Felix"))
    assert [frame for frame in clara_heard if group in frame][-1] == last
    assert not [frame for frame in felix_heard if group in frame]


def make(anna: Person) -> None:
    """With Boris at once, and Elena added later; both stand there as contacts."""
    anna.begin("New group")
    anna.page.get_by_label("Title of the group").fill("Five")
    choose(anna, "Boris")
    confirm(anna, "Create")
    expect(anna.page.locator(".talk-head h1")).to_have_text("Five")
    open_info(anna)
    act(anna, "Add people")
    choose(anna, "Elena")
    confirm(anna, "Add")
    expect(member(anna, "Elena")).to_be_visible()


def choose(anna: Person, name: str) -> None:
    """Choose somebody, and see that they are chosen."""
    anna.button(f"Choose {name}").click()
    expect(anna.page.locator(".chip").filter(has_text=name)).to_be_visible()


def invite(anna: Person) -> tuple[str, str]:
    """Make an invitation; return its code, and the address that its QR code holds."""
    act(anna, "Invitations")
    anna.button("Make an invitation").click()
    code = anna.page.locator(".invite code").inner_text()
    name = anna.t("QR code of {code}", code=code)
    anna.button(name).click()
    picture = anna.page.get_by_role("img", name=name)
    expect(picture).to_be_visible()
    address = read_code(picture)
    anna.page.keyboard.press("Escape")
    expect(anna.dialog()).to_have_count(0)
    return code, address


def join_by_code(clara: Person, code: str) -> None:
    """From the button over the list."""
    clara.begin("Join by code")
    clara.page.get_by_label("Code or link of the invitation").fill(code)
    clara.page.keyboard.press("Enter")
    clara.button("Join the group").click()
    expect(clara.page.locator(".talk-head h1")).to_have_text("Five")


def join_by_link(stage: Stage, address: str) -> Person:
    """By what a phone's camera reads."""
    dmitri = stage.people["Dmitri"]
    assert address.startswith(f"{dmitri.url}/join/")
    dmitri.open_page(stage.circle.people["Dmitri"].token, address.removeprefix(dmitri.url))
    dmitri.button("Join the group").tap()
    expect(dmitri.page.locator(".talk-head h1")).to_have_text("Five")
    return dmitri


def mention(anna: Person, elena: Person, words: str) -> None:
    """Whoever is named sees it in the list, until they read it."""
    anna.write(words)
    row = elena.page.locator("a.chat-row").filter(has_text="Five")
    expect(row).to_contain_text("1 mention of you")
    row.click()
    expect(elena.message(words)).to_be_visible()
    expect(row).not_to_contain_text("mention of you")


def readers(anna: Person, words: str) -> None:
    """All four who have the group before them have read it."""
    expect(anna.tick(words, "Read")).to_be_visible()
    for name in ("Boris", "Clara", "Dmitri", "Elena"):
        expect(member(anna, name)).to_be_visible()
    anna.choose(words, "Read by")
    items = anna.page.get_by_role("menuitem")
    expect(items).to_contain_text(["Boris", "Clara", "Dmitri", "Elena"])
    expect(items).to_have_count(4)
    anna.page.keyboard.press("Escape")


def remove(stage: Stage) -> str:
    """Return the last frame that the one who is removed gets of the group: that she is out."""
    anna, clara = stage.people["Anna"], stage.people["Clara"]
    choose_of(anna, "Clara", "Remove from the group")
    confirm(anna, "Remove")
    expect(clara.page.locator("a.chat-row").filter(has_text="Five")).to_have_count(0)
    stage.people["Boris"].write("Now without Clara")
    for name in ("Anna", "Dmitri", "Elena"):
        expect(stage.people[name].message("Now without Clara")).to_be_visible()
    frames = stage.heard("Clara", "Are you there?")
    [out] = [at for at, frame in enumerate(frames) if '"chat.removed"' in frame]
    group = anna.page.url.rsplit("#", 1)[1]
    assert group in frames[out]
    assert not [frame for frame in frames[out + 1 :] if group in frame]
    return frames[out]


def hand_over(anna: Person, boris: Person) -> None:
    """Boris owns it then, and Anna may leave."""
    choose_of(anna, "Boris", "Hand the group over")
    confirm(anna, "Hand over")
    expect(member(anna, "Boris")).to_contain_text("owner")
    act(anna, "Leave group")
    confirm(anna, "Leave")
    expect(pane(anna)).to_have_count(0)
    expect(boris.page.locator(".talk-head .who p")).to_have_text("3 участника")


def end(anna: Person, boris: Person, others: list[Person]) -> None:
    """It is gone for all who were in it."""
    boris.choose_in_header("Delete group")
    confirm(boris, "Delete for everybody")
    for person in (anna, boris, *others):
        expect(person.page.locator("a.chat-row").filter(has_text="Five")).to_have_count(0)
