"""A person at a browser: what they see and do, in their language."""

from copy import copy
from typing import Literal

from playwright.sync_api import BrowserContext, Locator, Page, expect

from messenger.ui.texts import translator
from tests.browser import program
from tests.browser.contexts import Contexts, Kind
from tests.browser.guard import Guard
from tests.post import Post

MESSENGER = """(menu) => {
    const shown = (selector) => document.querySelector(selector)?.checkVisibility();
    const waits = document.querySelector("chat-list [aria-busy]");
    return shown("chat-list input") && !waits && shown(`button[aria-label="${menu}"]`);
}"""
PASSWORD = "seven green kettles sing"


class Person:
    """One browser context with one page, and the verbs of the messenger."""

    def __init__(
        self, contexts: Contexts, url: str, nick: str, *, phone: bool, dark: bool, language: str
    ) -> None:
        self.url = url
        self.nick = nick
        self.name = nick.title()
        self.phone = phone
        self.language = language
        self._kind = Kind(phone, dark, language)
        self._contexts = contexts
        self._context = contexts.lend(self._kind)
        self._is_touched = False
        self.page: Page = self._context.new_page()
        self.guard = Guard()
        self.guard.watch(self.page)

    @property
    def context(self) -> BrowserContext:
        """What a test may change at will: nobody else will have it then."""
        self._is_touched = True
        return self._context

    def leave(self) -> None:
        """Close the pages; what was wrong with them is told by the guard."""
        self.guard.leave()
        if self._is_touched:
            self._context.close()
        else:
            self._contexts.take_back(self._kind, self._context, self.url)

    def t(self, text: str, **values: str) -> str:
        """Return a text of the interface in this person's language."""
        return translator(self.language).gettext(text).format(**values)

    def button(self, text: str) -> Locator:
        """Return the button of that name."""
        return self.page.get_by_role("button", name=self.t(text), exact=True)

    def register(self, post: Post | None = None) -> None:
        """Make an account through the page, and see the messenger.

        `post` is where the code of the address comes, on a server that sends one.
        """
        self.fill_registration()
        self.button("Create an account").click()
        if post is not None:
            self.code_field.fill(post.letter(self.nick).code)
            self.button("Create an account").click()
        self.sees_messenger()

    def enrol(self) -> str:
        """Make an account beside the page, which is quicker, and return its session's token."""
        return program.register(self.url, self.nick, self.name, PASSWORD)

    def join(self, path: str = "/") -> None:
        """Open a page with an account of one's own."""
        self.open_page(self.enrol(), path)
        if path == "/":
            self.sees_messenger()

    def fill_registration(self, url: str | None = None) -> None:
        """Open the page of registration, or a link that leads there, and fill its form."""
        self.page.goto(url or f"{self.url}/register")
        self.page.get_by_label(self.t("Name"), exact=True).fill(self.name)
        self.page.get_by_label(self.t("Nick"), exact=True).fill(self.nick)
        self.page.get_by_label(self.t("E-mail"), exact=True).fill(f"{self.nick}@example.org")
        self.page.locator("input[type=password]").fill(PASSWORD)

    @property
    def code_field(self) -> Locator:
        """Where the code of a letter is typed."""
        return self.page.get_by_label(self.t("Code from the letter"))

    def arrive(self, token: str, path: str = "/") -> None:
        """Open the messenger with the session of somebody who was put into the tables."""
        self.open_page(token, path)
        self.sees_messenger()

    def open_page(
        self, token: str, path: str = "/", *, until: Literal["load", "commit"] = "load"
    ) -> None:
        """Do so without waiting for what it shows, or with "commit" for its scripts."""
        self._context.add_cookies([{"name": "messenger_session", "value": token, "url": self.url}])
        self.page.goto(f"{self.url}{path}", wait_until=until)

    def sign_in(self, password: str = PASSWORD) -> None:
        """Fill the form of the sign-in page that is open, and send it."""
        self.page.get_by_label(self.t("Nick or e-mail"), exact=True).fill(self.nick)
        self.page.locator("input[type=password]").fill(password)
        self.button("Sign in").click()

    def tab(self, path: str) -> "Person":
        """Open one more tab, and return this person as they use it."""
        same = copy(self)
        same.page = self._context.new_page()
        self.guard.watch(same.page)
        same.page.goto(f"{self.url}{path}")
        same.sees_messenger()
        return same

    def sign_out(self) -> None:
        """Leave through the menu."""
        self.button("Menu").click()
        self.page.get_by_role("menuitem", name=self.t("Sign out")).click()
        expect(self.page).to_have_url(f"{self.url}/sign-in")

    def sees_messenger(self) -> None:
        """Wait until the messenger is there, with its chats and its menu."""
        # Asked in every frame: what asks from outside does so ever more seldom.
        self.page.wait_for_function(MESSENGER, arg=self.t("Menu"), timeout=20_000)

    def begin(self, item: str) -> None:
        """Choose from what can be begun, over the list."""
        self.button("New").click()
        self.page.get_by_role("menuitem", name=self.t(item), exact=True).click()

    def find(self, other: "Person") -> Locator:
        """Look for a person in the dialog, and return their row."""
        self.begin("Add contact")
        self.page.get_by_label(self.t("Nick or name")).fill(other.nick)
        row = self.page.locator(".people-list li").filter(has_text=f"@{other.nick}")
        expect(row).to_be_visible()
        return row

    def start_chat(self, other: "Person") -> None:
        """Find a person and open the chat with them."""
        row = self.find(other)
        row.get_by_role("button", name=self.t("Write to {name}", name=other.name)).click()
        expect(self.composer).to_be_visible()

    def open(self, other: "Person") -> None:
        """Open the chat with a person from the list."""
        self.page.locator("a.chat-row").filter(has_text=other.name).click()
        expect(self.composer).to_be_visible()

    def write(self, text: str) -> None:
        """Write a message and send it."""
        self.composer.fill(text)
        if self.phone:
            self.button("Send").tap()
        else:
            self.composer.press("Enter")

    @property
    def composer(self) -> Locator:
        """Where a message is written."""
        return self.page.get_by_role("textbox", name=self.t("Message"), exact=True)

    def message(self, text: str) -> Locator:
        """Return the message with exactly that text."""
        words = self.page.locator(".words").get_by_text(text, exact=True)
        return self.page.locator(".message").filter(has=words)

    def tick(self, text: str, stage: str) -> Locator:
        """Return the tick of one's own message at a stage."""
        return self.message(text).get_by_role("img", name=self.t(stage), exact=True)

    def row(self, other: "Person") -> Locator:
        """Return the row of the list that shows the chat with a person."""
        return self.page.locator("a.chat-row").filter(has_text=other.name)

    def choose(self, message: str, item: str) -> None:
        """Open a message's menu and choose from it."""
        self.message(message).locator(".bubble").click(button="right")
        self.page.get_by_role("menuitem", name=self.t(item), exact=True).click()

    def choose_in_header(self, item: str) -> None:
        """Open the chat's menu and choose from it."""
        self.button("Chat menu").click()
        self.page.get_by_role("menuitem", name=self.t(item), exact=True).click()

    def dialog(self) -> Locator:
        """Return the dialog that is open."""
        return self.page.get_by_role("dialog")

    def back(self) -> None:
        """Go from a chat back to the list on a phone."""
        self.button("Back to the chats").tap()


def set_switch(control: Locator, *, on: bool = True, covered: bool = False) -> None:
    """Turn a switch, a checkbox or a radio on or off, unless it is so.

    Dash draws it anew only some time after the click, so that what looks at once sees it as it was.
    `covered` is one that lies under its own drawing: a click that is forced does not wait until it
    stands still, so it is turned by a key.
    """
    if control.is_checked() != on:
        control.press("Space") if covered else control.click()
    expect(control).to_be_checked(checked=on)
