"""The groups of the demo: who said and did what there, and when.

=== title
@ 26 17                       what follows began so many days ago, in that hour (UTC)
@ now                         what follows has just been said
+ maxim added anna, olga      what somebody did in the group
maxim: Hello                  what somebody wrote, with a star before the colon: and edited
"""

import random
from collections.abc import Iterator

from messenger.actions.demo import Deed, PastMessage
from messenger.actions.demo_groups import PastGroup
from messenger.demo.people import GATHERINGS, Gathering
from messenger.demo.scripts import FOLDER
from messenger.demo.times import DAY, HOUR, MINUTE, SECOND, line_gap
from messenger.events.objects import ADMIN, OWNER, Role

SEED = 20_260_502
NOW = "now"


def tell_groups(now: int) -> list[PastGroup]:
    """Return every group of the demo as it stands at a moment (epoch ms)."""
    return [_tell(gathering, now) for gathering in GATHERINGS]


def _tell(gathering: Gathering, now: int) -> PastGroup:
    chance = random.Random(f"{SEED} {gathering.script}")  # noqa: S311 - a story, not a secret
    messages: list[PastMessage] = []
    for when, lines in _scenes(gathering):
        moment = _begin(when, now, chance)
        scene = list(_play(gathering, lines, moment, chance))
        if when == NOW:
            by = now - gathering.quiet * MINUTE - scene[-1].sent_at
            scene = [message.moved(by) for message in scene]
        messages += scene
    people = gathering.people
    roles: dict[str, Role] = {people[0]: OWNER} | dict.fromkeys(gathering.admins, ADMIN)
    unread = dict(gathering.unread)
    return PastGroup(
        people=people,
        roles=roles,
        title=gathering.title,
        description=gathering.description,
        announcement=gathering.announcement,
        messages=tuple(messages),
        read={name: len(messages) - unread.get(name, 0) for name in people},
    )


def _scenes(gathering: Gathering) -> Iterator[tuple[str, list[str]]]:
    text = (FOLDER / gathering.language / "groups.txt").read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in text.split("=== ")[1:])
    for scene in parts[gathering.script].split("@ ")[1:]:
        when, *lines = scene.splitlines()
        yield when, [line for line in lines if line]


def _begin(when: str, now: int, chance: random.Random) -> int:
    if when == NOW:
        return now
    days, hour = map(int, when.split())
    return (now // DAY - days) * DAY + hour * HOUR + int(chance.uniform(0, 40) * MINUTE)


def _play(
    gathering: Gathering, lines: list[str], moment: int, chance: random.Random
) -> Iterator[PastMessage]:
    for line in lines:
        moment += line_gap(line, chance, later=False)
        if line.startswith("+ "):
            yield _deed(gathering, line.split(maxsplit=3)[1:], moment)
            continue
        head, _, text = line.partition(": ")
        edited = moment + chance.randint(20, 90) * SECOND if head[-1] == "*" else None
        yield PastMessage(head.rstrip("*"), text, moment, edited)


def _deed(gathering: Gathering, words: list[str], moment: int) -> PastMessage:
    who, verb, *rest = words
    title = rest[0] if verb == "renamed" else gathering.title
    whom = tuple(rest[0].split(", ")) if verb in {"added", "admin"} else ()
    deeds = {
        "created": ("created the group", Deed("created", title=title)),
        "added": (_count(whom), Deed("added", whom)),
        "joined": ("joined the group", Deed("joined", (who,))),
        "renamed": (f"renamed the group to “{title}”", Deed("renamed", title=title)),
        "admin": ("changed the role of a member", Deed("role_changed", whom, role=ADMIN)),
    }
    text, deed = deeds[verb]
    return PastMessage(who, text, moment, None, deed)


def _count(people: tuple[str, ...]) -> str:
    return "added a member" if len(people) == 1 else f"added {len(people)} members"
