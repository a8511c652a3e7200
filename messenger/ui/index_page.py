"""The HTML around every page: made by us, so that nothing stands in it that we did not choose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from messenger.errors import N_
from messenger.ui.ids import NOTES
from messenger.ui.panes import render_panes
from messenger.ui.static_files import dash_scripts, modules, stylesheets
from messenger.ui.texts import texts_url, translator
from messenger.ui.theme import PANE

AWAY = N_("The server did not answer. Please try again.")
CLOSE = N_("Close")
ABOUT = N_("A messenger on a machine of your own.")
NO_SCRIPT = N_("The messenger needs JavaScript.")

BEFORE_DASH = ("js/pieces.js", "js/icons-preload.js")

StaticUrl = Callable[[str], str]

TEMPLATE = """<!doctype html>
<html lang="{language}" dir="ltr" data-static="{static}" data-texts="{texts}"\
 data-notes="{notes}" data-away="{away}" data-close="{close}" data-person="{person}"\
 data-mantine-color-scheme="light">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="description" content="{about}">
<meta name="theme-color" content="{pane_light}" data-light="{pane_light}" data-dark="{pane_dark}">
<script src="{first}" data-nonce="{nonce}"></script>
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover,\
 interactive-widget=resizes-content">
<link rel="icon" href="{icon}" type="image/svg+xml">
{head}
</head>
<body>
<noscript>{noscript}</noscript>
{body}
</body>
</html>
"""
GATE = """<div id="react-entry-point"><div class="page-loading">{card}</div></div>
{config}
{scripts}"""
CARD = """<div class="gate-card"><div class="logo"></div><h1>{heading}</h1></div>"""
# What stands in a template waits until `static/js/dash-start.js` takes it out.
MESSENGER = """{panes}
<div id="react-entry-point"></div>
{config}
<template id="dash-scripts">
{scripts}
</template>"""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """What one answer puts into the HTML.

    `person` is the id of who is signed in on the page that our elements stand on: they keep what
    is theirs under it, and Dash waits there until they have drawn. On every other page it is None,
    and Dash draws all that there is; its `heading` (if it has one) stands there
    at once, and `scripts` are the modules that it needs.
    """

    static_url: StaticUrl
    language: str
    nonce: str
    title: str
    heading: str
    scripts: tuple[str, ...]
    person: int | None

    @property
    def is_messenger(self) -> bool:
        """Whether our elements stand on this page."""
        return self.person is not None

    def render(self, config: str, scripts: Iterable[str]) -> str:
        """Return the HTML around Dash's own tags: its configuration, its scripts with its start."""
        translations = translator(self.language)
        translate = translations.gettext
        paths = (*BEFORE_DASH, *dash_scripts(of_messenger=self.is_messenger))
        ours = (script(self.static_url(path)) for path in paths)
        body = (MESSENGER if self.is_messenger else GATE).format(
            card=CARD.format(heading=escape(self.heading)) if self.heading else "",
            panes=render_panes(translations),
            config=config,
            scripts="\n".join([*ours, *scripts]),
        )
        return TEMPLATE.format(
            language=escape(self.language),
            static=escape(self.static_url("")),
            texts=escape(texts_url(self.language)),
            nonce=escape(self.nonce),
            about=escape(translate(ABOUT)),
            title=escape(self.title),
            first=escape(self.static_url("js/first.js")),
            icon=escape(self.static_url("icons/favicon.svg")),
            pane_light=PANE["light"],
            pane_dark=PANE["dark"],
            head="\n".join(self._head()),
            notes=escape(NOTES),
            person="" if self.person is None else self.person,
            away=escape(translate(AWAY)),
            close=escape(translate(CLOSE)),
            noscript=escape(translate(NO_SCRIPT)),
            body=body,
        )

    def _head(self) -> Iterable[str]:
        for path in stylesheets(of_messenger=self.is_messenger):
            yield f'<link rel="stylesheet" href="{escape(self.static_url(path))}">'
        if self.is_messenger:
            for path in modules():
                yield f'<link rel="modulepreload" href="{escape(self.static_url(path))}">'
        for path in self.scripts:
            yield f'<script type="module" src="{escape(self.static_url(path))}"></script>'


def script(address: str) -> str:
    """Return the tag of a classic script."""
    return f'<script src="{escape(address)}"></script>'
