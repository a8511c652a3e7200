"""The groups of the demo: who said and did what there, and when.

=== title
@ 26 17                       what follows began so many days ago, in that hour (UTC)
@ now                         what follows has just been said
+ maxim added anna, olga      what somebody did in the group
maxim: Hello                  what somebody wrote
+ olga pinned welcome         what is called so in the margin (`messenger/demo/lines.py`)
"""

import random
from collections.abc import Iterator

from messenger.actions.demo_groups import PastGroup
from messenger.actions.demo_messages import Deed, PastMessage, tell_deed
from messenger.demo.lines import Names, read_entries
from messenger.demo.marking import mark
from messenger.demo.people import GATHERINGS, Gathering
from messenger.demo.scripts import FOLDER
from messenger.demo.times import DAY, HOUR, MINUTE, line_gap
from messenger.events.objects import ADMIN, OWNER, Role

SEED = 20_260_502
NOW = "now"


def tell_groups(now: int) -> list[PastGroup]:
    """Return every group of the demo as it stands at a moment (epoch ms)."""
    return [_tell(gathering, now) for gathering in GATHERINGS]


def _tell(gathering: Gathering, now: int) -> PastGroup:
    chance = random.Random(f"{SEED} {gathering.script}")  # noqa: S311 - a story, not a secret
    messages: list[PastMessage] = []
    names = Names()
    for when, lines in _scenes(gathering):
        moment = _begin(when, now, chance)
        scene = list(_play(gathering, lines, moment, names, chance))
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
        yield when, lines


def _begin(when: str, now: int, chance: random.Random) -> int:
    if when == NOW:
        return now
    days, hour = map(int, when.split())
    return (now // DAY - days) * DAY + hour * HOUR + int(chance.uniform(0, 40) * MINUTE)


def _play(
    gathering: Gathering, lines: list[str], moment: int, names: Names, chance: random.Random
) -> Iterator[PastMessage]:
    people = {name: name for name in gathering.people}
    for entry in read_entries(lines):
        moment += line_gap(entry.text or entry.head, chance, later=False)
        answers = names.step(entry.margin)
        if entry.head.startswith("+ "):
            yield _do(gathering, entry.head.split(maxsplit=3)[1:], moment, names)
            continue
        message = PastMessage(entry.head, entry.text, moment, None)
        yield mark(message, entry.margin, answers, people, chance)


def _do(gathering: Gathering, words: list[str], moment: int, names: Names) -> PastMessage:
    who, verb, *rest = words
    told = rest[0] if rest else ""
    if verb == "pinned":
        deed = Deed("pinned", back=names.back(told))
    else:
        deed = _deed(gathering, who, verb, told)
    return PastMessage(who, tell_deed(deed), moment, None, deed)


def _deed(gathering: Gathering, who: str, verb: str, told: str) -> Deed:
    whom = tuple(told.split(", "))
    return {
        "created": Deed("created", title=gathering.title),
        "added": Deed("added", whom),
        "joined": Deed("joined", (who,)),
        "renamed": Deed("renamed", title=told),
        "admin": Deed("role_changed", whom, role=ADMIN),
    }[verb]
