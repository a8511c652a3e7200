"""The ways to the screens of groups and of a list in one's own order, each from a new page."""

from playwright.sync_api import expect

from tests.browser.screenshots.sitter import Sitter
from tests.browser.screenshots.ways import chats


def group(sitter: Sitter) -> None:
    """Open the group of the demo."""
    chats(sitter)
    sitter.open_chat(sitter.cast.group)
    sitter.put_away()


def naming(sitter: Sitter) -> None:
    """Begin to name somebody in the group."""
    group(sitter)
    sitter.composer.click()
    sitter.page.keyboard.type("@")
    expect(sitter.page.locator("mention-list [role=option]").first).to_be_visible()


def new_group(sitter: Sitter) -> None:
    """Make a group of two people who were chosen."""
    chats(sitter)
    sitter.begin("New group")
    sitter.page.get_by_label(sitter.t("Title of the group")).fill(sitter.cast.new_group)
    for chosen in (1, 2):
        sitter.page.locator(".people-list button").first.click()
        expect(sitter.page.locator(".chip")).to_have_count(chosen)


def group_info(sitter: Sitter) -> None:
    """Open the pane about the group."""
    group(sitter)
    sitter.page.locator(".talk-head .about").click()
    expect(sitter.page.locator("chat-info .member").first).to_be_visible()


def invitations(sitter: Sitter) -> None:
    """Make an invitation into the group."""
    group_info(sitter)
    acts = sitter.page.locator("chat-info .info-acts")
    acts.get_by_role("button", name=sitter.t("Invitations")).click()
    sitter.button("Make an invitation").click()
    code = sitter.page.locator(".invite code").first.inner_text()
    sitter.page.get_by_role("button", name=sitter.t("QR code of {code}", code=code)).click()
    expect(sitter.page.locator(".invite-qr")).to_be_visible()


def join_by_code(sitter: Sitter) -> None:
    """Look at a group by the code of an invitation."""
    invitations(sitter)
    code = sitter.page.locator(".invite code").first.inner_text()
    chats(sitter)
    if sitter.phone:
        sitter.page.goto(sitter.url)
    sitter.begin("Join by code")
    sitter.page.get_by_label(sitter.t("Code or link of the invitation")).fill(code)
    sitter.page.keyboard.press("Enter")
    expect(sitter.page.locator(".join-title")).to_be_visible()


def folder(sitter: Sitter) -> None:
    """Make a folder, and do not save it yet."""
    chats(sitter)
    choose(sitter, sitter.cast.friend, "Add to folder", "New folder")
    editor = sitter.page.locator("folder-editor")
    editor.get_by_label(sitter.t("Folder name")).fill(sitter.cast.folders[0])
    editor.get_by_text(sitter.t("Chats with contacts"), exact=True).click()


def folders(sitter: Sitter) -> None:
    """Make two folders, and look into the first."""
    for title in sitter.cast.folders:
        folder(sitter)
        sitter.page.locator("folder-editor input[name=title]").fill(title)
        sitter.button("Save").click()
        expect(sitter.dialog()).to_have_count(0)
        tab = sitter.page.get_by_role("tab", name=title)
        expect(tab).to_be_visible()
    sitter.page.get_by_role("tab", name=sitter.cast.folders[0]).click()


def archive(sitter: Sitter) -> None:
    """Put two chats into the archive, and look there."""
    chats(sitter)
    for name in (sitter.cast.tiresome, sitter.cast.other):
        choose(sitter, name, "Archive")
    title = sitter.t("Archived chats")
    sitter.page.locator(".archive-row").click()
    expect(sitter.page.get_by_role("heading", name=title)).to_be_visible()


def question(sitter: Sitter) -> None:
    """Ask the administrator."""
    sitter.page.goto(f"{sitter.url}/help/tickets")
    subject, words = sitter.cast.question
    sitter.page.get_by_label(sitter.t("Subject")).fill(subject)
    sitter.page.get_by_label(sitter.t("Your question")).fill(words)
    sitter.button("Send").click()
    expect(sitter.page.get_by_role("heading", name=subject)).to_be_visible()


def choose(sitter: Sitter, name: str, *items: str) -> None:
    """Choose from the menu of a chat in the list, and from the menus that follow."""
    sitter.row_of(name).click(button="right")
    for item in items:
        sitter.page.get_by_role("menuitem", name=sitter.t(item), exact=True).click()
    expect(sitter.page.locator("context-menu")).to_have_count(0)
