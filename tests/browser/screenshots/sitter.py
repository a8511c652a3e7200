"""Who sits for a picture: a person of the demo, and whom they talk to in each language."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, expect
from typing_extensions import override

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
    name: str
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
    answered: tuple[str, str]
    told: str
    kept: str
    edited: tuple[str, str, str]
    deleted: tuple[str, str]
    reply: str
    liked: str
    comment: str
    emoji_begins: str
    markdown: tuple[str, str]
    look: str
    found_word: str
    group_word: str


CASTS = {
    "en": Cast(
        nick="grace",
        name="Grace Bennett",
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
        answered=("Which train do we take on Saturday?", "The second one. It has a café"),
        told="The lemon tree has its first lemon. It is the size of a pea",
        kept="The code of the shed is now 4417",
        edited=("See you at sevn", "See you at seven", "See you at half past seven"),
        deleted=("The surprise party is at eight!", "Which surprise party?"),
        reply="Still the stone. It has moved two inches",
        liked="by the shed",
        comment="He asks this every year. There is no stone.",
        emoji_begins="Almost there :fir",
        markdown=("Bring **two lamps**, a rope and ||the cake||\n- no more than that", "a rope"),
        look="Good news for the bicycles:",
        found_word="tea",
        group_word="beds",
    ),
    "ru": Cast(
        nick="anna",
        name="Анна Соколова",
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
        answered=("На каком поезде едем в субботу?", "На втором. Там кафе"),
        told="На лимоне вырос первый лимон. Размером с горошину",
        kept="Новый код домофона: 4417",
        edited=("Увидимся в сем", "Увидимся в семь", "Увидимся в половине восьмого"),
        deleted=("Праздник-сюрприз в восемь!", "Какой ещё сюрприз?"),
        reply="Карта в рюкзаке, рюкзак у двери",
        liked="жмите ботинок",
        comment="Ботинок нажимать нельзя, он живой.",
        emoji_begins="Почти пришли :огон",
        markdown=("Возьми **два фонаря**, верёвку и ||торт||\n- и больше ничего", "верёвку"),
        look="Хорошая новость для велосипедов:",
        found_word="чай",
        group_word="карта",
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
        self._browser = browser
        self._friend: Sitter | None = None

    @property
    def friend(self) -> "Sitter":
        """Return the friend with a phone, who sees the dark where this one sees the light."""
        if self._friend is None:
            self._friend = Sitter(self._browser, self.url, self._look.facing)
            self._friend.nick = self.cast.friend_nick
            self._friend.come_in()
        return self._friend

    def turn(self) -> None:
        """Leave the page for a new one, on which nothing is open."""
        before = self.page
        self.page = self.context.new_page()
        before.close()
        if self._friend is not None:
            self._friend.turn()

    @override
    def leave(self) -> None:
        """Close the browser, and the friend's."""
        self.context.close()
        if self._friend is not None:
            self._friend.leave()

    def come_in(self) -> None:
        """Sign in."""
        self.page.goto(self.url)
        self.sign_in(PASSWORD)
        self.sees_messenger()

    def open_chat(self, name: str) -> None:
        """Open a chat from the list."""
        self.row_of(name).click()
        expect(self.page.locator(".message").last).to_be_visible()

    def row_of(self, name: str) -> Locator:
        """Return the chat in the list that is called so, whatever is said in others."""
        title = self.page.locator(".chat-title").filter(has_text=name)
        return self.page.locator("a.chat-row").filter(has=title)

    def put_away(self) -> None:
        """Leave nothing in the field of what an earlier picture has written there."""
        bar = self.page.locator(".edit-bar")
        if bar.count():
            bar.get_by_role("button").click()
        if self.composer.count():
            self.composer.fill("")

    def hear(self, *texts: str) -> None:
        """Have the friend write something now."""
        address = self.row_of(self.cast.friend).get_attribute("href")
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
