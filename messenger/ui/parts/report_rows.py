"""Reports as administrators see them in a list, each with what can be done about it."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.actions.desk import OPEN
from messenger.actions.media_words import KINDS
from messenger.actions.reports import DELETED, DISMISSED, Report, ReportedFile
from messenger.errors import N_
from messenger.ui.ids import AdminReports
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.pieces import LocalTime
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

DELETE, DISABLE, DISMISS = "delete", "disable", "dismiss"
REASONS = {
    "spam": N_("Spam"),
    "abuse": N_("Insults or threats"),
    "illegal": N_("Something illegal"),
    "other": N_("Something else"),
}
HELD = KINDS | {"sticker": N_("Sticker")}
STATES = {DELETED: N_("Deleted for everybody"), DISMISSED: N_("Dismissed")}


def build_rows(told: Sequence[Report]) -> list[Any]:
    """Return a row for each report, or a word that there is none."""
    if not told:
        return [html.Li(_("Nothing was reported."), className="account-hint")]
    return [build_row(each) for each in told]


def build_row(report: Report) -> html.Li:
    """Return what was reported, by whom, why, and what can be done."""
    place = report.chat_title or _("a chat of two")
    words = [
        html.Bdi(report.sender_name, className="account-row-title"),
        html.Span(
            [f"@{report.sender} · ", html.Bdi(place), " · ", LocalTime(at=report.sent_at)],
            className="account-row-text",
        ),
        *([html.Blockquote(report.text, className="report-words", dir="auto")] * bool(report.text)),
        *map(build_held, report.files),
        html.Span(
            [
                _("Reported by @{nick}: {reason}", nick=report.reporter, reason=reason_of(report)),
                " · ",
                LocalTime(at=report.created_at),
            ],
            className="account-row-text",
        ),
        *([html.P(report.comment, className="report-comment", dir="auto")] * bool(report.comment)),
        html.Span(build_marks(report), className="account-marks"),
        *([html.Div(build_acts(report), className="report-acts")] * (report.state == OPEN)),
    ]
    return html.Li(
        [
            build_letter_tile(report.sender_name, report.sender_id),
            html.Div(words, className="account-row-words"),
        ],
        className="account-row report" if report.state == OPEN else "account-row report settled",
    )


def build_held(file: ReportedFile) -> html.Span:
    """Return of what kind something was that the message held, and how it is called."""
    return html.Span([_(HELD[file.kind]), ": ", html.Bdi(file.name)], className="account-row-text")


def reason_of(report: Report) -> str:
    """Return why it was reported."""
    return _(REASONS[report.reason])


def build_marks(report: Report) -> list[html.Span]:
    """Return how things stand by now."""
    marks = [_(STATES[report.state])] if report.state in STATES else []
    if report.gone and report.state != DELETED:
        marks.append(_("The message is gone"))
    if report.disabled:
        marks.append(_("The account is disabled"))
    return [html.Span(mark, className="account-mark") for mark in marks]


def build_acts(report: Report) -> list[dmc.Button]:
    """Return the buttons of an open report."""
    own = report.sender_id == str(access_viewer().user_id)
    acts = {
        DELETE: (_("Delete for everybody"), "red", not report.gone),
        DISABLE: (_("Disable the account"), "red", not (own or report.disabled)),
        DISMISS: (_("Dismiss"), "gray", True),
    }
    return [
        dmc.Button(
            label,
            id=AdminReports.act(act, report.id, report.sender_id, report.sender),
            size="xs",
            variant="light",
            color=color,
            className="grave" if color == "red" else "calm",
        )
        for act, (label, color, fits) in acts.items()
        if fits
    ]
