"""Files of one's own, one row each, to be seen where they are, downloaded, and chosen."""

from collections.abc import Iterable, Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html

from messenger.actions.media_usage import LargeFile
from messenger.actions.media_words import KINDS
from messenger.events.objects import Chat
from messenger.ui.ids import Storage
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.icon import build_icon
from messenger.ui.parts.sizes import say_size
from messenger.ui.parts.usage import kind_icon, title_of
from messenger.ui.pieces import LocalTime
from messenger.ui.texts import _, ngettext

THUMBNAIL = 44
READY = "ready"


def build_file_rows(files: Iterable[LargeFile], chats: Mapping[str, Chat]) -> list[html.Li]:
    """Return a row for each file; `chats` are those that they stand in."""
    return [build_file_row(each, chats) for each in files]


def build_file_row(file: LargeFile, chats: Mapping[str, Chat]) -> html.Li:
    """Return one file: how it looks, what is known of it, and what can be done with it."""
    name = name_of(file)
    choice = dmc.Checkbox(value=file.media.id, **aria(label=_("Choose {name}", name=name)))
    return html.Li(
        [
            choice,
            build_look(file),
            html.Div(build_words(file, name, chats), className="account-row-words"),
            html.Div(build_acts(file, name), className="usage-acts"),
        ],
        className="account-row usage-file",
    )


def name_of(file: LargeFile) -> str:
    """Return what a file is called; a recording has no name that says anything."""
    kind = file.media.kind
    return _(KINDS[kind]) if kind == "voice" or not file.media.name else file.media.name


def build_look(file: LargeFile) -> html.Span:
    """Return a small picture of a file, or the icon of its kind."""
    thumbnail = file.media.thumbnail_url
    if thumbnail is None or file.media.status != READY:
        return html.Span(kind_icon(file.media.kind), className="usage-look")
    image = html.Img(src=thumbnail, width=THUMBNAIL, height=THUMBNAIL, alt="")
    return html.Span(image, className="usage-look")


def build_words(file: LargeFile, name: str, chats: Mapping[str, Chat]) -> list[Any]:
    """Return the name of a file, how large it is, and where and since when it stands."""
    first, others = file.places[0], len(file.places) - 1
    chat = chats.get(first.chat_id)
    where: list[Any] = [" · ", html.Bdi(title_of(chat))] if chat else []
    facts = [say_size(file.bytes), *where]
    words = [
        html.Bdi(name, className="account-row-title"),
        html.Span(facts, className="account-row-text"),
        html.Span(LocalTime(at=first.sent_at), className="account-row-text"),
    ]
    if others:
        more = ngettext("and in {n} more message", "and in {n} more messages", others)
        words.append(html.Span(more, className="account-row-text"))
    return words


def build_acts(file: LargeFile, name: str) -> list[Any]:
    """Return the ways from a row: to the message, to the disk, and away."""
    place, url = file.places[0], file.media.url
    show = _("Show {name} in the chat", name=name)
    download, delete = _("Download {name}", name=name), _("Delete {name}", name=name)
    return [
        html.A(
            build_icon(icon="tabler:message", size=20),
            href=f"/#{place.chat_id}/{place.seq}",
            title=show,
            className="icon-button",
            **aria(label=show),
        ),
        html.A(
            build_icon(icon="tabler:download", size=20),
            href=url,
            download=file.media.name,
            title=download,
            className="icon-button",
            **aria(label=download),
        ),
        html.Button(
            build_icon(icon="tabler:trash", size=20),
            id=Storage.one(file.media.id),
            type="button",
            title=delete,
            className="icon-button",
            **aria(label=delete),
        ),
    ]
