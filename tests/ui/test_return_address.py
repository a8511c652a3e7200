import pytest

from messenger.ui.return_address import gate_link, return_address, safe_path


class TestSafePath:
    """Signing in leads to a page of this server and to no other."""

    @pytest.mark.parametrize("path", ["/", "/settings", "/?a=1", "/a/b?c=d#e", "/#42"])
    def test_own_pages_are_kept(self, path: str) -> None:
        """A path stays as it is."""
        assert path == safe_path(path)

    @pytest.mark.parametrize(
        "wanted",
        [
            None,
            "",
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/a\nb",
            "///evil.example",
            "javascript:alert(1)",
            "evil.example",
            " /",
            "/a\\b",
        ],
    )
    def test_everything_else_is_the_messenger(self, wanted: str | None) -> None:
        """What a browser could take for another host is not followed."""
        assert safe_path(wanted) == "/"

    @pytest.mark.parametrize("gate", ["/sign-in", "/register", "/sign-in?next=/x"])
    def test_the_gate_itself_is_no_place_to_return_to(self, gate: str) -> None:
        """Nobody is sent from the sign-in page to the sign-in page."""
        assert safe_path(gate) == "/"


class TestReturnAddress:
    """The address after signing in is the one first asked for."""

    def test_next_is_followed(self) -> None:
        """`?next=` names the page."""
        assert return_address("?next=%2Fa%3Fb%3D1", "") == "/a?b=1"

    def test_the_open_chat_survives(self) -> None:
        """The fragment, which no server ever sees, goes along."""
        assert return_address("?next=/", "#42") == "/#42"

    def test_a_fragment_of_its_own_wins(self) -> None:
        """An address has one fragment."""
        assert return_address("?next=/%2342", "#7") == "/#42"

    @pytest.mark.parametrize("search", [None, "", "?", "?other=1", "?next=//evil.example"])
    def test_without_a_page_it_is_the_messenger(self, search: str | None) -> None:
        """Nothing, or nothing good, asked for leads home."""
        assert return_address(search, None) == "/"


def test_links_between_the_gates_keep_the_page() -> None:
    """Who registers instead of signing in still arrives where they wanted to go."""
    assert gate_link("/register", "/?a=1#42") == "/register?next=/%3Fa%3D1%2342"
    assert gate_link("/register", "//evil.example") == "/register"
    assert gate_link("/register", None) == "/register"
