"""All that the program imports and reads at its start, kept by a process that others fork from."""

import gc
import importlib

from messenger.ui.dash_app import build_pages
from messenger.web.static_files import our_files
from tests.cheap import make_passwords_cheap

# What is imported when a database, a platform or the command line asks for it.
LATER = (
    *("aiosqlite", "alembic.command", "asyncpg", "uvloop", "typer"),
    *("messenger.demo.fill", "messenger.web.server"),
)

for name in LATER:
    importlib.import_module(name)
make_passwords_cheap()
build_pages()
our_files()
# Or the first search for garbage in each fork would copy all of it.
gc.collect()
gc.freeze()
