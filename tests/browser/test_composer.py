"""Where people write: keys, height, long texts, drafts, pasting, and a talk without a mouse."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.person import Person

LINES = "\n".join(f"line {n}" for n in range(12))
LONG = " ".join(f"word{n}" for n in range(1_000))
COMPOSE = """(input) => {
    const enter = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent("keydown", enter));
    return input.value;
}"""
PASTE_PAGE = """(input) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", "<h1>Tea</h1> <b>at</b> five<script>boom()</script>");
    const options = { clipboardData, bubbles: true, cancelable: true };
    input.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def test_keys_of_the_composer(meet: Meet) -> None:
    """Shift+Enter breaks, an input method's Enter sends nothing, eight lines are the most."""
    kim, lee = meet("kim.keys"), meet("lee.keys")
    kim.join()
    lee.join()
    kim.start_chat(lee)

    one = kim.composer.bounding_box()
    kim.composer.fill(LINES)
    many = kim.composer.bounding_box()
    assert one
    assert many
    assert 7.5 * 21 < many["height"] - one["height"] + 21 < 8.5 * 21
    kim.composer.fill("")

    kim.page.keyboard.type("two")
    kim.page.keyboard.press("Shift+Enter")
    kim.page.keyboard.type("lines")
    assert kim.composer.evaluate(COMPOSE) == "two\nlines"
    kim.page.keyboard.press("Control+Enter")
    expect(kim.page.locator(".message .words")).to_have_text("two\nlines")
    kim.composer.evaluate(PASTE_PAGE)
    expect(kim.composer).to_have_value("# Tea\n\n**at** five")


def test_a_long_text_goes_out_as_several(meet: Meet) -> None:
    """It is said beforehand; what a message cannot hold, editing refuses."""
    mo, nia = meet("mo.long"), meet("nia.long")
    mo.join()
    nia.join()
    mo.start_chat(nia)
    mo.composer.fill("a" * 4_000)
    expect(mo.page.locator(".counter")).to_have_text("96")
    mo.composer.fill(LONG)
    note = mo.page.locator(".composer-note")
    expect(note).to_have_text("Too long for one message: it goes out as 2.")
    mo.composer.press("Enter")
    expect(mo.page.locator(".message .tick.sent")).to_have_count(2)
    words = mo.page.locator(".message .words").all_inner_texts()
    assert " ".join(words) == LONG

    mo.composer.press("ArrowUp")
    mo.page.locator("message-composer textarea").fill(LONG)
    expect(note).to_have_text("One message cannot be this long.")
    expect(mo.button("Save")).to_be_disabled()
    mo.page.keyboard.press("Escape")
    expect(mo.composer).to_have_value("")


def test_a_draft_goes_where_the_person_goes(meet: Meet) -> None:
    """It waits in its chat, shows in the list, and reaches a second device."""
    pat, quin, rae = meet("pat.draft"), meet("quin.draft"), meet("rae.draft")
    for person in (pat, quin, rae):
        person.join()
    pat.start_chat(quin)
    pat.composer.fill("half a sen")
    pat.start_chat(rae)
    expect(pat.composer).to_have_value("")
    expect(pat.row(quin)).to_contain_text("Draft: half a sen")
    pat.open(quin)
    expect(pat.composer).to_have_value("half a sen")

    phone = meet("pat.draft", phone=True)
    phone.page.goto(f"{phone.url}/sign-in")
    phone.sign_in()
    phone.sees_messenger()
    phone.open(quin)
    expect(phone.composer).to_have_value("half a sen")
    pat.composer.press_sequentially("tence")
    expect(phone.composer).to_have_value("half a sentence", timeout=10_000)


def test_a_whole_talk_by_the_keyboard(meet: Meet) -> None:
    """Find a person, write, edit, go through messages, act on one, change the chat, sign out."""
    sam, tess = meet("sam.keys"), meet("tess.keys")
    sam.join()
    tess.join()
    press, type_ = sam.page.keyboard.press, sam.page.keyboard.type
    press("Control+k")
    type_(tess.nick)
    expect(sam.page.get_by_role("heading", name="People")).to_be_visible()
    press("Enter")
    expect(sam.composer).to_be_focused()
    type_("Helo")
    press("Enter")
    expect(sam.tick("Helo", "Sent")).to_be_visible()
    press("ArrowUp")
    press("Control+a")
    type_("Hello")
    press("Enter")
    expect(sam.message("Hello")).to_contain_text("edited")
    delete_by_keys(sam)
    go_around_by_keys(sam, tess)


def go_around_by_keys(sam: Person, tess: Person) -> None:
    press, type_ = sam.page.keyboard.press, sam.page.keyboard.type
    press("F6")
    press("F6")
    expect(sam.row(tess)).to_be_focused()
    type_("No focus is needed to write")
    expect(sam.composer).to_have_value("No focus is needed to write")
    press("Enter")
    expect(sam.tick("No focus is needed to write", "Sent")).to_be_visible()
    press("Control+/")
    expect(sam.dialog()).to_contain_text("The chat above")
    press("Escape")
    expect(sam.dialog()).to_have_count(0)


def delete_by_keys(person: Person) -> None:
    press = person.page.keyboard.press
    press("Shift+F6")
    expect(person.message("Hello")).to_be_focused()
    press("Enter")
    expect(person.page.get_by_role("menuitem", name="Reply")).to_be_focused()
    press("End")
    press("Enter")
    expect(person.dialog()).to_be_visible()
    expect(person.dialog().get_by_role("button", name="Delete", exact=True)).to_be_focused()
    press("Enter")
    expect(person.message("Hello")).to_have_count(0)
    expect(person.dialog()).to_have_count(0)
