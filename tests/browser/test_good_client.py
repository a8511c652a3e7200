"""What a good client does, by the numbers that are asked for."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, WebSocket, expect

from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.program import ask, say
from tests.browser.running_server import RunningServer
from tests.browser.wire import wire_to
from tests.load import seed as tables

LONG, READ, ENDLESS = 120, 60, 10_000
MOST_ROWS, MOST_NODES = 150, 2_000
# What stands there once the frame has been drawn in which Enter was pressed.
ENTER = """async (input) => {
    WebSocket.prototype.send = () => {};
    const enter = { key: "Enter", bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent("keydown", enter));
    for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
    await new Promise(requestAnimationFrame);
    const last = [...document.querySelectorAll(".message")].at(-1);
    const composer = document.querySelector(".composer-box").getBoundingClientRect();
    return [
        last.querySelector(".words").textContent,
        last.querySelectorAll(".tick.waiting").length,
        last.getBoundingClientRect().bottom <= composer.top,
        input.value,
        document.activeElement === input,
    ];
}"""
# The seqs of one's own messages, by whether the other has read them.
TICKS = """() => Object.fromEntries(["read", "sent"].map((stage) => [
    stage,
    [...document.querySelectorAll(`.message.mine:has(.tick.${stage})`)]
        .map(({ dataset }) => Number(dataset.seq)),
]))"""
FROM_END = """(scroller, distance) => {
    scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight - distance;
}"""
# By how many px the last row in view is cut off or stands above the composer.
LAST_IN_VIEW = """async (scroller) => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    const { bottom } = scroller.getBoundingClientRect();
    const rows = [...scroller.querySelectorAll(".message")];
    const last = rows.findLast((row) => row.getBoundingClientRect().top < bottom);
    return [last.dataset.seq, Math.round(last.getBoundingClientRect().bottom - bottom)];
}"""
# How many places are passed on the way to the end.
GO_DOWN = """async (button) => {
    const scroller = document.querySelector(".scroller");
    const places = new Set();
    scroller.addEventListener("scroll", () => places.add(scroller.scrollTop));
    button.click();
    const left = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    const late = performance.now() + 30_000;
    while (left() > 2 && performance.now() < late) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    if (left() > 2) throw new Error("The end is never reached.");
    return places.size;
}"""
# Makes the first row taller as soon as the place has moved twice.
GROW_ABOVE = """() => {
    const scroller = document.querySelector(".scroller");
    let moves = 0;
    scroller.addEventListener("scroll", () => {
        moves += 1;
        if (moves === 3) scroller.querySelector(".message").style.paddingTop = "300px";
    });
}"""
# Scrolls from the end to the first message; returns the most rows and nodes that were there.
SCROLL_ALL = """async (scroller) => {
    const most = [0, 0];
    while (!scroller.querySelector(".message[data-seq='1']")) {
        scroller.scrollTop = 0;
        await new Promise(requestAnimationFrame);
        most[0] = Math.max(most[0], scroller.querySelectorAll(".message").length);
        most[1] = Math.max(most[1], document.querySelectorAll("*").length);
    }
    return most;
}"""
GREY = "rgb(111, 120, 137)"
BLUR = "() => { document.hasFocus = () => false; dispatchEvent(new Event('blur')); }"
FOCUS = "() => { document.hasFocus = () => true; dispatchEvent(new Event('focus')); }"
# Holds back what asks for the missed messages, until window.letGo().
HOLD_SYNC = """() => {
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (frame) {
        if (frame.includes('"sync"')) window.letGo = () => send.call(this, frame);
        else send.call(this, frame);
    };
}"""
# Until the page knows that its line is cut.
NOTICE = """async () => {
    const { static: folder } = document.documentElement.dataset;
    const { connection } = await import(`${folder}js/messenger.js`);
    const next = () => new Promise((done) => connection.addEventListener("status", done));
    while (connection.status.phase === "online") await next();
}"""


@dataclass(frozen=True)
class Talk:
    """A server, and chats of Anna with Boris, half read, and with Clara."""

    server: RunningServer
    anna: tables.Person
    boris: tables.Person
    clara: tables.Person
    chat: int
    other: int

    def ask(self, who: tables.Person, op: str, **data: object) -> None:
        """Do something as one of them."""
        ask(self.server.url, who.token, op, **data)

    def say(self, text: str) -> None:
        """Let Boris write."""
        say(self.server.url, self.boris.token, self.chat, [text])


@pytest.fixture
def talk(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people in its tables."""
    return talk_of(open_server, seed, LONG, READ)


@pytest.fixture
def endless(open_server: RunningServer, seed: tables.Seed) -> Talk:
    """New people with a long chat, which is read."""
    return talk_of(open_server, seed, ENDLESS, ENDLESS)


def talk_of(server: RunningServer, seed: tables.Seed, long: int, read: int) -> Talk:
    """Make three people, and a chat that is so long and read so far."""
    anna, boris, clara = seed.named(["Anna", "Boris", "Clara"])
    chat, [other] = seed.direct(anna, boris), seed.directs(anna, [clara])
    seed.history(chat, (anna, boris), long, words="Message %d")
    seed.read(chat, anna, read)
    return Talk(server, anna, boris, clara, chat, other)


@pytest.fixture
def anna(meet: Meet, talk: Talk) -> Person:
    """Anna, who has opened the chat where she had stopped to read."""
    person = meet("anna", server=talk.server)
    person.arrive(talk.anna.token, f"/#{talk.chat}")
    expect(person.page.locator(".unread-line")).to_be_in_viewport()
    return person


@pytest.fixture
def at_end(anna: Person) -> Person:
    """Anna, who has read everything."""
    go_down(anna)
    expect(boris_row(anna).locator(".badge")).to_have_count(0)
    return anna


def go_down(person: Person) -> None:
    """Go to the end of the chat."""
    down(person).click()
    expect(down(person)).to_have_count(0)


def down(person: Person) -> Locator:
    """Return the round button over the composer."""
    return person.page.locator("button.jump")


def boris_row(person: Person) -> Locator:
    """Return the row of the chat with Boris."""
    return person.page.locator("a.chat-row").filter(has_text="Boris")


def scroller(person: Person) -> Locator:
    """Return what scrolls the messages."""
    return person.page.locator(".scroller")


def top(row: Locator) -> float:
    """Return how far down a row stands."""
    box = row.bounding_box()
    assert box
    return box["y"]


def test_a_message_stands_there_in_the_frame_of_enter(at_end: Person) -> None:
    """With a clock, above the composer, which is empty and keeps the focus."""
    at_end.composer.fill("At once")
    assert at_end.composer.evaluate(ENTER) == ["At once", 1, True, "", True]


def test_one_word_that_it_was_read_turns_every_tick_before(meet: Meet, talk: Talk) -> None:
    """Up to where the other has read, and none after it."""
    told: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: told.append(str(frame)))

    anna = meet("anna", server=talk.server)
    anna.page.on("websocket", listen)
    anna.arrive(talk.anna.token, f"/#{talk.chat}")
    go_down(anna)
    own = sorted(anna.page.evaluate(TICKS)["sent"])
    assert len(own) > 20
    told.clear()
    talk.ask(talk.boris, "messages.read", chat_id=str(talk.chat), seq=own[-5])

    expect(anna.page.locator(f".message[data-seq='{own[-5]}'] .tick.read")).to_have_count(1)
    assert anna.page.evaluate(TICKS) == {"read": own[:-4], "sent": own[-4:]}
    about = [frame for frame in told if '"event":"read"' in frame.replace(" ", "")]
    assert len([frame for frame in about if str(talk.boris.id) in frame]) == 1


def test_what_was_refused_is_marked_alone_and_can_be_sent_again(at_end: Person, talk: Talk) -> None:
    """Its menu sends it again or deletes it; no other message has a mark."""
    blocked = {"user_id": str(talk.anna.id)}
    talk.ask(talk.boris, "blocks.add", **blocked)
    for text in ("Refused", "Refused too"):
        at_end.write(text)
        expect(at_end.message(text).locator(".failure")).to_be_visible()
    expect(at_end.page.locator(".failure")).to_have_count(2)
    talk.ask(talk.boris, "blocks.remove", **blocked)

    at_end.choose("Refused", "Send again")
    expect(at_end.tick("Refused", "Sent")).to_be_visible()
    expect(at_end.page.locator(".failure")).to_have_count(1)
    at_end.choose("Refused too", "Delete")
    expect(at_end.message("Refused too")).to_have_count(0)


def test_a_date_stays_at_one_height_while_one_scrolls(at_end: Person) -> None:
    """A hand's breadth below the edge of the view."""
    stuck = at_end.page.locator(".day-group[data-stuck] .day")
    places = []
    for distance in (300, 500):
        scroller(at_end).evaluate(FROM_END, distance)
        expect(stuck).to_have_css("opacity", "1")
        places.append(top(stuck) - top(scroller(at_end)))
    assert places == [8, 8]


def test_only_what_is_seen_in_a_window_with_the_focus_is_read(at_end: Person, talk: Talk) -> None:
    """The badge stays while the window is away, and while the message is below the view."""
    page, badge = at_end.page, boris_row(at_end).locator(".badge")
    page.evaluate(BLUR)
    talk.say("While away")
    expect(at_end.message("While away")).to_be_in_viewport()
    expect(badge).to_have_text("1")
    page.wait_for_timeout(400)
    expect(badge).to_have_text("1")
    page.evaluate(FOCUS)
    expect(badge).to_have_count(0)

    scroller(at_end).evaluate(FROM_END, 400)
    expect(down(at_end)).to_be_visible()
    talk.say("Below the view")
    expect(badge).to_have_text("1")
    page.wait_for_timeout(400)
    expect(badge).to_have_text("1")
    scroller(at_end).evaluate(FROM_END, 0)
    expect(badge).to_have_count(0)


def test_300_px_from_the_end_decide_who_follows(at_end: Person, talk: Talk) -> None:
    """Farther up nothing moves and the button counts; nearer the new message is shown."""
    scroller(at_end).evaluate(FROM_END, 301)
    expect(down(at_end)).to_be_visible()
    line = at_end.page.locator(f".message[data-seq='{LONG - 10}']")
    before = top(line)
    talk.say("Not followed")
    expect(at_end.message("Not followed")).to_have_count(1)
    expect(down(at_end).locator(".badge")).to_have_text("1")
    expect(at_end.message("Not followed")).not_to_be_in_viewport()
    assert before == top(line)

    scroller(at_end).evaluate(FROM_END, 299)
    expect(down(at_end)).to_have_count(0)
    talk.say("Followed")
    expect(at_end.message("Followed")).to_be_in_viewport(ratio=1)


def test_the_way_down_glides_unless_nothing_may_move(at_end: Person) -> None:
    """With the switch that saves power the end is there at once."""
    page = at_end.page
    scroller(at_end).evaluate(FROM_END, 1_000)
    assert down(at_end).evaluate(GO_DOWN) > 3

    page.evaluate("() => { document.documentElement.dataset.calm = 'true' }")
    scroller(at_end).evaluate(FROM_END, 1_000)
    assert down(at_end).evaluate(GO_DOWN) <= 1


def test_the_way_down_is_gone_to_its_end_while_rows_above_change(at_end: Person) -> None:
    """What is loaded or grows above it moves the view with the rows, and stops nothing."""
    scroller(at_end).evaluate(FROM_END, 1_000)
    at_end.page.evaluate(GROW_ABOVE)
    assert down(at_end).evaluate(GO_DOWN) > 3


def test_ten_thousand_messages_are_scrolled_in_a_small_page(meet: Meet, endless: Talk) -> None:
    """From the last to the first: rows that are far away leave the document."""
    anna = meet("anna", server=endless.server)
    anna.arrive(endless.anna.token, f"/#{endless.chat}")
    expect(anna.message(f"Message {ENDLESS}")).to_be_in_viewport()

    rows, nodes = scroller(anna).evaluate(SCROLL_ALL)
    expect(anna.message("Message 1")).to_have_count(1)
    assert rows <= MOST_ROWS
    assert nodes <= MOST_NODES


def test_up_far_from_the_end_edits_the_last_own_message(meet: Meet, endless: Talk) -> None:
    """The end is loaded for it; not the last one that happens to be in the document."""
    anna = meet("anna", server=endless.server)
    anna.arrive(endless.anna.token, f"/#{endless.chat}/100")
    expect(anna.message("Message 100")).to_be_in_viewport()
    anna.composer.press("ArrowUp")
    field = anna.page.locator("message-composer textarea")
    expect(field).to_have_value(f"Message {ENDLESS - 1}")
    expect(anna.message(f"Message {ENDLESS - 1}")).to_be_in_viewport()


def test_the_last_row_in_view_stays_above_a_taller_composer(anna: Person) -> None:
    """Also far from the end: as high above the composer as before."""
    before = scroller(anna).evaluate(LAST_IN_VIEW)
    height = scroller(anna).evaluate("(each) => each.clientHeight")
    for text in ("\n".join("abcdefgh"), ""):
        anna.composer.fill(text)
        assert scroller(anna).evaluate(LAST_IN_VIEW) == before
    assert scroller(anna).evaluate("(each) => each.clientHeight") == height


def test_esc_gives_back_what_was_being_written(at_end: Person) -> None:
    """Up edits only where nothing is written; leaving an edited message brings the text back."""
    at_end.composer.fill("half a sen")
    at_end.composer.press("ArrowUp")
    expect(at_end.composer).to_have_value("half a sen")
    at_end.choose(f"Message {LONG - 1}", "Edit")
    field = at_end.page.locator("message-composer textarea")
    expect(field).to_have_value(f"Message {LONG - 1}")
    field.press("Escape")
    expect(field).to_have_value("half a sen")
    expect(field).to_be_focused()

    at_end.context.grant_permissions(["clipboard-read", "clipboard-write"])
    at_end.page.evaluate("() => navigator.clipboard.writeText('tence\\nand another')")
    field.press("Control+v")
    expect(field).to_have_value("half a sentence\nand another")


def test_alt_and_arrows_go_through_the_chats_and_esc_steps_back(anna: Person, talk: Talk) -> None:
    """From a jump to where one was, and only then to the search."""
    press, head = anna.page.keyboard.press, anna.page.locator(".talk-head h1")
    say(talk.server.url, talk.clara.token, talk.other, ["On top"])
    expect(anna.page.locator("a.chat-row").first).to_contain_text("On top")
    expect(anna.composer).to_be_focused()
    press("Alt+ArrowUp")
    expect(head).to_have_text(talk.clara.name)
    press("Alt+ArrowDown")
    expect(head).to_have_text(talk.boris.name)

    line = anna.message(f"Message {READ + 6}")
    expect(line).to_be_in_viewport()
    before = top(line)
    anna.page.evaluate("(seq) => { location.hash += `/${seq}` }", 2)
    expect(anna.message("Message 2")).to_be_in_viewport()
    expect(line).not_to_be_in_viewport()
    press("Escape")
    expect(line).to_be_in_viewport()
    assert before == top(line)
    press("Escape")
    expect(anna.page.locator("chat-list input")).to_be_focused()


def test_trouble_is_told_after_one_second_until_all_is_fetched(meet: Meet, talk: Talk) -> None:
    """Not before; then the wait, then that the gap is filled, then nothing."""
    with wire_to(talk.server) as wire:
        anna = meet("anna", server=wire)
        anna.guard.look_away()
        anna.context.clock.install()
        anna.arrive(talk.anna.token, f"/#{talk.chat}")
        page, bar = anna.page, anna.page.locator("connection-bar .connection")
        page.evaluate(HOLD_SYNC)
        page.clock.pause_at(page.evaluate("Date.now() + 1000"))
        wire.cut()
        page.evaluate(NOTICE)
        page.clock.run_for(50)
        page.clock.run_for(900)
        expect(bar).to_have_count(0)
        page.clock.run_for(150)
        expect(bar).to_have_count(1)

        page.clock.resume()
        expect(bar).to_contain_text("Next try in")
        wire.mend()
        bar.get_by_role("button", name="Try now").click()
        expect(bar).to_have_text("Updating…")
        page.evaluate("window.letGo()")
        expect(bar).to_have_count(0)


def test_two_tabs_agree_on_what_is_read_and_drafted(at_end: Person, talk: Talk) -> None:
    """What comes shows in both; read or written in one it is so in the other."""
    second = at_end.tab("/")
    for tab in (at_end, second):
        tab.page.evaluate(BLUR)
    talk.say("For both")
    for tab in (at_end, second):
        expect(boris_row(tab).locator(".badge")).to_have_text("1")
    at_end.page.evaluate(FOCUS)
    expect(boris_row(second).locator(".badge")).to_have_count(0)

    at_end.composer.fill("half a sen")
    expect(boris_row(second)).to_contain_text("Draft: half a sen")
    at_end.write("whole")
    expect(boris_row(second)).to_contain_text("You: whole")


def test_pinned_chats_stay_on_top_and_muted_badges_are_grey(anna: Person, talk: Talk) -> None:
    """Whatever comes in elsewhere."""
    talk.ask(talk.anna, "chats.pin", chat_id=str(talk.other), on=True)
    first = anna.page.locator("a.chat-row").first
    expect(first).to_contain_text("Clara")
    badge = boris_row(anna).locator(".badge")
    expect(badge).not_to_have_css("background-color", GREY)
    talk.ask(talk.anna, "chats.mute", chat_id=str(talk.chat), until="2999-01-01T00:00:00Z")
    talk.say("Quiet")
    expect(boris_row(anna)).to_contain_text("Quiet")
    expect(badge).to_have_css("background-color", GREY)
    expect(first).to_contain_text("Clara")
