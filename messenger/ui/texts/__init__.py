"""The languages of the interface: one catalogue each, for Python and for the browser.

Message ids are the English texts with `{name}` placeholders. `extract.py` keeps the catalogues
in step with the code.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from messenger.ui.request import DEFAULT_LANGUAGE, current_language

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский"}
FOLDER = Path(__file__).parent


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


@cache
def _catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def translator(language: str) -> GNUTranslations:
    """Return the translations of a language, those of English for an unknown one."""
    compiled = BytesIO()
    write_mo(compiled, _catalogue(language if language in LANGUAGES else DEFAULT_LANGUAGE))
    compiled.seek(0)
    return GNUTranslations(compiled)


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
    for message in _catalogue(language):
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
