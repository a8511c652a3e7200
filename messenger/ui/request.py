"""What the web layer knows of the request that a layout or a callback runs in."""

import flask

from messenger.actions.access import RequestContext, Viewer
from messenger.actions.sessions import KEEP_FIRST, SET_UP_FIRST
from messenger.catalogues import DEFAULT_LANGUAGE
from messenger.errors import Forbidden, SessionExpired


def current_request() -> RequestContext | None:
    """Return the context of this request, or None outside of one (Dash's validation at start)."""
    if not flask.has_request_context():
        return None
    scope = flask.request.environ.get("asgi.scope") or {}
    context: RequestContext | None = scope.get("messenger.request")
    return context


def require_request() -> RequestContext:
    """Return the context of this request; a callback without one is a mistake in the wiring."""
    context = current_request()
    if context is None:
        message = "the web layer put no request context into the ASGI scope"
        raise RuntimeError(message)
    return context


def access_viewer() -> Viewer:
    """Return who asks; SessionExpired where the session ended while the page stayed open.

    Forbidden where the person has to switch two factors on first.
    """
    viewer = entering_viewer()
    if viewer.must_set_up:
        raise Forbidden(SET_UP_FIRST)
    return viewer


def entering_viewer() -> Viewer:
    """Return who asks, also somebody who has to switch two factors on first.

    Forbidden where the account is to be deleted.
    """
    viewer = leaving_viewer()
    if viewer.leaving:
        raise Forbidden(KEEP_FIRST)
    return viewer


def leaving_viewer() -> Viewer:
    """Return who asks, also somebody whose account is to be deleted."""
    context = current_request()
    if context is None or context.viewer is None:
        raise SessionExpired
    return context.viewer


def must_set_up() -> bool:
    """Return whether who asks has to switch two factors on first."""
    context = current_request()
    return bool(context and context.viewer and context.viewer.must_set_up)


def current_language() -> str:
    """Return the language of this request, English outside of one."""
    context = current_request()
    return context.language if context else DEFAULT_LANGUAGE


def current_host() -> str:
    """Return the name under which the browser reaches this server, "" outside of a request."""
    return flask.request.host if flask.has_request_context() else ""
