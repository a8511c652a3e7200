"""Bring the catalogues in step with the code: `python -m messenger.ui.texts.extract`."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from messenger.catalogues import LANGUAGES, catalogue_path
from messenger.resources import folder

PACKAGE = Path(__file__).parents[2]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "plural_forms": (1, 2)}
# Babel's own reader of JavaScript loses its way in nested template literals.
STRING = r'"((?:[^"\\\n]|\\.)*)"'
CALL = re.compile(rf"(?<![\w.$#])(?:t\(\s*{STRING}|tn\(\s*{STRING}\s*,\s*{STRING})")

Found = tuple[str | tuple[str, ...], str, int]


def collect() -> Catalog:
    """Return every text that the Python and the JavaScript ask for, with its places."""
    template = Catalog(project="Dash Messenger", charset="utf-8")
    for text, place, line in sorted(_found(), key=lambda found: (found[1], found[2])):
        template.add(text, locations=[(place, line)])
    return template


def _found() -> Iterator[Found]:
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE.parent).as_posix()
        for line, text, *_rest in extract_from_file("python", path, keywords=KEYWORDS):
            yield text, place, line
    static = folder("static")
    for path in (static / "js").rglob("*.js"):
        place = "static/" + path.relative_to(static).as_posix()
        yield from ((text, place, line) for text, line in find_calls(path.read_text("utf-8")))


def find_calls(source: str) -> Iterator[tuple[str | tuple[str, ...], int]]:
    """Yield each text that a JavaScript source gives to `t` or `tn`, with its line."""
    for call in CALL.finditer(source):
        single, one, many = (part and json.loads(f'"{part}"') for part in call.groups())
        line = source.count("\n", 0, call.start()) + 1
        yield single or (one, many), line


def renew(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with the texts of the template, new ones untranslated."""
    path = catalogue_path(language)
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    # Dates and line numbers would make every run a change.
    renewed = Catalog(
        locale=language,
        project="Dash Messenger",
        header_comment=f"# The texts of Dash Messenger: {LANGUAGES[language]}",
        creation_date=known.creation_date,
        revision_date=known.creation_date,
        last_translator="Dash Messenger",
        language_team=LANGUAGES[language],
        fuzzy=False,
    )
    for message in template:
        if message.id:
            same = known.get(message.id)
            kept = same.string if same and same.pluralizable == message.pluralizable else None
            renewed.add(message.id, kept, message.locations)
    return renewed


def write(language: str, catalogue: Catalog) -> None:
    """Write the catalogue of a language to its place."""
    content = BytesIO()
    write_po(content, catalogue, width=100, sort_output=True, include_lineno=False)
    catalogue_path(language).write_bytes(content.getvalue())


if __name__ == "__main__":
    texts = collect()
    for name in LANGUAGES:
        write(name, renew(name, texts))
