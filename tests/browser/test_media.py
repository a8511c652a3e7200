"""Pictures, video, voice and files in two browsers: how they look, and what one does with them."""

import math
import time
import uuid
from base64 import b64decode, b64encode
from dataclasses import dataclass

import httpx
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Route, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.pictures import expect_there
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load.seed import Seed
from tests.picture_files import encoded

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 300 300]/Parent 2 0 R>>endobj
trailer<</Root 1 0 R>>"""
# A film of a canvas on which a square moves, as the browser records it.
FILM = """async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
    const pen = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => { recorder.onstop = resolve; });
    recorder.start();
    for (let frame = 0; frame < 20; frame += 1) {
        pen.fillStyle = "#24467a";
        pen.fillRect(0, 0, 320, 180);
        pen.fillStyle = "#ffcf5a";
        pen.fillRect(frame * 12, 60, 60, 60);
        await new Promise((drawn) => setTimeout(drawn, 40));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
# A tone that comes and goes, as the browser records it.
SOUND = """async (seconds) => {
    const context = new AudioContext();
    await context.resume();
    const [tone, level] = [context.createOscillator(), context.createGain()];
    const end = context.createMediaStreamDestination();
    tone.connect(level).connect(end);
    const recorder = new MediaRecorder(end.stream, { mimeType: "audio/webm;codecs=opus" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((resolve) => { recorder.onstop = resolve; });
    tone.start();
    recorder.start();
    await new Promise((heard) => setTimeout(heard, seconds * 1000));
    recorder.stop();
    await ended;
    await context.close();
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
# What moved though nobody did anything.
WATCH = """() => {
    window.moved = [];
    new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries())
            if (!hadRecentInput) window.moved.push(value);
    }).observe({ type: "layout-shift", buffered: false });
}"""
BOXES = """(boxes) => boxes.map((box) => {
    const { x, y, width, height } = box.getBoundingClientRect();
    return [x, y, width, height];
})"""


def picture(width: int, height: int, hue: int) -> bytes:
    """Return a photo of a sun over hills, wide or high."""
    image = Image.new("HSV", (width, height), (hue, 90, 235))
    pen = ImageDraw.Draw(image)
    edge = min(width, height) // 5
    pen.ellipse((width // 2, edge, width // 2 + edge, 2 * edge), fill=(30, 160, 255))
    for step in range(3):
        top = height * (5 + step) // 9
        hills = [
            (x, top + int(math.sin(x / width * 9 + step * 2) * height / 14))
            for x in range(0, width + 8, 8)
        ]
        pen.polygon([*hills, (width, height), (0, height)], fill=(hue + 40, 120, 170 - 40 * step))
    return encoded(image.convert("RGB"), "JPEG")


@dataclass(frozen=True)
class Sender:
    """Anna's program, which sends what no fingers could choose."""

    url: str
    token: str
    chat: int

    def send(self, kind: str, *files: tuple[str, bytes], text: str = "", **said: str) -> None:
        """Upload files and send them in one message, once the server has made them ready."""
        headers = {"Authorization": f"Bearer {self.token}"}
        media_ids = []
        with httpx.Client(base_url=self.url, headers=headers, timeout=60) as http:
            for name, content in files:
                query = {"as": kind, "name": name, **said}
                answer = http.post("/api/media", params=query, content=content)
                assert 201 == answer.status_code, answer.text
                media_ids.append(answer.json()["media"]["id"])
        sent = program.ask(
            self.url,
            self.token,
            "messages.send",
            chat_id=str(self.chat),
            client_id=str(uuid.uuid4()),
            kind=kind,
            text=text,
            format="plain",
            media_ids=media_ids,
        )
        self._is_ready(sent["message"]["seq"])

    def _is_ready(self, seq: int) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            page = program.ask(
                self.url,
                self.token,
                "messages.history",
                chat_id=str(self.chat),
                after=seq - 1,
                limit=1,
            )
            held = page["messages"][0]["attachments"]
            if all(each["status"] == "ready" for each in held):
                return
            time.sleep(0.1)
        raise AssertionError(held)


@dataclass(frozen=True)
class Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian."""

    anna: Person
    boris: Person
    sender: Sender
    boris_token: str


@pytest.fixture
def cast(open_server: RunningServer, seed: Seed, meet: Meet) -> Cast:
    """Two people with a few words, Anna at her page."""
    ann, bob = seed.named(["Anna", "Boris"])
    chat = seed.direct(ann, bob)
    seed.history(chat, (ann, bob), 6, words="At the lake, %d")
    for each in (ann, bob):
        seed.read(chat, each, 6)
    anna = meet("anna", server=open_server)
    boris = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    anna.arrive(ann.token, f"/#{chat}")
    return Cast(anna, boris, Sender(open_server.url, ann.token, chat), bob.token)


def farthest(before: list[list[float]], after: list[list[float]]) -> float:
    """Return by how much an edge of some boxes has moved at most, in px."""
    return max(
        abs(edge - now)
        for box, moved in zip(before, after, strict=True)
        for edge, now in zip(box, moved, strict=True)
    )


def tiles(person: Person) -> Locator:
    """Return the pictures that are shown in bubbles."""
    return person.page.locator("message-feed .tile")


def viewer(person: Person) -> Locator:
    """Return the picture over the page."""
    return person.page.locator("media-viewer dialog")


def shown_in(person: Person) -> str:
    """Return the address of the picture that is shown there."""
    address = viewer(person).locator(".frame > :last-child").get_attribute("src")
    assert address is not None
    return address


def send_all(cast: Cast) -> None:
    """Anna sends one of everything."""
    page = cast.anna.page
    page.locator("message-feed").click()  # Without that a browser lets no page make a sound.
    film, voice = (b64decode(page.evaluate(each, 2)) for each in (FILM, SOUND))
    album = [("a.jpg", picture(800, 540, 150)), ("b.jpg", picture(500, 700, 110))]
    wave_form = b64encode(bytes(abs(int(math.sin(at / 6) * 250)) for at in range(100))).decode()
    sender = cast.sender
    sender.send("photo", *album, ("c.jpg", picture(640, 640, 20)), text="Our days at the lake")
    sender.send("video", ("film.webm", film), width="320", height="180", duration="0.8")
    for _ in range(2):
        sender.send("voice", ("voice.webm", voice), duration="2", waveform=wave_form)
    sender.send("file", ("A plan of the walks around the lake.pdf", PDF), ("way.txt", b"North."))
    sender.send("photo", ("d.jpg", picture(700, 420, 200)))


def test_media_look_the_same_on_both_sides(cast: Cast) -> None:
    """Nothing moves while it comes; it is heard, watched and read where it is."""
    send_all(cast)
    nothing_moves_while_they_come(cast)
    anna, boris = cast.anna, cast.boris
    for person in (anna, boris):
        expect(tiles(person)).to_have_count(5)
        check(person, "media in a chat")
    voices_follow_each_other(boris)
    keys_seek(anna)
    a_video_plays_in_its_place(anna)
    files_are_read(anna)
    expect(anna.page.locator("a.chat-row .chat-text")).to_contain_text("Photo")


class Gate:
    """Requests of a page that wait until it is opened."""

    def __init__(self, person: Person, *addresses: str) -> None:
        self._held: list[Route] = []
        self._is_open = False
        for address in addresses:
            person.page.route(address, lambda route: self._come(route))

    def open(self) -> None:
        """Let go what waits, and whatever comes from now on."""
        self._is_open = True
        while self._held:
            self._held.pop().continue_()

    def _come(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)


def nothing_moves_while_they_come(cast: Cast) -> None:
    """Boris opens the chat: boxes have their size before what draws them is here, and after."""
    boris = cast.boris
    page = boris.page
    gate = Gate(boris, "**/media-parts.js", "**/media/*")
    boris.open_page(cast.boris_token, f"/#{cast.sender.chat}")
    expect(page.locator(".album")).to_have_count(3)
    assert tiles(boris).count() == 0
    rows = page.locator("message-feed .message")
    before = rows.evaluate_all(BOXES)
    page.evaluate(WATCH)
    gate.open()
    expect(tiles(boris)).to_have_count(5)
    expect_there(page.locator(".sharp").first)
    expect(page.locator("voice-row .seek")).to_have_count(2)
    # The browser rounds where it scrolls to.
    assert farthest(before, rows.evaluate_all(BOXES)) < 1
    assert page.evaluate("window.moved") == []


def test_pictures_are_looked_through_over_the_page(cast: Cast) -> None:
    """By keys at a desk and by fingers on a phone: on, close, and back to where one was."""
    sender = cast.sender
    sender.send("photo", ("a.jpg", picture(800, 540, 150)), ("b.jpg", picture(500, 700, 110)))
    sender.send("photo", ("c.jpg", picture(640, 400, 20)), text="The last of them")
    looks_by_keys(cast.anna)
    cast.boris.open_page(cast.boris_token, f"/#{sender.chat}")
    looks_by_fingers(cast.boris)


def looks_by_keys(anna: Person) -> None:
    """Arrows lead on, plus and 0 zoom, and Esc leads back to where one was."""
    page = anna.page
    last = tiles(anna).last.get_by_role("button")
    expect(tiles(anna)).to_have_count(3)
    last.focus()
    page.keyboard.press("Enter")
    expect(viewer(anna)).to_be_visible()
    expect(viewer(anna).locator(".caption")).to_have_text("The last of them")
    check(anna, "the viewer")
    first = shown_in(anna)
    page.keyboard.press("ArrowLeft")
    expect(viewer(anna).locator(".frame > :last-child")).not_to_have_attribute("src", first)
    page.keyboard.press("+")
    expect(viewer(anna).locator(".stage[data-close]")).to_be_visible()
    page.keyboard.press("0")
    expect(viewer(anna).locator(".stage[data-close]")).to_have_count(0)
    goes_on_from_there(anna)
    page.keyboard.press("Escape")
    expect(viewer(anna)).to_have_count(0)
    expect(last).to_be_focused()


def goes_on_from_there(anna: Person) -> None:
    """The focus stays inside; the picture is downloaded, and forwarded by the dialog over it."""
    page = anna.page
    for _ in range(7):
        page.keyboard.press("Tab")
    assert viewer(anna).evaluate("(each) => each.contains(document.activeElement)")
    with page.expect_download() as download:
        viewer(anna).get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.startswith("b.")
    viewer(anna).get_by_role("button", name="Forward").click()
    expect(page.locator("forward-dialog dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("forward-dialog")).to_have_count(0)


def looks_by_fingers(boris: Person) -> None:
    """A swipe leads on, two taps look close, a swipe down leaves; the next tap opens it again."""
    finger = Finger(boris)
    expect(tiles(boris)).to_have_count(3)
    tiles(boris).last.get_by_role("button").tap()
    expect(viewer(boris)).to_be_visible()
    check(boris, "the viewer")
    first = shown_in(boris)
    finger.draw((80, 400), (340, 410))
    expect(viewer(boris).locator(".frame > :last-child")).not_to_have_attribute("src", first)
    for is_close in (True, False):
        taps_twice(boris, finger, is_close=is_close)
    finger.draw((190, 300), (195, 700))
    expect(viewer(boris)).to_have_count(0)
    tiles(boris).last.get_by_role("button").tap()
    expect(viewer(boris)).to_be_visible()


def taps_twice(boris: Person, finger: Finger, *, is_close: bool) -> None:
    """Look close at a picture, or at all of it again.

    On a slow machine two taps may come too late after each other to be one wish.
    """
    close = viewer(boris).locator(".stage[data-close]")
    while (close.count() == 1) is not is_close:
        for _ in range(2):
            finger.press(190, 400)
            finger.lift()
        boris.page.wait_for_timeout(100)


def voices_follow_each_other(boris: Person) -> None:
    """After the first voice message the second is heard; one plays at a time."""
    first, second = (boris.page.locator("voice-row").nth(place) for place in (0, 1))
    pause = boris.t("Pause")
    first.get_by_role("button", name=boris.t("Play")).tap()
    expect(first.get_by_role("button", name=pause)).to_be_visible()
    first.get_by_role("button", name="1×").tap()
    expect(first.get_by_role("button", name="1,5×")).to_be_visible()
    box = first.get_by_role("slider").bounding_box()
    assert box is not None
    Finger(boris).draw(
        (box["x"] + 20, box["y"] + 12), (box["x"] + box["width"] * 0.9, box["y"] + 12)
    )
    expect(second.get_by_role("button", name=pause)).to_be_visible()
    expect(first.get_by_role("button", name=pause)).to_have_count(0)
    second.get_by_role("button", name=pause).tap()
    expect(second.get_by_role("button", name=pause)).to_have_count(0)


def keys_seek(anna: Person) -> None:
    """Arrows lead through a voice message; the feed stays where it is."""
    slider = anna.page.get_by_role("slider").first
    slider.focus()
    anna.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "1")
    anna.page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuenow", "2")
    anna.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", "0")
    expect(slider).to_be_focused()


def a_video_plays_in_its_place(anna: Person) -> None:
    """The video takes the place of its picture, and its size."""
    tile = anna.page.locator("video-tile")
    tile.get_by_role("button").click(trial=True)  # It is scrolled to where it can be pressed.
    before = tile.evaluate_all(BOXES)
    tile.get_by_role("button").click()
    expect(tile.locator("video.playing")).to_have_js_property("readyState", 4)
    assert farthest(before, tile.evaluate_all(BOXES)) < 1


def files_are_read(anna: Person) -> None:
    """A text is read in a frame in which nothing runs, and the PDF is offered whole."""
    page = anna.page
    pdf = page.get_by_role("link", name="A plan of the walks")
    expect(pdf).to_have_attribute("download", "A plan of the walks around the lake.pdf")
    page.locator(".file-open").filter(has_text="way.txt").click()
    expect(page.frame_locator("file-reader iframe").locator("body")).to_have_text("North.")
    check(anna, "a text file")
    page.keyboard.press("Escape")
    expect(page.locator("file-reader")).to_have_count(0)
