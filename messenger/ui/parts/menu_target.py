"""The button that opens a menu."""

from typing import Any

import dash_mantine_components as dmc

from messenger.ui.parts.attributes import aria


def build_menu_target(picture: Any, label: str, width: int | str = "var(--head-button)") -> Any:
    """Return a round button with a picture, as wide as those of the head or as many CSS pixels.

    Dash puts a box around what opens a menu; the box itself is the button here.
    """
    return dmc.MenuTarget(
        picture,
        boxWrapperProps={
            "component": "button",
            "type": "button",
            "className": "icon-button",
            "w": width,
            **aria(label=label),
        },
    )
