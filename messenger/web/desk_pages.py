"""The pages of questions to the administrators: one's own, everybody's, and one with its talk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations
from html import escape
from uuid import uuid4

from messenger.actions.help_desk import LONGEST_RATING, LONGEST_SUBJECT, RATINGS, Thread
from messenger.actions.texts import LONGEST_MESSAGE
from messenger.actions.ticket_views import CLOSED, IN_WORK, NEW, WAITING
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
TALK_OF = N_("What was said")
REPLY, WORD = N_("Your message"), N_("A word about it")
CLOSE, TAKE, RATE = N_("Close the question"), N_("Take into work"), N_("Rate")
HOW_GOOD, RATED = N_("How good was the help?"), N_("Rated {n} of 5.")
IN_CHARGE = N_("administrator")
UNREAD = N_("Unread")
ALL_ARTICLES = N_("All articles")
STATES: Mapping[str, str] = {
    NEW: N_("new"),
    IN_WORK: N_("in work"),
    WAITING: N_("waiting for an answer"),
    CLOSED: N_("closed"),
}

BACK = '<p class="help-back"><a href="{address}">‹ {label}</a></p>'
# `static/js/desk/start.js` keeps what is `data-live` true; of lists it renews rows that changed.
ROW = (
    '<li id="ticket-{id}"><a class="help-row" href="{address}"><b>{mark}<bdi>{subject}</bdi></b>'
    "<span>{state} · <bdi>{name}</bdi> · {time}</span></a></li>"
)
MARK = '<i class="help-mark" role="img" aria-label="{}"></i>'
STATE = '<p class="help-summary" id="desk-state" data-live>{}</p>'
TALK = (
    '<div role="log" aria-label="{label}">'
    '<ol class="help-talk" id="desk-talk" data-live>{said}</ol></div>'
)
SAID = (
    '<li class="{kind}" id="said-{id}"{client}><b>{name}</b> {time}'
    '<p class="help-words" dir="auto">{text}</p></li>'
)
FORM = (
    '<form class="{kind}" method="post" action="/help{path}" data-op="{op}"{ticket}>{named}{fields}'
    "</form>"
)
NAMED = '<input type="hidden" name="form" value="{}">'
FIELD = (
    '<label>{label}<input class="help-field" name="{name}" value="{value}"'
    ' maxlength="{longest}" {must}></label>'
)
AREA = (
    '<label>{label}<textarea class="help-field" name="text" rows="5" dir="auto"'
    ' maxlength="{longest}" required>{value}</textarea></label>'
)
REPLY_AREA = (
    '<textarea class="help-field" name="text" rows="2" dir="auto" maxlength="{longest}" required'
    ' aria-label="{label}" placeholder="{label}">{value}</textarea>'
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
        ) + self._area(AREA, QUESTION, typed)
        form = self._form(TICKETS, "tickets.open", fields + self._button("open", SEND), named=True)
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
        body = BACK.format(address=f"/help{back}", label=self._t(label))
        body += f"<h1><bdi>{escape(ticket.subject)}</bdi></h1>"
        said = "".join(self._said(each) for each in thread.messages)
        body += STATE.format(self._state(ticket)) + TALK.format(label=self._t(TALK_OF), said=said)
        rated = ""
        if ticket.state == CLOSED:
            rated = self._rate(ticket, path) if own else self._rated(ticket)
        body += f'<div id="desk-rating" data-live>{rated}</div>'
        return self._page(ticket.subject, body + self._reply(ticket, typed, own=own), path)

    def _reply(self, ticket: Ticket, typed: Mapping[str, str], *, own: bool) -> str:
        buttons = ""
        if not own and ticket.state == NEW:
            buttons += self._button("take", TAKE, free=True)
        if ticket.state != CLOSED:
            buttons += self._button("close", CLOSE, free=True)
        buttons = f'<span id="desk-acts" data-live>{buttons}</span>'
        buttons = f'<div class="help-buttons">{self._button("write", SEND)}{buttons}</div>'
        fields = f"{self._told()}{self._area(REPLY_AREA, REPLY, typed)}{buttons}"
        path = f"{TICKETS}/{ticket.id}"
        return self._form(path, "tickets.write", fields, ticket=ticket, named=True)

    def _t(self, text: str) -> str:
        return escape(self._texts.gettext(text))

    @property
    def _texts(self) -> NullTranslations:
        return translator(self.visit.language)

    def _page(self, title: str, body: str, path: str) -> str:
        return render_frame(self.visit, self._texts.gettext(title), body, path, {})

    def _told(self) -> str:
        return f'<p class="help-trouble" id="desk-trouble" role="alert">{escape(self.trouble)}</p>'

    def _form(
        self, path: str, op: str, fields: str, ticket: Ticket | None = None, *, named: bool = False
    ) -> str:
        return FORM.format(
            kind="help-form help-reply" if op == "tickets.write" else "help-form",
            path=path,
            op=op,
            ticket=f' data-ticket="{ticket.id}"' if ticket else "",
            named=NAMED.format(uuid4()) if named else "",
            fields=fields,
        )

    def _area(self, area: str, label: str, typed: Mapping[str, str]) -> str:
        value = escape(typed.get("text", ""))
        return area.format(label=self._t(label), longest=LONGEST_MESSAGE, value=value)

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
                id=ticket.id,
                mark=MARK.format(self._t(UNREAD)) if ticket.unread else "",
                address=f"/help{TICKETS}/{ticket.id}",
                subject=escape(ticket.subject),
                state=self._t(STATES[ticket.state]),
                name=escape(ticket.name),
                time=show_time(ticket.changed_at),
            )
            for ticket in tickets
        )
        if not rows:
            return f'<p id="desk-list" data-live>{self._t(NONE)}</p>'
        return f'<ul class="help-list" id="desk-list" data-live>{rows}</ul>'

    def _state(self, ticket: Ticket) -> str:
        return f"{self._t(STATES[ticket.state])} · <bdi>{escape(ticket.name)}</bdi>"

    def _said(self, message: TicketMessage) -> str:
        name = f"<bdi>{escape(message.name)}</bdi>"
        if message.is_answer:
            name += f", {self._t(IN_CHARGE)}"
        return SAID.format(
            id=message.id,
            client=f' data-client="{message.client_id}"' if message.client_id else "",
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
        return self._rated(ticket) + self._form(path, "tickets.rate", fields, ticket)

    def _rated(self, ticket: Ticket) -> str:
        if ticket.rating is None:
            return ""
        said = self._texts.gettext(RATED).format(n=ticket.rating)
        return f"<p>{escape(said)} <bdi>{escape(ticket.rating_text)}</bdi></p>"


def show_time(moment: str) -> str:
    """Return a moment (RFC 3339) for a reader, in UTC until the script puts it into their zone."""
    words = f"{moment[:10]} {moment[11:16]} UTC"
    return f'<time class="help-when" datetime="{moment}">{words}</time>'
