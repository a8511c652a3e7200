"""Fields about a group."""

from collections.abc import Collection

import dash_mantine_components as dmc
from dash import html

from messenger.events.objects import Right
from messenger.ui.texts import _


def build_description(field_id: str) -> dmc.Textarea:
    """Return the field for what a group is about."""
    return dmc.Textarea(
        id=field_id,
        label=_("Description"),
        name="description",
        autosize=True,
        minRows=2,
        maxRows=6,
        errorProps={"role": "alert"},
        className="field",
    )


def build_rights(field_id: str, label: str, rights: Collection[Right]) -> dmc.CheckboxGroup:
    """Return the choice of what people of a role may do, of what they can be allowed."""
    boxes = [
        dmc.Checkbox(label=words, value=right)
        for right, words in right_labels().items()
        if right in rights
    ]
    return dmc.CheckboxGroup(
        html.Div(boxes, className="rights"), id=field_id, label=label, value=[], className="field"
    )


def right_labels() -> dict[Right, str]:
    """Return what the rights are called that can be given; those not named stay as they are."""
    return {
        "add": _("add people"),
        "invite": _("make invitations"),
        "edit": _("change title, description and photo"),
        "delete": _("delete what others wrote"),
        "remove": _("remove people, and let in who asks"),
        "roles": _("make administrators and readers"),
        "settings": _("change the settings of the group"),
    }
