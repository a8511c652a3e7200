"""The ways to photos, voices, files and stickers, each from a new page."""

from playwright.sync_api import Locator, expect

from messenger.demo.files import FOLDER, NAMES
from tests.browser.pictures import expect_there
from tests.browser.screenshots.group_ways import group, group_info
from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import account, conversation

TO_ATTACH = ("lake.jpeg", "pines.jpeg", "hills.jpeg")
SHOWN = "(shown) => shown.scrollIntoView({ block: 'center' })"
WHOLE = "(images) => images.every(({ complete, naturalWidth }) => complete && naturalWidth > 0)"


def album(sitter: Sitter) -> None:
    """Look at the album of the group, once all of it is there."""
    group(sitter)
    shown = _find(sitter, ".message:has(.tile:nth-child(3))")
    expect_there(shown.locator("img.sharp").nth(2))


def viewer(sitter: Sitter) -> None:
    """Look at the first of its photos over the page."""
    album(sitter)
    tile = sitter.page.locator(".message:has(.tile:nth-child(3)) .tile").last
    tile.get_by_role("button").click()
    shown = sitter.page.locator("media-viewer .frame img").last
    expect(shown).to_have_js_property("complete", value=True)


def attach(sitter: Sitter) -> None:
    """Choose photos, and look at them before they are sent."""
    conversation(sitter)
    _choose(sitter, "Photo or video", *TO_ATTACH)
    picks = sitter.page.locator("send-files-dialog .pick img")
    expect(picks).to_have_count(len(TO_ATTACH))
    expect(picks.first).to_have_js_property("complete", value=True)


def voice(sitter: Sitter) -> None:
    """Listen to the voice message of the group, from its middle."""
    group(sitter)
    shown = _find(sitter, "voice-row")
    slider = shown.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "4")


def files(sitter: Sitter) -> None:
    """See a file in the group."""
    group(sitter)
    _find(sitter, ".file-row")


def reading(sitter: Sitter) -> None:
    """Read a text without downloading it."""
    group(sitter)
    name = NAMES[{"en": "sensors.txt", "ru": "rucksack.txt"}[sitter.language]]
    shown = _find(sitter, f'.file-row:has([title="{name}"])')
    shown.locator(".file-open").click()
    frame = sitter.page.frame_locator("file-reader iframe")
    expect(frame.locator("body")).not_to_be_empty()


def paged(sitter: Sitter) -> None:
    """Read a PDF, which the browser shows in a frame."""
    group(sitter)
    name = NAMES[{"en": "rota.pdf", "ru": "route.pdf"}[sitter.language]]
    _find(sitter, f'.file-row:has([title="{name}"])').locator(".file-open").click()
    expect(sitter.page.locator("file-reader iframe")).to_be_visible()
    sitter.page.wait_for_timeout(1_500)  # Nothing tells when the browser has drawn its pages.


def shared(sitter: Sitter) -> None:
    """Look through the photos of the group."""
    group_info(sitter)
    tab = sitter.page.get_by_role("tab", name=sitter.t("Photos"), exact=True)
    tab.click()
    expect_there(sitter.page.locator(".shared-tile .sharp").nth(2))


def storage(sitter: Sitter) -> None:
    """See which files take the room, the largest first, once some are sent."""
    attach(sitter)
    sitter.page.locator("send-files-dialog .send").click()
    expect_there(sitter.page.locator(".message.mine .sharp").nth(2))
    expect(sitter.page.locator(".message .upload")).to_have_count(0)
    account("storage")(sitter)
    expect(sitter.page.get_by_role("checkbox").nth(2)).to_be_visible()


def stickers(sitter: Sitter) -> None:
    """Open the stickers in the group."""
    group(sitter)
    sitter.button("Emoji").click()
    panel = sitter.page.get_by_role("dialog", name=sitter.t("Emoji"))
    panel.get_by_role("tab", name=sitter.t("Stickers")).click()
    expect(panel.locator("sticker-grid button").nth(9)).to_be_visible()
    sitter.page.wait_for_function(
        f"() => ({WHOLE})([...document.querySelectorAll('sticker-grid img')])"
    )


def sticker_pack(sitter: Sitter) -> None:
    """Look at the pack of a sticker that somebody has sent."""
    group(sitter)
    _find(sitter, "[data-pack]").click()
    expect(sitter.dialog().locator("li").nth(9)).to_be_visible()


def fitting(sitter: Sitter) -> None:
    """Write an emoji, for which there are stickers."""
    group(sitter)
    sitter.composer.fill("\N{THUMBS UP SIGN}")
    expect(sitter.page.locator("sticker-strip img").first).to_be_visible()
    sitter.page.wait_for_function(
        f"() => ({WHOLE})([...document.querySelectorAll('sticker-strip img')])"
    )


def own_pack(sitter: Sitter) -> None:
    """Make a pack of three pictures."""
    stickers(sitter)
    sitter.button("My stickers").click()
    field = sitter.page.get_by_label(sitter.t("Title of a new pack"))
    field.fill({"en": "Outdoors", "ru": "Вылазки"}[sitter.language])
    sitter.button("Make a pack").click()
    editor = sitter.page.locator("pack-editor")
    editor.locator("input[type=file]").first.set_input_files([FOLDER / name for name in TO_ATTACH])
    expect(editor.get_by_role("listitem")).to_have_count(len(TO_ATTACH))
    expect(editor.get_by_role("status")).not_to_be_empty()


def _find(sitter: Sitter, what: str) -> Locator:
    """Bring the last message of its kind to the middle of the conversation."""
    found = sitter.page.locator(f"message-feed {what}").last
    while not found.count():
        sitter.page.locator(".scroller").evaluate("(view) => { view.scrollTop = 0 }")
        sitter.page.wait_for_timeout(200)
    found.evaluate(SHOWN)
    expect(found).to_be_in_viewport()
    return found


def _choose(sitter: Sitter, item: str, *names: str) -> None:
    sitter.button("Attach files").click()
    with sitter.page.expect_file_chooser() as chooser:
        sitter.page.get_by_role("menuitem", name=sitter.t(item), exact=True).click()
    chooser.value.set_files([FOLDER / name for name in names])
