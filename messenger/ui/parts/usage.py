"""What files take of one's room: a bar with words, and rows of sums."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from messenger.actions.media_usage import ChatUse, KindUse, Usage
from messenger.errors import N_
from messenger.events.objects import Chat
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.sizes import say_size
from messenger.ui.texts import _, ngettext

KINDS = {
    "photo": N_("Photos"),
    "video": N_("Videos"),
    "voice": N_("Voice messages"),
    "file": N_("Files"),
    "sticker": N_("Stickers"),
    "avatar": N_("Profile photos"),
}
SHOWN_CHATS = 10
# From this part of the room on one is told that little is left.
NEARLY_FULL = 0.9


def build_usage(usage: Usage, chats: Mapping[str, Chat]) -> list[Any]:
    """Return how much is used, and of what kind and in which chats it is."""
    return [
        *build_bar(usage.bytes, usage.limit),
        html.H2(_("By kind")),
        html.Ul(build_kinds(usage), className="account-list"),
        *build_chats(usage, chats),
    ]


def build_bar(used: int, limit: int | None) -> list[Any]:
    """Return how much of some room is used, in words and as a bar; without a limit the sum."""
    if limit is None:
        return [html.P(_("{used} used", used=say_size(used)), className="usage-sum")]
    words = _("{used} of {limit} used", used=say_size(used), limit=say_size(limit))
    share = used / limit
    full = share >= NEARLY_FULL
    classes = "usage-bar nearly-full" if full else "usage-bar"
    shown = str(min(1000, round(share * 1000)))
    return [
        html.P(words, className="usage-sum"),
        html.Progress(value=shown, max="1000", className=classes, **aria(label=words)),
        *([html.P(say_left(limit - used), className="usage-left")] * full),
    ]


def say_left(left: int) -> str:
    """Return how much room is left, where that is little."""
    if left <= 0:
        return _("No room is left. Delete what is no longer needed.")
    return _("Only {size} are left.", size=say_size(left))


def build_kinds(usage: Usage) -> list[html.Li]:
    """Return a row for each kind of file, and one for what is on its way."""
    if not usage.bytes:
        return [html.Li(_("You have sent no files yet."), className="account-hint")]
    rows = [build_kind(each) for each in usage.kinds]
    if usage.incoming:
        words = [html.Span(_("On their way"), className="account-row-title")]
        icon = build_icon(icon="tabler:upload", size=22)
        rows.append(build_row(icon, words, usage.incoming))
    return rows


def build_kind(use: KindUse) -> html.Li:
    """Return the row of one kind."""
    words = [
        html.Span(_(KINDS[use.kind]), className="account-row-title"),
        html.Span(say_count(use.count), className="account-row-text"),
    ]
    return build_row(kind_icon(use.kind), words, use.bytes)


def build_chats(usage: Usage, chats: Mapping[str, Chat]) -> list[Any]:
    """Return the chats in which most is, those that follow behind a fold, and all the rest."""
    rows = [build_chat(each, chats[each.chat_id]) for each in usage.chats if each.chat_id in chats]
    if not rows:
        return []
    elsewhere = usage.bytes - sum(each.bytes for each in usage.chats)
    return [
        html.H2(_("By chat")),
        html.Ul(rows[:SHOWN_CHATS], className="account-list"),
        *build_others(rows[SHOWN_CHATS:]),
        *([html.P(say_elsewhere(elsewhere), className="account-hint")] * (elsewhere > 0)),
    ]


def build_others(rows: Sequence[html.Li]) -> list[Any]:
    """Return a fold with the chats that are not among the first."""
    if not rows:
        return []
    words = ngettext("{n} more chat", "{n} more chats", len(rows))
    return [
        html.Details(
            [html.Summary(words), html.Ul(rows, className="account-list")], className="usage-others"
        )
    ]


def build_chat(use: ChatUse, chat: Chat) -> html.Li:
    """Return the row of one chat, which leads there."""
    name = title_of(chat)
    words = [
        html.A(html.Bdi(name), href=f"/#{chat.id}", className="account-row-title"),
        html.Span(say_count(use.count), className="account-row-text"),
    ]
    person = chat.peer.id if chat.peer else chat.id
    return build_row(build_letter_tile(name, person, chat.avatar), words, use.bytes)


def build_row(picture: Any, words: list[Any], size: int) -> html.Li:
    """Return a row of what takes so many bytes."""
    return html.Li(
        [
            html.Span(picture, className="usage-icon"),
            html.Div(words, className="account-row-words"),
            html.Span(say_size(size), className="usage-size"),
        ],
        className="account-row usage-row",
    )


def title_of(chat: Chat) -> str:
    """Return what a chat is called; that with oneself has no name of its own."""
    return _("Saved messages") if chat.kind == "saved" else chat.title


def say_count(count: int) -> str:
    """Return how many files there are."""
    return ngettext("{n} file", "{n} files", count)


def say_elsewhere(size: int) -> str:
    """Return what else counts, and what that is."""
    return _(
        "{size} more: profile photos, stickers, what is not sent yet, and files in messages that "
        "you do not see any more.",
        size=say_size(size),
    )


def kind_icon(kind: str) -> Any:
    """Return the icon of a kind of file."""
    icons = {
        "photo": build_icon(icon="tabler:photo", size=22),
        "video": build_icon(icon="tabler:video", size=22),
        "voice": build_icon(icon="tabler:microphone", size=22),
        "sticker": build_icon(icon="tabler:sticker-2", size=22),
        "avatar": build_icon(icon="tabler:user-circle", size=22),
        "file": build_icon(icon="tabler:file", size=22),
    }
    return icons[kind]
