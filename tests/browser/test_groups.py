"""Groups, by somebody at a desk and somebody with a phone."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person, set_switch
from tests.browser.program import ask
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.test_photo import PICTURE, press, quarters
from tests.load import seed as tables

CALLBACKS = "**/_dash-update-component*"


@dataclass(frozen=True)
class Cast:
    """Two people with a browser each; Boris and Clara as they are in the tables."""

    anna: Person
    boris: Person
    others: tuple[tables.Person, tables.Person]


@pytest.fixture
def cast(open_server: RunningServer, seed: tables.Seed, meet: Meet) -> Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian."""
    anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
    seed.direct(anna, boris)
    seed.direct(anna, clara)
    desk = meet("anna", server=open_server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    desk.arrive(anna.token)
    phone.arrive(boris.token)
    return Cast(desk, phone, (boris, clara))


def pick(person: Person, other: tables.Person) -> None:
    """Look for somebody by their nick, which nobody else has, and choose them."""
    person.page.get_by_label(person.t("Nick or name")).fill(f"{other.name.lower()}.{other.id}")
    choose = person.t("Choose {name}", name=other.name)
    # The contacts that stand there at first may be called the same.
    expect(person.page.locator(".people-list li")).to_have_count(1)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    person.page.route(CALLBACKS, hold)
    person.page.get_by_role("button", name=choose, exact=True).click()
    confirm = person.dialog().locator(".dialog-buttons button").last
    expect(confirm).to_be_disabled()  # It would go on without them.
    # First, since taking the route away settles what is held.
    for route in held:
        route.continue_()
    person.page.unroute(CALLBACKS)
    expect(person.page.locator(".chip").filter(has_text=other.name)).to_be_visible()
    expect(confirm).to_be_enabled()


def make_group(person: Person, title: str, *people: tables.Person) -> None:
    """Make a group with these people."""
    person.begin("New group")
    person.page.get_by_label(person.t("Title of the group")).fill(title)
    person.page.locator("new-group-photo input").set_input_files(PICTURE)
    expect(person.page.locator("new-group-photo img")).to_be_visible()
    for other in people:
        pick(person, other)
    check(person, "new group")
    confirm(person, "Create")
    expect(person.page.locator(".talk-head h1")).to_have_text(title)


def open_group(person: Person, title: str) -> None:
    person.page.locator("a.chat-row").filter(has_text=title).click()
    expect(person.page.locator(".talk-head h1")).to_have_text(title)


def open_info(person: Person) -> None:
    person.page.locator(".talk-head .about").click()
    expect(pane(person)).to_be_visible()


def pane(person: Person) -> Locator:
    return person.page.locator("chat-info")


def act(person: Person, words: str) -> None:
    """Press one of the lines of the pane."""
    pane(person).locator(".info-acts").get_by_role("button", name=person.t(words)).click()


def member(person: Person, name: str) -> Locator:
    return pane(person).locator("member-list .member").filter(has_text=name)


def choose_of(person: Person, name: str, item: str) -> None:
    """Choose from the menu of a member."""
    member(person, name).click()
    person.page.get_by_role("menuitem", name=person.t(item), exact=True).click()


def confirm(person: Person, words: str) -> None:
    """Press the button of the dialog that is open."""
    person.dialog().get_by_role("button", name=person.t(words), exact=True).click()
    expect(person.dialog()).to_have_count(0)


def test_a_group_from_its_making_to_its_end(cast: Cast) -> None:
    """Made, written in, looked after, handed over, left and deleted."""
    anna, boris = cast.anna, cast.boris
    make_group(anna, "Walkers", *cast.others)
    open_group(boris, "Walkers")
    for person in (anna, boris):
        photo = person.page.locator(".talk-head .letter-tile img")
        assert quarters(photo) == ["red", "green", "blue", "white"]
    talk(anna, boris)
    look_after(anna, boris, cast.others[1])
    read_only(anna, boris)
    hand_over(anna, boris)
    end(anna, boris)


def talk(anna: Person, boris: Person) -> None:
    """Who has read is told, and what another wrote is deleted for everybody."""
    expect(anna.page.locator(".service").first).to_have_text("You created the group")
    expect(boris.page.locator(".service").first).to_contain_text("создал(а) группу")
    anna.write("On Sunday at nine")
    expect(boris.message("On Sunday at nine")).to_be_visible()
    boris.write("Что-то лишнее")
    anna.choose("Что-то лишнее", "Delete")
    set_switch(anna.dialog().get_by_role("checkbox", name=anna.t("Also delete for everybody")))
    confirm(anna, "Delete")
    expect(boris.message("Что-то лишнее")).to_have_count(0)
    anna.choose("On Sunday at nine", "Read by")
    expect(anna.page.get_by_role("menuitem", name="Boris")).to_be_visible()
    anna.page.keyboard.press("Escape")


def look_after(anna: Person, boris: Person, clara: tables.Person) -> None:
    """Roles and removal show at once, on both screens."""
    open_info(anna)
    expect(member(anna, "Anna")).to_contain_text(anna.t("owner"))
    check(anna, "about the group")
    choose_of(anna, "Boris", "Make an administrator")
    expect(member(anna, "Boris")).to_contain_text(anna.t("administrator"))
    expect(boris.page.locator(".service").last).to_contain_text("администратором")
    choose_of(anna, "Clara", "Remove and keep out")
    confirm(anna, "Keep out")
    expect(member(anna, "Clara")).to_have_count(0)
    expect(anna.page.locator(".talk-head .who p")).to_have_text("2 members")

    act(anna, "Who is kept out")
    pane(anna).get_by_role("button", name=anna.t("No longer keep {name} out", name="Clara")).click()
    expect(pane(anna)).to_contain_text(anna.t("Nobody is kept out."))
    anna.page.keyboard.press("Escape")

    act(anna, "Add people")
    pick(anna, clara)
    confirm(anna, "Add")
    expect(member(anna, "Clara")).to_be_visible()


def read_only(anna: Person, boris: Person) -> None:
    """Whoever may only read has words in place of the field."""
    choose_of(anna, "Boris", "Let only read")
    bar = boris.page.locator(".composer.blocked")
    expect(bar).to_have_text(boris.t("You can only read here."))
    choose_of(anna, "Boris", "Make a member")
    expect(boris.composer).to_be_visible()

    anna.button("Edit the group").click()
    expect(anna.page.get_by_label(anna.t("Title of the group"))).to_have_value("Walkers")
    anna.page.get_by_label(anna.t("Title of the group")).fill("Hikers")
    set_switch(anna.dialog().get_by_label(anna.t("Only administrators write")), covered=True)
    check(anna, "edit the group")
    confirm(anna, "Save")
    expect(boris.page.locator(".talk-head h1")).to_have_text("Hikers")
    expect(bar).to_have_text(boris.t("Only administrators write here."))


def hand_over(anna: Person, boris: Person) -> None:
    """The other owns it then, and sees more in the pane."""
    open_info(boris)
    expect(pane(boris).locator(".info-acts")).not_to_contain_text(boris.t("Delete group"))
    choose_of(anna, "Boris", "Hand the group over")
    confirm(anna, "Hand over")
    expect(member(anna, "Boris")).to_contain_text(anna.t("owner"))
    expect(pane(boris).locator(".info-acts")).to_contain_text(boris.t("Delete group"))
    check(boris, "about the group, on a phone")
    boris.page.go_back()
    expect(pane(boris)).to_have_count(0)
    open_info(boris)
    Finger(boris).draw((40, 500), (340, 505))
    expect(pane(boris)).to_have_count(0)
    expect(boris.composer).to_be_visible()


def end(anna: Person, boris: Person) -> None:
    """One leaves, the other deletes it, and it is gone for both."""
    act(anna, "Leave group")
    confirm(anna, "Leave")
    expect(pane(anna)).to_have_count(0)
    expect(anna.page.locator("a.chat-row").filter(has_text="Hikers")).to_have_count(0)
    expect(boris.page.locator(".talk-head .who p")).to_have_text("2 участника")
    boris.choose_in_header("Delete group")
    confirm(boris, "Delete for everybody")
    expect(boris.page.locator("a.chat-row").filter(has_text="Hikers")).to_have_count(0)


def test_people_come_by_invitations(cast: Cast, meet: Meet, open_server: RunningServer) -> None:
    """By a link after signing in, let in by somebody; by a code; and not by one withdrawn."""
    anna, boris = cast.anna, cast.boris
    make_group(boris, "Читатели")
    open_info(boris)
    link = invite(boris, approval=True)
    dora = meet("dora.invited", server=open_server)
    come_by_link(dora, boris, link)
    come_by_code(anna, boris)
    withdraw(anna, boris)


def test_nothing_is_invited_before_the_list_is_there(cast: Cast) -> None:
    """Or it would come over what was made meanwhile, on a slow line."""
    boris = cast.boris
    make_group(boris, "Slow")
    open_info(boris)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    boris.page.route(CALLBACKS, hold)
    act(boris, "Invitations")
    make = boris.button("Make an invitation")
    expect(make).to_be_visible()
    boris.page.wait_for_timeout(500)  # In which the list is asked for.
    assert held
    expect(make).to_be_disabled()
    for route in held:
        route.continue_()
    boris.page.unroute(CALLBACKS)

    make.click()
    expect(boris.page.locator(".invite code")).to_have_count(1)


def invite(person: Person, *, approval: bool = False) -> str:
    """Make an invitation, and return its code."""
    act(person, "Invitations")
    words = person.t("People ask, and somebody of the group lets them in")
    set_switch(person.dialog().get_by_label(words), on=approval, covered=True)
    made = person.page.locator(".invite code")
    before = made.count()
    person.button("Make an invitation").click()
    expect(made).to_have_count(before + 1)
    expect(person.page.locator(".invite local-time").first).not_to_be_empty()
    qr = person.t("QR code of {code}", code=made.first.inner_text())
    person.page.get_by_role("button", name=qr).click()
    expect(person.page.get_by_role("img", name=qr)).to_be_visible()
    check(person, "invitations")
    code = made.first.inner_text()
    person.page.keyboard.press("Escape")
    expect(person.dialog()).to_have_count(0)
    return code


def come_by_link(dora: Person, boris: Person, code: str) -> None:
    """Sign in on the way, look, ask, and be let in."""
    dora.enrol()
    dora.page.goto(f"{dora.url}/join/{code}")
    dora.sign_in()
    expect(dora.page).to_have_url(f"{dora.url}/join/{code}")
    expect(dora.page.locator(".join-title")).to_have_text("Читатели")
    check(dora, "invitation")
    dora.button("Ask to be let in").click()
    expect(dora.page.get_by_role("status")).to_contain_text("You have asked to be let in.")

    pane(boris).get_by_role("button", name="1 человек просится в группу").click()
    boris.page.get_by_role("button", name=boris.t("Let {name} in", name=dora.name)).click()
    expect(pane(boris)).to_contain_text(boris.t("Nobody asks to be let in."))
    boris.page.get_by_role("button", name=boris.t("Back"), exact=True).click()
    expect(member(boris, dora.name)).to_be_visible()
    dora.page.goto(dora.url)
    open_group(dora, "Читатели")


def come_by_code(anna: Person, boris: Person) -> None:
    """Look at the group in the dialog, and join it."""
    code = invite(boris)
    anna.begin("Join by code")
    anna.page.get_by_label(anna.t("Code or link of the invitation")).fill(code)
    anna.page.keyboard.press("Enter")
    expect(anna.page.locator(".join-title")).to_have_text("Читатели")
    check(anna, "join by code")
    anna.button("Join the group").click()
    expect(anna.page.locator(".talk-head h1")).to_have_text("Читатели")
    expect(anna.dialog()).to_have_count(0)

    act(boris, "Invitations")
    came = boris.page.locator(".invite").filter(has_text=code)
    came.get_by_role("button", name="По нему пришёл 1 человек").click()
    expect(came).to_contain_text("Anna")


def withdraw(anna: Person, boris: Person) -> None:
    """A code that was withdrawn says so."""
    code = boris.page.locator(".invite code").first.inner_text()
    name = boris.t("Withdraw the invitation {code}", code=code)
    boris.page.get_by_role("button", name=name).click()
    expect(boris.page.locator(".invite.spent code")).to_have_text(code)
    anna.choose_in_header("Leave group")
    confirm(anna, "Leave")
    anna.begin("Join by code")
    anna.page.get_by_label(anna.t("Code or link of the invitation")).fill(code)
    anna.button("Show").click()
    expect(anna.page.locator(".join-answer")).to_have_text(anna.t("This invitation was withdrawn."))


FACE = """(scroller) => {
    const view = scroller.getBoundingClientRect().bottom;
    const runs = [...scroller.querySelectorAll(".run")];
    const run = runs.find((each) => each.getBoundingClientRect().bottom > view - 1) ?? runs.at(-1);
    const face = run.querySelector(".letter-tile").getBoundingClientRect();
    const end = run.getBoundingClientRect().bottom;
    return { faces: run.querySelectorAll(".letter-tile").length, below: view - face.bottom,
        end: end - face.bottom };
}"""


def test_the_face_of_an_author_slides_along(
    open_server: RunningServer, seed: tables.Seed, meet: Meet
) -> None:
    """While the end of what they wrote is out of view, it stands at the lower edge of the view."""
    anna, boris = seed.named(["Anna", "Boris"])
    group = seed.group([anna, boris])
    seed.history(group, (boris, boris), 40, words="Message %d", apart=1)
    seed.read(group, anna, 40)
    desk = meet("anna", server=open_server)
    desk.arrive(anna.token)
    open_group(desk, "Everybody")
    scroller = desk.page.locator(".scroller")
    expect(desk.page.locator(".message").filter(has_text="Message 40")).to_be_in_viewport()

    assert scroller.evaluate(FACE) == {"faces": 1, "below": 8, "end": 0}

    scroller.evaluate("(scroller) => { scroller.scrollTop -= 300 }")
    higher = scroller.evaluate(FACE)

    assert higher["end"] > 200
    assert higher["below"] == 8


def set_photo(phone: Person) -> None:
    """Choose, turn and save the photo of the open group."""
    open_info(phone)
    press(phone, "Photo of the group", "group-photo")
    phone.page.locator("photo-cropper input[type=file]").set_input_files(PICTURE)
    press(phone, "Turn to the right", "photo-cropper")
    press(phone, "Save", "photo-cropper")


def test_a_photo_is_given_to_a_group(
    open_server: RunningServer, seed: tables.Seed, meet: Meet
) -> None:
    """An administrator cuts and sets it; another sees it at once, in list and header; it goes."""
    anna, boris = seed.named(["Anna", "Boris"])
    group = str(seed.group([anna, boris]))
    role = {"chat_id": group, "user_id": str(boris.id), "role": "admin"}
    ask(open_server.url, anna.token, "members.set_role", **role)
    desk = meet("anna", server=open_server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    for person, token in ((desk, anna.token), (phone, boris.token)):
        person.arrive(token)
        open_group(person, "Everybody")
    set_photo(phone)

    shown = [".talk-head .letter-tile img", "a.chat-row .letter-tile img"]
    for image in shown:
        assert quarters(desk.page.locator(image)) == ["blue", "red", "white", "green"]
    changed = desk.page.locator(".service").filter(has_text="Boris changed the photo of the group")
    expect(changed).to_have_count(1)
    expect(member(phone, "Boris").locator("img")).to_have_count(0)  # His own is another.
    desk.page.reload()
    assert quarters(desk.page.locator(shown[0])) == ["blue", "red", "white", "green"]

    press(phone, "Photo of the group", "group-photo")
    phone.page.get_by_role("menuitem", name=phone.t("Remove the photo")).tap()
    for image in shown:
        expect(desk.page.locator(image)).to_have_count(0)
    expect(changed).to_have_count(2)
    expect(pane(phone).locator("group-photo img")).to_have_count(0)
