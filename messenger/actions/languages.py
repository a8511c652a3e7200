"""Which of the languages that we speak a person reads."""

from messenger.actions.access import Viewer

LANGUAGES = ("en", "ru")
DEFAULT = "en"


def choose_language(viewer: Viewer | None, cookie: str | None, accepted: str | None) -> str:
    """Return the person's choice, else the browser's last one, else the best of what it accepts."""
    chosen = (viewer and viewer.language) or cookie
    if chosen in LANGUAGES:
        return chosen
    return best_language(accepted or "")


def best_language(accepted: str) -> str:
    """Return the language that an Accept-Language header (RFC 9110) likes best."""
    wishes = []
    for place, part in enumerate(accepted.split(",")):
        tag, _, quality = part.strip().partition(";q=")
        language = tag.strip().partition("-")[0].lower()
        if language in LANGUAGES:
            wishes.append((-_quality(quality), place, language))
    return min(wishes)[2] if wishes else DEFAULT


def _quality(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
