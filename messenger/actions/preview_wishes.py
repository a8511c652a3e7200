"""What sending and changing a message have to do with the preview of its link: next to nothing."""

from typing import Any

from messenger.events.objects import Message
from messenger.previews.links import first_link, may_hold_link
from messenger.previews.waiting import Wish
from messenger.services import Services

NONE: dict[str, Any] = {"preview": None, "preview_id": None}


def wish_preview(services: Services, message: Message) -> None:
    """Let somebody look where the link of a message leads, after its commit and in their own time.

    Whether that is wished at all is asked then: no message waits for it. What holds media shows
    those.
    """
    if may_hold_link(message.text) and message.preview is None and not message.attachments:
        wish = Wish(int(message.chat_id), message.seq, int(message.sender_id))
        services.previews.wish(wish)


def preview_anew(row: Any, text: str, kind: str) -> dict[str, Any]:
    """Return what is left of the preview of a message that is about to say something else.

    `kind` is the format of the new text.
    """
    return {} if first_link(row.text, row.format) == first_link(text, kind) else NONE
