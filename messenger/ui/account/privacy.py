"""Who may do and see what, and who is shut out."""

from typing import Any

import dash_mantine_components as dmc
from dash import Input, Output, callback, ctx, html, no_update

from messenger.actions import accounts, blocks, exceptions
from messenger.events.objects import PrivacyChange, User
from messenger.ui import bridge
from messenger.ui.ids import Exceptions, PrivacySection
from messenger.ui.parts.attributes import aria
from messenger.ui.parts.exceptions import build_exceptions, rule_label, say_count
from messenger.ui.parts.fields import build_link_button
from messenger.ui.parts.letter_tile import build_letter_tile
from messenger.ui.parts.own_account import own_account
from messenger.ui.request import access_viewer
from messenger.ui.texts import _

NAME = "privacy"
RECEIPTS, PREVIEWS = "read_receipts", "link_previews"
AUDIENCES = ("everyone", "contacts", "nobody")
# Each rule with those who may be chosen for it.
RULES = {
    "messages": ("everyone", "contacts"),
    "find": ("everyone", "contacts_of_contacts", "nobody"),
    "last_seen": AUDIENCES,
    "photo": AUDIENCES,
    "email": AUDIENCES,
    "groups": AUDIENCES,
}


def title() -> str:
    """Return what the section is called."""
    return _("Privacy")


def build() -> html.Div:
    """Return the section."""
    account = own_account()
    rules = account.privacy if account else None
    counts = bridge.run(exceptions.count_exceptions, access_viewer()) if account else {}
    return html.Div(
        [
            html.Div(
                [
                    *(build_rule(name, getattr(rules, name, None), counts) for name in RULES),
                    dmc.Switch(
                        id=PrivacySection.RULES.option(RECEIPTS),
                        label=_("Read receipts"),
                        description=_("Without them you do not see those of others either."),
                        checked=bool(rules and rules.read_receipts),
                        labelPosition="left",
                        className="account-switch",
                    ),
                    dmc.Switch(
                        id=PrivacySection.RULES.option(PREVIEWS),
                        label=_("Previews of my links"),
                        description=_(
                            "The server looks where the links lead that you send,"
                            " where its administrators let it."
                        ),
                        checked=bool(rules and rules.link_previews),
                        labelPosition="left",
                        className="account-switch",
                    ),
                ],
                className="account-form",
            ),
            html.H2(_("Blocked people")),
            html.Ul(
                list_blocked() if account else [],
                id=PrivacySection.BLOCKED,
                className="account-list",
                **aria(live="polite"),
            ),
            build_exceptions(),
        ]
    )


def build_rule(name: str, chosen: str | None, counts: dict[str, int]) -> html.Div:
    """Return the choice of those for whom a rule holds, and the way to its exceptions."""
    made = build_link_button(Exceptions.OPEN.option(name), say_count(counts.get(name, 0)))
    return html.Div([build_choice(name, chosen), *([] if name == "find" else [made])])


def build_choice(name: str, chosen: str | None) -> dmc.Select:
    """Return the choice of those for whom a rule holds."""
    audiences = {
        "everyone": _("Everyone"),
        "contacts": _("My contacts"),
        "contacts_of_contacts": _("My contacts and theirs"),
        "nobody": _("Nobody"),
    }
    return dmc.Select(
        id=PrivacySection.RULES.option(name),
        label=rule_label(name),
        value=chosen or RULES[name][0],
        data=[{"value": audience, "label": audiences[audience]} for audience in RULES[name]],
        allowDeselect=False,
        className="field",
    )


def list_blocked() -> list[Any]:
    """Return a row for each blocked person, or a word that there is none."""
    people = bridge.run(blocks.list_blocks, access_viewer())
    if not people:
        return [html.Li(_("Nobody."), className="account-hint")]
    return [build_blocked(person) for person in people]


def build_blocked(person: User) -> html.Li:
    """Return one blocked person with the way to let them in again."""
    return html.Li(
        [
            build_letter_tile(person.name, person.id, person.avatar),
            html.Div(
                [
                    html.Bdi(person.name, className="account-row-title"),
                    html.Span(f"@{person.username}", className="account-row-text"),
                ],
                className="account-row-words",
            ),
            dmc.Button(
                _("Unblock"),
                id=PrivacySection.unblock(person.id),
                size="xs",
                variant="light",
                **aria(label=_("Unblock {name}", name=person.name)),
            ),
        ],
        className="account-row",
    )


@callback(
    [Output(PrivacySection.RULES.option(name), "error") for name in RULES],
    [Input(PrivacySection.RULES.option(name), "value") for name in RULES],
    prevent_initial_call=True,
)
def keep_rule(*chosen: str) -> list[None]:
    """Keep the rule that was changed."""
    ids = [PrivacySection.RULES.option(name) for name in RULES]
    changed = ids.index(ctx.triggered_id)
    change(**{list(RULES)[changed]: chosen[changed]})
    return [None] * len(RULES)


@callback(
    Output(PrivacySection.RULES.option(RECEIPTS), "error"),
    Input(PrivacySection.RULES.option(RECEIPTS), "checked"),
    prevent_initial_call=True,
)
def keep_receipts(on: bool) -> None:  # noqa: FBT001 - Dash hands values by place
    """Keep whether others see what this person has read."""
    change(read_receipts=on)


@callback(
    Output(PrivacySection.RULES.option(PREVIEWS), "error"),
    Input(PrivacySection.RULES.option(PREVIEWS), "checked"),
    prevent_initial_call=True,
)
def keep_previews(on: bool) -> None:  # noqa: FBT001 - Dash hands values by place
    """Keep whether the server looks where this person's links lead."""
    change(link_previews=on)


def change(**rule: Any) -> None:
    """Change one rule of who asks."""
    bridge.run(accounts.update_account, access_viewer(), privacy=PrivacyChange(**rule))


@callback(
    Output(PrivacySection.BLOCKED, "children"),
    Input(PrivacySection.UNBLOCK_ALL, "n_clicks"),
    prevent_initial_call=True,
)
def unblock(clicks: list[int | None]) -> Any:
    """Let a person in again."""
    if not any(clicks):
        return no_update  # The list was drawn anew.
    bridge.run(blocks.remove_block, access_viewer(), user_id=ctx.triggered_id["user"])
    return list_blocked()
