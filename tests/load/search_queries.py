"""The table of queries: what is asked of the messages to be searched, by whom and how often."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from messenger.clock import rfc3339
from messenger.search.words import LAYOUTS
from tests.load.searched import NEEDLE, Searched

Request = dict[str, Any]
DAY = 86_400_000


@dataclass(frozen=True)
class Asking:
    """One person's queries of a kind."""

    who: str
    make: Callable[["Draw"], Request]


class Draw:
    """Words at random, and what else a query may name."""

    def __init__(self, searched: Searched) -> None:
        self._words = searched.words
        self._chance = random.Random(2)
        self.here = {"chat_id": str(searched.chat)}
        self.mine = {"sender_id": str(searched.person.id)}
        self.theirs = {"sender_id": str(searched.other.id)}
        length = searched.ended - searched.began
        self.early = {
            "after": rfc3339(searched.began + length // 10),
            "before": rfc3339(searched.began + length // 5),
        }

    def rare(self) -> str:
        """Return a word of one message in ten thousand."""
        return self._word(20_000, 30_000)

    def middling(self) -> str:
        """Return a word of one message in a thousand."""
        return self._word(300, 3000)

    def common(self) -> str:
        """Return a word of one message in fifty, or in two."""
        return self._word(0, 30)

    def any(self) -> str:
        """Return a word as people say it."""
        return self._word(0, 3000)

    def _word(self, first: int, end: int) -> str:
        return self._words[self._chance.randrange(first, end)]


def _say(words: str, **further: Any) -> Request:
    return {"query": words, **further}


def _other_keys(word: str) -> str:
    return word.translate(LAYOUTS[1])


CLASSES: dict[str, Asking] = {
    "common word": Asking("person", lambda draw: _say(draw.common())),
    "middling word": Asking("person", lambda draw: _say(draw.middling())),
    "rare word": Asking("person", lambda draw: _say(draw.rare())),
    "a word that was said once": Asking("person", lambda _: _say(NEEDLE)),
    "a word that nobody said": Asking("person", lambda _: _say("небывальщина")),
    "two words": Asking("person", lambda draw: _say(f"{draw.middling()} {draw.common()}")),
    "two common words": Asking("person", lambda draw: _say(f"{draw.common()} {draw.common()}")),
    "two rare words": Asking("person", lambda draw: _say(f"{draw.rare()} {draw.rare()}")),
    "four letters": Asking("person", lambda draw: _say(draw.any()[:4])),
    "three letters": Asking("person", lambda draw: _say(draw.any()[:3])),
    "wrong layout": Asking("person", lambda draw: _say(_other_keys(draw.any()))),
    "common word from oneself": Asking("person", lambda draw: _say(draw.common(), **draw.mine)),
    "rare word from another": Asking("person", lambda draw: _say(draw.rare(), **draw.theirs)),
    "all from another": Asking("person", lambda draw: _say("", **draw.theirs)),
    "all links": Asking("person", lambda _: _say("", kind="link")),
    "links with a common word": Asking("person", lambda draw: _say(draw.common(), kind="link")),
    "common word of some days": Asking("person", lambda draw: _say(draw.common(), **draw.early)),
    "rare word of some days": Asking("person", lambda draw: _say(draw.rare(), **draw.early)),
    "all filters": Asking(
        "person", lambda draw: _say(draw.any(), kind="link", **draw.mine, **draw.early)
    ),
    "common word in a chat": Asking("person", lambda draw: _say(draw.common(), **draw.here)),
    "rare word in a chat": Asking("person", lambda draw: _say(draw.rare(), **draw.here)),
    "four letters in a chat": Asking("person", lambda draw: _say(draw.any()[:4], **draw.here)),
    "links in a chat": Asking("person", lambda draw: _say("", kind="link", **draw.here)),
    "days in a chat": Asking("person", lambda draw: _say(draw.common(), **draw.here, **draw.early)),
    "common word in 300 chats": Asking("busy", lambda draw: _say(draw.common())),
    "rare word in 300 chats": Asking("busy", lambda draw: _say(draw.rare())),
    "common word, by a stranger": Asking("stranger", lambda draw: _say(draw.common())),
    "all from another, by a stranger": Asking("stranger", lambda draw: _say("", **draw.theirs)),
}
