"""Telling a written line: alternatives are picked, facts put in, endings made to fit."""

import random
import re

from messenger.demo.people import Person
from messenger.demo.scripts import Talk

ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
FACT = re.compile(r"\$([a-z]+)(\d?)")
SPEAKER = re.compile(r"\[([^\[\]/]*)/([^\[\]/]*)\]")
LISTENER = re.compile(r"<([^<>/]*)/([^<>/]*)>")


def pick_facts(talk: Talk, chance: random.Random) -> dict[str, tuple[str, ...]]:
    """Pick the facts of one telling."""
    return {name: chance.choice(values) for name, values in talk.facts.items()}


def word(
    text: str,
    facts: dict[str, tuple[str, ...]],
    speaker: Person,
    listener: Person,
    chance: random.Random,
) -> str:
    """Return what a person writes for a line."""
    text = ALTERNATIVES.sub(lambda found: chance.choice(found[1].split("|")), text)
    text = FACT.sub(lambda found: facts[found[1]][int(found[2] or 1) - 1], text)
    text = SPEAKER.sub(lambda found: _fit(found, speaker), text)
    text = LISTENER.sub(lambda found: _fit(found, listener), text)
    return text[:1].upper() + text[1:] if text.startswith(tuple(_first_values(facts))) else text


def _first_values(facts: dict[str, tuple[str, ...]]) -> list[str]:
    return [forms[0] for forms in facts.values()]


def _fit(found: re.Match[str], person: Person) -> str:
    return found[2] if person.gender == "f" else found[1]
