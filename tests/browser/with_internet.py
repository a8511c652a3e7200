"""The program, whose way to the internet leads to a little one of the test's."""

import io
from contextlib import AsyncExitStack
from typing import Any

from PIL import Image
from quart import Quart

import messenger.app
from messenger.__main__ import main
from tests.previews.net import Net, open_net, page, respond

SITE = "http://public.example"
create_app = messenger.app.create_app


def create_app_with_internet(*args: Any) -> Quart:
    """Return the application, which fetches what links lead to from us."""
    app = create_app(*args)
    services, _ = app.extensions["messenger"]
    stack = AsyncExitStack()

    @app.before_serving
    async def open_internet() -> None:
        net = await stack.enter_async_context(open_net())
        fill(net)
        services.previews.fetcher = net.fetcher()

    @app.after_serving
    async def close_internet() -> None:
        await stack.aclose()

    return app


def fill(net: Net) -> None:
    """Put pages there: with a picture, with words alone, and with words that are hard to draw."""
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 630)).convert("RGB").save(picture, "PNG")
    net.put(f"{SITE}/comet.png", respond(picture.getvalue(), "image/png"))
    Image.linear_gradient("L").resize((100, 100)).save(picture := io.BytesIO(), "PNG")
    net.put(f"{SITE}/small.png", respond(picture.getvalue(), "image/png"))
    for path, title, text, image in (
        (
            "comet",
            "A comet has come near",
            "It can be seen before sunrise, low in the east, until the end of the month, if the "
            "night is clear and the eye has had time to get used to the dark.",
            "comet.png",
        ),
        ("words", "Слова " * 12, "W" * 200, "small.png"),
        ("rtl", "כוכב שביט התקרב", "אפשר לראות אותו לפני הזריחה", ""),
    ):
        net.put(
            f"{SITE}/{path}",
            page(
                f'<title>{title}</title><meta name="description" content="{text}">'
                f'<meta property="og:site_name" content="Night Sky">'
                f'<meta property="og:image" content="{image and f"/{image}"}">'
            ),
        )


def connect() -> None:
    """Have the program make its application with that internet."""
    vars(messenger.app)["create_app"] = create_app_with_internet


if __name__ == "__main__":
    connect()
    main()
