"""Putting on a message what stands in the margin of its line."""

import random
from collections.abc import Mapping
from dataclasses import replace

from messenger.actions.demo_messages import PastMessage
from messenger.demo.lines import Margin
from messenger.demo.people import BY_NAME
from messenger.demo.times import SECOND


def mark(
    message: PastMessage,
    margin: Margin,
    answers: int,
    people: Mapping[str, str],
    chance: random.Random,
) -> PastMessage:
    """Return the message as people made it; `people` says who is meant by a name in the margin."""
    edited = message.sent_at + chance.randint(20, 90) * SECOND if margin.said else None
    origin = BY_NAME[margin.origin] if margin.origin else None
    return replace(
        message,
        edited_at=edited,
        format="markdown" if margin.rich else "plain",
        answers=answers,
        reactions=tuple(
            (emoji, tuple(people[who] for who in those)) for emoji, those in margin.gets
        ),
        wordings=margin.said,
        origin=(origin.username, origin.name) if origin else None,
        holds=margin.holds,
        sticker=margin.sticker,
    )
