"""What is told of people who could not be added to a group."""

from collections.abc import Sequence

from messenger.actions.groups import NotAdded
from messenger.errors import Forbidden
from messenger.ui.parts.notes import show_note
from messenger.ui.parts.people_picker import Chosen
from messenger.ui.texts import _


def tell_not_added(not_added: Sequence[NotAdded], chosen: Chosen | None) -> None:
    """Tell by name who was not added, and why."""
    names = {str(each["id"]): str(each["name"]) for each in chosen or []}
    banned = [each for each in not_added if each.code == Forbidden.code]
    private = [each for each in not_added if each.code != Forbidden.code]
    for people, text in (
        (private, _("Not added: {people}. They do not let you; send them an invitation.")),
        (banned, _("Not added: {people}. They are kept out of this group.")),
    ):
        if people:
            named = ", ".join(names.get(each.user_id, "?") for each in people)
            show_note(text.replace("{people}", named), color="yellow")
