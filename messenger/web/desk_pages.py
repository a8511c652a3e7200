"""The pages of questions to the administrators: one's own, everybody's, and one with its talk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from html import escape

from messenger.actions.help_desk import (
    CLOSED,
    IN_WORK,
    LONGEST_RATING,
    LONGEST_SUBJECT,
    NEW,
    RATINGS,
    WAITING,
    Thread,
)
from messenger.actions.texts import LONGEST_MESSAGE
from messenger.catalogues import translator
from messenger.errors import N_
from messenger.events.objects import Ticket, TicketMessage
from messenger.help.frame import Visit, render_frame

TICKETS, QUEUE_PATH = "/tickets", "/queue"
ASK = N_("Ask the administrator")
YOURS = N_("Your questions")
QUEUE = N_("Questions of everybody")
OPEN_ONES, CLOSED_ONES = N_("Open"), N_("Closed")
NONE = N_("None.")
SUBJECT, QUESTION, SEND = N_("Subject"), N_("Your question"), N_("Send")
REPLY, WORD = N_("Your message"), N_("A word about it")
CLOSE, TAKE, RATE = N_("Close the question"), N_("Take into work"), N_("Rate")
HOW_GOOD, RATED = N_("How good was the help?"), N_("Rated {n} of 5.")
IN_CHARGE = N_("administrator")
ALL_ARTICLES = N_("All articles")
STATES: Mapping[str, str] = {
    NEW: N_("new"),
    IN_WORK: N_("in work"),
    WAITING: N_("waiting for an answer"),
    CLOSED: N_("closed"),
}

BACK = '<p class="help-back"><a href="{address}">‹ {label}</a></p>'
ROW = (
    '<li><a class="help-row" href="{address}"><b>{subject}</b>'
    "<span>{state} · {name} · {time}</span></a></li>"
)
SAID = '<li class="{kind}"><b>{name}</b> {time}<p class="help-words">{text}</p></li>'
FIELD = (
    '<label>{label}<input class="help-field" name="{name}" value="{value}"'
    ' maxlength="{longest}" {must}></label>'
)
AREA = (
    '<label>{label}<textarea class="help-field" name="text" rows="5"'
    ' maxlength="{longest}" required>{value}</textarea></label>'
)
BUTTON = '<button class="{kind}" name="do" value="{value}"{free}>{label}</button>'
CHOICE = '<label><input type="radio" name="rating" value="{n}" required{chosen}>{n}</label>'


@dataclass(frozen=True, slots=True)
class DeskPages:
    """The pages as one person sees them; `trouble` is why something was not done."""

    visit: Visit
    trouble: str = ""

    def render_own(
        self, tickets: Iterable[Ticket], typed: Mapping[str, str], *, in_charge: bool
    ) -> str:
        """Return one's own questions, the form for another, and the way to those of others."""
        fields = FIELD.format(
            label=self._t(SUBJECT),
            name="subject",
            value=escape(typed.get("subject", "")),
            longest=LONGEST_SUBJECT,
            must="required",
        ) + self._area(QUESTION, typed)
        form = self._form(TICKETS, fields + self._button("open", SEND))
        back = BACK.format(address="/help", label=self._t(ALL_ARTICLES))
        queue = f'<p><a href="/help{QUEUE_PATH}">{self._t(QUEUE)}</a></p>' if in_charge else ""
        body = f"{back}<h1>{self._t(ASK)}</h1>{queue}{self._told()}{form}<h2>{self._t(YOURS)}</h2>"
        return self._page(ASK, body + self._rows(tickets), TICKETS)

    def render_queue(self, tickets: Iterable[Ticket], *, closed: bool) -> str:
        """Return everybody's questions."""
        other = QUEUE_PATH if closed else f"{QUEUE_PATH}?closed=1"
        link = f'<p><a href="/help{other}">{self._t(OPEN_ONES if closed else CLOSED_ONES)}</a></p>'
        body = f"<h1>{self._t(QUEUE)}</h1>{self._told()}{link}{self._rows(tickets)}"
        return self._page(QUEUE, body, QUEUE_PATH)

    def render_thread(self, thread: Thread, typed: Mapping[str, str], *, own: bool) -> str:
        """Return a question with what was said, and the forms for what can be done."""
        ticket, path = thread.ticket, f"{TICKETS}/{thread.ticket.id}"
        back, label = (TICKETS, YOURS) if own else (QUEUE_PATH, QUEUE)
        said = "".join(self._said(each) for each in thread.messages)
        body = BACK.format(address=f"/help{back}", label=self._t(label))
        body += f"<h1><bdi>{escape(ticket.subject)}</bdi></h1>"
        body += f'<p class="help-summary">{self._state(ticket)}</p>{self._told()}'
        body += f'<ol class="help-talk">{said}</ol>'
        if ticket.state == CLOSED:
            body += self._rate(ticket, path) if own else self._rated(ticket)
        buttons = self._button("write", SEND)
        if not own and ticket.state == NEW:
            buttons += self._button("take", TAKE, free=True)
        if ticket.state != CLOSED:
            buttons += self._button("close", CLOSE, free=True)
        fields = f'{self._area(REPLY, typed)}<div class="help-buttons">{buttons}</div>'
        form = self._form(path, fields)
        return self._page(ticket.subject, body + form, path)

    def _t(self, text: str) -> str:
        return escape(self._texts.gettext(text))

    @property
    def _texts(self) -> NullTranslations:
        return translator(self.visit.language)

    def _page(self, title: str, body: str, path: str) -> str:
        return render_frame(self.visit, self._texts.gettext(title), body, path, {})

    def _told(self) -> str:
        return f'<p class="help-trouble" role="alert">{escape(self.trouble)}</p>'

    def _form(self, path: str, fields: str) -> str:
        return f'<form class="help-form" method="post" action="/help{path}">{fields}</form>'

    def _area(self, label: str, typed: Mapping[str, str]) -> str:
        value = escape(typed.get("text", ""))
        return AREA.format(label=self._t(label), longest=LONGEST_MESSAGE, value=value)

    def _button(self, value: str, label: str, *, free: bool = False) -> str:
        return BUTTON.format(
            kind="help-quiet" if free else "help-main",
            value=value,
            free=" formnovalidate" if free else "",
            label=self._t(label),
        )

    def _rows(self, tickets: Iterable[Ticket]) -> str:
        rows = "".join(
            ROW.format(
                address=f"/help{TICKETS}/{ticket.id}",
                subject=escape(ticket.subject),
                state=self._t(STATES[ticket.state]),
                name=escape(ticket.name),
                time=show_time(ticket.changed_at),
            )
            for ticket in tickets
        )
        return f'<ul class="help-list">{rows}</ul>' if rows else f"<p>{self._t(NONE)}</p>"

    def _state(self, ticket: Ticket) -> str:
        return f"{self._t(STATES[ticket.state])} · <bdi>{escape(ticket.name)}</bdi>"

    def _said(self, message: TicketMessage) -> str:
        name = f"<bdi>{escape(message.name)}</bdi>"
        if message.is_answer:
            name += f", {self._t(IN_CHARGE)}"
        return SAID.format(
            kind="help-said help-answer" if message.is_answer else "help-said",
            name=name,
            time=show_time(message.sent_at),
            text=escape(message.text),
        )

    def _rate(self, ticket: Ticket, path: str) -> str:
        choices = "".join(
            CHOICE.format(n=n, chosen=" checked" if n == ticket.rating else "") for n in RATINGS
        )
        word = FIELD.format(
            label=self._t(WORD),
            name="text",
            value=escape(ticket.rating_text),
            longest=LONGEST_RATING,
            must="",
        )
        legend = f"<legend>{self._t(HOW_GOOD)}</legend>"
        fields = f"<fieldset>{legend}{choices}</fieldset>{word}{self._button('rate', RATE)}"
        return self._rated(ticket) + self._form(path, fields)

    def _rated(self, ticket: Ticket) -> str:
        if ticket.rating is None:
            return ""
        said = self._texts.gettext(RATED).format(n=ticket.rating)
        return f"<p>{escape(said)} <bdi>{escape(ticket.rating_text)}</bdi></p>"


def show_time(moment: str) -> str:
    """Return a moment (RFC 3339) for a reader, in UTC until the script puts it into their zone."""
    words = f"{moment[:10]} {moment[11:16]} UTC"
    return f'<time class="help-when" datetime="{moment}">{words}</time>'
