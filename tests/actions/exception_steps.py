"""Making many exceptions at once."""

from sqlalchemy import insert

from messenger.actions.exceptions import MOST_EXCEPTIONS
from messenger.db.ids import new_id
from messenger.db.tables import exceptions, users
from tests.running import Server
from tests.wire import Wire


async def fill_exceptions(server: Server, wire: Wire, rule: str) -> None:
    """Put as many exceptions into the table as one may have."""
    people = [
        {
            "id": new_id(),
            "username": f"person{number}",
            "email": f"person{number}@example.org",
            "name": f"Person {number}",
            "name_folded": f"person {number}",
            "password_hash": "",
            "created_at": 1,
        }
        for number in range(MOST_EXCEPTIONS)
    ]
    rows = [{"owner_id": int(wire.me), "user_id": each["id"], rule: True} for each in people]
    async with server.services.database.writing() as connection:
        await connection.execute(insert(users), people)
        await connection.execute(insert(exceptions), rows)
