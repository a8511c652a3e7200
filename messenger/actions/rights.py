"""Who may do what in a group: the one table of it, by role and by the group's settings.

An owner may do all, somebody who only reads nothing. Between the two stand administrators and
members, whose rights a group can take away and give back within the bounds of this table.
"""

from collections.abc import Collection
from dataclasses import dataclass

from messenger.errors import Forbidden
from messenger.events.objects import ADMIN, MEMBER, OWNER, READ_ONLY, Right, Role

ALWAYS: dict[Role, frozenset[Right]] = {
    OWNER: frozenset(
        {
            *("write", "add", "invite", "edit", "pin", "delete", "remove", "roles", "settings"),
            *("mention_all", "own"),
        }
    ),
    ADMIN: frozenset({"write", "mention_all"}),
    MEMBER: frozenset(),
    READ_ONLY: frozenset(),
}
# What the settings of a group may give; `write` is given to members by its not being an
# announcement.
ADJUSTABLE: dict[Role, frozenset[Right]] = {
    OWNER: frozenset(),
    ADMIN: frozenset({"add", "invite", "edit", "pin", "delete", "remove", "roles", "settings"}),
    MEMBER: frozenset({"add", "invite", "edit", "pin"}),
    READ_ONLY: frozenset(),
}
RANKS: dict[str, int] = {OWNER: 3, ADMIN: 2, MEMBER: 1, READ_ONLY: 0}


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's role in a group, and what they may do there at present."""

    role: Role
    rights: frozenset[Right]

    def require(self, right: Right, field: str = "chat_id") -> None:
        """Raise Forbidden unless they have a right."""
        if right not in self.rights:
            raise Forbidden(field=field)

    def require_above(self, role: str, field: str) -> None:
        """Raise Forbidden unless they stand above somebody of a role."""
        if RANKS[self.role] <= RANKS[role]:
            raise Forbidden(field=field)


def stand(role: Role, *, announcement: bool, member_rights: str, admin_rights: str) -> Standing:
    """Return how somebody stands in a group of these settings."""
    given = {ADMIN: read_rights(admin_rights), MEMBER: read_rights(member_rights)}.get(role, ())
    rights = ALWAYS[role] | (ADJUSTABLE[role] & set(given))
    if role == MEMBER and not announcement:
        rights |= {"write"}
    return Standing(role, rights)


def may_write(role: str, *, announcement: bool) -> bool:
    """Return whether somebody of a role writes in a group."""
    return role in {OWNER, ADMIN} or (role == MEMBER and not announcement)


def read_rights(text: str) -> tuple[Right, ...]:
    """Return the rights that a column holds."""
    every: frozenset[Right] = ADJUSTABLE[ADMIN]
    return tuple(right for right in sorted(every) if right in text.split(","))


def write_rights(role: Role, rights: Collection[Right], field: str) -> str:
    """Return rights for a column; Forbidden for one that people of a role can never have."""
    if not set(rights) <= ADJUSTABLE[role]:
        raise Forbidden(field=field)
    return ",".join(sorted(set(rights)))
