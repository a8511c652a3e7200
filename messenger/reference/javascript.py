"""What can be read from the browser's modules: their words about themselves, and their names."""

import re
from dataclasses import dataclass
from pathlib import Path

HEADER = re.compile(r"(?://[^\n]*\n|\s)*/\*\*((?:[^*]|\*(?!/))*)\*/")
EXPORTED = re.compile(r"/\*\*((?:[^*]|\*(?!/))*)\*/\s*export (?:async )?(?:class|function) \w+")
CLASS = re.compile(r"/\*\*((?:[^*]|\*(?!/))*)\*/\s*export class \w+")
NAMES = re.compile(r"^export (?:async )?(?:class|const|function) (\w+)", re.MULTILINE)
DEFINED = re.compile(r'customElements\.define\("([\w-]+)"')
MODELS = re.compile(r"get models\(\) \{(.*?)\n  \}", re.DOTALL)
DRAWN = re.compile(r"\bmessenger(?:\.(chats|typing|outbox|drafts|conversation|connection))?\b")
ASKED = re.compile(r'askDialog\(\s*"([\w-]+)"')
DISPATCHED = re.compile(r'new (?:Custom)?Event\(\s*"([\w-]+)"')
CLIENTSIDE = re.compile(
    r"dash_clientside = \{\s*\.\.\.page\.dash_clientside,\s*(\w+): \{(.*?)\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the browser's code."""

    path: str
    text: str

    @property
    def words(self) -> str:
        """What the file, its class or its first function says that it is, else its names."""
        for found in (CLASS.search(self.text), HEADER.match(self.text), *self._functions()):
            if found and (prose := _prose(found[1])):
                return prose
        return ", ".join(f"`{name}`" for name in NAMES.findall(self.text))

    def _functions(self) -> list[re.Match[str]]:
        return list(EXPORTED.finditer(self.text))

    @property
    def element(self) -> str | None:
        """The custom element that the file defines."""
        found = DEFINED.search(self.text)
        return found[1] if found else None

    @property
    def models(self) -> list[str]:
        """The models that the element draws from."""
        found = MODELS.search(self.text)
        return (
            list(dict.fromkeys(n or "messenger" for n in DRAWN.findall(found[1]))) if found else []
        )

    @property
    def dialogs(self) -> list[str]:
        """The dialogs that the file asks for."""
        return sorted(set(ASKED.findall(self.text)))

    @property
    def events(self) -> list[str]:
        """The events that the file dispatches."""
        return sorted(set(DISPATCHED.findall(self.text)))

    @property
    def clientside(self) -> tuple[str, list[str]] | None:
        """The namespace and the functions that the file offers to Dash."""
        found = CLIENTSIDE.search(self.text)
        return (found[1], re.findall(r"\w+", found[2])) if found else None


def read_modules(root: Path, folder: str) -> list[Module]:
    """Return the modules of one folder under static/, by name."""
    paths = sorted((root / folder).glob("*.js"))
    return [Module(p.relative_to(root).as_posix(), p.read_text(encoding="utf-8")) for p in paths]


def _prose(comment: str) -> str:
    lines = [line.strip().removeprefix("*").strip() for line in comment.splitlines()]
    text = "\n".join(lines).partition("\n@")[0].strip()
    return "" if text.startswith("@") else " ".join(text.split("\n\n")[0].split())
