"""One's own photo with the ways to change it."""

from messenger.events.objects import User
from messenger.ui.pieces import OwnPhoto


def build_photo(user: User | None) -> OwnPhoto:
    """Return the photo of who looks, or the letters that stand for them; nobody has neither."""
    if user is None:
        return OwnPhoto(user_id="", name="")
    return OwnPhoto(user_id=user.id, name=user.name, avatar=user.avatar)
