"""The terms of a message, by which an index finds it: its words, and where it is and from whom."""

import re
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from messenger.search.words import all_forms

# No word holds a `_`, so what a person writes is never taken for one of these.
CHAT, SENDER, KIND = "_c", "_s", "_k"
# Most messages are of one kind, which is no term: it would say next to nothing.
PLAIN, FILE, WITH_LINK = "text", "file", "link"
LINK = re.compile(r"\bhttps?://\S", re.IGNORECASE)


class _Held(Struct):
    kind: str
    name: str | None = None


_held_decoder = msgspec.json.Decoder(tuple[_Held, ...])


def terms_of_message(
    chat_id: int, sender_id: int, kind: str, text: str, attachments: str | None
) -> str:
    """Return the terms of a message by its columns."""
    held = _held_decoder.decode(attachments) if attachments else ()
    # Of other media nobody sees the names.
    names = " ".join(each.name or "" for each in held if each.kind == FILE)
    return terms_of(chat_id, sender_id, kind, text, (each.kind for each in held), names)


def terms_of(
    chat_id: int,
    sender_id: int,
    kind: str,
    text: str,
    held: Iterable[str] = (),
    names: str = "",
) -> str:
    """Return the terms of a message with a space between them, each once.

    `held` are the kinds of the media in it, `names` how its files are called.
    """
    terms = [in_chat(chat_id), by_sender(sender_id)]
    if kind != PLAIN:
        terms += map(of_kind, dict.fromkeys((kind, *held)))
    if "://" in text and LINK.search(text):
        terms.append(of_kind(WITH_LINK))
    said = f"{text} {names}" if names else text
    return " ".join([*terms, *dict.fromkeys(all_forms(said))])


def in_chat(chat_id: int) -> str:
    """Return the term that all messages of a chat have."""
    return f"{CHAT}{chat_id}"


def by_sender(sender_id: int) -> str:
    """Return the term that all messages of a person have."""
    return f"{SENDER}{sender_id}"


def of_kind(kind: str) -> str:
    """Return the term of messages that hold media of a kind, and `link` of those with a link."""
    return f"{KIND}{kind}"
