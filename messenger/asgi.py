"""The application for development: `hypercorn --reload messenger.asgi:app`."""

from messenger.app import create_app

app = create_app()
