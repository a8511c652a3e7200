"""The catalogues of texts, one a language, for pages and for letters alike.

Message ids are the English texts with `{name}` placeholders.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Mapping[str, str] = {"en": "English", "ru": "Русский"}
DEFAULT_LANGUAGE = "en"
FOLDER = Path(__file__).parent / "ui" / "texts"


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


@cache
def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def translator(language: str) -> GNUTranslations:
    """Return the translations of a language, those of English for an unknown one."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language if language in LANGUAGES else DEFAULT_LANGUAGE))
    compiled.seek(0)
    return GNUTranslations(compiled)
