"""docs/COMPONENTS.md: what the pages are made of, read from the browser's code and from ui."""

import ast
from collections.abc import Iterable
from pathlib import Path

from messenger.reference.javascript import Module, read_modules
from messenger.reference.markdown import page, table
from messenger.resources import folder

UI = Path(__file__).parents[1] / "ui"

HEAD = """# The components of the pages

Made by `make docs` from `static/js/` and `messenger/ui/`.

Dash draws what is calm: pages, forms, the menu, dialogs. Custom elements draw what is hot: the
list of chats, the conversation, the composer, the state of the connection. Between the two:

- **The panes** (`messenger/ui/panes.py`) stand in the document itself, so the elements draw as
  soon as their modules are here. `static/js/dash-start.js` brings Dash after that; its menu goes
  into the place that the panes have for it (`Within` of `messenger/ui/pieces.py`).
- **A face**: an element inside of a dialog has a small Dash component in `messenger/ui/pieces.py`
  and a React half in `static/js/pieces.js`, which renders the tag. A face passes no data: elements
  draw from the models that they share.
- **Element to Dash**: an element calls `askDialog(name, facts)`, which dispatches the event
  `messenger-dialog` (bubbling, composed, `detail: {dialog, …facts}`). `dash_extensions`'
  EventListener in `messenger/ui/shell.py` hears it, and the dialog of that name opens; before Dash
  is there the wish waits for it.
- **Dash to element**: a clientside function calls `window.messengerApp.openChat(chatId)` or
  `.signedOut()`. What a dialog's callback changes comes back to the elements as an event of `/ws`,
  like everything else.
- Elements draw into the page itself (no shadow root), so `static/css/` and the theme's variables
  reach them. Texts come from `static/js/texts.js`: `t("…", {name})` and `tn("one", "many", n)`.
- Nothing may write a `style` attribute into markup: the Content-Security-Policy refuses it. Set
  `element.style.…`, or in a template the property: `.style=${…}`."""


def build_components_page() -> str:
    """Return the page."""
    root = folder("static")
    elements = read_modules(root, "js/elements")
    defined = [module for module in elements if module.element]
    scripts = [module for name in ("js", "js/models") for module in read_modules(root, name)]
    dash = [*read_modules(root, "js/dash"), *read_modules(root, "js/dash/pages")]
    return page(
        HEAD,
        "## Custom elements",
        _elements(defined),
        "### Their parts",
        _files(module for module in elements if not module.element),
        "## Models and modules of the page",
        _files(scripts),
        "## Events in the page",
        _events([*elements, *scripts, *dash]),
        "## Dialogs",
        "The name is the one that `askDialog` takes; who asks stands behind it.",
        _dialogs(elements),
        "## Pages",
        _python("pages"),
        "## Parts of pages and dialogs",
        _python("parts"),
        "## Clientside functions",
        "What `ClientsideFunction(namespace, name)` may name; one file of `static/js/dash/` each; "
        "the messenger itself goes without those in `pages/`.",
        _clientside(dash),
    )


def _elements(modules: list[Module]) -> str:
    rows = (
        (
            f"`<{module.element}>`",
            module.words,
            ", ".join(f"`{name}`" for name in module.models),
            _file(module),
        )
        for module in modules
    )
    return table(("element", "what it is", "draws from", "file"), rows)


def _files(modules: Iterable[Module]) -> str:
    return table(("file", "what it is"), ((_file(m), m.words) for m in modules if m.words))


def _events(modules: list[Module]) -> str:
    named = sorted({event for module in modules for event in module.events})
    rows = (
        (f"`{event}`", ", ".join(_file(module) for module in modules if event in module.events))
        for event in named
    )
    return table(("event", "dispatched in"), rows)


def _dialogs(elements: list[Module]) -> str:
    rows = []
    for path in _modules("dialogs"):
        name = path.stem.replace("_", "-")
        asked = [_file(module) for module in elements if name in module.dialogs]
        rows.append((f"`{name}`", _words(path), ", ".join(asked) or "the button in the shell"))
    return table(("dialog", "what it is", "asked for in"), rows)


def _python(package: str) -> str:
    rows = ((f"`{path.relative_to(UI.parents[1])}`", _words(path)) for path in _modules(package))
    return table(("file", "what it is"), rows)


def _clientside(modules: list[Module]) -> str:
    offers = [(module, module.clientside) for module in modules]
    rows = (
        (f"`{offer[0]}`", ", ".join(f"`{name}`" for name in offer[1]), _file(module))
        for module, offer in offers
        if offer
    )
    return table(("namespace", "functions", "file"), rows)


def _modules(package: str) -> list[Path]:
    return [path for path in sorted((UI / package).glob("*.py")) if path.stem != "__init__"]


def _words(path: Path) -> str:
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(words.split("\n\n")[0].split())


def _file(module: Module) -> str:
    return f"`{module.path}`"
