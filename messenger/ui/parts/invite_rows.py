"""The invitations to a group, one a row."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.actions import group_invites, named
from messenger.actions.group_invites import Invite
from messenger.actions.named import MOST_NAMED
from messenger.ui import bridge
from messenger.ui.ids import Invites
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.copy_link import build_copy
from messenger.ui.parts.icon import build_icon
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _, ngettext


def list_rows(chat_id: str) -> list[html.Li]:
    """Return a row for each code, or a word that there is none."""
    invites = bridge.run(group_invites.list_invites, access_viewer(), chat_id=chat_id)
    if not invites:
        return [html.Li(_("No invitations yet."), className="people-hint")]
    return [build_row(each) for each in invites]


def build_row(invite: Invite) -> html.Li:
    """Return one code: its link, how far it goes, and who came by it."""
    words = [
        html.Code(invite.code, className="account-row-title"),
        html.Span(say_state(invite), className="account-row-text"),
    ]
    if invite.people:
        words.append(build_who(invite))
    parts: list[Any] = [
        html.Div(
            [
                build_icon(icon="tabler:link", size=22),
                html.Div(words, className="account-row-words"),
            ],
            className="invite-line",
        )
    ]
    if not invite.revoked:
        parts.append(build_ways(invite))
    parts.append(html.Div(id=Invites.of("shown", invite.code), **aria(live="polite")))
    return html.Li(parts, className="invite spent" if invite.revoked else "invite")


def build_who(invite: Invite) -> html.Div:
    """Return the button that tells who came by a code, and where it tells it."""
    count = ngettext("{n} person came by it", "{n} people came by it", len(invite.people))
    return html.Div(
        [
            html.Button(
                count, id=Invites.of("who", invite.code), type="button", className="link-button"
            ),
            html.Span(id=Invites.of("names", invite.code), className="account-row-text"),
        ]
    )


def build_ways(invite: Invite) -> html.Div:
    """Return what can be done with a code that was not withdrawn."""
    return html.Div(
        [
            build_copy(f"invite-{invite.code}", invite.url, size="xs"),
            dmc.Button(
                _("QR code"),
                id=Invites.of("qr", invite.code),
                size="xs",
                variant="light",
                **aria(label=_("QR code of {code}", code=invite.code)),
            ),
            dmc.Button(
                _("Withdraw"),
                id=Invites.of("revoke", invite.code),
                size="xs",
                variant="subtle",
                color="red",
                **aria(label=_("Withdraw the invitation {code}", code=invite.code)),
            ),
        ],
        className="invite-ways",
    )


def say_state(invite: Invite) -> list[Any]:
    """Return how many came by a code, of how many, and how long it works."""
    uses = str(invite.uses)
    said: list[Any] = [
        _("used {used}", used=uses)
        if invite.max_uses is None
        else _("used {used} of {most}", used=uses, most=str(invite.max_uses))
    ]
    if invite.approval:
        said += [" · ", _("on approval")]
    if invite.revoked:
        return [*said, " · ", _("withdrawn")]
    if invite.expires_at is None:
        return [*said, " · ", _("without end")]
    return [*said, " · ", _("until"), " ", LocalTime(at=invite.expires_at)]


def name_people(chat_id: str, user_ids: Sequence[str]) -> str:
    """Return the names of those who came and are still there, and how many others came."""
    asked = user_ids[:MOST_NAMED]
    people = bridge.run(named.get_named, access_viewer(), chat_id=chat_id, user_ids=asked)
    names = sorted(person.name for person in people if not person.deleted)
    rest = len(user_ids) - len(names)
    if rest:
        names.append(ngettext("and {n} more", "and {n} more", rest))
    return ", ".join(names)
