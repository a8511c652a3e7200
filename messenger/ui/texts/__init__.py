"""The languages of the interface: one catalogue each, for Python and for the browser.

`messenger/catalogues.py` reads them, `extract.py` keeps them in step with the code.
"""

import hashlib
import json
from functools import cache

from babel import Locale

from messenger.catalogues import DEFAULT_LANGUAGE, LANGUAGES, read_catalogue, translator
from messenger.ui.request import current_language

__all__ = [
    "LANGUAGES",
    "javascript_catalogue",
    "ngettext",
    "plural_forms",
    "text_files",
    "texts_url",
    "translator",
]


def _(text: str, /, **values: object) -> str:
    """Translate a text into the language of this request and fill in its placeholders."""
    translated = translator(current_language()).gettext(text)
    return translated.format(**values) if values else translated


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """Translate a text in the form that goes with `n`, which also fills `{n}`."""
    return translator(current_language()).ngettext(one, many, n).format(n=n, **values)


def plural_forms(one: str, many: str) -> dict[str, str]:
    """Return a text by the names of its plural forms, for Intl.PluralRules in the browser."""
    language = current_language()
    category = Locale(language).plural_form
    # 1, 2 and 5 stand for every form that English and Russian have of whole numbers.
    return {category(n): translator(language).ngettext(one, many, n) for n in (1, 2, 5)}


@cache
def javascript_catalogue(language: str) -> dict[str, str | list[str]]:
    """Return a language for the browser: each text, or its list of plural forms, by its id."""
    texts: dict[str, str | list[str]] = {}
    for message in read_catalogue(language):
        if isinstance(message.id, str):
            if message.id and message.string:
                texts[message.id] = str(message.string)
        else:
            forms = [str(form) for form in message.string or ()]
            texts[message.id[0]] = forms if all(forms) else list(message.id)
    return texts


@cache
def _text_file(language: str) -> tuple[str, bytes]:
    content = json.dumps(
        javascript_catalogue(language), ensure_ascii=False, separators=(",", ":")
    ).encode()
    digest = hashlib.sha256(content).hexdigest()[:12]
    return f"/texts/{language}.{digest}.json", content


def texts_url(language: str) -> str:
    """Return the path of the browser's catalogue; its name changes with its content."""
    return _text_file(language if language in LANGUAGES else DEFAULT_LANGUAGE)[0]


def text_files() -> dict[str, bytes]:
    """Return every catalogue for the browser as JSON, by the path it is served at."""
    return dict(_text_file(language) for language in LANGUAGES)
