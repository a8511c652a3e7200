"""The past of the demo: who wrote what to whom, and when; the same from every start."""

import random
from collections import Counter
from dataclasses import replace

from messenger.actions.demo import PastChat
from messenger.actions.demo_messages import PastMessage
from messenger.demo.lines import Entry, Names
from messenger.demo.marking import mark
from messenger.demo.people import BY_NAME, PAIRS, PEOPLE, Pair, Person
from messenger.demo.scripts import Talk, long_talks, read_notes, read_talks
from messenger.demo.times import DAY, MINUTE, line_gap, talk_start
from messenger.demo.wording import pick_facts, word

SEED = 20_260_101
SHORT_FOR_EACH = 2
NOTES = 7
COURSES = "courses"


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
    *earlier, last = _choose(pair, told, chance)
    talks = sorted(
        ((talk_start(talk.hour, end, chance), talk) for talk in earlier),
        key=lambda started: started[0],
    )
    messages: list[PastMessage] = []
    for start, talk in talks:
        free = messages[-1].sent_at + 20 * MINUTE if messages else start
        messages += _tell(talk, *_parts(pair, talk, told, chance), max(start, free), chance)
    newest = _tell(last, *_parts(pair, last, told, chance), 0, chance)
    by = end - newest[-1].sent_at - (DAY if pair.ending else 0)
    messages += [message.moved(by) for message in newest]
    read = {pair.first: len(messages), pair.second: len(messages)}
    if pair.ending:
        ending = next(t for t in read_talks(pair.language, "endings") if t.title == pair.ending)
        messages += _tell(ending, BY_NAME[pair.first], BY_NAME[pair.second], end, chance)
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
    )
    short = read_talks(pair.language, "short")
    small = min(len(short), pair.talks * SHORT_FOR_EACH)
    # The newest one, which a visitor sees first, is long.
    return chance.sample(short, small) + fresh[: pair.talks]


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


def _tell(
    talk: Talk, first: Person, second: Person, start: int, chance: random.Random
) -> list[PastMessage]:
    facts = pick_facts(talk, chance)
    people = {"a": first.username, "b": second.username}
    moment, names = start, Names()
    messages = []
    for line in talk.lines:
        two = (first, second) if line.first else (second, first)
        text = word(line.text, facts, *two, chance)
        moment += line_gap(text, chance, later=line.later)
        kept = PastMessage(two[0].username, "" if line.deleted else text, moment, None)
        said = tuple(word(each, facts, *two, chance) for each in line.margin.said)
        answers = names.step(line.margin)
        messages.append(mark(kept, replace(line.margin, said=said), answers, people, chance))
    return messages


def _tell_notes(person: Person, now: int, chance: random.Random) -> PastChat:
    moment = now - 90 * DAY
    messages = []
    for entry in _pick_notes(person, chance):
        moment += int(chance.uniform(2, 11) * DAY)
        message = PastMessage(person.username, entry.text, moment, None)
        messages.append(mark(message, entry.margin, 0, {}, chance))
    return PastChat((person.username,), tuple(messages), {person.username: len(messages)})


def _pick_notes(person: Person, chance: random.Random) -> list[Entry]:
    """Return some of what one has written down, and after it what another has said."""
    notes = read_notes(person.language)
    own = [entry for entry in notes if not entry.margin.origin]
    saved = next(e for e in notes if e.margin.origin and e.margin.origin != person.username)
    return [*chance.sample(own, NOTES), saved]
