"""What waits in the demo: messages to be sent, reminders, and reports for the administrators.

A message is named by its beginning.
"""

from dataclasses import dataclass
from typing import Literal

# A chat of two people, or a group by its script.
Place = tuple[str, ...] | str


@dataclass(frozen=True, slots=True)
class Later:
    """A message that its writer has scheduled, so many days from now at an hour (UTC)."""

    who: str
    place: Place
    text: str
    days: int
    hour: int
    silent: bool = False
    format: Literal["plain", "markdown"] = "plain"


@dataclass(frozen=True, slots=True)
class Reminding:
    """A message that somebody wants to be reminded of, so many days from now at an hour (UTC)."""

    who: str
    place: Place
    beginning: str
    days: int
    hour: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A message that somebody has told the administrators of; `settled` by one of them."""

    who: str
    place: Place
    beginning: str
    reason: Literal["spam", "abuse", "illegal", "other"]
    comment: str
    settled: str = ""


LATER = (
    Later(
        "grace",
        ("grace", "priya"),
        "Happy birthday, Priya! 🎂 There is a lamp on your doorstep. It refused to be wrapped",
        days=1,
        hour=10,
    ),
    Later(
        "grace",
        ("grace", "priya"),
        "Is the radio still **that** loud, or did the street vote?",
        days=3,
        hour=17,
        format="markdown",
    ),
    Later(
        "grace",
        ("grace", "priya"),
        "Reminder to both of us: we promised to go to bed early. Good night",
        days=5,
        hour=22,
        silent=True,
    ),
    Later(
        "anna",
        ("olga", "anna"),
        "С днём рождения, Оля! 🎂 Лампа уже под дверью, в упаковку не влезла",
        days=1,
        hour=10,
    ),
    Later(
        "anna",
        ("olga", "anna"),
        "Завтра **в 18:30**, не в 18:00. Пишу самой себе, но через тебя",
        days=3,
        hour=15,
        format="markdown",
    ),
    Later(
        "anna",
        ("olga", "anna"),
        "Мы обещали ложиться вовремя. Спокойной ночи, без звука",
        days=5,
        hour=20,
        silent=True,
    ),
)
REMINDERS = (
    Reminding("grace", "garden", "@all Thursday at six", days=1, hour=16),
    Reminding("grace", ("daniel", "grace"), "Tell me if you can come", days=2, hour=9),
    Reminding("anna", "поход", "@anna, карта ведь у тебя", days=1, hour=9),
    Reminding("anna", ("maxim", "anna"), "Билеты взял", days=1, hour=16),
)
REPORTS = (
    Reported(
        "olga",
        "поход",
        "Это клевета",
        "abuse",
        "Это не клевета, у меня есть запись с навигатора.",
        settled="anna",
    ),
    Reported(
        "anna",
        ("liam", "anna"),
        "Last chance!",
        "spam",
        "Третье приглашение. Жонглировать не буду.",
    ),
    Reported(
        "olga",
        "поход",
        "Всё по порядку",
        "other",
        "На снимке нет крапивы, а крапива была.",
    ),
    Reported(
        "daniel", "garden", "Hi all! Found the code", "other", "Nobody has asked the tomatoes."
    ),
)
