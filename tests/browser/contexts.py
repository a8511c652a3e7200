"""Browser contexts, used again: their caches hold what every page of the messenger needs."""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, ProxySettings, ViewportSize

DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a person holds in their hands, and what language it speaks."""

    phone: bool
    dark: bool
    language: str


class Contexts:
    """One browser's contexts: lent to one person at a time, and wiped in between."""

    def __init__(self, browser: Browser, proxy: ProxySettings | None = None) -> None:
        self._browser = browser
        self._proxy = proxy
        self._idle: dict[Kind, list[BrowserContext]] = defaultdict(list)

    def lend(self, kind: Kind) -> BrowserContext:
        """Return a context that keeps nothing of anybody."""
        if self._idle[kind]:
            return self._idle[kind].pop()
        return self._browser.new_context(
            viewport=PHONE if kind.phone else DESK,
            has_touch=kind.phone,
            is_mobile=kind.phone,
            color_scheme="dark" if kind.dark else "light",
            locale=kind.language,
            proxy=self._proxy,
        )

    def take_back(self, kind: Kind, context: BrowserContext, origin: str) -> None:
        """Close the pages and forget all that an origin has kept, but for its files."""
        page, *others = context.pages or [context.new_page()]
        for other in others:
            other.close()
        # What a page writes as it goes would else come after the wiping.
        page.goto("about:blank")
        context.clear_cookies()
        session = context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        page.close()
        self._idle[kind].append(context)
