"""Photos and files on their way: chosen, pasted, dropped, cut off, and arrived whole."""

import random
from base64 import b64encode
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import FileChooser, FilePayload, Locator, Request, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.pictures import expect_there
from tests.browser.running_server import RunningServer
from tests.browser.seeded import seeded
from tests.browser.test_axe import check
from tests.browser.wire import Wire, wire_to
from tests.load.seed import Person as Account
from tests.load.seed import Seed
from tests.picture_files import encoded

MEBIBYTE = 1024 * 1024
COLOURS = {"red": (220, 40, 40), "green": (40, 180, 60), "blue": (40, 60, 220)}
# Several of them in the browser's hands, as the desk of a person gives them.
BRING = """(field, [type, files]) => {
    const data = new DataTransfer();
    for (const [name, kind, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: kind }));
    }
    const options = { bubbles: true, cancelable: true };
    field.dispatchEvent(type === "paste"
        ? new ClipboardEvent(type, { ...options, clipboardData: data })
        : new DragEvent(type, { ...options, dataTransfer: data }));
}"""
NAMES = "(picks) => picks.map((pick) => pick.getAttribute('aria-label').split(': ')[1])"
PLACE = "(box) => { const { x, y, width, height } = box.getBoundingClientRect(); "
PLACE += "return [x, y, width, height].map(Math.round); }"


def photo(name: str, width: int = 60, height: int = 40) -> FilePayload:
    """Return a photo that is of one colour, by which it is called."""
    picture = encoded(Image.new("RGB", (width, height), COLOURS[name]))
    return FilePayload(name=f"{name}.png", mimeType="image/png", buffer=picture)


def content(size: int) -> bytes:
    """Return bytes that nothing makes smaller, the same ones every time."""
    return random.Random(size).randbytes(size)


def file(name: str, size: int) -> FilePayload:
    """Return a file that is nothing to look at."""
    kind = "application/octet-stream"
    return FilePayload(name=name, mimeType=kind, buffer=content(size))


def bring(place: Locator, kind: str, *files: FilePayload) -> None:
    """Paste files into a place, or drag or drop them there."""
    told = [[each["name"], each["mimeType"], b64encode(each["buffer"]).decode()] for each in files]
    place.evaluate(BRING, [kind, told])


def choose(person: Person, item: str, *files: FilePayload) -> FileChooser:
    """Choose files by the button, and return what they were chosen with."""
    press(person, person.button("Attach files"))
    with person.page.expect_file_chooser() as chooser:
        press(person, person.page.get_by_role("menuitem", name=person.t(item), exact=True))
    chooser.value.set_files(list(files))
    return chooser.value


def press(person: Person, button: Locator) -> None:
    """Press a button by the finger or the mouse."""
    if person.phone:
        button.tap()
    else:
        button.click()


def picks(person: Person) -> Locator:
    """Return the files that are about to be sent."""
    return person.page.locator("send-files-dialog .pick")


def names(person: Person) -> list[str]:
    """Return what they are called, in their order."""
    found: list[str] = picks(person).evaluate_all(NAMES)
    return found


def caption(person: Person) -> Locator:
    """Return where words are given to them."""
    return person.page.get_by_role("textbox", name=person.t("Caption"), exact=True)


def ring(person: Person, name: str) -> Locator:
    """Return what shows how far a file is on its way, and calls it back."""
    return person.page.get_by_role("button", name=f"Cancel sending {name}")


def rows(person: Person, name: str) -> Locator:
    """Return the messages that carry a file of that name."""
    return person.page.locator(".message").filter(has=person.page.locator(f'[title="{name}"]'))


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[RunningServer, list[Account]]]:
    """A server with little room, and people with a chat."""

    def fill(seed: Seed) -> list[Account]:
        people = seed.named(["Anna", "Boris", "Clara"])
        anna, boris, clara = people
        for first, second in ((anna, boris), (boris, clara)):
            chat = seed.direct(first, second)
            seed.history(chat, (first, second), 4, words="On the walk, %d")
            for person in (first, second):
                seed.read(chat, person, 4)
        return people

    # Each of three photos counts for four more MiB, until its pictures are made.
    room = {"upload_limit": "8", "storage_per_person": "16"}
    folder = tmp_path_factory.mktemp("attaching")
    with seeded(folder, fill, rate_limits="off", **room) as town:
        yield town


@pytest.fixture
def wire(town: tuple[RunningServer, list[Account]]) -> Iterator[Wire]:
    """A line to it that holds uploads; it stands until the pages are left."""
    with wire_to(town[0]) as wire:
        yield wire


@pytest.fixture
def talk(town: tuple[RunningServer, list[Account]], meet: Meet) -> tuple[Person, Person]:
    """Anna at a desk and Boris with a phone, each with their chat open."""
    server, (anna_account, boris_account, _) = town
    anna = meet("anna", server=server)
    boris = meet("boris", phone=True, dark=True, language="ru", server=server)
    for person, account, other in ((anna, anna_account, boris), (boris, boris_account, anna)):
        person.arrive(account.token)
        person.page.locator("a.chat-row").filter(has_text=other.name).click()
        expect(person.message("On the walk, 4")).to_be_visible()
    return anna, boris


def test_photos_are_chosen_pasted_and_dropped_and_arrive_in_their_order(
    talk: tuple[Person, Person],
) -> None:
    """The words that stood there go with them, and the phone at the other end answers in kind."""
    anna, boris = talk
    gather(anna)
    arrange(anna)
    leave_and_return(anna)
    send_album(anna)
    arrived = boris.page.locator(".message").filter(has=boris.page.locator(".album")).last
    expect(arrived.locator(".tile img.sharp")).to_have_count(3)
    for tile in arrived.locator(".tile img.sharp").all():
        expect_there(tile)
    expect(arrived.locator(".words em")).to_have_text("them")
    answer(boris)
    expect(rows(anna, "old.heic")).to_be_visible()
    expect(anna.page.locator(".message:not(.mine) .album .tile")).to_have_count(1)


def gather(anna: Person) -> None:
    """Choose two photos, paste one and drop one; a computer offers no camera."""
    press(anna, anna.button("Attach files"))
    expect(anna.page.get_by_role("menuitem")).to_have_text(["Photo or video", "File"])
    anna.page.keyboard.press("Escape")
    anna.composer.fill("Three of *them*")
    choose(anna, "Photo or video", photo("red"), photo("green"))
    expect(picks(anna)).to_have_count(2)
    expect(caption(anna)).to_have_value("Three of *them*")
    expect(caption(anna)).to_be_focused()
    check(anna, "files before they are sent")
    bring(caption(anna), "paste", photo("blue", 40, 60))
    expect(picks(anna)).to_have_count(3)
    bring(caption(anna), "dragenter", photo("red"))
    bring(anna.page.locator(".drop-place").first, "drop", photo("red"))
    expect(picks(anna)).to_have_count(4)
    expect(anna.page.locator("drop-places")).to_have_count(0)


def arrange(anna: Person) -> None:
    """Take one out, and move one by keys and one by the mouse."""
    picks(anna).nth(3).focus()
    anna.page.keyboard.press("Delete")
    expect(picks(anna)).to_have_count(3)
    picks(anna).nth(0).focus()
    anna.page.keyboard.press("Alt+ArrowRight")
    expect(picks(anna).nth(1)).to_be_focused()
    assert names(anna) == ["green.png", "red.png", "blue.png"]
    picks(anna).nth(2).drag_to(picks(anna).nth(0))
    expect(picks(anna).nth(0)).to_have_attribute("aria-label", "1 of 3: blue.png")


def leave_and_return(anna: Person) -> None:
    """Leave the dialog, by which no word is lost."""
    caption(anna).press("End")
    caption(anna).press_sequentially("!")
    caption(anna).press("Escape")
    expect(picks(anna)).to_have_count(0)
    expect(anna.composer).to_have_value("Three of *them*!")
    expect(anna.composer).to_be_focused()
    bring(anna.composer, "paste", photo("blue", 40, 60), photo("green"), photo("red"))
    expect(picks(anna)).to_have_count(3)


def send_album(anna: Person) -> None:
    """Send it, and see it stand still while it goes out."""
    caption(anna).press("Enter")
    album = anna.page.locator(".message.mine .album").last
    expect(album.locator(".tile")).to_have_count(3)
    place = album.evaluate(PLACE)
    expect(anna.page.locator(".message.mine").last.locator(".tick.read")).to_be_visible()
    assert album.evaluate(PLACE) == place
    expect(anna.composer).to_have_value("")


def answer(boris: Person) -> None:
    """Send a photo and what is none from the phone."""
    broken = FilePayload(name="old.heic", mimeType="image/heic", buffer=b"no picture")
    camera = choose(boris, "Take a photo", photo("green")).element
    assert camera.get_attribute("capture") == "environment"
    expect(picks(boris)).to_have_count(1)
    with boris.page.expect_file_chooser() as chooser:
        press(boris, boris.button("Add files"))
    chooser.value.set_files([broken])
    expect(picks(boris)).to_have_count(2)
    notes = boris.page.locator("send-files-dialog").get_by_role("alert")
    expect(notes).to_contain_text("«old.heic»")
    expect(notes).to_contain_text("2 сообщениями")
    check(boris, "files before they are sent, on a phone")
    press(boris, boris.page.locator("send-files-dialog .send"))


@pytest.fixture
def clara(town: tuple[RunningServer, list[Account]], wire: Wire, meet: Meet) -> Person:
    """Clara at a desk, at the other end of a line that is cut, in the chat with Boris."""
    clara = meet("clara", server=wire)
    clara.guard.look_away()
    clara.arrive(town[1][2].token)
    clara.page.locator("a.chat-row").filter(has_text="Boris").click()
    expect(clara.message("On the walk, 4")).to_be_visible()
    return clara


def test_a_file_goes_on_after_a_cut_and_a_reload_and_says_why_it_may_not(
    clara: Person, wire: Wire
) -> None:
    """What was written after it is there before it; nothing is sent twice."""
    begun: list[Request] = []
    clara.page.on("request", lambda request: begun.append(request) if is_of(request) else None)
    begin(clara, wire)
    interrupt(clara, wire)
    methods = [request.method for request in begun]
    assert methods.count("POST") == 1
    offset = int(begun[-1].headers["upload-offset"])
    assert 0 < offset < 2 * MEBIBYTE
    href = rows(clara, "long.bin").get_by_role("link").get_attribute("href")
    assert clara.page.request.get(f"{clara.url}{href}").body() == content(2 * MEBIBYTE)

    # The same content is known there.
    count = len(begun)
    send(clara, file("long.bin", 2 * MEBIBYTE))
    expect(rows(clara, "long.bin")).to_have_count(2)
    assert len(begun) == count
    call_back(clara, wire)
    fail(clara)
    expect(rows(clara, "1.bin").locator(".tick.sent")).to_be_visible()


def is_of(request: Request) -> bool:
    """Whether a request carries an upload."""
    return "/api/uploads" in request.url and request.method in {"POST", "PATCH"}


def send(person: Person, payload: FilePayload, words: str = "") -> None:
    """Choose a file and send it."""
    choose(person, "File", payload)
    caption(person).fill(words)
    caption(person).press("Enter")


def begin(clara: Person, wire: Wire) -> None:
    """Send a file that does not get far, and words that overtake it."""
    wire.hold()
    send(clara, file("long.bin", 2 * MEBIBYTE), "All of it")
    expect(ring(clara, "long.bin")).to_be_visible()
    wait_for(clara, wire)
    clara.write("Meanwhile")
    expect(clara.tick("Meanwhile", "Sent")).to_be_visible()
    expect(clara.page.locator(".message.mine").last).to_contain_text("All of it")


def interrupt(clara: Person, wire: Wire) -> None:
    """Cut the line, leave the page, and let the file arrive."""
    wire.cut()
    wire.mend()
    wait_for(clara, wire)
    clara.page.reload()
    wire.snap()  # What the page has left does not know of that.
    expect(ring(clara, "long.bin")).to_be_visible()
    wait_for(clara, wire)
    wire.let_go()
    expect(clara.tick("All of it", "Sent")).to_be_visible()


def call_back(clara: Person, wire: Wire) -> None:
    """Begin to send a file, and think better of it."""
    wire.hold()
    send(clara, file("other.bin", MEBIBYTE))
    wait_for(clara, wire)
    ring(clara, "other.bin").click()
    expect(rows(clara, "other.bin")).to_have_count(0)
    wire.let_go()


def fail(clara: Person) -> None:
    """Send what is too large, and what there is no room for."""
    choose(clara, "File", file("huge.bin", 8 * MEBIBYTE + 1))
    expect(clara.page.get_by_text("“huge.bin” is too large: at most")).to_be_visible()
    for number in (1, 2):
        send(clara, file(f"{number}.bin", 7 * MEBIBYTE + number))
    failure = rows(clara, "2.bin").locator(".failure")
    way = rows(clara, "2.bin").get_by_role("link", name="Make room")
    expect(way).to_have_attribute("href", "/account/storage")
    for item in ("Send again", "Delete"):
        expect(failure).to_contain_text("There is no room for more files.")
        failure.click()
        clara.page.get_by_role("menuitem", name=item).click()
    expect(rows(clara, "2.bin")).to_have_count(0)


def wait_for(person: Person, wire: Wire) -> None:
    """Wait until a piece of an upload is held on its way."""
    while not wire.held:
        person.page.wait_for_timeout(20)
