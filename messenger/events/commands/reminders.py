"""Commands about messages of which somebody wants to be reminded."""

from messenger.events.commands.command import Command, Id, Seq, Word


class RemindersAdd(Command):
    """Be told of a message at a time, by a service notice that leads to it.

    One for each message: a second wish moves the first. At most 100; from ten seconds to 366 days
    ahead.
    """

    op = "reminders.add"
    chat_id: Id
    seq: Seq
    remind_at: Word


class RemindersList(Command):
    """Read one's reminders, the next one first."""

    op = "reminders.list"


class RemindersDelete(Command):
    """Be told of a message no more."""

    op = "reminders.delete"
    chat_id: Id
    seq: Seq
