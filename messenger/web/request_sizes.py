"""How large a request may be: an upload larger than anything else."""

from typing import Any

from quart import Request

from messenger.actions.media import LARGEST_AVATAR

# The paths that take more than a few kilobytes, and how much. Four times of what is kept: a client
# that is cut off while it still sends hears no answer, so what is too large is received and let go.
UPLOADS = {"/api/media": 4 * LARGEST_AVATAR}


def largest_body(path: str, otherwise: int) -> int:
    """Return how many bytes the body of a request to a path may have."""
    return UPLOADS.get(path, otherwise)


class SizedRequest(Request):
    """A request whose bound hangs on its path."""

    def __init__(
        self,
        method: str,
        scheme: str,
        path: str,
        *args: Any,
        max_content_length: int | None = None,
        **options: Any,
    ) -> None:
        most = max_content_length and largest_body(path, max_content_length)
        super().__init__(method, scheme, path, *args, max_content_length=most, **options)
