"""Pictures that a browser shows."""

from playwright.sync_api import Locator, expect


def expect_there(picture: Locator) -> None:
    """See to it that a picture is in view and has come."""
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", value=True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)
