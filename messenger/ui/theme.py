"""The look of the Mantine components: colours, radii and type of both schemes."""

from typing import Any

# Ten steps each, as Mantine wants them; it takes text, borders and backgrounds from fixed steps.
GRAY = [
    "#f8f9fb", "#f4f5f8", "#eceff5", "#e3e6ed", "#dadfe8",
    "#666e7e", "#5c6474", "#3d4454", "#2b303c", "#1a1d26",
]  # fmt: skip
DARK = [
    "#e8eaf0", "#c5cad6", "#a3abba", "#8b93a3", "#2a2e39",
    "#262b36", "#22262f", "#1b1e26", "#14161c", "#12141a",
]  # fmt: skip
RED = [
    "#fff5f5", "#ffe3e3", "#ffc9c9", "#ffa8a8", "#ff8787",
    "#fa5252", "#e03131", "#e03131", "#c92a2a", "#a51d1d",
]  # fmt: skip
FONT = 'system-ui, "Noto Sans", sans-serif'
# The bar of a phone's browser continues the pane below it.
PANE = {"light": "#ffffff", "dark": DARK[7]}

_CONTROL = {"radius": 12, "size": "md"}

THEME: dict[str, Any] = {
    "primaryColor": "indigo",
    "primaryShade": {"light": 7, "dark": 4},
    "autoContrast": True,
    "black": GRAY[9],
    "colors": {"gray": GRAY, "dark": DARK, "red": RED},
    "fontFamily": FONT,
    "fontSizes": {"xs": "12.5px", "sm": "14px", "md": "15px", "lg": "18px", "xl": "22px"},
    "lineHeights": {"sm": "1.4", "md": "1.4"},
    "headings": {"fontFamily": FONT, "fontWeight": "700"},
    "radius": {"sm": "9px", "md": "12px", "lg": "16px", "xl": "22px"},
    "defaultRadius": "md",
    "cursorType": "pointer",
    "respectReducedMotion": True,
    "components": {
        "TextInput": {"defaultProps": _CONTROL},
        "PasswordInput": {"defaultProps": _CONTROL},
        "Button": {"defaultProps": {"radius": 12}},
        "Checkbox": {"defaultProps": {"radius": 6}},
        "Modal": {
            "defaultProps": {
                "radius": 22,
                "centered": True,
                "padding": 22,
                "overlayProps": {"color": "#0a0e1c", "backgroundOpacity": 0.45},
            }
        },
        "Menu": {
            "defaultProps": {
                "radius": 14,
                "shadow": "lg",
                # An empty element inside of a menu is nothing that ARIA allows there.
                "withInitialFocusPlaceholder": False,
            }
        },
    },
}
