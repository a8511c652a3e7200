"""A photo of oneself: chosen, cut, turned and saved by hand; seen by the other side; removed."""

import base64
from itertools import count

import pytest
from playwright.sync_api import FilePayload, Locator, Route, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.test_axe import check
from tests.picture_files import SVG, corners, encoded, turned

NUMBERS = count()
WAYS = [(False, False, "en"), (True, True, "ru")]
PICTURE = FilePayload(name="me.png", mimeType="image/png", buffer=encoded(corners(600, 600)))
NO_PICTURES = [
    FilePayload(name="me.png", mimeType="image/png", buffer=SVG),
    FilePayload(name="me.svg", mimeType="image/svg+xml", buffer=SVG),
    FilePayload(name="me.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7"),
    FilePayload(name="me.jpg", mimeType="image/jpeg", buffer=b""),
]
QUARTERS = ["red", "green", "blue", "white"]
# What stands in the middle of each quarter of a picture, by the strongest of its colours.
LOOK = """async (image) => {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 4, height: 4 });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0, 4, 4);
    return [[0, 0], [3, 0], [0, 3], [3, 3]].map(([x, y]) => {
        const [r, g, b] = context.getImageData(x, y, 1, 1).data;
        if (Math.min(r, g, b) > 150) return "white";
        return r > g && r > b ? "red" : g > b ? "green" : "blue";
    });
}"""
DROP = """([place, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "me.png", { type: "image/png" }));
    const options = { bubbles: true, cancelable: true };
    const event = place
        ? new DragEvent("drop", { ...options, dataTransfer: data })
        : new ClipboardEvent("paste", { ...options, clipboardData: data });
    (place ? document.querySelector(place) : document).dispatchEvent(event);
}"""


@pytest.fixture(params=WAYS, ids=["desk", "phone"])
def anna(request: pytest.FixtureRequest, meet: Meet) -> Person:
    """Anna at her account page, who has just registered."""
    phone, dark, language = request.param
    person = meet(f"anne{next(NUMBERS)}", phone=phone, dark=dark, language=language)
    person.join("/account/profile")
    return person


def choose(person: Person, picture: FilePayload = PICTURE) -> Locator:
    """Open the dialog, choose a file, and return where it is cut."""
    press(person, "Choose a photo")
    person.page.locator("photo-cropper input[type=file]").set_input_files(picture)
    return person.page.locator(".crop-area")


def press(person: Person, name: str, within: str = "own-photo") -> None:
    """Press a button by the finger or the mouse."""
    text = person.t(name)
    button = person.page.locator(within).get_by_role("button", name=text, exact=True)
    if person.phone:
        button.tap()
    else:
        button.click()


def save(person: Person) -> None:
    """Send the photo, and wait until it is there."""
    press(person, "Save", "photo-cropper")
    expect(person.page.get_by_text(person.t("The photo is saved."))).to_be_visible()


def quarters(image: Locator) -> list[str]:
    """Return the colours of the quarters of a picture on the page."""
    expect(image).to_be_visible()
    found: list[str] = image.evaluate(LOOK)
    return found


def own(person: Person) -> Locator:
    """Return one's own photo on the account page."""
    return person.page.locator("own-photo > .letter-tile img")


def test_a_photo_is_cut_turned_saved_seen_and_removed(anna: Person, meet: Meet) -> None:
    """The other side sees each change without a reload, in the list and over the chat."""
    boris = meet(f"bert.{anna.nick}", phone=anna.phone)
    boris.join()
    boris.start_chat(anna)
    boris.write("Show yourself")

    expect(choose(anna)).to_be_focused()
    press(anna, "Turn to the right", "photo-cropper")
    save(anna)

    expected = ["blue", "red", "white", "green"]
    assert expected == quarters(own(anna))
    assert expected == quarters(boris.page.locator(".talk-head .letter-tile img"))
    if boris.phone:
        boris.back()
    assert expected == quarters(boris.row(anna).locator(".letter-tile img"))

    anna.page.reload()
    assert expected == quarters(own(anna))
    press(anna, "Remove")
    expect(anna.page.get_by_text(anna.t("The photo is removed."))).to_be_visible()
    expect(own(anna)).to_have_count(0)
    expect(boris.row(anna)).to_be_visible()
    expect(boris.row(anna).locator("img")).to_have_count(0)


def test_a_photo_is_seen_where_people_are_found(anna: Person, meet: Meet) -> None:
    """In the dialog, which Dash draws, and in the search of the list."""
    choose(anna)
    save(anna)
    boris = meet(f"bert.{anna.nick}")
    boris.join()

    assert QUARTERS == quarters(boris.find(anna).locator("img"))
    boris.page.keyboard.press("Escape")
    boris.page.locator("chat-list input").fill(anna.nick)
    assert QUARTERS == quarters(boris.page.locator("button.chat-row img"))


def test_closer_and_aside_only_a_part_is_left(anna: Person) -> None:
    """By the slider, and by drawing the picture with a finger or the mouse."""
    area = choose(anna)
    anna.page.get_by_role("slider").fill("60")
    box = area.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for _ in range(6):
        anna.page.mouse.move(*middle)
        anna.page.mouse.down()
        anna.page.mouse.move(middle[0] + 150, middle[1] + 150, steps=4)
        anna.page.mouse.up()
    save(anna)

    assert ["red"] * 4 == quarters(own(anna))


def test_by_the_keyboard_alone(anna: Person) -> None:
    """Opened, chosen, moved, zoomed, turned and saved; Escape leaves without a change."""
    keys = anna.page.keyboard
    anna.button("Choose a photo").focus()
    keys.press("Enter")
    expect(anna.button("Choose a file")).to_be_focused()
    keys.press("Escape")
    expect(anna.button("Choose a photo")).to_be_focused()

    # Begun early, since the browser is told of it beside the keys and may hear of them first.
    with anna.page.expect_file_chooser() as chooser:
        keys.press("Enter")
        expect(anna.button("Choose a file")).to_be_focused()
        keys.press("Enter")
    chooser.value.set_files(PICTURE)
    expect(anna.page.locator(".crop-area")).to_be_focused()
    for key in ("r", "R", *"+" * 15, *["ArrowLeft"] * 60, *["ArrowUp"] * 60):
        keys.press(key)
    save_button = anna.page.locator("photo-cropper").get_by_role("button", name=anna.t("Save"))
    while not save_button.evaluate("(button) => button === document.activeElement"):
        keys.press("Tab")
    keys.press("Enter")
    expect(anna.page.get_by_text(anna.t("The photo is saved."))).to_be_visible()

    assert ["white"] * 4 == quarters(own(anna))


def test_dropped_or_pasted(anna: Person) -> None:
    """A file from another window, or a picture that was copied."""
    content = base64.b64encode(PICTURE["buffer"]).decode()
    for place in (".photo-drop", ""):
        press(anna, "Choose a photo")
        expect(anna.page.locator(".photo-drop")).to_be_visible()
        anna.page.evaluate(DROP, [place, content])
        expect(anna.page.locator(".crop-area")).to_be_visible()
        press(anna, "Close")
        expect(anna.page.locator("photo-cropper")).to_have_count(0)


def test_what_is_no_picture_is_told_at_once(anna: Person) -> None:
    """Nothing of it is sent; another one can be chosen."""
    alert = anna.page.get_by_text(anna.t("This is not a picture that can be read."))
    chosen = anna.page.locator("photo-cropper input[type=file]")
    for file in NO_PICTURES:
        press(anna, "Choose a photo")
        chosen.set_input_files(file)
        expect(alert).to_be_visible()

        chosen.set_input_files(PICTURE)
        expect(anna.page.locator(".crop-area")).to_be_visible()
        expect(alert).to_have_count(0)
        press(anna, "Close")


def test_what_the_camera_noted_does_not_leave_the_browser(anna: Person) -> None:
    """And a picture stands upright, however the camera was held."""
    sent: list[bytes] = []

    def note(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        route.continue_()

    anna.page.route("**/api/media?*", note)
    choose(anna, FilePayload(name="x.jpg", mimeType="image/jpeg", buffer=turned(6)))
    save(anna)

    assert QUARTERS == quarters(own(anna))
    assert sent
    assert not any(word in sent[0] for word in (b"anary", b"Exif", b"EXIF"))


def test_an_upload_can_be_stopped_and_a_failure_is_told(anna: Person) -> None:
    """The picture stays as it was cut, to be sent again."""
    held: list[Route] = []
    anna.page.route("**/api/media?*", lambda route: held.append(route))
    area = choose(anna)
    press(anna, "Save", "photo-cropper")
    expect(anna.page.get_by_role("progressbar", name=anna.t("Uploading"))).to_be_visible()
    press(anna, "Cancel", "photo-cropper")
    expect(anna.page.get_by_role("progressbar")).to_have_count(0)
    expect(area).to_be_visible()

    anna.guard.look_away()
    anna.page.unroute("**/api/media?*")
    anna.page.route("**/api/media?*", lambda route: route.abort("connectionfailed"))
    press(anna, "Save", "photo-cropper")
    away = anna.t("The server could not be reached. Please try again.")
    expect(anna.page.get_by_text(away)).to_be_visible()
    full = {"error": {"code": "storage_full", "status": 507, "message": "x"}}
    anna.page.unroute("**/api/media?*")
    anna.page.route("**/api/media?*", lambda route: route.fulfill(status=507, json=full))
    press(anna, "Save", "photo-cropper")
    no_room = anna.t("There is no room for more files.")
    expect(anna.page.get_by_text(no_room)).to_be_visible()
    anna.page.unroute("**/api/media?*")
    anna.guard.look_again()
    save(anna)
    assert QUARTERS == quarters(own(anna))


def test_what_was_changed_elsewhere_is_seen_on_coming_back(anna: Person) -> None:
    """The account page hears no events; it looks when the person looks."""
    other = anna.context.new_page()
    anna.guard.watch(other)
    other.goto(f"{anna.url}/account/profile")
    expect(other.locator("own-photo button")).to_be_visible()
    choose(anna)
    save(anna)

    other.evaluate("dispatchEvent(new Event('focus'))")

    assert QUARTERS == quarters(other.locator("own-photo > .letter-tile img"))


def test_letters_stand_where_a_photo_does_not_come(anna: Person) -> None:
    """At the same size, before it has come and when it fails."""
    choose(anna)
    save(anna)
    tile = anna.page.locator("own-photo > .letter-tile")
    expect(own(anna)).to_have_css("visibility", "visible")
    before = tile.bounding_box()
    anna.guard.look_away()
    anna.page.route("**/media/*", lambda route: route.abort("failed"))
    anna.page.reload()

    expect(own(anna)).to_have_css("visibility", "hidden")
    expect(tile).to_contain_text(anna.name[0])
    assert before == tile.bounding_box()


def test_the_dialog_fits_and_axe_finds_nothing(anna: Person) -> None:
    """On a low screen too: everything can be reached, and nothing lies beside."""
    check(anna, "no photo")
    if anna.phone:
        anna.page.set_viewport_size({"width": 390, "height": 560})
    press(anna, "Choose a photo")
    check(anna, "choose")
    anna.page.locator("photo-cropper input[type=file]").set_input_files(PICTURE)
    expect(anna.page.locator(".crop-area")).to_be_visible()
    check(anna, "crop")
    button = anna.page.locator("photo-cropper").get_by_role("button", name=anna.t("Save"))
    button.scroll_into_view_if_needed()
    box, size = button.bounding_box(), anna.page.viewport_size
    assert box
    assert size
    assert box["y"] + box["height"] <= size["height"]
    assert anna.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    save(anna)
    check(anna, "a photo")
