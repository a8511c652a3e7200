import ast
from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from dash.development.base_component import Component

from messenger.ui import ids
from messenger.ui.dash_app import DashFace, build_layout, build_pages
from messenger.ui.parts.letter_tile import initials
from messenger.ui.return_address import GATES
from tests.ui.visitor import Visitor

UI = Path(ids.__file__).parent
DEPENDENCIES = {"Input", "Output", "State"}
DIALOGS = (
    ids.ADD_CONTACT,
    ids.BLOCK,
    ids.CLEAR_HISTORY,
    ids.DELETE_CHAT,
    ids.DELETE_MESSAGES,
    ids.FOLDER,
    ids.UNBLOCK,
)


def known_ids() -> set[str]:
    layouts = [build_layout(), *(page["layout"]() for page in dash.page_registry.values())]
    found = [part for layout in layouts for part in [layout, *layout._traverse()]]
    return {part.id for part in found if isinstance(part, Component) and hasattr(part, "id")}


def string_ids(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in DEPENDENCIES:
            first = node.args[0]
            if isinstance(first, ast.Constant | ast.JoinedStr | ast.Dict):
                yield f"{path.name}:{node.lineno}"


def test_ids_are_never_spelled_out() -> None:
    """Ids have one home, ids.py."""
    assert [place for path in UI.rglob("*.py") for place in string_ids(path)] == []


class TestPages:
    """Pages are drawn by pure functions: Dash calls them before anybody has asked for one."""

    @pytest.fixture(autouse=True)
    def _pages(self) -> None:
        build_pages()

    def test_every_page_builds_without_a_request(self) -> None:
        """No layout needs a person, a language or a host."""
        paths = {page["path"] for page in dash.page_registry.values()}

        sections = {path for path in paths if path.startswith(("/account/", "/admin/"))}
        assert {"/", "/join", *GATES, "/not-found"} == paths - sections
        assert len(sections) >= 5
        assert known_ids()

    @pytest.mark.parametrize("dialog", DIALOGS, ids=lambda dialog: str(dialog.name))
    def test_every_dialog_can_open_and_close(self, dialog: ids.Dialog) -> None:
        """What an element asks for by name is on the page."""
        assert {dialog.modal, dialog.subject, dialog.done} <= known_ids()

    def test_callbacks_name_what_exists(self, visitor: Visitor) -> None:
        """A callback whose component is on no page would never run."""
        parts = [
            part["id"]
            for callback in visitor.get("/_dash-dependencies").json or ()
            for part in [*callback["inputs"], *callback["state"]]
            if not part["id"].startswith("{")
        ]

        assert set(parts) <= known_ids()
        assert len(parts) > 30


class TestTexts:
    """The layout speaks the language of the request."""

    def test_pages_come_in_both_languages(self, visitor: Visitor) -> None:
        """The same page, once in English and once in Russian."""
        english = visitor.get("/sign-in").text
        visitor.speak("ru")
        russian = visitor.get("/sign-in").text

        assert '<html lang="en"' in english
        assert "<title>Sign in</title>" in english
        assert '<html lang="ru"' in russian
        assert "<title>Войти</title>" in russian

    def test_the_layout_holds_no_data(self, face: DashFace, visitor: Visitor) -> None:
        """`/_dash-layout` answers anybody."""
        del face
        assert "ada" not in visitor.get("/_dash-layout").text


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Canal Street garden 🌱", "CG"), ("🥾 поход", "П"), ("🌱", "🌱"), ("Ada", "A"), ("", "")],
)
def test_a_picture_in_a_title_is_no_letter_where_there_are_words(name: str, letters: str) -> None:
    """What stands on a tile."""
    assert initials(name) == letters
