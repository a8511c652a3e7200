"""What stands around every page of the help centre."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from messenger.catalogues import LANGUAGES, translator
from messenger.errors import N_

LANGUAGE = N_("Language")
TO_MESSENGER = N_("To the messenger")
TO_SIGN_IN = N_("To the sign-in page")

# Those that define the colours, and the one of these pages.
STYLESHEETS = ("css/looks.css", "css/messenger.css", "css/dash/loading.css", "css/help.css")

FRAME = """<!doctype html>
<html lang="{language}" dir="ltr" data-texts="{texts}" data-person="{person}"\
 data-mantine-color-scheme="light">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#ffffff" data-light="#ffffff" data-dark="#1b1e26">
<script src="{first}" data-nonce="{nonce}"></script>
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover,\
 interactive-widget=resizes-content">
<link rel="icon" href="{icon}" type="image/svg+xml">
{styles}
{scripts}
</head>
<body class="help">
<header class="help-head">
<a href="{home}">‹ {home_label}</a>
<nav aria-label="{languages_label}">{languages}</nav>
</header>
<main>
{body}
</main>
</body>
</html>
"""
# The second one keeps the pages of questions true; a press of theirs waits for no further script.
SCRIPT, DESK_SCRIPT = "js/help.js", "js/desk/start.js"
MODULE = '<script type="module" src="{}"></script>'
STYLESHEET = '<link rel="stylesheet" href="{}">'
LANGUAGE_LINK = '<a href="{address}" lang="{language}" hreflang="{language}"{current}>{name}</a>'


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at a page: in which language (`chosen` where the address names it), and how.

    `texts` is where the words of its scripts lie and `person` whose page it is, "" where they need
    neither.
    """

    language: str
    chosen: bool
    signed_in: bool
    nonce: str
    static_url: Callable[[str], str]
    texts: str = ""
    person: str = ""


def render_frame(visit: Visit, title: str, body: str, path: str, query: Mapping[str, str]) -> str:
    """Return a whole page; `path` below `/help` and `query` lead to it in another language."""
    translate, url = translator(visit.language).gettext, visit.static_url
    scripts = (SCRIPT, DESK_SCRIPT) if visit.person else (SCRIPT,)
    home, home_label = ("/", TO_MESSENGER) if visit.signed_in else ("/sign-in", TO_SIGN_IN)
    return FRAME.format(
        language=visit.language,
        texts=escape(visit.texts),
        person=escape(visit.person),
        first=escape(url("js/first.js")),
        nonce=escape(visit.nonce),
        title=escape(title),
        icon=escape(url("icons/favicon.svg")),
        styles="\n".join(STYLESHEET.format(escape(url(sheet))) for sheet in STYLESHEETS),
        scripts="\n".join(MODULE.format(escape(url(script))) for script in scripts),
        home=home,
        home_label=escape(translate(home_label)),
        languages_label=escape(translate(LANGUAGE)),
        languages=build_languages(visit, path, query),
        body=body,
    )


def build_languages(visit: Visit, path: str, query: Mapping[str, str]) -> str:
    """Return the links to the same page in every language."""
    current = {visit.language: ' aria-current="true"'}
    return "".join(
        LANGUAGE_LINK.format(
            address=escape(f"/help{path}?{urlencode({**query, 'lang': language})}"),
            language=language,
            current=current.get(language, ""),
            name=escape(name),
        )
        for language, name in LANGUAGES.items()
    )
