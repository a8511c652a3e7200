"""The panes of the messenger as they stand in the document itself.

Our elements fill them as soon as their modules are here, and until then the list looks as if its
chats were about to come; Dash comes after that and adds the menu and the dialogs. On a phone the
attribute `data-open` decides which of the two panes is seen.
"""

from gettext import NullTranslations
from html import escape

from messenger.errors import N_

MESSENGER = N_("Messenger")
CHATS = N_("Chats")
SEARCH = N_("Search")
PLACEHOLDER = '<div class="placeholder"></div>'
# As many as a phone has room for.
PLACEHOLDERS = 8

# The header is the place of what `messenger/ui/shell.py` draws.
TEMPLATE = """<main class="messenger">
<section class="list-pane" aria-label="{chats}">
<h1 class="unseen">{messenger}</h1>
<header class="list-head"></header>
<chat-list></chat-list>
<div class="list-waiting" aria-hidden="true"><p>{search}</p>{rows}</div>
</section>
<section class="talk-pane">
<conversation-view></conversation-view>
<message-composer></message-composer>
</section>
<connection-bar></connection-bar>
</main>
"""


def render_panes(translations: NullTranslations) -> str:
    """Return the HTML of the panes."""
    return TEMPLATE.format(
        chats=escape(translations.gettext(CHATS)),
        messenger=escape(translations.gettext(MESSENGER)),
        search=escape(translations.gettext(SEARCH)),
        rows=PLACEHOLDER * PLACEHOLDERS,
    )
