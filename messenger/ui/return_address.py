"""Where a person goes after signing in: back to the page first asked for, never elsewhere."""

from urllib.parse import parse_qs, quote, urlsplit

HOME = "/"
GATES = (
    *("/sign-in", "/register", "/recover", "/reset", "/confirm", "/undo", "/link", "/leaving"),
)


def safe_path(wanted: str | None) -> str:
    """Return a path of this origin, or the messenger where `wanted` is anything else.

    Browsers take `//host` and `/\\host` for another host and drop control characters first.
    """
    if not wanted or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return HOME
    if any(ord(character) <= 0x20 or character in "\\\x7f" for character in wanted):
        return HOME
    path = urlsplit(wanted).path
    return HOME if path in GATES else wanted


def return_address(search: str | None, fragment: str | None) -> str:
    """Return the address that `?next=` names, with the open chat that stood in the fragment."""
    wanted = parse_qs((search or "").removeprefix("?")).get("next", [HOME])[0]
    path = safe_path(wanted)
    return path if "#" in path else path + (fragment or "")


def gate_link(gate: str, wanted: str | None) -> str:
    """Return the link to a gate page that keeps the page first asked for."""
    path = safe_path(wanted)
    return gate if path == HOME else f"{gate}?next={quote(path, safe='/')}"
