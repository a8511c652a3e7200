"""The terms of a message, by which an index finds it: its words, and where it is and from whom."""

import re

from messenger.search.words import words_of

# No word holds a `_`, so what a person writes is never taken for one of these.
CHAT, SENDER, KIND = "_c", "_s", "_k"
LINK = re.compile(r"\bhttps?://\S", re.IGNORECASE)


def terms_of(chat_id: int, sender_id: int, kind: str, text: str) -> str:
    """Return the terms of a message with a space between them, each once."""
    terms = {in_chat(chat_id): None, by_sender(sender_id): None, of_kind(kind): None}
    if LINK.search(text):
        terms[of_kind("link")] = None
    for word in words_of(text):
        terms.update(dict.fromkeys(word.forms))
    return " ".join(terms)


def in_chat(chat_id: int) -> str:
    """Return the term that all messages of a chat have."""
    return f"{CHAT}{chat_id}"


def by_sender(sender_id: int) -> str:
    """Return the term that all messages of a person have."""
    return f"{SENDER}{sender_id}"


def of_kind(kind: str) -> str:
    """Return the term that all messages of a kind have, and `link` those with a link."""
    return f"{KIND}{kind}"
