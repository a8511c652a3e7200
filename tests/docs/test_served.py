"""What a server says of itself."""

import json

from messenger.reference.asyncapi import build_asyncapi
from tests.running import Server


async def test_anybody_may_read_the_description_of_the_socket(server: Server) -> None:
    """`/asyncapi.json` is the description that docs/ holds."""
    async with server.http() as http:
        answer = await http.get("/asyncapi.json")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(json.dumps(build_asyncapi()))
