"""What administrators have done."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, Patch, State, callback, html

from messenger.actions import journal
from messenger.actions.journal import JournalEntry, JournalPage
from messenger.errors import N_
from messenger.ui import bridge
from messenger.ui.administration.people import shown
from messenger.ui.ids import AdminJournal
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.pieces import LocalTime, Store
from messenger.ui.request import access_viewer, current_request
from messenger.ui.texts import _

NAME = "journal"
ACTS = {
    "admin_granted": N_("made an administrator: {subject}"),
    "admin_revoked": N_("took the administrator's right: {subject}"),
    "sessions_ended": N_("signed out everywhere: {subject}"),
    "reset_link_made": N_("made a link for a new password: {subject}"),
    "two_factor_reset": N_("reset two factors: {subject}"),
    "account_disabled": N_("disabled the account: {subject}"),
    "account_enabled": N_("enabled the account: {subject}"),
    "settings_changed": N_("changed settings ({facts})"),
    "invitation_made": N_("made an invitation ({facts})"),
    "invitation_revoked": N_("withdrew an invitation ({facts})"),
    "registration_approved": N_("approved the account: {subject}"),
    "message_deleted": N_("deleted a reported message: {subject}"),
    "report_dismissed": N_("dismissed a report: {subject}"),
    "registration_refused": N_("refused the account: {subject}"),
}
FACTS = {
    "registration": N_("registration"),
    "email_domains": N_("domains"),
    "require_two_factor": N_("two factors for everybody"),
    "link_previews": N_("link previews"),
    "invitation": N_("code"),
    "uses": N_("people"),
    "days": N_("days"),
}


def title() -> str:
    """Return what the section is called."""
    return _("Journal")


def build() -> html.Div:
    """Return the section."""
    page = load() if current_request() and is_administrator() else JournalPage((), None)
    return html.Div(
        [
            html.P(_("What administrators have done here."), className="account-hint"),
            html.Ul(build_rows(page), id=AdminJournal.LIST, className="account-list"),
            dmc.Button(
                _("Show more"), id=AdminJournal.MORE, variant="light", display=shown(page.cursor)
            ),
            Store(id=AdminJournal.CURSOR, data=page.cursor),
        ]
    )


def load(cursor: str | None = None) -> JournalPage:
    """Return a page of it."""
    return bridge.run(journal.list_journal, access_viewer(), cursor=cursor)


def build_rows(page: JournalPage) -> list[Any]:
    """Return a row for each act, or a word that there is none."""
    if not page.entries:
        return [html.Li(_("Nothing so far."), className="account-hint")]
    return [build_row(each) for each in page.entries]


def build_row(entry: JournalEntry) -> html.Li:
    """Return who did what to whom, and when."""
    facts = ", ".join(f"{_(FACTS[name])}: {fact or '–'}" for name, fact in entry.facts.items())
    subject = f"@{entry.subject}" if entry.subject else ""
    words = [
        html.Span(
            [
                html.Bdi(f"@{entry.actor}" if entry.actor else _("The command line")),
                " ",
                _(ACTS.get(entry.act, entry.act), subject=subject, facts=facts),
            ]
        ),
        html.Span(LocalTime(at=entry.at), className="account-row-text"),
    ]
    return html.Li(html.Div(words, className="account-row-words"), className="account-row")


@callback(
    Output(AdminJournal.LIST, "children"),
    Output(AdminJournal.MORE, "display"),
    Output(AdminJournal.CURSOR, "data"),
    Input(AdminJournal.MORE, "n_clicks"),
    State(AdminJournal.CURSOR, "data"),
    running=[(Output(AdminJournal.MORE, "loading"), True, False)],
    prevent_initial_call=True,
)
def show_more(_click: int, cursor: str | None) -> tuple[Any, str, str | None]:
    """Show the next page below."""
    page = load(cursor)
    rows = Patch()
    rows.extend(build_rows(page))
    return rows, shown(page.cursor), page.cursor
