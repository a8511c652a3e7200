"""Privacy rules in general: whom one lets, with exceptions for single people."""

from messenger.events.objects import CONTACTS, NOBODY


def lets(rule: str, *, exception: bool | None, known: bool) -> bool:
    """Return whether a rule lets a person; an exception for them counts for more than it.

    `known` where whose rule it is keeps the person as a contact.
    """
    if exception is not None:
        return exception
    return rule != NOBODY and (rule != CONTACTS or known)
