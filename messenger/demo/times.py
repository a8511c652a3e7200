"""When the people of the demo write: by day, in bursts, over months."""

import random

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTHS = 8 * 30 * DAY
MORNING, NIGHT = 7, 21


def talk_start(hour: int | None, end: int, chance: random.Random) -> int:
    """Return a moment (epoch ms) in the eight months before `end`, by day or in that hour (UTC)."""
    day = (end - 3 * DAY - int(chance.random() * MONTHS)) // DAY * DAY
    if hour is None:
        return day + int(chance.uniform(MORNING, NIGHT) * HOUR)
    return day + int(chance.uniform(hour, hour + 1) * HOUR)


def line_gap(text: str, chance: random.Random, *, later: bool) -> int:
    """Return the milliseconds that pass before a line: longer ones take longer to write."""
    if later:
        return int(chance.uniform(1.2, 5) * HOUR)
    pause = chance.choice((4, 8, 15, 40, 180)) * SECOND
    return pause + len(text) * chance.randint(60, 160) + chance.randint(0, 999)
