"""What an action is handed: everything of the process that outlives one request."""

from asyncio import Event
from dataclasses import dataclass
from typing import Any

from messenger.clock import Clock
from messenger.db.database import Database
from messenger.db.group_commit import GroupCommit
from messenger.db.indexing import Indexing
from messenger.events.hub import Hub
from messenger.events.pace import Pace
from messenger.events.peers import Peers
from messenger.events.presence import Presence
from messenger.events.rosters import Rosters
from messenger.keys import Keys
from messenger.mail.mailer import Mailer
from messenger.media.posters import Posters
from messenger.passwords import Passwords
from messenger.pictures.makings import Makings
from messenger.pictures.pool import Pictures
from messenger.previews.waiting import Previews
from messenger.rates import SignInThrottle, TokenBuckets
from messenger.settings import Settings
from messenger.storage.contents import Contents
from messenger.storage.exports import ExportFiles
from messenger.storage.finishing import Finishing
from messenger.storage.parts import Parts


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one process; `sends` is the writer of messages (actions/sending.py).

    `due` is the bell of what is put off to a time (web/timekeeper.py).
    """

    settings: Settings
    clock: Clock
    keys: Keys
    database: Database
    passwords: Passwords
    peers: Peers
    buckets: TokenBuckets
    throttle: SignInThrottle
    rosters: Rosters
    pace: Pace
    presence: Presence
    hub: Hub
    mailer: Mailer
    sends: GroupCommit[Any]
    indexing: Indexing
    due: Event
    contents: Contents
    parts: Parts
    finishing: Finishing
    exports: ExportFiles
    pictures: Pictures
    posters: Posters
    makings: Makings
    previews: Previews
