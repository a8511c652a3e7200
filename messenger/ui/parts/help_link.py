"""The question mark of a screen: it leads to the article about it, beside what one is doing."""

from dash import html

from messenger.help.articles import article_of
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.texts import _


def build_help_link(screen: str) -> html.A:
    """Return the link, which opens another tab so that nothing that was typed is lost."""
    return html.A(
        build_icon(icon="tabler:help", size=22),
        href=f"/help/{article_of(screen)}",
        target="_blank",
        className="icon-button help-link",
        title=_("Help"),
        **aria(label=_("Help on this page")),
    )
