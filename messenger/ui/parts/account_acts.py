"""What an administrator can do with one account: its words, and the action that does it."""

from dataclasses import dataclass
from typing import Any

from messenger.actions import administration, administrators
from messenger.actions.registry import PersonRecord
from messenger.errors import N_
from messenger.events.objects import DISABLED, WAITING
from messenger.ui import bridge
from messenger.ui.request import access_viewer

RESET_LINK = "reset_link"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what its menu item says, and what is asked before it is done."""

    label: str
    question: str
    action: Any
    fields: tuple[tuple[str, bool], ...] = ()
    harmful: bool = True


ACTS = {
    "grant": Act(
        N_("Make administrator"),
        N_("Make @{nick} an administrator? They may then do everything that you see here."),
        administrators.set_admin,
        (("on", True),),
        harmful=False,
    ),
    "revoke": Act(
        N_("Take the administrator's right"),
        N_("Take the administrator's right from @{nick}?"),
        administrators.set_admin,
        (("on", False),),
    ),
    RESET_LINK: Act(
        N_("Make a link for a new password"),
        N_("Make a link by which @{nick} sets a new password?"),
        administration.make_reset_link,
        harmful=False,
    ),
    "end_sessions": Act(
        N_("Sign out everywhere"),
        N_("Sign @{nick} out on all devices?"),
        administration.end_all_sessions,
    ),
    "reset_factors": Act(
        N_("Reset two factors"),
        N_(
            "Switch two factors off for @{nick}, and forget their passkeys and devices? The "
            "password alone signs in then."
        ),
        administration.reset_factors,
    ),
    "disable": Act(
        N_("Disable the account"),
        N_("Disable the account of @{nick}? They are signed out at once and cannot come back."),
        administration.set_disabled,
        (("on", True),),
    ),
    "enable": Act(
        N_("Enable the account"),
        N_("Let @{nick} sign in again?"),
        administration.set_disabled,
        (("on", False),),
        harmful=False,
    ),
}


def acts_for(person: PersonRecord) -> list[str]:
    """Return what can be done with an account, as it stands; none of it while it waits."""
    if person.standing == WAITING:
        return []
    own = person.id == str(access_viewer().user_id)
    disabled = person.standing == DISABLED
    possible = {
        "grant": not person.is_admin and not disabled,
        "revoke": person.is_admin,
        RESET_LINK: not disabled,
        "end_sessions": not own and not disabled,
        "reset_factors": not own,
        "disable": not own and not disabled,
        "enable": disabled,
    }
    return [act for act, fits in possible.items() if fits]


def carry_out(name: str, user_id: str) -> str | None:
    """Do it; return the link where it makes one."""
    act = ACTS[name]
    made = bridge.run(act.action, access_viewer(), user_id=user_id, **dict(act.fields))
    return made.url if name == RESET_LINK else None
