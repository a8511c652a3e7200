"""Stickers, at a desk and on a phone: chosen, suggested, made of pictures, and handed on."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Meet
from tests.browser.desk_and_phone import Cast, bring_both
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load import seed as tables
from tests.sticker_steps import drawing, moving

HISTORY = 3


@pytest.fixture
def cast(open_server: RunningServer, seed: tables.Seed, meet: Meet) -> Cast:
    """Both, with some history."""
    return bring_both(open_server, seed, meet, HISTORY)


def open_panel(person: Person) -> Locator:
    """Open the stickers beside where one writes, and return the panel."""
    person.button("Emoji").click()
    panel = person.page.get_by_role("dialog", name=person.t("Emoji"))
    panel.get_by_role("tab", name=person.t("Stickers")).click()
    expect(panel.locator("sticker-grid button").first).to_be_visible()
    return panel


def section(person: Person, panel: Locator, name: str) -> Locator:
    """Return the stickers of a section."""
    return panel.get_by_role("group", name=person.t(name), exact=True).get_by_role("button")


def sent(person: Person, emoji: str) -> Locator:
    """Return the messages that are a sticker which says that."""
    return person.page.get_by_role("button", name=f"{emoji} {person.t('Sticker')}", exact=True)


def choose(person: Person, item: str) -> None:
    person.page.get_by_role("menuitem", name=person.t(item), exact=True).click()


def test_stickers_are_chosen_made_and_handed_on(cast: Cast, tmp_path: Path) -> None:
    """What one sends the other sees, and has for themselves what they like."""
    choose_from_the_panel(cast.anna, cast.boris)
    choose_what_is_suggested(cast.anna, cast.boris)
    code = make_a_pack(cast.anna, tmp_path)
    send_one_of_it(cast.anna, cast.boris)
    take_it_over(cast.boris)
    follow_its_link(cast.boris, code)
    put_another_before_it(cast.anna)
    rename_and_delete_it(cast.anna)
    follow_it_in_vain(cast.boris, code)


def choose_from_the_panel(anna: Person, boris: Person) -> None:
    """At a desk it stays open; what was sent last and the favourites come first next time."""
    panel = open_panel(anna)
    check(anna, "stickers")
    section(anna, panel, "Dash").nth(2).click()
    expect(sent(boris, "😍")).to_be_visible()
    expect(sent(anna, "😍").locator("xpath=ancestor::*[@role='listitem']//time")).to_be_visible()
    section(anna, panel, "Dash").nth(3).click(button="right")
    choose(anna, "Add to favourites")
    expect(section(anna, panel, "Favourites")).to_have_count(1)
    anna.page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    panel = open_panel(anna)
    expect(section(anna, panel, "Recent")).to_have_count(1)
    anna.page.keyboard.press("Escape")
    check(anna, "a chat with a sticker")
    check(boris, "a chat with a sticker on a phone")


def choose_what_is_suggested(anna: Person, boris: Person) -> None:
    """By the one emoji that is written, by keys."""
    anna.composer.fill("👋")
    strip = anna.page.get_by_role("toolbar", name=anna.t("Stickers for {emoji}", emoji="👋"))
    expect(strip.get_by_role("button")).to_have_count(1)
    check(anna, "suggested stickers")
    anna.composer.press("ArrowUp")
    anna.page.keyboard.press("Enter")
    expect(sent(boris, "👋")).to_be_visible()
    expect(anna.composer).to_have_value("")
    expect(anna.composer).to_be_focused()


def write_files(folder: Path) -> list[str]:
    """Write a picture, and an archive of another and a text."""
    (folder / "🔥 red.png").write_bytes(drawing("red", 700))
    with ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("inside/moving.webp", moving())
        archive.writestr("inside/read me.txt", "words")
    return [str(folder / name) for name in ("🔥 red.png", "more.zip")]


def make_a_pack(anna: Person, folder: Path) -> str:
    """Of two pictures, one of them in an archive; return its code."""
    panel = open_panel(anna)
    panel.get_by_role("button", name=anna.t("My stickers")).click()
    anna.page.get_by_label(anna.t("Title of a new pack")).fill("Squares")
    check(anna, "my stickers")
    anna.button("Make a pack").click()
    editor = anna.page.locator("pack-editor")
    expect(editor.get_by_label(anna.t("Title of the pack"))).to_have_value("Squares")
    editor.locator("input[type=file]").first.set_input_files(write_files(folder))
    expect(editor.get_by_role("status")).to_contain_text("1 other file left out.")
    expect(editor.get_by_role("listitem")).to_have_count(2)
    check(anna, "a pack of one's own")
    first = editor.get_by_role("listitem").first
    expect(first.locator("button").first).to_have_text("🔥")
    first.locator("button").first.press("Alt+ArrowRight")
    expect(first.locator("button").first).to_have_text("🙂")
    anna.page.keyboard.press("Escape")
    expect(editor).to_have_count(0)
    row = anna.page.locator("my-stickers [data-code]").filter(has_text="Squares")
    code = row.get_attribute("data-code")
    anna.page.keyboard.press("Escape")
    assert code
    return code


def send_one_of_it(anna: Person, boris: Person) -> None:
    panel = open_panel(anna)
    section(anna, panel, "Squares").last.click()
    expect(sent(boris, "🔥")).to_be_visible()
    anna.page.keyboard.press("Escape")


def take_it_over(boris: Person) -> None:
    """Whoever is sent a sticker sees its pack, has it, and sends one: the panel closes then."""
    sent(boris, "🔥").tap()
    sheet = boris.page.get_by_role("dialog", name="Squares")
    expect(sheet.get_by_role("listitem")).to_have_count(2)
    check(boris, "a pack of another")
    sheet.get_by_role("button", name=boris.t("Add stickers")).tap()
    expect(sheet).to_have_count(0)
    panel = open_panel(boris)
    check(boris, "stickers on a phone")
    section(boris, panel, "Squares").first.tap()
    expect(panel).to_have_count(0)
    expect(sent(boris, "🙂")).to_be_visible()


def follow_its_link(boris: Person, code: str) -> None:
    boris.page.goto(f"{boris.url}/stickers/{code}")
    sheet = boris.page.get_by_role("dialog", name="Squares")
    expect(sheet.get_by_role("button", name=boris.t("Remove"))).to_be_visible()
    assert "stickers" not in boris.page.url


def open_mine(anna: Person) -> Locator:
    """Open the packs that one has, and return their rows, the built-in one first."""
    panel = open_panel(anna)
    panel.get_by_role("button", name=anna.t("My stickers")).click()
    return anna.page.locator("my-stickers [data-code]")


def draw(anna: Person, what: Locator, onto: Locator) -> None:
    """Draw something onto the place of another by the mouse, with a stop on the way."""
    start, end = what.bounding_box(), onto.bounding_box()
    assert start
    assert end
    mouse = anna.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    for part in (0.3, 1):
        x = start["x"] + (end["x"] - start["x"]) * part + start["width"] / 2
        y = start["y"] + (end["y"] - start["y"]) * part + start["height"] / 2
        mouse.move(x, y, steps=4)
    mouse.up()


def put_another_before_it(anna: Person) -> None:
    """Make a second pack, draw it to the first place, and draw a sticker of the other one."""
    rows = open_mine(anna)
    anna.page.get_by_label(anna.t("Title of a new pack")).fill("Circles")
    anna.button("Make a pack").click()
    expect(anna.page.locator("pack-editor")).to_have_count(1)
    anna.page.keyboard.press("Escape")
    expect(rows).to_have_count(3)
    last = rows.last.inner_text()
    draw(
        anna,
        anna.page.locator("my-stickers .grip").last,
        anna.page.locator("my-stickers .grip").first,
    )
    expect(rows.nth(1)).to_have_text(re.compile(last.split("\n")[0]))
    rows.filter(has_text="Squares").click()
    tiles = anna.page.locator("pack-editor li img, pack-editor li video")
    signs = anna.page.locator("pack-editor .sign")
    expect(signs).to_have_text(["🙂", "🔥"])
    draw(anna, tiles.nth(0), tiles.nth(1))
    expect(signs).to_have_text(["🔥", "🙂"])


def rename_and_delete_it(anna: Person) -> None:
    """The row behind follows at once; deleting asks once more."""
    editor = anna.page.locator("pack-editor")
    title = editor.get_by_label(anna.t("Title of the pack"))
    title.fill("Old squares")
    title.press("Enter")
    expect(editor.get_by_role("heading")).to_have_text("Old squares")
    rows = anna.page.locator("my-stickers [data-code]")
    expect(rows.filter(has_text="Old squares")).to_have_count(1)
    editor.get_by_role("button", name=anna.t("Delete the pack")).click()
    editor.get_by_role("button", name=anna.t("Delete for everybody?")).click()
    expect(editor).to_have_count(0)
    expect(rows).to_have_count(2)
    expect(sent(anna, "🔥")).to_be_visible()


def follow_it_in_vain(boris: Person, code: str) -> None:
    """Nobody has it any more, and its link says so."""
    boris.page.goto(f"{boris.url}/stickers/{code}")
    boris.sees_messenger()
    expect(boris.page.locator(".notices")).to_contain_text(boris.t("This is no longer here."))
    expect(boris.page.get_by_role("dialog")).to_have_count(0)
