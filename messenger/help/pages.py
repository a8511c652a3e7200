"""The pages of the help centre: the list with its search, and one article."""

from collections.abc import Iterable
from dataclasses import dataclass
from gettext import NullTranslations
from html import escape

from messenger.catalogues import translator
from messenger.errors import N_
from messenger.help.articles import TOPICS, Article, find_article, list_articles
from messenger.help.frame import Visit, render_frame
from messenger.help.markup import Places, render_text
from messenger.help.pictures import Picture, picture_file, picture_size
from messenger.help.search import LONGEST_QUERY, search_articles

HELP = N_("Help")
SEARCH = N_("Search in the help")
ALL_ARTICLES = N_("All articles")
MISSING = N_("There is no such article")
NOTHING = N_("Nothing was found. Try other words, or ask the administrator of this server.")
ELSE = N_("Is something missing here?")
ASK = N_("Ask the administrator")
ANSWERED = N_("Your question was answered")
NEWS = '<p><a class="help-news" href="/help/tickets">{}</a></p>'
ROW = '<li><a class="help-row" href="{address}"><b>{title}</b><span>{summary}</span></a></li>'


@dataclass(frozen=True, slots=True)
class HelpPages:
    """The pages as one visitor sees them; `answers` to their questions are unread."""

    visit: Visit
    answers: int = 0

    def render_list(self, query: str) -> str:
        """Return the page with all articles, or with those that were found."""
        _ = self._texts.gettext
        title = _(HELP)
        said, found = self._find(query) if query.strip() else ("", self._topics())
        news = NEWS.format(escape(_(ANSWERED))) if self.answers else ""
        body = f"<h1>{escape(title)}</h1>\n{news}{self._search(query)}\n"
        body += f'<p id="help-said" role="status">{escape(said)}</p>\n'
        body += f'<div id="help-found">{found}</div>\n{self._ask()}'
        return render_frame(self.visit, title, body, "", {"q": query} if query else {})

    def render_article(self, slug: str) -> str | None:
        """Return the page of an article, or None where there is none of this name."""
        article = find_article(slug, self.visit.language)
        if article is None:
            return None
        text = render_text(article.text, Places(self._link, self._picture))
        body = f"{self._back()}\n<article>\n<h1>{escape(article.title)}</h1>\n"
        body += f'<p class="help-summary">{escape(article.summary)}</p>\n{text}</article>\n'
        return render_frame(self.visit, article.title, body + self._ask(), f"/{slug}", {})

    def render_missing(self) -> str:
        """Return the page at an address that leads to no article."""
        title = self._texts.gettext(MISSING)
        body = f"{self._back()}\n<h1>{escape(title)}</h1>\n{self._search('')}"
        return render_frame(self.visit, title, body, "", {})

    @property
    def _texts(self) -> NullTranslations:
        return translator(self.visit.language)

    def _link(self, href: str) -> str:
        """Return where a link of an article leads: to an article by its name, or to a page."""
        if href.startswith("/"):
            return href
        slug, _hash, anchor = href.partition("#")
        if find_article(slug, self.visit.language) is None:
            message = f"an article links to {href!r}, which is none"
            raise LookupError(message)
        return self._address(f"/{slug}") + (f"#{anchor}" if anchor else "")

    def _picture(self, screen: str) -> Picture:
        """Return the picture of a screen, in the language that is read."""
        address = self.visit.static_url(picture_file(screen, self.visit.language))
        return Picture(address, *picture_size(screen, self.visit.language))

    def _address(self, path: str) -> str:
        """Return the address of a page of the help in the language that was asked for."""
        return f"/help{path}" + (f"?lang={self.visit.language}" if self.visit.chosen else "")

    def _find(self, query: str) -> tuple[str, str]:
        """Return what is said of a search, and the rows of what was found."""
        found = search_articles(query, self.visit.language)
        if not found:
            return self._texts.gettext(NOTHING), ""
        said = self._texts.ngettext("{n} article found", "{n} articles found", len(found))
        return said.format(n=len(found)), self._rows(found)

    def _topics(self) -> str:
        articles = list_articles(self.visit.language)
        return "\n".join(
            f"<h2>{escape(self._texts.gettext(title))}</h2>\n"
            + self._rows(each for each in articles if each.topic == topic)
            for topic, title in TOPICS.items()
        )

    def _rows(self, articles: Iterable[Article]) -> str:
        rows = (
            ROW.format(
                address=escape(self._address(f"/{each.slug}")),
                title=escape(each.title),
                summary=escape(each.summary),
            )
            for each in articles
        )
        return f'<ul class="help-list">{"".join(rows)}</ul>'

    def _search(self, query: str) -> str:
        label = escape(self._texts.gettext(SEARCH))
        chosen = f'<input type="hidden" name="lang" value="{self.visit.language}">'
        return (
            f'<form class="help-search" action="/help" role="search">'
            f'<input type="search" name="q" value="{escape(query)}" placeholder="{label}"'
            f' aria-label="{label}" aria-keyshortcuts="/" maxlength="{LONGEST_QUERY}"'
            f' autocomplete="off" spellcheck="false">{chosen if self.visit.chosen else ""}'
            "<kbd>/</kbd></form>"
        )

    def _back(self) -> str:
        label = escape(self._texts.gettext(ALL_ARTICLES))
        return f'<p class="help-back"><a href="{escape(self._address(""))}">‹ {label}</a></p>'

    def _ask(self) -> str:
        said, ask = (escape(self._texts.gettext(text)) for text in (ELSE, ASK))
        return f'<p class="help-else">{said} <a href="/help/tickets">{ask}</a></p>'
