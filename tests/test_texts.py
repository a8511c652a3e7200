import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from messenger import errors
from messenger.catalogues import LANGUAGES, catalogue_path, translator
from messenger.resources import folder
from messenger.ui.texts import javascript_catalogue, text_files, texts_url
from messenger.ui.texts.extract import collect, find_calls, renew

ANY_CALL = re.compile(r"(?<![\w.$#])tn?\(")


def load(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def forms(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(form) for form in value or ()]  # type: ignore[attr-defined]


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def places(text: str) -> set[str]:
    return {name for _before, name, _format, _conversion in Formatter().parse(text) if name}


class TestCatalogues:
    """What a person reads is in their language."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_text_of_the_code_is_there(self, language: str) -> None:
        """`make texts` brings a catalogue in step with the code."""
        template = collect()
        wanted = {str(message.id) for message in messages(renew(language, template))}

        assert {str(message.id) for message in messages(load(language))} == wanted
        assert len(wanted) > 100

    def test_russian_is_complete(self) -> None:
        """Each text has its translation, a counted one three."""
        catalogue = load("ru")
        missing = [
            message.id
            for message in messages(catalogue)
            if not all(forms(message.string))
            or len(forms(message.string)) != (1 if isinstance(message.id, str) else 3)
        ]

        assert missing == []
        assert not catalogue.fuzzy

    def test_saved_messages_are_found_by_their_name_in_every_language(self) -> None:
        """A page has the texts of one language, so it knows these by heart."""
        words = (folder("static") / "js/elements/words.js").read_text(encoding="utf-8")
        known = re.search(r"const SAVED_NAMES = \[(.*)\];", words)

        assert known
        for language in LANGUAGES:
            assert f'"{translator(language).gettext("Saved messages")}"' in known.group(1)

    def test_russian_is_written_in_russian(self) -> None:
        """A translation that was forgotten would hold no Cyrillic letter."""
        latin = [
            message.id
            for message in messages(load("ru"))
            for form in forms(message.string)
            if not re.search("[а-яё]", form, re.IGNORECASE)
        ]

        assert latin == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_placeholders_are_the_same(self, language: str) -> None:
        """A translation fills in what the text fills in, and nothing else."""
        wrong = [
            form
            for message in messages(load(language))
            for form in forms(message.string)
            if form and places(form) != places(forms(message.id)[-1])
        ]

        assert wrong == []

    def test_every_failure_is_translated(self) -> None:
        """The server's failures reach people through the interface."""
        defaults = {
            kind.default
            for kind in vars(errors).values()
            if isinstance(kind, type) and hasattr(kind, "default")
        }
        russian = translator("ru")

        assert len(defaults) > 15
        assert [text for text in defaults if russian.gettext(text) == text] == []


class TestTranslator:
    """Python asks for a text by its English words."""

    def test_three_forms(self) -> None:
        """Russian counts in three ways."""
        said = [
            translator("ru").ngettext("Delete {n} message?", "Delete {n} messages?", n).format(n=n)
            for n in (1, 3, 5, 21)
        ]

        assert said == [
            "Удалить 1 сообщение?",
            "Удалить 3 сообщения?",
            "Удалить 5 сообщений?",
            "Удалить 21 сообщение?",
        ]

    def test_unknown_languages_are_english(self) -> None:
        """A language that is not spoken here does no harm."""
        assert translator("tlh").gettext("Sign in") == "Sign in"


class TestBrowser:
    """The browser gets the same catalogues as JSON."""

    def test_texts_and_forms(self) -> None:
        """A text is a string, a counted one a list in the order of the plural forms."""
        russian, english = javascript_catalogue("ru"), javascript_catalogue("en")

        assert russian["Sign in"] == "Войти"
        assert len(russian["{n} unread message"]) == 3
        assert english["{n} unread message"] == ["{n} unread message", "{n} unread messages"]
        assert "Sign in" not in english

    def test_names_change_with_the_content(self) -> None:
        """The files may be kept for ever."""
        assert set(text_files()) == {texts_url(language) for language in LANGUAGES}
        assert all(re.fullmatch(r"/texts/\w+\.[0-9a-f]{12}\.json", path) for path in text_files())

    def test_no_call_is_missed(self) -> None:
        """Every `t(…)` and `tn(…)` holds its text in place, where the extraction finds it."""
        missed = [
            path.name
            for path in (folder("static") / "js").rglob("*.js")
            if len(ANY_CALL.findall(without_definitions(path)))
            != len(list(find_calls(path.read_text("utf-8"))))
        ]

        assert missed == []


def without_definitions(path: Path) -> str:
    return re.sub(r"function tn?\(", "", path.read_text("utf-8"))
