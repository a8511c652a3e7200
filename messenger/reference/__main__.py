"""Write the reference pages into docs/: `python -m messenger.reference [FOLDER]`."""

import json
import sys
from pathlib import Path

from messenger.reference.asyncapi import build_asyncapi
from messenger.reference.components_page import build_components_page
from messenger.reference.socket_page import build_socket_page
from messenger.reference.tables_page import build_tables_page


def build_pages() -> dict[str, str]:
    """Return the text of every page that is made from code, by its file name."""
    return {
        "WS_SERVER_REFERENCE.md": build_socket_page(),
        "asyncapi.json": json.dumps(build_asyncapi(), ensure_ascii=False, indent=1) + "\n",
        "DB.md": build_tables_page(),
        "COMPONENTS.md": build_components_page(),
    }


def main(folder: Path) -> None:
    """Write them all."""
    for name, text in build_pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(*sys.argv[1:2] or ["docs"]))
