"""Messages written in Markdown: what is hostile, and what people see, press and write."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import Person, set_switch
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load.seed import Seed

# OWASP's filter evasion cheat sheet, and what is known to break readers of Markdown.
HOSTILE = (Path(__file__).parent / "hostile.txt").read_text().splitlines()
LONGEST_NAME, LONGEST_BIO, MEMBERS = 64, 280, 20
TRAP = "for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => pwned = 1;"
# Every link of the page, but those to pages of ours and to chats.
STRANGE = """() => [...document.querySelectorAll('[href], [src]')]
    .map((each) => each.getAttribute('href') ?? each.getAttribute('src'))
    .filter((address) => !/^(https?:[/][/]|mailto:|tel:|[/]|#|blob:|data:image)/i.test(address))"""
ELEMENTS = """() => [...document.querySelectorAll('.messenger *')]
    .filter((each) => [...each.attributes].some(({ name }) => name.startsWith('on')))
    .map(({ outerHTML }) => outerHTML)"""
# What of the messages and the list moves by itself, as the panes do when the line breaks.
SHIFTS = """() => {
    const PLACES = ".feed, .chat-row";
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { hadRecentInput, sources } of list.getEntries()) {
            const moved = sources.map((each) => each.node?.parentElement?.closest(PLACES));
            if (!hadRecentInput && moved.some(Boolean)) window.shifts.push(moved[0]?.textContent);
        }
    }).observe({ type: "layout-shift", buffered: true });
}"""
CODE = "```python\nprint(1)\n```"
PASTE = """([html, text]) => {
    const offered = new DataTransfer();
    offered.setData("text/html", html);
    offered.setData("text/plain", text);
    document.querySelector("message-composer textarea").dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: offered, bubbles: true, cancelable: true }));
}"""
COPIED = (
    '<p onclick="alert(1)">some <b>bold</b> <img src="https://evil.test/x.png" onerror="alert(1)">'
    '<span style="font-style: italic">it</span></p><script>alert(1)</script>'
)
FIRST = "() => document.querySelector('.message')?.dataset.seq"


def is_harmless(person: Person) -> None:
    """No script has run, and nothing on the page could run one."""
    assert person.page.evaluate("() => typeof pwned") == "undefined"
    assert [] == person.page.evaluate(STRANGE)
    assert [] == person.page.evaluate(ELEMENTS)


def test_nothing_that_people_write_runs(open_server: RunningServer, seed: Seed, meet: Meet) -> None:
    """As messages of either kind, names, titles and about oneself; the guard hears of requests."""
    anna, boris, *others = seed.named(["Anna", "Boris", *(f"m{each}" for each in range(MEMBERS))])
    chat, group = seed.direct(anna, boris), seed.group([anna, *others])
    url = open_server.url
    for kind in ("plain", "markdown"):
        program.say(url, boris.token, chat, HOSTILE, kind=kind)
    program.ask(url, boris.token, "account.update", name=HOSTILE[0], bio=HOSTILE[7][:LONGEST_BIO])
    title = {"chat_id": str(group), "title": HOSTILE[11], "description": HOSTILE[8]}
    program.ask(url, anna.token, "chats.update", **title)
    for number, other in enumerate(others, 1):
        name = HOSTILE[number * 3][:LONGEST_NAME].strip()
        program.ask(url, other.token, "account.update", name=name)
        program.say(url, other.token, group, [HOSTILE[-number]], kind="markdown")

    person = meet("anna", server=open_server)
    person.page.add_init_script(TRAP)
    person.arrive(anna.token, f"/#{chat}")
    read_all(person)
    person.page.locator(".talk-head .about").click()
    sees_info(person, HOSTILE[7][:40])
    person.page.locator(f"a.chat-row[data-chat='{group}']").click()
    sees_info(person, HOSTILE[11])


def read_all(person: Person) -> None:
    """Go up to the first message of the open chat, harmed by none."""
    expect(person.page.locator(".message").last).to_be_visible()
    scroller = person.page.locator("message-feed .scroller")
    for _ in range(60):
        is_harmless(person)
        if person.page.evaluate(FIRST) == "1":
            break
        scroller.evaluate("(feed) => (feed.scrollTop = 0)")
        person.page.wait_for_timeout(100)
    expect(person.page.locator(".message").first).to_contain_text(HOSTILE[0])


def sees_info(person: Person, words: str) -> None:
    """Wait for the pane about the open chat."""
    expect(person.page.locator("chat-info")).to_contain_text(words)
    is_harmless(person)


def test_two_people_write_with_formatting(
    open_server: RunningServer, seed: Seed, meet: Meet
) -> None:
    """At a desk with keys and on a phone with the bar; the source comes back where it is edited."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    program.say(open_server.url, boris.token, chat, [f"# Head\n\n{CODE}\n\nend"], kind="markdown")
    desk = meet("anna", server=open_server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    desk.page.add_init_script(f"({SHIFTS})()")
    for person, token in ((desk, anna.token), (phone, boris.token)):
        person.open_page(token, f"/#{chat}")
        expect(person.page.locator(".rich h1")).to_have_text("Head")
    expect(desk.page.locator(".chat-text")).to_have_text("Head print(1) end")
    expect(desk.page.locator(".code-block .code-title, .code-block .code-built_in")).to_have_text(
        "print"
    )
    assert [] == desk.page.evaluate("() => window.shifts")

    write_with_keys(desk)
    read_and_answer(phone)
    expect(last_words(desk).locator("li")).to_have_text("a list")
    takes_up_again(desk)
    writes_plainly(desk)
    tablet = meet("anna", phone=True, server=open_server)
    tablet.open_page(anna.token, f"/#{chat}")
    expect(tablet.message("**in plain words**")).to_be_visible()
    tablet.write("**as it is**")
    expect(phone.message("**as it is**")).to_be_visible()


def takes_up_again(desk: Person) -> None:
    """The source of what was sent, and what was copied elsewhere."""
    desk.page.keyboard.press("ArrowUp")
    expect(desk.composer).to_have_value("**so** ||be|| it")
    desk.page.keyboard.press("Escape")
    desk.page.evaluate(PASTE, [COPIED, "some bold"])
    expect(desk.composer).to_have_value("some **bold** _it_")
    desk.composer.fill("")


def writes_plainly(person: Person) -> None:
    """Switch the formatting off; the account remembers that for every device."""
    person.button("Menu").click()
    person.page.get_by_role("menuitem", name=person.t("Settings"), exact=True).click()
    switch = person.page.get_by_role("switch", name=person.t("Write messages in Markdown"))
    set_switch(switch, on=False)
    person.page.keyboard.press("Escape")
    expect(person.dialog()).to_have_count(0)
    person.write("**in plain words**")
    expect(person.message("**in plain words**")).to_be_visible()


def write_with_keys(desk: Person) -> None:
    """Format by shortcuts, take one back, look at it and send it."""
    desk.composer.click()
    desk.page.keyboard.type("so be it")
    mark(desk, 3, 5)
    expect(desk.button("Bold")).to_be_visible()
    check(desk, "the bar of formatting")
    desk.page.keyboard.press("Control+Shift+KeyP")
    expect(desk.composer).to_have_value("so ||be|| it")
    mark(desk, 0, 2)
    desk.page.keyboard.press("Control+KeyB")
    desk.page.keyboard.press("Control+KeyI")
    desk.page.keyboard.press("Control+KeyZ")
    expect(desk.composer).to_have_value("**so** ||be|| it")
    desk.button("Preview").click()
    expect(desk.page.locator(".format-preview strong")).to_have_text("so")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".format-preview")).to_have_count(0)


def read_and_answer(phone: Person) -> None:
    """See the words without what is hidden, ask for that, and answer with the bar."""
    received = last_words(phone)
    expect(received.locator("strong")).to_have_text("so")
    expect(phone.page.locator(".chat-text")).to_have_text("so ▒▒▒ it")
    hidden = received.get_by_role("button", name=phone.t("Hidden text: show it"))
    check(phone, "a message with formatting")
    hidden.tap()
    expect(received.locator(".spoiler.shown")).to_be_visible()

    phone.composer.fill("a list")
    mark(phone, 0, 6)
    phone.button("List").tap()
    expect(phone.composer).to_have_value("- a list")
    phone.button("Send").tap()


def mark(person: Person, start: int, end: int) -> None:
    """Mark letters of what is being written."""
    person.composer.evaluate("(field, at) => field.setSelectionRange(...at)", [start, end])


def last_words(person: Person) -> Locator:
    """Return the text of the last message."""
    return person.page.locator(".message .words").last
