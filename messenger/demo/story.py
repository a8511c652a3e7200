"""The past of the demo: who wrote what to whom, and when; the same from every start."""

import random
from collections import Counter
from dataclasses import dataclass

from messenger.actions.demo import PastChat, PastMessage
from messenger.demo.people import PAIRS, PEOPLE, Pair, Person
from messenger.demo.scripts import Talk, long_talks, read_notes, read_talks
from messenger.demo.times import DAY, HOUR, MINUTE, SECOND, line_gap, spread, talk_starts
from messenger.demo.wording import pick_facts, word

SEED = 20_260_101
SHORT_FOR_EACH = 4
COURSES = "courses"
BY_NAME = {person.username: person for person in PEOPLE}


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of a talk: its messages, whose times count from its start."""

    messages: tuple[PastMessage, ...]

    @property
    def length(self) -> int:
        """How long it takes, in milliseconds."""
        return self.messages[-1].sent_at


def tell_all(now: int) -> list[PastChat]:
    """Return every chat of the demo as it stands at a moment (epoch ms)."""
    chance = random.Random(SEED)  # noqa: S311 - a story, not a secret
    told: Counter[tuple[str, str, bool]] = Counter()
    pairs = [tell_pair(pair, now, told, chance) for pair in PAIRS]
    return pairs + [_tell_notes(person, now, chance) for person in PEOPLE]


def tell_pair(
    pair: Pair, now: int, told: Counter[tuple[str, str, bool]], chance: random.Random
) -> PastChat:
    """Tell the talks of two people; `told` counts who has told which talk, in which part."""
    end = now - pair.quiet * MINUTE
    talks = _choose(pair, told, chance)
    tellings = [_tell(talk, *_parts(pair, talk, told, chance), chance) for talk in talks]
    starts = talk_starts(len(tellings), end - 2 * HOUR, chance)
    messages: list[PastMessage] = []
    for start, telling in zip(
        spread(starts, [each.length for each in tellings]), tellings, strict=True
    ):
        messages += [message.moved(start) for message in telling.messages]
    messages = _squeeze(messages, end - 10 * MINUTE)
    read = {pair.first: len(messages), pair.second: len(messages)}
    if pair.ending:
        ending = next(t for t in read_talks(pair.language, "endings") if t.title == pair.ending)
        last = _tell(ending, BY_NAME[pair.first], BY_NAME[pair.second], chance)
        messages += [message.moved(end - last.length) for message in last.messages]
        read[pair.first] = len(messages)
    return PastChat((pair.first, pair.second), tuple(messages), read)


def _choose(pair: Pair, told: Counter[tuple[str, str, bool]], chance: random.Random) -> list[Talk]:
    if not pair.talks:
        return list(read_talks(pair.language, COURSES))
    people = pair.first, pair.second
    fresh = sorted(
        long_talks(pair.language),
        key=lambda talk: (
            sum(told[who, talk.title, part] for who in people for part in (True, False)),
            chance.random(),
        ),
    )[: pair.talks]
    short = list(read_talks(pair.language, "short"))
    small: list[Talk] = []
    while len(small) < pair.talks * SHORT_FOR_EACH:
        small += chance.sample(short, len(short))
    chosen = fresh + small[: pair.talks * SHORT_FOR_EACH]
    chance.shuffle(chosen)
    return chosen


def _parts(
    pair: Pair, talk: Talk, told: Counter[tuple[str, str, bool]], chance: random.Random
) -> tuple[Person, Person]:
    people = [pair.first, pair.second]
    if pair.talks:
        # Nobody has the same story happen to them twice where that can be helped.
        chance.shuffle(people)
        people.sort(key=lambda who: told[who, talk.title, True])
    for who, part in zip(people, (True, False), strict=True):
        told[who, talk.title, part] += 1
    return BY_NAME[people[0]], BY_NAME[people[1]]


def _tell(talk: Talk, first: Person, second: Person, chance: random.Random) -> Told:
    facts = pick_facts(talk, chance)
    moment = 0
    messages = []
    for line in talk.lines:
        speaker, listener = (first, second) if line.first else (second, first)
        text = word(line.text, facts, speaker, listener, chance)
        moment += line_gap(text, chance, later=line.later)
        edited = moment + chance.randint(20, 90) * SECOND if line.edited else None
        messages.append(PastMessage(speaker.username, text, moment, edited))
    return Told(tuple(messages))


def _squeeze(messages: list[PastMessage], end: int) -> list[PastMessage]:
    # A talk that would reach into the future ends as early as the others allow.
    late = max(0, messages[-1].sent_at - end)
    return [message.moved(-late) for message in messages]


def _tell_notes(person: Person, now: int, chance: random.Random) -> PastChat:
    moment = now - 90 * DAY
    messages = []
    for text in chance.sample(read_notes(person.language), 7):
        moment += int(chance.uniform(2, 11) * DAY)
        messages.append(PastMessage(person.username, text, moment, None))
    return PastChat((person.username,), tuple(messages), {person.username: len(messages)})
