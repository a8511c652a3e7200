"""Filling an empty database with the demo: the past in bulk, the rest as people do it."""

from messenger.actions import accounts, blocks, contacts, keeping, pinning
from messenger.actions.access import Viewer
from messenger.actions.demo import PastPerson, write_chat, write_people
from messenger.actions.demo_groups import write_group
from messenger.actions.demo_messages import PastMessage
from messenger.actions.media import receive_media
from messenger.demo.files import claim_of, content_of
from messenger.demo.gatherings import tell_groups
from messenger.demo.people import GATHERINGS, PASSWORD, PEOPLE, Person
from messenger.demo.story import tell_all
from messenger.demo.times import DAY, MINUTE, MONTHS
from messenger.demo.wishing import Wishing
from messenger.events.objects import Media, PrivacyChange
from messenger.services import Services
from messenger.storage.parts import Part

FOREVER = "9999-12-31T00:00:00Z"
BLOCKED = ("liam", "anna")
QUESTION = "Hi Daniel, about"
ANSWER = "Слушай, я тут подумала про субботу: давай лучше не в кафе, а "


async def fill(services: Services) -> None:
    """Write the whole demo; Conflict where the database has people already."""
    now = services.clock.now()
    story, groups = tell_all(now), tell_groups(now)
    said = [message for chat in story for message in chat.messages]
    said += [message for group in groups for message in group.messages]
    people = [_past(person, number, now, said) for number, person in enumerate(PEOPLE)]
    viewers = await write_people(services, people, PASSWORD)
    uploads = await _upload(services, viewers, said)
    wishing = Wishing(services, viewers)
    opened: dict[tuple[str, ...], str] = {}
    for past in story:
        opened[past.people] = await write_chat(services, viewers, past, uploads)
        if len(past.people) > 1:
            await _meet(services, viewers, *past.people)
            wishing.know(past.people, opened[past.people], past.messages)
    for gathering, group in zip(GATHERINGS, groups, strict=True):
        chat_id = await write_group(services, viewers, group, uploads)
        wishing.know(gathering.script, chat_id, group.messages)
    await wishing.make_all()
    await _keep(services, viewers, opened)


async def _upload(
    services: Services, viewers: dict[str, Viewer], said: list[PastMessage]
) -> dict[tuple[str, str], Media]:
    """Upload what people send; the sizes of photos are made once the server runs."""
    wanted = {(message.sender, name) for message in said for name in message.holds}
    return {
        (who, name): await _upload_one(services, viewers[who], name) for who, name in sorted(wanted)
    }


async def _upload_one(services: Services, viewer: Viewer, name: str) -> Media:
    async def receive(part: Part) -> None:
        await part.write(content_of(name))

    return await receive_media(services, viewer, claim_of(name), receive)


async def _meet(services: Services, viewers: dict[str, Viewer], first: str, second: str) -> None:
    await contacts.add_contact(services, viewers[first], username=second)
    if (first, second) != BLOCKED:
        await contacts.add_contact(services, viewers[second], username=first)


async def _keep(
    services: Services, viewers: dict[str, Viewer], opened: dict[tuple[str, ...], str]
) -> None:
    anna, grace, maxim = viewers["anna"], viewers["grace"], viewers["maxim"]
    await pinning.pin_chat(services, anna, chat_id=opened["olga", "anna"], on=True)
    await pinning.pin_chat(services, grace, chat_id=opened["grace", "priya"], on=True)
    await pinning.pin_chat(services, maxim, chat_id=opened["maxim", "anna"], on=True)
    await keeping.mute_chat(services, anna, chat_id=opened["timur", "anna"], until=FOREVER)
    await keeping.mute_chat(services, grace, chat_id=opened["daniel", "grace"], until=FOREVER)
    await keeping.set_draft(
        services, anna, chat_id=opened["daniel", "anna"], text="Hi Daniel, about"
    )
    await keeping.set_draft(services, viewers["olga"], chat_id=opened["olga", "anna"], text=ANSWER)
    await blocks.add_block(services, anna, user_id=str(viewers[BLOCKED[0]].user_id))
    await accounts.update_account(
        services, viewers["timur"], privacy=PrivacyChange(last_seen="nobody")
    )


def _past(person: Person, number: int, now: int, said: list[PastMessage]) -> PastPerson:
    last = max(message.sent_at for message in said if message.sender == person.username)
    return PastPerson(
        username=person.username,
        name=person.name,
        language=person.language,
        bio=person.bio,
        created_at=now - MONTHS - (len(PEOPLE) - number) * DAY,
        last_seen_at=min(last + MINUTE, now),
    )
