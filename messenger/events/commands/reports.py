"""Commands about what people report to the administrators."""

from typing import Literal

from messenger.events.commands.command import Command, Id, Seq

Reason = Literal["spam", "abuse", "illegal", "other"]


class MessagesReport(Command):
    """Tell the administrators of messages of others, which they see then as they are now.

    At most 100. The same again changes nothing.
    """

    op = "messages.report"
    chat_id: Id
    seqs: list[Seq]
    reason: Reason
    comment: str = ""


class AdminReports(Command):
    """List what was reported, what is open first, then the latest first; at most 200."""

    op = "admin.reports"


class AdminDeleteReported(Command):
    """Delete a reported message for everybody, which settles all reports of it."""

    op = "admin.delete_reported"
    report_id: Id


class AdminDismissReport(Command):
    """Settle a report and do nothing else."""

    op = "admin.dismiss_report"
    report_id: Id
