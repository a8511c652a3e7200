"""What people do with groups in the tests, in their words."""

from tests.people import Person
from tests.running import Server
from tests.talk import chat_of, forget
from tests.wire import Data, Wire


async def found(ada: Wire, *others: Wire, title: str = "Walkers", **facts: object) -> str:
    """Let the first make a group with the others, forget the events, and return its id."""
    people = [each.me for each in others]
    made = await ada.call("chats.create_group", {"title": title, "member_ids": people, **facts})
    assert [] == made["not_added"]
    await forget(ada, *others)
    return str(made["chat"]["id"])


async def promote(owner: Wire, chat_id: str, who: Wire, role: str) -> None:
    """Give somebody a role."""
    await owner.call("members.set_role", chat_id=chat_id, user_id=who.me, role=role)


async def roles(wire: Wire, chat_id: str) -> dict[str, str]:
    """Return who is in a group, by nick, and as what."""
    listed: dict[str, str] = {}
    cursor = None
    while True:
        page = await wire.call("members.list", chat_id=chat_id, limit=200, cursor=cursor)
        listed |= {each["user"]["username"]: each["role"] for each in page["members"]}
        cursor = page["cursor"]
        if cursor is None:
            return listed


async def services(wire: Wire, chat_id: str) -> list[Data]:
    """Return what the service messages of a group say."""
    page = await wire.call("messages.history", chat_id=chat_id, limit=100)
    return [each["service"] for each in page["messages"] if each["kind"] == "service"]


async def is_out(wire: Wire, chat_id: str) -> bool:
    """Return whether a group does not exist for somebody: in no list, and by no operation."""
    listed = [each["id"] for each in (await wire.call("chats.list"))["chats"]]
    code = await wire.code("chats.get", chat_id=chat_id)
    return chat_id not in listed and code == "not_found"


async def settings_of(wire: Wire, chat_id: str) -> Data:
    """Return the settings of a group."""
    return dict((await chat_of(wire, chat_id))["settings"])


async def enter(server: Server, *people: Person) -> list[Wire]:
    """Let some people in."""
    return [await server.enter(person) for person in people]
