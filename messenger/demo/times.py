"""When the people of the demo write: by day, in bursts, over months."""

import random
from collections.abc import Iterator

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTHS = 8 * 30 * DAY
MORNING, NIGHT = 7, 21


def talk_starts(count: int, end: int, chance: random.Random) -> list[int]:
    """Return ascending moments (epoch ms, UTC daytime) in the eight months before `end`."""
    starts = []
    for _ in range(count):
        day = (end - int(chance.random() * MONTHS)) // DAY * DAY
        starts.append(day + int(chance.uniform(MORNING, NIGHT) * HOUR))
    return sorted(min(start, end - HOUR) for start in starts)


def line_gap(text: str, chance: random.Random, *, later: bool) -> int:
    """Return the milliseconds that pass before a line: longer ones take longer to write."""
    if later:
        return int(chance.uniform(1.2, 5) * HOUR)
    pause = chance.choice((4, 8, 15, 40, 180)) * SECOND
    return pause + len(text) * chance.randint(60, 160) + chance.randint(0, 999)


def spread(starts: list[int], lengths: list[int]) -> Iterator[int]:
    """Move starts on where the talk before would still be going."""
    free = 0
    for start, length in zip(starts, lengths, strict=True):
        begin = max(start, free)
        yield begin
        free = begin + length + 20 * MINUTE
