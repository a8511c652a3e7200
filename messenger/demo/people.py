"""The eight people of the demo."""

from dataclasses import dataclass
from typing import Literal

PASSWORD = "kettle-on-a-blue-windowsill"  # noqa: S105 - everybody is meant to read it


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    username: str
    name: str
    gender: Literal["f", "m"]
    language: str
    bio: str


PEOPLE = (
    Person("anna", "Анна Соколова", "f", "ru", "Редактор. Собираю старые карты."),
    Person("maxim", "Максим Орлов", "m", "ru", "Бегаю по утрам, жалею об этом днём."),
    Person("olga", "Ольга Кузнецова", "f", "ru", "Сад, книги, кошка Мурка."),
    Person("timur", "Тимур Галиев", "m", "ru", "Сервера и чак-чак."),
    Person("grace", "Grace Bennett", "f", "en", "Back end, then the garden."),
    Person("liam", "Liam O'Connor", "m", "en", "Juggling for everyone!"),
    Person("priya", "Priya Nair", "f", "en", "Trains, maps, lemon cake."),
    Person("daniel", "Daniel Weber", "m", "en", "Learning Russian, slowly."),
)
BY_NAME = {person.username: person for person in PEOPLE}


def list_sign_ins() -> str:
    """Return what one needs to sign in as any of them."""
    rows = [f"  {person.username:<8} {person.name}" for person in PEOPLE]
    return "\n".join(
        [
            "Sign in as any of these people, in several browsers at once:",
            *rows,
            f"  The password of all of them: {PASSWORD}",
        ]
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who talk: in which language, how much, and how the talk stands now.

    `talks` long and about four times as many short ones; the last word was `quiet` minutes ago.
    `ending` names a few lines that the first of the two wrote last and the other has not read.
    """

    first: str
    second: str
    language: str
    talks: int
    quiet: int
    ending: str = ""


HOUR, DAY = 60, 60 * 24

PAIRS = (
    Pair("maxim", "anna", "ru", 17, 14, "билеты"),
    Pair("olga", "anna", "ru", 16, 3 * HOUR),
    Pair("timur", "anna", "ru", 12, 27 * HOUR, "вопрос"),
    Pair("maxim", "olga", "ru", 12, 5 * HOUR, "восторг"),
    Pair("timur", "maxim", "ru", 14, 2 * DAY),
    Pair("olga", "timur", "ru", 10, 40, "просьба"),
    Pair("daniel", "olga", "ru", 6, 4 * DAY),
    Pair("grace", "anna", "en", 14, 52, "parcel"),
    Pair("anna", "priya", "en", 12, 8 * HOUR, "question"),
    Pair("daniel", "anna", "en", 9, 6 * DAY),
    Pair("liam", "anna", "en", 0, 31 * DAY),
    Pair("grace", "priya", "en", 15, 25),
    Pair("liam", "grace", "en", 10, 9 * DAY, "weather"),
    Pair("daniel", "grace", "en", 11, 30 * HOUR, "come"),
    Pair("priya", "liam", "en", 9, 10 * DAY),
    Pair("daniel", "liam", "en", 8, 12 * DAY, "encounter"),
    Pair("priya", "daniel", "en", 13, 6 * HOUR, "delight"),
    Pair("priya", "timur", "en", 8, 3 * DAY),
    Pair("maxim", "grace", "en", 9, 20 * HOUR),
)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A group: its script in a language, and who is in it, its owner first.

    The last word of a talk that goes on was `quiet` minutes ago; `unread` says who has not read so
    many of the last lines.
    """

    script: str
    language: str
    title: str
    description: str
    people: tuple[str, ...]
    quiet: int = 0
    admins: tuple[str, ...] = ()
    announcement: bool = False
    unread: tuple[tuple[str, int], ...] = ()


GATHERINGS = (
    Gathering(
        script="поход",
        language="ru",
        title="Субботний поход",
        description="Куда идём, кто несёт термос и чья была идея.",
        people=("maxim", "anna", "olga", "timur", "daniel", "priya"),
        quiet=9,
        admins=("anna",),
        unread=(("anna", 6), ("timur", 3)),
    ),
    Gathering(
        script="библиотека",
        language="ru",
        title="Библиотека на Речной",
        description="Встречи, новые книги, расписание.",
        people=("olga", "anna", "maxim", "timur", "daniel"),
        announcement=True,
        unread=(("maxim", 1),),
    ),
    Gathering(
        script="garden",
        language="en",
        title="Canal Street garden",
        description="Who waters when, and what the frost has left.",
        people=("grace", "priya", "daniel", "liam", "maxim", "timur"),
        quiet=18,
        admins=("priya",),
        unread=(("grace", 3), ("liam", 5), ("daniel", 4)),
    ),
)
