"""What files take of one's room, and making some: at a desk, and on a phone in the dark."""

import re
from uuid import uuid4

import httpx
from playwright.sync_api import Locator, expect

from tests.browser import program
from tests.browser.conftest import Meet
from tests.browser.person import Person
from tests.browser.running_server import RunningServer
from tests.browser.test_axe import check
from tests.load import seed as tables
from tests.picture_files import encoded, noise

PHOTO, NOTES, PLAN = "hill.png", "notes.pdf", "plan.odt"
SIZES = {NOTES: 700_000, PLAN: 300_000}


def send(server: RunningServer, sender: tables.Person, chat: int, name: str) -> None:
    """Upload a file of somebody's, and send it."""
    kind = "photo" if name == PHOTO else "file"
    content = encoded(noise(256)) if name == PHOTO else bytes(SIZES[name])
    answer = httpx.post(
        f"{server.url}/api/media",
        params={"as": kind, "name": name},
        headers={"Authorization": f"Bearer {sender.token}"},
        content=content,
        trust_env=False,
    )
    held = {"kind": kind, "text": "", "media_ids": [answer.json()["media"]["id"]]}
    message = {"chat_id": str(chat), "client_id": str(uuid4())} | held
    program.ask(server.url, sender.token, "messages.send", **message)


def files(person: Person) -> Locator:
    """Return the rows of the largest files."""
    return person.page.locator(".usage-file")


def confirm(person: Person, words: str) -> None:
    """See how much goes, and let it go."""
    dialog = person.dialog()
    expect(dialog).to_contain_text(words)
    check(person, "the question whether messages shall go")
    dialog.get_by_role("button", name=person.t("Delete"), exact=True).click()
    expect(dialog).to_have_count(0)


def test_room_is_seen_and_made(open_server: RunningServer, seed: tables.Seed, meet: Meet) -> None:
    """Each sees what is theirs, the administrator the sums; what is deleted is gone for both."""
    anna, boris = seed.named(["Anna", "Boris"])
    chat = seed.direct(anna, boris)
    seed.administrator(boris)
    for sender, name in ((anna, PHOTO), (anna, NOTES), (anna, PLAN), (boris, NOTES), (boris, PLAN)):
        send(open_server, sender, chat, name)
    desk = meet("anna", server=open_server)
    phone = meet("boris", phone=True, dark=True, language="ru", server=open_server)
    desk.open_page(anna.token, "/account/storage")
    phone.open_page(boris.token, "/account/storage")

    delete_one(desk, chat)
    delete_all(phone)
    assert ["", "", ""] == program.tell_all(open_server.url, anna.token, chat)[-3:]
    page = program.ask(open_server.url, anna.token, "messages.history", chat_id=str(chat))
    kept = [each["name"] for message in page["messages"] for each in message["attachments"]]
    assert sorted((PHOTO, PLAN)) == sorted(kept)
    look_after(phone, boris)


def delete_one(anna: Person, chat: int) -> None:
    """See the bar and the sums, and delete the largest file by the button beside it."""
    bar = anna.page.get_by_role("progressbar")
    expect(bar).to_have_accessible_name(re.compile(r"^\d.* MB of 2\.1 GB used$"))
    used = anna.page.locator(".usage-sum").inner_text()
    expect(anna.page.locator(".usage-row")).to_have_count(3)
    expect(anna.page.locator(".usage-row").last).to_contain_text("3 files")
    expect(anna.page.locator(".usage-row a")).to_have_attribute("href", f"/#{chat}")
    expect(files(anna).first).to_contain_text(f"{NOTES}704 kB · Boris")
    expect(anna.button("Delete what is chosen")).to_be_hidden()
    ways = files(anna).first.get_by_role("link")
    expect(ways.first).to_have_attribute("href", re.compile(rf"^/#{chat}/\d+$"))
    expect(ways.last).to_have_attribute("download", NOTES)
    check(anna, "the storage of an account")

    files(anna).first.get_by_role("button", name=f"Delete {NOTES}").click()
    confirm(anna, "1 message goes, with 1 file.")
    expect(anna.page.get_by_text("704 kB freed.")).to_be_visible()
    expect(files(anna)).to_have_count(2)
    expect(anna.page.locator(".usage-sum")).not_to_have_text(used)


def delete_all(boris: Person) -> None:
    """Choose all there is, and delete it at once."""
    expect(files(boris)).to_have_count(2)
    for row in files(boris).all():
        row.get_by_role("checkbox").check()
    expect(boris.button("Delete what is chosen")).to_be_in_viewport()
    check(boris, "the storage of an account, with files chosen")
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    assert boris.page.evaluate(wide) <= 0
    boris.button("Delete what is chosen").click()
    confirm(boris, "Удалятся 2 сообщения, в них 2 файла.")
    expect(boris.page.get_by_text("Освобождено: 1 МБ.")).to_be_visible()
    expect(files(boris)).to_have_count(0)
    expect(boris.button("Delete what is chosen")).to_be_hidden()


def look_after(boris: Person, account: tables.Person) -> None:
    """See as an administrator who keeps most, and nothing of what it is."""
    boris.open_page(account.token, "/admin/storage")
    expect(boris.page.get_by_text(boris.t("On the disk of the server"))).to_be_visible()
    expect(boris.page.locator(".usage-row").first).to_be_visible()
    expect(boris.page.get_by_text(PLAN)).to_have_count(0)
    check(boris, "the storage of everybody")
