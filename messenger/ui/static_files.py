"""The static files that a page has to name, found once."""

from functools import cache
from pathlib import PurePosixPath

from messenger.resources import folder

BASE = ("css/looks.css", "css/messenger.css")
# What the messenger brings late and other pages need at once.
ALSO_ON_PAGES = ("css/late/photo-dialog.css", "css/late/settings-form.css")
# What is loaded when it is needed, and not with the page.
LATE = frozenset(
    {
        "js/account.js",
        "js/ask-now.js",
        "js/attach.js",
        "js/chat-media.js",
        "js/choose-files.js",
        "js/copy-message.js",
        "js/crop-frame.js",
        "js/desk/draft.js",
        "js/desk/field.js",
        "js/desk/forms.js",
        "js/desk/page-end.js",
        "js/desk/page.js",
        "js/desk/renew.js",
        "js/desk/reply.js",
        "js/desk/start.js",
        "js/desk/trouble.js",
        "js/elements/chat-info.js",
        "js/elements/chat-menu.js",
        "js/elements/chat-search.js",
        "js/elements/choice-grid.js",
        "js/elements/choice-tabs.js",
        "js/elements/chosen-bar.js",
        "js/elements/code-colours.js",
        "js/elements/composer-emoji.js",
        "js/elements/context-menu.js",
        "js/elements/day-calendar.js",
        "js/elements/desk-count.js",
        "js/elements/drop-places.js",
        "js/elements/emoji-grid.js",
        "js/elements/emoji-groups.js",
        "js/elements/emoji-names.js",
        "js/elements/emoji-panel.js",
        "js/elements/emoji-picker.js",
        "js/elements/file-reader.js",
        "js/elements/file-row.js",
        "js/elements/folder-editor.js",
        "js/elements/folder-menu.js",
        "js/elements/format-bar.js",
        "js/elements/forward-dialog.js",
        "js/elements/found-messages.js",
        "js/elements/group-doors.js",
        "js/elements/group-photo.js",
        "js/elements/highlighting.js",
        "js/elements/late-icon.js",
        "js/elements/later.js",
        "js/elements/local-time.js",
        "js/elements/media-parts.js",
        "js/elements/media-viewer.js",
        "js/elements/member-list.js",
        "js/elements/member-menu.js",
        "js/elements/mention-button.js",
        "js/elements/mention-list.js",
        "js/elements/menus.js",
        "js/elements/message-later.js",
        "js/elements/message-menu.js",
        "js/elements/my-stickers.js",
        "js/elements/new-group-photo.js",
        "js/elements/own-photo.js",
        "js/elements/pack-editor.js",
        "js/elements/panel-place.js",
        "js/elements/person-face.js",
        "js/elements/person-line.js",
        "js/elements/person-sheet.js",
        "js/elements/photo-cropper.js",
        "js/elements/pick-drag.js",
        "js/elements/pin-drag.js",
        "js/elements/pinned-bar.js",
        "js/elements/pinned-list.js",
        "js/elements/preview-style.js",
        "js/elements/quick-reaction.js",
        "js/elements/reaction-items.js",
        "js/elements/readers.js",
        "js/elements/reminders.js",
        "js/elements/report-dialog.js",
        "js/elements/rich-copy.js",
        "js/elements/rich-message.js",
        "js/elements/rich-parts.js",
        "js/elements/rich-text.js",
        "js/elements/schedule.js",
        "js/elements/scheduled-list.js",
        "js/elements/search-filters.js",
        "js/elements/send-files-dialog.js",
        "js/elements/send-menu.js",
        "js/elements/settings-form.js",
        "js/elements/shared-items.js",
        "js/elements/shared-tabs.js",
        "js/elements/sheet.js",
        "js/elements/sticker-grid.js",
        "js/elements/sticker-items.js",
        "js/elements/sticker-pack-sheet.js",
        "js/elements/sticker-panel.js",
        "js/elements/sticker-strip.js",
        "js/elements/suggestion-list.js",
        "js/elements/tone-strip.js",
        "js/elements/type-into.js",
        "js/elements/undo-bar.js",
        "js/elements/upload-ring.js",
        "js/elements/video-tile.js",
        "js/elements/voice-bar.js",
        "js/elements/voice-row.js",
        "js/elements/when-dialog.js",
        "js/elements/wordings-sheet.js",
        "js/elements/zoom-stage.js",
        "js/emoji.js",
        "js/fingerprint.js",
        "js/go-to-message.js",
        "js/help.js",
        "js/icons-late.js",
        "js/may-notify.js",
        "js/microphone.js",
        "js/models/albums.js",
        "js/models/ask-quietly.js",
        "js/models/emoji/catalogue.js",
        "js/models/emoji/drawn.js",
        "js/models/emoji/grid-steps.js",
        "js/models/emoji/habits.js",
        "js/models/emoji/plain.js",
        "js/models/emoji/shortcode-word.js",
        "js/models/emoji/tones.js",
        "js/models/file-facts.js",
        "js/models/forwarding.js",
        "js/models/group-members.js",
        "js/models/hold.js",
        "js/models/local-media.js",
        "js/models/markdown/density.js",
        "js/models/markdown/formatting.js",
        "js/models/markdown/from-html.js",
        "js/models/markdown/marks.js",
        "js/models/markdown/parser.js",
        "js/models/markdown/shortcodes.js",
        "js/models/markdown/split-markdown.js",
        "js/models/markdown/tasks.js",
        "js/models/markdown/words.js",
        "js/models/media-strip.js",
        "js/models/mention-people.js",
        "js/models/mention-word.js",
        "js/models/message-search.js",
        "js/models/month.js",
        "js/models/next-mention.js",
        "js/models/objects.js",
        "js/models/player.js",
        "js/models/quick-times.js",
        "js/models/recorder.js",
        "js/models/reply-swipe.js",
        "js/models/shared-list.js",
        "js/models/shared-media.js",
        "js/models/shared-pictures.js",
        "js/models/snippet.js",
        "js/models/sticker-files.js",
        "js/models/sticker-order.js",
        "js/models/stickers.js",
        "js/models/uploads.js",
        "js/models/waveform.js",
        "js/models/without-end.js",
        "js/models/zoom.js",
        "js/moments.js",
        "js/notifications.js",
        "js/open-viewer.js",
        "js/photo-upload.js",
        "js/picked-files.js",
        "js/picture-files.js",
        "js/player.js",
        "js/put-in.js",
        "js/reply-gestures.js",
        "js/send-files.js",
        "js/sound.js",
        "js/sticker-files.js",
        "js/stickers.js",
        "js/swipe-back.js",
        "js/tus-upload.js",
        "js/uploading.js",
        "js/voice.js",
        "js/wish-later.js",
        "vendor/cropperjs.js",
        "vendor/fflate.js",
        "vendor/highlight.js",
        "vendor/markdown-it.js",
        "vendor/tus-js-client.js",
    }
)
CLASSIC = frozenset({"js/first.js", "js/pieces.js", "js/icons-preload.js"})


@cache
def stylesheets(*, of_messenger: bool) -> tuple[str, ...]:
    """Return the stylesheets of the messenger or of other pages, as they override each other."""
    shared = (*BASE, *_listed("css/dash/*.css"))
    if of_messenger:
        return (*shared, *_listed("css/elements/*.css"))
    return (*shared, *_listed("css/pages/*.css"), *ALSO_ON_PAGES)


@cache
def dash_scripts(*, of_messenger: bool) -> tuple[str, ...]:
    """Return the classic scripts that hold the clientside callbacks of a page."""
    return _listed("js/dash/*.js" if of_messenger else "js/dash/**/*.js")


@cache
def modules() -> tuple[str, ...]:
    """Return the modules that the messenger page loads, third-party ones included."""
    found = (*_listed("js/**/*.js"), *_listed("vendor/*.js"))
    apart = {*CLASSIC, *LATE, *dash_scripts(of_messenger=False)}
    return tuple(path for path in found if path not in apart)


def _listed(pattern: str) -> tuple[str, ...]:
    root = folder("static")
    paths = (PurePosixPath(path.relative_to(root)) for path in root.glob(pattern))
    return tuple(str(path) for path in sorted(paths, key=lambda path: (len(path.parts), path)))
