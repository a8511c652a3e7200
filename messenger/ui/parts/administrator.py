"""Whether who looks at a page is an administrator."""

import flask

from messenger.actions import administrators, applications
from messenger.ui import bridge
from messenger.ui.request import current_request

KNOWN = "is_administrator"


def is_administrator() -> bool:
    """Return whether it is one, asked once a request; yes outside of one, to build all there is."""
    context = current_request()
    if context is None:
        return True
    if context.viewer is None:
        return False
    if KNOWN not in flask.g:
        setattr(flask.g, KNOWN, bridge.run(administrators.is_administrator, context.viewer))
    return bool(flask.g.get(KNOWN))


def count_waiting() -> int | None:
    """Return how many accounts wait for approval, or None for who is no administrator."""
    context = current_request()
    if context is None:
        return 0
    if context.viewer is None:
        return None
    return bridge.run(applications.count_waiting, context.viewer)
