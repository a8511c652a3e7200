import base64
import hashlib
import json
import re
import sys
from typing import Any

import dash
import pytest

from messenger.actions.access import Viewer
from messenger.resources import folder
from messenger.ui import ids
from messenger.ui.dash_app import DashFace
from messenger.ui.static_files import LATE
from tests.ui.visitor import Visitor

INLINE = re.compile(r"<script(?![^>]*(?: src=|application/json))[^>]*>(.*?)</script>", re.DOTALL)
CONFIG = re.compile(r'<script id="_dash-config"[^>]*>(.*?)</script>', re.DOTALL)
MODULE = re.compile(r'<link rel="modulepreload" href="/static/tree/([^"]*)"')
IMPORT = re.compile(r'^(?:import|export)\b[^;"]*?"(\.[^"]+)";', re.MULTILINE)
ADDRESS = re.compile(r'(?:src|href)="([^"]*)"')


@pytest.fixture
def html(visitor: Visitor) -> str:
    return visitor.get("/").text


def imported(start: str) -> set[str]:
    """Return the modules that one needs, itself included, by their paths."""
    root = (folder("static")).resolve()
    found: set[str] = set()
    waiting = [root / start]
    while waiting:
        path = waiting.pop()
        if (name := path.relative_to(root).as_posix()) not in found:
            found.add(name)
            names = IMPORT.findall(path.read_text(encoding="utf-8"))
            waiting += [(path.parent / each).resolve() for each in names]
    return found


def config_of(html: str) -> dict[str, Any]:
    found = CONFIG.search(html)
    assert found
    config: dict[str, Any] = json.loads(found.group(1))
    return config


class TestPolicy:
    """The page fits the strictest policy that Dash allows."""

    def test_inline_scripts_are_those_of_the_policy(self, face: DashFace, html: str) -> None:
        """Each has its hash in the header, or the browser would not run it."""
        hashes = {
            "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
            for code in INLINE.findall(html)
        }

        assert len(hashes) == 2
        assert hashes == set(face.csp_script_sources)

    def test_nothing_is_styled_by_attribute(self, html: str) -> None:
        """A style attribute would be refused."""
        assert "style=" not in html

    def test_every_address_is_ours(self, html: str) -> None:
        """No script, style or picture comes from another host."""
        addresses = ADDRESS.findall(html)

        assert len(addresses) > 10
        assert [each for each in addresses if not re.match(r"/(?!/)", each)] == []

    def test_the_first_script_has_the_nonce(self, html: str) -> None:
        """It gives the nonce to the styles that libraries add, so it runs before all others."""
        first = re.search(r"<script[^>]*>", html)

        assert first
        assert first.group() == ('<script src="/static/tree/js/first.js" data-nonce="the-nonce">')


class TestWhatIsTold:
    """The page says nothing of the server that the browser has no use for."""

    def test_no_versions(self, html: str) -> None:
        """Neither Python's nor Dash's nor Plotly's."""
        config = json.dumps(config_of(html))

        assert sys.version.split()[0] not in html
        assert dash.__version__ not in config
        assert "version" not in config
        assert "http" not in config

    def test_no_other_page(self, html: str) -> None:
        """Dash would check the callbacks against the layouts of all; it would double the page."""
        assert "validation_layout" not in config_of(html)
        assert ids.Profile.NAME not in html


class TestAddresses:
    """Every address answers with a page, under the right status."""

    @pytest.mark.parametrize("path", ["/", "/sign-in", "/register"])
    def test_pages_are_found(self, visitor: Visitor, path: str) -> None:
        """200 for what is a page."""
        assert visitor.get(path).status_code == 200

    @pytest.mark.parametrize("path", ["/nowhere", "/not-found", "/a/b/c", "/sign-in/x"])
    def test_others_are_not(self, visitor: Visitor, path: str) -> None:
        """404, with a page that says so."""
        answer = visitor.get(path)

        assert answer.status_code == 404
        assert "<title>Page not found</title>" in answer.text

    def test_only_the_messenger_loads_the_messenger(self, tab: Visitor, visitor: Visitor) -> None:
        """A gate page opens no socket, nor does a page for nobody."""
        assert "js/app.js" in tab.get("/").text
        assert "js/app.js" not in tab.get("/sign-in").text
        assert "js/app.js" not in visitor.get("/").text

    def test_what_is_loaded_late_is_not_loaded_with_the_page(self, tab: Visitor) -> None:
        """It is a file that is there, and that no page of the first hour pays for."""
        page = tab.get("/").text

        assert "js/elements/avatar.js" in page
        for path in LATE:
            assert (folder("static") / path).is_file()
            assert path not in page

    def test_all_that_is_loaded_with_the_page_is_needed_at_once(self, tab: Visitor) -> None:
        """Whatever the page asks for early, what starts the messenger imports."""
        named = MODULE.findall(tab.get("/").text)

        assert sorted(named) == sorted(imported("js/app.js"))

    def test_the_messenger_goes_without_what_only_other_pages_need(self, tab: Visitor) -> None:
        """Nor do they pay for how conversations look."""
        messenger, other = tab.get("/").text, tab.get("/account/profile").text

        for shared in ("css/dash/dialogs.css", "js/dash/typing.js"):
            assert shared in messenger
            assert shared in other
        for apart in (
            "css/pages/account.css",
            "js/dash/pages/gate.js",
            "css/late/photo-dialog.css",
        ):
            assert apart not in messenger
            assert apart in other
        assert "css/elements/conversation.css" in messenger
        assert "css/elements/conversation.css" not in other

    def test_every_late_stylesheet_is_asked_for(self) -> None:
        """By its name, in a script of ours."""
        scripts = "".join(path.read_text() for path in (folder("static") / "js").rglob("*.js"))
        late = sorted((folder("static") / "css" / "late").glob("*.css"))

        assert late
        for path in late:
            assert f'"{path.stem}"' in scripts

    def test_only_the_messenger_tells_whose_it_is(self, tab: Visitor, ada: Viewer) -> None:
        """What the browser keeps is kept under the person's id."""
        assert f' data-person="{ada.user_id}"' in tab.get("/").text
        assert ' data-person=""' in tab.get("/sign-in").text


class TestBundles:
    """Dash's own files are found by the paths that the page names."""

    def test_every_named_bundle_is_a_file(self, face: DashFace, html: str) -> None:
        """Fingerprints are taken off."""
        prefix = "/_dash-component-suites/"
        paths = [each.removeprefix(prefix) for each in ADDRESS.findall(html) if prefix in each]
        files = [face.bundle_file(*path.split("/", 1)) for path in paths]

        assert len(files) > 5
        assert all(file is not None and file.is_file() for file in files)

    @pytest.mark.parametrize(
        ("package", "path"),
        [
            ("dash", "dash.py"),
            ("dash", "../dash/dash.py"),
            ("messenger", "settings.py"),
            ("os", "path.py"),
            ("nothing", "at-all.js"),
        ],
    )
    def test_nothing_else_is(self, face: DashFace, package: str, path: str) -> None:
        """Only what a component registered may be asked for."""
        assert face.bundle_file(package, path) is None
