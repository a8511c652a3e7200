"""The ways to the screens, each from a new page."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from messenger.demo.people import PASSWORD as DEMO_PASSWORD
from tests.browser.person import PASSWORD
from tests.browser.screenshots.internet import evening
from tests.browser.screenshots.sitter import Sitter

Way = Callable[[Sitter], None]
LONG = 70


def page(path: str) -> Way:
    """Go to an address of those who are not signed in."""

    def show(guest: Sitter) -> None:
        guest.page.goto(f"{guest.url}{path}")
        expect(guest.page.locator(".gate h1")).to_be_visible()

    return show


def wrong_password(guest: Sitter) -> None:
    """Try to sign in with a wrong one."""
    page("/sign-in")(guest)
    guest.sign_in("not the password at all")
    expect(guest.page.get_by_text(guest.t("The name or the password is wrong."))).to_be_visible()


def weak_password(guest: Sitter) -> None:
    """Try to register with a nick that somebody has and a password that everybody has."""
    page("/register")(guest)
    guest.page.get_by_label(guest.t("Name"), exact=True).fill(guest.cast.friend)
    guest.page.get_by_label(guest.t("E-mail"), exact=True).fill("hello@example.org")
    guest.page.locator("input[type=password]").fill("password1")
    guest.page.get_by_label(guest.t("Nick"), exact=True).fill(guest.cast.friend_nick)
    expect(guest.page.get_by_text(guest.t("This nick is taken."))).to_be_visible()


def newcomer(guest: Sitter) -> None:
    """Come for the first time."""
    page("/register")(guest)
    guest.page.get_by_label(guest.t("Name"), exact=True).fill("Robin")
    guest.page.get_by_label(guest.t("Nick"), exact=True).fill("robin")
    guest.page.get_by_label(guest.t("E-mail"), exact=True).fill("robin@example.org")
    guest.page.locator("input[type=password]").fill(PASSWORD)
    guest.button("Create an account").click()
    guest.sees_messenger()


def chats(sitter: Sitter) -> None:
    """See the list, and no chat."""
    sitter.page.goto(sitter.url)
    sitter.sees_messenger()
    expect(sitter.page.locator("a.chat-row").first).to_be_visible()


def conversation(sitter: Sitter) -> None:
    """Open the friend's chat."""
    chats(sitter)
    sitter.open_chat(sitter.cast.friend)
    sitter.put_away()


def search(sitter: Sitter) -> None:
    """Look for a chat or a person."""
    chats(sitter)
    sitter.page.locator("chat-list input").click()
    sitter.page.keyboard.type(sitter.cast.search)
    expect(sitter.page.locator("mark, .found-title").first).to_be_visible()


def add_contact(sitter: Sitter) -> None:
    """Look for people."""
    chats(sitter)
    sitter.begin("Add contact")
    sitter.page.get_by_label(sitter.t("Nick or name")).fill(sitter.cast.nick_begins)
    expect(sitter.page.locator(".people-list li").first).to_be_visible()


def menu(sitter: Sitter) -> None:
    """Open the menu over the list."""
    chats(sitter)
    sitter.button("Menu").click()
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def settings(sitter: Sitter) -> None:
    """Open the settings from the menu."""
    menu(sitter)
    sitter.page.get_by_role("menuitem", name=sitter.t("Settings")).click()
    expect(sitter.dialog().locator("settings-form")).to_be_visible()


def shortcuts(sitter: Sitter) -> None:
    """Ask for the keys."""
    conversation(sitter)
    sitter.page.keyboard.press("Control+/")
    expect(sitter.dialog()).to_be_visible()


def row_menu(sitter: Sitter) -> None:
    """Open the menu of a chat in the list."""
    chats(sitter)
    sitter.row_of(sitter.cast.other).click(button="right")
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def chat_menu(sitter: Sitter) -> None:
    """Open the menu of the open chat."""
    conversation(sitter)
    sitter.button("Chat menu").click()
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def from_chat_menu(item: str) -> Way:
    """Choose from the menu of the open chat."""

    def show(sitter: Sitter) -> None:
        conversation(sitter)
        sitter.choose_in_header(item)
        expect(sitter.dialog()).to_be_visible()

    return show


def message_menu(sitter: Sitter) -> None:
    """Open the menu of one's own message."""
    conversation(sitter)
    sitter.page.locator(".message.mine .bubble").last.click(button="right")
    expect(sitter.page.get_by_role("menuitem").first).to_be_visible()


def from_message_menu(item: str, seen: str) -> Way:
    """Choose from the menu of one's own message."""

    def show(sitter: Sitter) -> None:
        message_menu(sitter)
        sitter.page.get_by_role("menuitem", name=sitter.t(item)).click()
        expect(sitter.page.locator(seen)).to_be_visible()

    return show


def unread(sitter: Sitter) -> None:
    """Open a chat in which somebody has just written."""
    chats(sitter)
    sitter.hear(*sitter.cast.news)
    expect(sitter.page.locator("a.chat-row .badge").first).to_be_visible()
    sitter.open_chat(sitter.cast.friend)
    expect(sitter.page.locator(".unread-line")).to_be_visible()


def jump(sitter: Sitter) -> None:
    """Read what is old while something new comes in."""
    conversation(sitter)
    sitter.page.locator(".scroller").evaluate("(scroller) => { scroller.scrollTop -= 900 }")
    expect(sitter.page.locator("button.jump")).to_be_visible()
    sitter.hear(*sitter.cast.news)
    expect(sitter.page.locator("button.jump .badge")).to_be_visible()


def emoji(sitter: Sitter) -> None:
    """Write with nothing but emoji."""
    conversation(sitter)
    sitter.write("🎂")
    sitter.hear("😭❤️", "🥂🎉🍋")
    expect(sitter.message("🥂🎉🍋")).to_be_visible()


def draft(sitter: Sitter) -> None:
    """Leave a sentence half written."""
    conversation(sitter)
    sitter.composer.fill(sitter.cast.draft)
    if sitter.phone:
        sitter.back()
    else:
        sitter.open_chat(sitter.cast.other)
    expect(sitter.page.locator("a.chat-row").filter(has_text=sitter.cast.draft)).to_be_visible()


def long_text(sitter: Sitter) -> None:
    """Write more than one message can hold."""
    chats(sitter)
    sitter.open_chat(sitter.cast.other)
    sitter.composer.fill(sitter.cast.long * LONG)
    expect(sitter.page.locator(".composer-note")).not_to_be_empty()


def blocked(sitter: Sitter) -> None:
    """Open the chat with somebody who is blocked; the demo has blocked him for one of the two."""
    chats(sitter)
    sitter.open_chat(sitter.cast.tiresome)
    if sitter.composer.count():
        sitter.choose_in_header("Block")
        sitter.dialog().get_by_role("button", name=sitter.t("Block"), exact=True).click()
    expect(sitter.page.locator(".composer.blocked")).to_be_visible()
    expect(sitter.dialog()).to_have_count(0)


def account(section: str) -> Way:
    """Go to a section of the account page."""
    return section_of("account", section)


def administration(section: str) -> Way:
    """Go to a section of the administration page."""
    return section_of("admin", section)


def section_of(page: str, section: str) -> Way:
    """Go to a section of a page that has several."""

    def show(sitter: Sitter) -> None:
        sitter.page.goto(f"{sitter.url}/{page}/{section}")
        expect(sitter.page.get_by_role("heading", level=1)).to_be_visible()

    return show


def help_page(article: str) -> Way:
    """Read in the help centre."""

    def show(sitter: Sitter) -> None:
        sitter.page.goto(f"{sitter.url}/help{article}")
        expect(sitter.page.get_by_role("heading", level=1)).to_be_visible()

    return show


def service_notices(sitter: Sitter) -> None:
    """Read what the server tells of the account: that somebody has just signed in."""
    chats(sitter)
    sitter.open_chat(sitter.t("Service notices"))


def sign_in_code(sitter: Sitter) -> None:
    """Ask for the code."""
    account("devices")(sitter)
    sitter.button("Show the code").click()
    expect(sitter.page.locator(".two-factor-qr")).to_be_visible()


def exceptions(sitter: Sitter) -> None:
    """Except people from the first rule."""
    account("privacy")(sitter)
    sitter.button("Add exceptions").first.click()
    expect(sitter.dialog()).to_be_visible()


def photo(sitter: Sitter) -> None:
    """Choose a picture of oneself."""
    account("profile")(sitter)
    sitter.button("Choose a photo").click()
    sitter.page.locator("photo-cropper input[type=file]").set_input_files(
        FilePayload(name="evening.png", mimeType="image/png", buffer=evening((900, 600)))
    )
    expect(sitter.page.locator(".crop-area")).to_be_visible()


def new_password(sitter: Sitter) -> None:
    """Think of another password."""
    account("password")(sitter)
    sitter.page.locator("input[type=password]").nth(1).fill("green kettle 47")
    expect(sitter.page.locator(".strength [role=progressbar]")).to_be_attached()


def authenticator(sitter: Sitter) -> None:
    """Begin to switch two factors on."""
    account("two-factor")(sitter)
    sitter.page.locator("input[name=password]").fill(DEMO_PASSWORD)
    sitter.button("Switch on").click()
    expect(sitter.page.locator(".two-factor-qr")).to_be_visible()


def offline(sitter: Sitter) -> None:
    """Write something while the server cannot be reached."""
    conversation(sitter)
    sitter.page.wait_for_timeout(1_500)  # What is known is kept a second later.
    sitter.page.route_web_socket("**/ws", lambda socket: socket.close())
    sitter.page.reload()
    sitter.write(sitter.cast.own)
    expect(sitter.tick(sitter.cast.own, "On its way")).to_be_visible()
    expect(sitter.page.locator("connection-bar button")).to_be_visible()
