"""Signing in by a passkey, with the authenticator that Chromium pretends to have."""

from playwright.sync_api import expect

from tests.browser.conftest import Meet
from tests.browser.factors import AtLocalhost, Keyring, offer_nothing, switch_on
from tests.browser.person import Person
from tests.browser.running_server import RunningServer

ADD = "() => dash_clientside.passkeys.add(1, 'This computer', {})"


def add_passkey(person: Person) -> Keyring:
    """Make a passkey on the page that can, for whoever is signed in at the messenger."""
    ring = Keyring(person)
    person.page.goto(f"{person.url}/account/two-factor")
    person.page.wait_for_function("() => window.dash_clientside?.passkeys")
    assert [1, ""] == person.page.evaluate(ADD)[:2]
    assert 1 == ring.count()
    person.page.goto(person.url)
    person.sees_messenger()
    return ring


def test_a_passkey_signs_in_without_a_password(meet: Meet, shared_server: RunningServer) -> None:
    """To the page that was asked for; two factors ask for nothing more."""
    pia = meet("pia.key", server=AtLocalhost(shared_server))
    pia.join()
    add_passkey(pia)
    switch_on(pia)
    offer_nothing(pia)
    pia.sign_out()
    pia.page.goto(f"{pia.url}/sign-in?next=/%3Ffrom%3Dmail")

    pia.button("Sign in with a passkey").click()

    pia.sees_messenger()
    expect(pia.page).to_have_url(f"{pia.url}/?from=mail")


def test_a_passkey_in_place_of_a_code(meet: Meet, shared_server: RunningServer) -> None:
    """On the second step, after the password."""
    rosa = meet("rosa.key", phone=True, language="ru", server=AtLocalhost(shared_server))
    rosa.join()
    add_passkey(rosa)
    switch_on(rosa)
    offer_nothing(rosa)
    rosa.sign_out()
    rosa.sign_in()
    expect(rosa.page.locator("input[name=code]")).to_be_visible()

    rosa.button("Sign in with a passkey").tap()

    rosa.sees_messenger()


def test_a_passkey_is_offered_in_the_field(meet: Meet, shared_server: RunningServer) -> None:
    """Whoever takes it there presses no button; this browser's authenticator does it at once."""
    nora = meet("nora.key", server=AtLocalhost(shared_server))
    nora.register()
    add_passkey(nora)
    nora.context.clear_cookies()

    nora.page.goto(f"{nora.url}/sign-in?next=/%3Ffrom%3Dmail")

    nora.sees_messenger()
    expect(nora.page).to_have_url(f"{nora.url}/?from=mail")


def test_a_refusal_is_told_and_can_be_tried_again(meet: Meet, shared_server: RunningServer) -> None:
    """The device does not recognise its owner; another account has no passkey here."""
    sam = meet("sam.key", server=AtLocalhost(shared_server))
    sam.join()
    switch_on(sam)
    sam.sign_out()
    sam.guard.look_away()
    sam.sign_in()
    expect(sam.page.locator("input[name=code]")).to_be_visible()
    sam.button("Sign in with a passkey").click()
    expect(sam.page.get_by_text("This account has no passkey here.")).to_be_visible()
    sam.button("Back").click()
    Keyring(sam).refuse()
    sam.button("Sign in with a passkey").click()
    expect(sam.page.get_by_text("No passkey was chosen.")).to_be_visible()
    expect(sam.button("Sign in with a passkey")).to_be_enabled()


def test_where_no_passkey_can_be_none_is_offered(meet: Meet) -> None:
    """A page that is reached by an address has no button for it."""
    tom = meet("tom.key")
    tom.page.goto(f"{tom.url}/sign-in")
    expect(tom.button("Sign in")).to_be_visible()
    expect(tom.page.get_by_text("Sign in with a passkey")).to_be_hidden()
