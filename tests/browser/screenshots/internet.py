"""The demo, whose links lead to a little internet of its own."""

import io

from PIL import Image, ImageOps

from messenger.__main__ import main
from tests.browser import with_internet
from tests.browser.with_internet import SITE
from tests.previews.net import Net, page, respond

HARBOUR = {"en": f"{SITE}/harbour", "ru": f"{SITE}/pristan"}
PAGES = {
    "en": (
        "Evening News of the Harbour",
        "The last ferry takes bicycles again",
        "From Friday it leaves at 21:40 and waits for those who run. The café on the pier is open "
        "until it does.",
    ),
    "ru": (
        "Вечерняя пристань",
        "На последний паром снова берут велосипеды",
        "С пятницы он отходит в 21:40 и ждёт тех, кто бежит. Кафе на причале ждёт вместе с ним.",
    ),
}


def fill(net: Net) -> None:
    """Put a page there in each language, with a picture of an evening."""
    net.put(f"{SITE}/evening.png", respond(evening((1200, 630)), "image/png"))
    for language, (site, title, text) in PAGES.items():
        net.put(
            HARBOUR[language],
            page(
                f'<title>{title}</title><meta name="description" content="{text}">'
                f'<meta property="og:site_name" content="{site}">'
                f'<meta property="og:image" content="/evening.png">'
            ),
        )


def evening(size: tuple[int, int]) -> bytes:
    """Return a picture of a sun that sets."""
    sun = ImageOps.colorize(Image.radial_gradient("L"), "#ffe9b0", "#5b3a8c", mid="#f2836b")
    file = io.BytesIO()
    sun.resize(size).save(file, "PNG")
    return file.getvalue()


if __name__ == "__main__":
    vars(with_internet)["fill"] = fill
    with_internet.connect()
    main()
