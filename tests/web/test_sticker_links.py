"""Links to packs of stickers: into the messenger, past signing in where that comes first."""

import pytest

from tests.people import ADA, Person
from tests.running import Server
from tests.uploads import look


@pytest.fixture
def database() -> str:
    """The kind of database of these tests, which links do not touch."""
    return "sqlite"


@pytest.mark.parametrize(
    ("person", "path", "place"),
    [
        (ADA, "/stickers/BCDFGHJK", "/?stickers=BCDFGHJK"),
        (ADA, "/stickers/a%26b%20c", "/?stickers=a%26b%20c"),
        (None, "/stickers/BCDFGHJK", "/sign-in?next=/stickers/BCDFGHJK"),
    ],
)
async def test_a_link_leads_into_the_messenger(
    server: Server, person: Person | None, path: str, place: str
) -> None:
    """Whoever is signed in goes there at once."""
    answer = await look(server, person, path)

    assert (302, place) == (answer.status_code, answer.headers["location"])
