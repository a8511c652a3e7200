"""Voice messages: recorded at a desk and by a finger, sent, kept, cancelled and heard."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.finger import Finger
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.browser.wire import Wire
from tests.load.seed import Seed

# What the browser gives to the page, so that one sees whether it was given back.
WATCH_MICROPHONE = """() => {
    window.given = [];
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wish) => {
        const stream = await ask(wish);
        window.given.push(...stream.getTracks());
        return stream;
    };
}"""
STATES = "() => window.given.map((track) => track.readyState)"
# All that voice messages tell of themselves from now on, however short it stands there.
WATCH_FACTS = """() => {
    const facts = () => [...document.querySelectorAll("message-feed .row-facts")];
    window.said = [];
    window.facts?.disconnect();
    window.facts = new MutationObserver(() => {
        window.said.push(...facts().map((each) => each.innerText.replaceAll(/\\s+/g, " ")));
    });
    const all = { childList: true, characterData: true, subtree: true };
    window.facts.observe(document.querySelector("message-feed"), all);
}"""
# So long that its middle is shown when it is heard, also where a second passes unseen.
LONG = 3


@dataclass(frozen=True)
class Cast:
    """Anna at a desk in light English, Boris with a phone in dark Russian and a line to be cut."""

    anna: Person
    boris: Person
    wire: Wire


@pytest.fixture
def cast(open_server: RunningServer, seed: Seed, wire: Wire, meet: Meet) -> Cast:
    """Both with their chat open."""
    ann, bob, clara = seed.named(["Anna", "Boris", "Clara"])
    chat = seed.direct(ann, bob)
    seed.history(chat, (ann, bob), 6, words="By the fire, %d")
    for each in (ann, bob):
        seed.read(chat, each, 6)
    seed.directs(ann, [clara])
    anna = meet("anna", server=open_server)
    boris = meet("boris", phone=True, dark=True, language="ru", server=wire)
    anna.arrive(ann.token, f"/#{chat}")
    boris.open_page(bob.token, f"/#{chat}")
    expect(boris.composer).to_be_visible()
    return Cast(anna, boris, wire)


def allow(person: Person) -> None:
    """Let the page of a person hear, and see what becomes of it."""
    person.context.grant_permissions(["microphone"], origin=person.url)
    person.page.evaluate(WATCH_MICROPHONE)


def microphone(person: Person) -> Locator:
    """Return the button that begins to record."""
    return person.button("Record a voice message")


def bar(person: Person) -> Locator:
    """Return what stands in the place of the field."""
    return person.page.locator("voice-bar")


def has_spoken(person: Person, seconds: int = 1) -> None:
    """Wait until there is something to be sent."""
    written = re.compile(rf"^0:0[{seconds}-9]$")
    expect(bar(person).locator(".voice-time")).to_have_text(written)


def voices(person: Person) -> Locator:
    """Return the voice messages of the chat."""
    return person.page.locator("message-feed .message").filter(has=person.page.locator("voice-row"))


def lets_go(person: Person) -> None:
    """Nothing listens any more, and the field is there again."""
    expect(bar(person)).to_have_count(0)
    expect(microphone(person)).to_be_visible()
    assert {"ended"} == set(person.page.evaluate(STATES))


def is_heard(person: Person, voice: Locator) -> None:
    """Play a voice message from its beginning to its end."""
    expect(voice.locator(".seek path")).to_have_count(2)
    facts = voice.locator(".row-facts")
    person.page.evaluate(WATCH_FACTS)
    voice.get_by_role("button", name=f"{person.t('Play')}: {person.t('Voice message')}").click()
    person.page.wait_for_function("() => window.said.some((each) => each.includes('/'))")
    expect(facts).not_to_contain_text("/")
    said = person.page.evaluate("window.said")
    assert any(re.match(r"0:0[1-9] / 0:0[1-9]", each) for each in said), said


def test_a_voice_is_recorded_at_a_desk_and_heard_on_a_phone(cast: Cast) -> None:
    """It answers a message; what was begun in a chat waits in that chat."""
    anna, boris = cast.anna, cast.boris
    microphone(anna).click()
    expect(anna.page.locator(".notices")).to_contain_text("The microphone is not allowed.")
    expect(microphone(anna)).to_be_enabled()
    allow(anna)
    anna.choose("By the fire, 2", "Reply")
    records_by_keys(anna)
    lets_go(anna)
    expect(anna.composer).to_be_focused()
    expect(voices(anna)).to_contain_text("By the fire, 2")
    is_heard(anna, voices(anna))
    is_heard(boris, voices(boris))
    loses_the_microphone(anna)
    leaves_and_comes_back(cast)


def records_by_keys(anna: Person) -> None:
    """Esc cancels, a second press is too early, and Enter sends."""
    page = anna.page
    microphone(anna).press("Enter")
    expect(bar(anna).get_by_role("timer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar(anna)).to_have_count(0)
    anna.composer.fill("Not yet")
    expect(anna.button("Send")).to_be_enabled()
    anna.composer.fill("")
    microphone(anna).click()
    anna.button("Send").click()
    expect(page.locator(".notices")).to_contain_text("at least a second")
    has_spoken(anna, LONG)
    check(anna, "recording")
    bar(anna).get_by_role("button", name="Pause the recording").click()
    expect(bar(anna).get_by_role("status")).to_have_text("Paused")
    bar(anna).get_by_role("button", name="Go on recording").click()
    expect(bar(anna).get_by_role("status")).to_have_text("Recording")
    anna.button("Send").press("Enter")


def loses_the_microphone(anna: Person) -> None:
    """What it has heard waits, and is thrown away."""
    microphone(anna).click()
    has_spoken(anna)
    anna.page.evaluate("() => window.given.at(-1).stop()")
    expect(anna.page.locator(".notices")).to_contain_text("The microphone is gone.")
    expect(bar(anna).locator("voice-row")).to_be_visible()
    bar(anna).get_by_role("button", name="Delete the recording").click()
    lets_go(anna)
    anna.page.locator(".notices").get_by_role("button", name="Undo").click()
    expect(bar(anna).locator("voice-row")).to_be_visible()
    bar(anna).get_by_role("button", name="Delete the recording").click()
    lets_go(anna)


def leaves_and_comes_back(cast: Cast) -> None:
    """Nothing goes to the other chat; here it is heard once more, and sent."""
    anna = cast.anna
    microphone(anna).click()
    has_spoken(anna)
    anna.page.locator("a.chat-row").filter(has_text="Clara").click()
    expect(anna.page.locator(".notices")).to_contain_text("waits in its chat")
    lets_go(anna)
    anna.open(cast.boris)
    expect(bar(anna).locator(".seek path")).to_have_count(2)
    check(anna, "a recording that waits")
    anna.button("Send").click()
    lets_go(anna)
    expect(voices(cast.boris)).to_have_count(2)


@dataclass(frozen=True)
class Thumb:
    """Boris's finger on the place of the microphone."""

    finger: Finger
    x: float
    y: float

    def press(self) -> None:
        """Come down there."""
        self.finger.press(self.x, self.y)

    def go(self, left: float = 0, up: float = 0) -> None:
        """Go so far from there, in px."""
        self.finger.move((self.x, self.y), (self.x - left, self.y - up))

    def lift(self) -> None:
        """Go away."""
        self.finger.lift()


def test_a_finger_records_locks_and_cancels(cast: Cast) -> None:
    """Lifted it sends; a tap is no holding."""
    boris = cast.boris
    allow(boris)
    box = microphone(boris).bounding_box()
    assert box is not None
    thumb = Thumb(Finger(boris), box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    thumb.press()
    has_spoken(boris)
    check(boris, "a microphone that is held")
    thumb.lift()
    expect(voices(boris)).to_have_count(1)
    lets_go(boris)
    is_drawn_to_the_left(boris, thumb)
    is_locked_and_sent_without_a_connection(cast, thumb)


def is_drawn_to_the_left(boris: Person, thumb: Thumb) -> None:
    """Nothing is sent, whenever the finger is lifted."""
    thumb.press()
    has_spoken(boris)
    thumb.go(left=60)
    expect(bar(boris)).to_be_visible()
    thumb.go(left=140)
    lets_go(boris)
    thumb.lift()
    microphone(boris).tap()
    has_spoken(boris)
    bar(boris).get_by_role("button", name=boris.t("Cancel recording")).tap()
    lets_go(boris)
    expect(voices(boris)).to_have_count(1)


def is_locked_and_sent_without_a_connection(cast: Cast, thumb: Thumb) -> None:
    """It is heard here meanwhile, and goes out when the line is mended."""
    anna, boris = cast.anna, cast.boris
    boris.guard.look_away()
    cast.wire.cut()
    thumb.press()
    expect(bar(boris).locator(".voice-lock")).to_be_visible()
    thumb.go(up=100)
    thumb.lift()
    has_spoken(boris, LONG)
    boris.button("Send").tap()
    expect(voices(boris)).to_have_count(2)
    lets_go(boris)
    is_heard(boris, voices(boris).last)
    expect(voices(anna)).to_have_count(1)
    cast.wire.mend()
    expect(voices(anna)).to_have_count(2)
    boris.guard.look_again()
