"""Icons of the Tabler set, drawn from `static/js/icons-preload.js` without a request.

Write the name out at every call, `icon="tabler:plus"`: the preloaded set is made by searching
the code for it.
"""

from dash_iconify import DashIconify


def build_icon(*, icon: str, size: int = 20) -> DashIconify:
    """Return an icon of `size` pixels for use beside or inside something that has a name."""
    return DashIconify(icon=icon, width=size, height=size)
