"""The account of who looks at a page."""

from messenger.actions import accounts
from messenger.actions.accounts import Account
from messenger.ui import bridge
from messenger.ui.request import current_request


def own_account() -> Account | None:
    """Return it, or None where nobody is signed in, as when Dash draws every page once at start."""
    context = current_request()
    if context is None or context.viewer is None:
        return None
    return bridge.run(accounts.get_account, context.viewer)
