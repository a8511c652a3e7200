"""What is sent without a sound, and what is sent later, on two devices of one person."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.program import ask
from tests.browser.running_server import RunningServer
from tests.browser.test_attaching import choose, file
from tests.browser.test_axe import check
from tests.browser.wire import Wire, wire_to
from tests.load import seed as tables

# What the page tells the person, kept where the test can see it.
LISTEN = """() => {
    window.told = [];
    window.Notification = class extends EventTarget {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor(title, { body }) { super(); window.told.push(body); }
        close() {}
    };
}"""


WISH = "localStorage.setItem('messenger.preferences', JSON.stringify({ notifications: true }))"
POINTED_OUT = '.message.flash[data-seq="2"]'
BLUR = "() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }"


@dataclass(frozen=True)
class Cast:
    """Anna at a desk and with a phone, and Boris at a desk."""

    anna: Person
    phone: Person
    boris: Person
    wire: Wire
    person: tables.Person
    other: tables.Person


@pytest.fixture
def wire(open_server: RunningServer) -> Iterator[Wire]:
    """What the desk reaches the server by; it stands until the pages are left."""
    with wire_to(open_server) as wire:
        yield wire


@pytest.fixture
def cast(open_server: RunningServer, wire: Wire, seed: tables.Seed, meet: Meet) -> Cast:
    """Anna's phone speaks Russian in the dark; Boris looks at no chat."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.history(chat, (anna, boris), 12, words="On the walk, %d")
    for reader in (anna, boris):
        seed.read(chat, reader, 12)
    desk = meet("anna", server=wire)
    phone = meet("anna", phone=True, dark=True, language="ru", server=open_server)
    other = meet("boris", server=open_server)
    other.context.add_init_script(f"({LISTEN})()")
    other.context.add_init_script(WISH)
    for person, own in ((desk, anna), (phone, anna), (other, boris)):
        person.arrive(own.token)
    for person in (desk, phone):
        person.page.locator("a.chat-row").filter(has_text="Boris").click()
        expect(person.message("On the walk, 12")).to_be_visible()
    return Cast(desk, phone, other, wire, anna, boris)


def menu(person: Person) -> Locator:
    return person.page.locator("context-menu")


def sheet(person: Person) -> Locator:
    return person.page.locator("dialog.sheet").last


def test_a_silent_message_rings_nowhere(cast: Cast) -> None:
    """By the keys, without a connection and over a reload; it is unread as any other."""
    anna, phone, boris = cast.anna, cast.phone, cast.boris
    boris.page.evaluate(BLUR)
    anna.guard.look_away()
    cast.wire.cut()
    anna.composer.fill("Sleep well")
    anna.composer.press("Tab")
    anna.button("Send").press("Shift+F10")
    expect(menu(anna).get_by_role("menuitem")).to_have_text(
        ["Send without sound", "Schedule message"]
    )
    menu(anna).get_by_role("menuitem").first.press("Enter")
    expect(anna.tick("Sleep well", "On its way")).to_be_visible()
    anna.page.reload()
    expect(anna.tick("Sleep well", "On its way")).to_be_visible()
    cast.wire.mend()
    for person in (anna, phone):
        expect(person.tick("Sleep well", "Sent")).to_be_visible()
        expect(person.tick("Sleep well", "Sent without sound")).to_be_visible()
    expect(boris.row(anna)).to_contain_text("Sleep well")
    expect(boris.row(anna).locator(".badge")).to_have_text("1")

    anna.write("Wake up")

    expect(boris.row(anna).locator(".badge")).to_have_text("2")
    boris.page.wait_for_function("() => window.told.length > 0")
    assert boris.page.evaluate("() => window.told") == ["Wake up"]


def test_two_devices_agree_on_what_is_sent_later(cast: Cast) -> None:
    """Scheduled at the desk, mended on the phone, moved and sent from either."""
    anna, phone = cast.anna, cast.phone
    anna.composer.fill("Good morning!")
    anna.button("Send").click(button="right")
    menu(anna).get_by_role("menuitem", name="Schedule message").click()
    check(anna, "choice of a time")
    choose_day_by_keys(anna)
    expect(sheet(anna)).to_have_count(0)
    expect(anna.composer).to_have_value("")
    anna.page.locator(".notices").get_by_role("button", name="Show").click()
    expect(sheet(anna).locator(".later-words")).to_have_text("Good morning!")

    phone.button("Scheduled messages").tap()
    check(phone, "scheduled messages")
    do(phone, "Edit")
    phone.page.locator(".later-row textarea").fill("Good evening!")
    sheet(phone).get_by_role("button", name=phone.t("Save")).tap()
    expect(sheet(anna).locator(".later-words")).to_have_text("Good evening!")
    do(phone, "Another time")
    sheet(phone).get_by_label(phone.t("Time")).fill("23:45")
    sheet(phone).get_by_role("button", name=phone.t("Schedule")).tap()
    expect(phone.page.locator("dialog.sheet")).to_have_count(1)
    expect(sheet(phone).locator(".later-time")).to_contain_text("23:45")
    expect(sheet(anna).locator(".later-time")).to_contain_text("11:45")

    do(anna, "Send now")

    is_sent(cast)


def is_sent(cast: Cast) -> None:
    """It is a message now, and nothing waits any more."""
    anna, phone, boris = cast.anna, cast.phone, cast.boris
    for person in (anna, phone):
        expect(sheet(person)).to_contain_text(person.t("Nothing is scheduled here."))
        person.page.keyboard.press("Escape")
        expect(person.message("Good evening!")).to_be_visible()
        expect(person.button("Scheduled messages")).to_have_count(0)
    expect(boris.row(anna)).to_contain_text("Good evening!")


def test_files_go_without_a_sound_or_later(cast: Cast) -> None:
    """By touch and by the mouse; what is for later waits over a reload without a connection."""
    anna, phone, boris = cast.anna, cast.phone, cast.boris
    choose(phone, "File", file("quiet.bin", 900))
    hold(phone, sheet(phone).locator(".send"))
    menu(phone).get_by_role("menuitem", name=phone.t("Send without sound")).tap()
    expect(phone.page.get_by_role("img", name=phone.t("Sent without sound"))).to_be_visible()
    expect(boris.row(anna)).to_contain_text("quiet.bin")

    schedule_files_without_a_connection(cast)

    expect(sheet(anna).locator(".later-words")).to_have_text("The way we go")
    expect(anna.message("The way we go")).to_have_count(0)
    phone.button("Scheduled messages").tap()
    do(phone, "Send now")
    expect(phone.message("The way we go")).to_contain_text("walk.bin")
    expect(boris.row(anna)).to_contain_text("The way we go")


def test_files_for_later_that_are_refused_are_marked(
    cast: Cast, open_server: RunningServer
) -> None:
    """In the list of chats too, where what merely waits for its time is not."""
    anna = cast.anna
    choose_files_without_a_connection(cast)
    expect(anna.row(cast.boris).locator(".tick")).to_have_count(0)
    ask(open_server.url, cast.other.token, "blocks.add", user_id=str(cast.person.id))
    cast.wire.mend()

    expect(anna.message("The way we go")).to_contain_text("Not sent.")
    expect(anna.row(cast.boris).locator(".tick.failed")).to_be_visible()


def choose_files_without_a_connection(cast: Cast) -> None:
    """Choose one, and a time for it, while the line is cut."""
    anna = cast.anna
    anna.guard.look_away()
    choose(anna, "File", file("walk.bin", 1900))
    cast.wire.cut()
    anna.page.get_by_label("Caption").fill("The way we go")
    sheet(anna).get_by_role("button", name="Send", exact=True).click(button="right")
    menu(anna).get_by_role("menuitem", name="Schedule message").click()
    check(anna, "choice of a time for files")
    sheet(anna).get_by_role("button", name="Tomorrow morning").click()
    expect(anna.page.locator("dialog.sheet")).to_have_count(0)
    expect(anna.tick("The way we go", "Will be sent later")).to_be_visible()


def schedule_files_without_a_connection(cast: Cast) -> None:
    """They wait in the chat, over a reload too, until the server has them."""
    anna = cast.anna
    choose_files_without_a_connection(cast)
    anna.page.reload()
    expect(anna.tick("The way we go", "Will be sent later")).to_be_visible()
    cast.wire.mend()
    anna.page.locator(".notices").get_by_role("button", name="Show").click()


def hold(phone: Person, button: Locator) -> None:
    """Keep a finger on a button until its menu is there."""
    box = button.bounding_box()
    assert box
    finger = Finger(phone)
    finger.press(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(menu(phone)).to_be_visible()
    finger.lift()


def choose_day_by_keys(anna: Person) -> None:
    """A week from now, at the hour that stands there."""
    day = sheet(anna).locator(".when-day")
    day.press("Enter")
    anna.page.keyboard.press("ArrowDown")
    anna.page.keyboard.press("Escape")
    expect(day).to_contain_text("To")  # Today, or tomorrow where that is in an hour.
    day.press("Enter")
    anna.page.keyboard.press("ArrowDown")
    anna.page.keyboard.press("Enter")
    expect(day).not_to_contain_text("To")
    sheet(anna).get_by_role("button", name="Schedule", exact=True).press("Enter")


def do(person: Person, item: str) -> None:
    """Choose what is done with the one message that is scheduled."""
    button = sheet(person).get_by_role("button", name=person.t("What to do with it"))
    chosen = menu(person).get_by_role("menuitem", name=person.t(item), exact=True)
    for each in (button, chosen):
        each.tap() if person.phone else each.click()


def test_a_report_leads_to_the_deletion(
    cast: Cast, open_server: RunningServer, seed: tables.Seed, meet: Meet
) -> None:
    """Told on a phone, counted in an administrator's menu, and settled for everybody."""
    anna, phone = cast.anna, cast.phone
    [clara] = seed.named(["Clara"])
    seed.administrator(clara)
    admin = meet("clara", server=open_server)
    admin.arrive(clara.token)
    phone.choose("On the walk, 12", "Report")
    check(phone, "reason of a report")
    sheet(phone).get_by_text(phone.t("Something else")).tap()
    sheet(phone).get_by_label(phone.t("Add a comment")).fill("Это не прогулка.")
    sheet(phone).get_by_role("button", name=phone.t("Report"), exact=True).tap()
    expect(phone.page.locator(".notices")).to_contain_text("Спасибо")

    admin.button("Menu").click()
    admin.page.get_by_role("menuitem", name="Reports").click()
    row = admin.page.locator(".account-row.report").filter(has_text="Это не прогулка.")
    expect(row.locator(".report-words")).to_have_text("On the walk, 12")
    expect(row).to_contain_text("Something else")
    check(admin, "reports")
    row.get_by_role("button", name="Delete for everybody").click()
    admin.page.get_by_role("button", name="Continue").click()
    expect(row.locator(".account-mark")).to_have_text("Deleted for everybody")
    expect(row.get_by_role("button")).to_have_count(0)
    for person in (anna, phone):
        expect(person.message("On the walk, 12")).to_have_count(0)
        expect(person.message("On the walk, 11")).to_be_visible()


def test_a_reminder_leads_to_its_message(cast: Cast, seed: tables.Seed) -> None:
    """Wished at the desk, listed on the phone; the notice comes to both and leads there."""
    anna, phone = cast.anna, cast.phone
    remind(anna, "On the walk, 2", "In 3 hours")
    list_reminders(anna, phone)
    seed.hurry_reminders(cast.person)

    # Whoever keeps the time looks again when something else is wished.
    remind(anna, "On the walk, 6", "In 20 minutes")

    phone.page.locator("a.chat-row").filter(has_text=phone.t("Service notices")).tap()
    link = phone.page.locator(".message a")
    expect(link).to_have_text(phone.t("Go to the message"))
    expect(phone.page.locator(".message .words")).to_contain_text("On the walk, 2")
    check(phone, "a reminder")
    link.tap()
    expect(phone.page.locator(POINTED_OUT)).to_be_in_viewport()
    expect(phone.page.locator(".talk-head h1")).to_have_text("Boris")
    anna.page.locator("a.chat-row").filter(has_text="Service notices").click()
    anna.page.locator(".message a").press("Enter")
    expect(anna.page.locator(POINTED_OUT)).to_be_in_viewport()
    anna.page.go_back()
    expect(anna.page.locator(".talk-head h1")).to_have_text("Service notices")


def list_reminders(anna: Person, phone: Person) -> None:
    """The list follows what is wished elsewhere; one is dropped there."""
    phone.back()
    phone.button("Menu").tap()
    phone.page.get_by_role("menuitem", name=phone.t("Saved messages")).tap()
    phone.choose_in_header("Reminders")
    expect(sheet(phone).locator(".pinned-words")).to_have_text(["On the walk, 2"])
    remind(anna, "On the walk, 4", "Tomorrow morning")
    expect(sheet(phone).locator(".pinned-words")).to_have_count(2)
    check(phone, "reminders")
    sheet(phone).get_by_role("button", name=phone.t("Remove the reminder")).last.tap()
    expect(sheet(phone).locator(".pinned-words")).to_have_count(1)
    phone.page.keyboard.press("Escape")
    phone.back()


def remind(person: Person, message: str, when: str) -> None:
    """Wish to be reminded of a message, and be told that it is known."""
    person.choose(message, "Remind me")
    menu(person).get_by_role("menuitem", name=person.t(when), exact=True).click()
    expect(person.page.locator(".notices")).to_contain_text("You will be reminded")
