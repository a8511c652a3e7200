"""Messages written in Markdown: what is hostile, and what people see, press and write."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
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
