"""What everybody's files take together: sums, and nothing of what is in them."""

from typing import Any

from babel.numbers import format_decimal
from dash import html

from messenger.actions import storage_overview
from messenger.actions.storage_overview import PersonUse, StorageLimits, StorageOverview
from messenger.ui import bridge
from messenger.ui.parts.administrator import is_administrator
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.sizes import say_size
from messenger.ui.parts.usage import build_bar, build_row, say_count
from messenger.ui.request import access_viewer, current_language, current_request
from messenger.ui.texts import _

NAME = "storage"


def title() -> str:
    """Return what the section is called."""
    return _("Storage")


def build() -> html.Div:
    """Return the section."""
    known = bool(current_request()) and is_administrator()
    return html.Div(build_overview() if known else [], className="usage")


def build_overview() -> list[Any]:
    """Return the sums as they are now."""
    found = bridge.run(storage_overview.get_overview, access_viewer())
    return [
        html.P(
            _("How much people keep, and nothing else of it: nobody's files can be seen here."),
            className="account-hint",
        ),
        *build_bar(found.bytes, found.limits.total),
        build_facts(
            {
                _("Files"): format_decimal(found.count, locale=current_language()),
                _("Where they lie"): say_where(found),
                _("Free on the disk"): say_size(found.free_for_parts),
            }
        ),
        html.H2(_("Limits")),
        build_facts(say_limits(found.limits)),
        html.P(
            _("They are set where the server is started, by MESSENGER_… variables."),
            className="account-hint",
        ),
        html.H2(_("Who keeps most")),
        html.Ul(build_people(found.people), className="account-list"),
    ]


def say_where(found: StorageOverview) -> str:
    """Return whether the contents lie on the disk."""
    return _("In a bucket of S3") if found.free is None else _("On the disk of the server")


def say_limits(limits: StorageLimits) -> dict[str, str]:
    """Return what holds for everybody, by its name."""
    return {
        _("One file"): say_size(limits.file),
        _("One person"): say_limit(limits.person),
        _("All together"): say_limit(limits.total),
        _("Kept free on the disk"): say_size(limits.reserve),
    }


def say_limit(limit: int | None) -> str:
    """Return a limit, or that there is none."""
    return _("no limit") if limit is None else say_size(limit)


def build_facts(facts: dict[str, str]) -> html.Dl:
    """Return names with what they stand for."""
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(fact)]) for name, fact in facts.items()],
        className="usage-facts",
    )


def build_people(people: tuple[PersonUse, ...]) -> list[html.Li]:
    """Return a row for each of those who keep most."""
    if not people:
        return [html.Li(_("Nobody."), className="account-hint")]
    return [build_person(each) for each in people]


def build_person(person: PersonUse) -> html.Li:
    """Return what one person keeps."""
    words = [
        html.Bdi(person.name, className="account-row-title"),
        html.Span(f"@{person.username} · {say_count(person.count)}", className="account-row-text"),
    ]
    return build_row(build_letter_tile(person.name, person.id), words, person.bytes)
