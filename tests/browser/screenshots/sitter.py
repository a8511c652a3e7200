"""Who sits for a picture: a person of the demo, and whom they talk to in each language."""

from dataclasses import dataclass

from playwright.sync_api import Browser, expect

from messenger.demo.people import PASSWORD
from tests.browser.contexts import Contexts
from tests.browser.person import Person
from tests.browser.program import say
from tests.browser.screenshots.looks import Look

COOKIE = "messenger_session"


@dataclass(frozen=True)
class Cast:
    """The people and the words of a language."""

    nick: str
    friend_nick: str
    friend: str
    other: str
    tiresome: str
    search: str
    nick_begins: str
    draft: str
    own: str
    news: tuple[str, ...]
    long: str
    group: str
    new_group: str
    folders: tuple[str, str]
    question: tuple[str, str]


CASTS = {
    "en": Cast(
        nick="grace",
        friend_nick="priya",
        friend="Priya Nair",
        other="Daniel Weber",
        tiresome="Liam O'Connor",
        search="tim",
        nick_begins="tim",
        draft="Let me look up the trains and",
        own="On my way!",
        news=("Guess where I am", "The bookshop by the canal is open again", "Shall I wait here?"),
        long="The train was late again, so I walked along the canal and counted herons. ",
        group="Canal Street garden",
        new_group="Bookshop on Sundays",
        folders=("Close ones", "Work"),
        question=("A sound at night", "Can the phone stay silent from ten to seven by itself?"),
    ),
    "ru": Cast(
        nick="anna",
        friend_nick="olga",
        friend="Ольга Кузнецова",
        other="Максим Орлов",
        tiresome="Liam O'Connor",
        search="ма",
        nick_begins="оль",
        draft="Давай я посмотрю расписание и",
        own="Уже выхожу!",
        news=("Угадай, где я", "Книжный у канала снова открыт", "Подождать тебя здесь?"),
        long="Поезд опять опоздал, и я пошла вдоль канала и считала цапель. ",
        group="Субботний поход",
        new_group="Книжный по воскресеньям",
        folders=("Близкие", "Работа"),
        question=("Звук ночью", "Можно ли, чтобы телефон сам молчал с десяти до семи?"),
    ),
}


class Sitter(Person):
    """A person of the demo who shows a screen."""

    def __init__(self, browser: Browser, url: str, look: Look) -> None:
        self.cast = CASTS[look.language]
        super().__init__(
            Contexts(browser),
            url,
            self.cast.nick,
            phone=look.phone,
            dark=look.dark,
            language=look.language,
        )
        self._look = look

    def turn(self) -> None:
        """Leave the page for a new one, on which nothing is open."""
        before = self.page
        self.page = self.context.new_page()
        before.close()

    def come_in(self) -> None:
        """Sign in."""
        self.page.goto(self.url)
        self.sign_in(PASSWORD)
        self.sees_messenger()

    def open_chat(self, name: str) -> None:
        """Open a chat from the list."""
        self.page.locator("a.chat-row").filter(has_text=name).click()
        expect(self.page.locator(".message").last).to_be_visible()

    def hear(self, *texts: str) -> None:
        """Have the friend write something now."""
        chat = self.page.locator("a.chat-row").filter(has_text=self.cast.friend)
        address = chat.get_attribute("href")
        assert address
        say(self.url, self._friend_token(), int(address.removeprefix("#")), texts)

    def _friend_token(self) -> str:
        friend = Person(
            self._contexts,
            self.url,
            self.cast.friend_nick,
            phone=False,
            dark=False,
            language=self.language,
        )
        friend.page.goto(self.url)
        friend.sign_in(PASSWORD)
        friend.sees_messenger()
        cookies = {cookie.get("name"): cookie.get("value") for cookie in friend.context.cookies()}
        friend.context.close()
        return cookies[COOKIE] or ""
