"""Every id of the interface, by page or dialog; no other file spells one out."""

from dataclasses import dataclass
from typing import Any

from dash.dependencies import ALL, MATCH

NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Choice:
    """Ids of a set of buttons of which one is chosen."""

    name: str

    def option(self, value: str) -> str:
        """Return the id of the button for one value."""
        return f"{self.name}-{value}"


@dataclass(frozen=True, slots=True)
class Settled:
    """Ids of a field whose value goes to the server once the person stops typing."""

    field: str

    @property
    def moment(self) -> str:
        """The store that changes when the typing has stopped; it holds no text of the field."""
        return f"{self.field}-settled"


@dataclass(frozen=True, slots=True)
class Picker:
    """Ids of a choice of people: those chosen, and a search for more."""

    name: str

    @property
    def chosen(self) -> str:
        """The store of who is chosen."""
        return f"{self.name}-chosen"

    @property
    def chips(self) -> str:
        """Where they are shown."""
        return f"{self.name}-chips"

    @property
    def query(self) -> Settled:
        """The field of the search."""
        return Settled(f"{self.name}-query")

    @property
    def people(self) -> str:
        """Whom the search has found."""
        return f"{self.name}-people"

    @property
    def wish(self) -> str:
        """The store of which button was pressed last, and whose."""
        return f"{self.name}-wish"

    @property
    def pick_all(self) -> dict[str, Any]:
        """Every button that chooses somebody."""
        return self.pick(ALL)

    @property
    def drop_all(self) -> dict[str, Any]:
        """Every button that lets go of somebody."""
        return self.drop(ALL)

    def pick(self, user_id: Any) -> dict[str, Any]:
        """Return the id of the button that chooses a person."""
        return {"type": f"{self.name}-pick", "user": user_id}

    def drop(self, user_id: Any) -> dict[str, Any]:
        """Return the id of the button that lets go of a person."""
        return {"type": f"{self.name}-drop", "user": user_id}


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """Ids of a look at a group before one joins it."""

    name: str

    @property
    def code(self) -> str:
        """The store of the code."""
        return f"{self.name}-code"

    @property
    def group(self) -> str:
        """What is shown of the group, or why it is not."""
        return f"{self.name}-group"

    @property
    def join(self) -> str:
        """The button."""
        return f"{self.name}-join"


@dataclass(frozen=True, slots=True)
class Dialog:
    """Ids of one dialog; its name is also the one that elements ask for it by."""

    name: str

    @property
    def modal(self) -> str:
        """The dialog itself."""
        return f"{self.name}-modal"

    @property
    def subject(self) -> str:
        """The store of what the dialog was opened for."""
        return f"{self.name}-subject"

    @property
    def texts(self) -> str:
        """The store of the texts that wait for the subject."""
        return f"{self.name}-texts"

    @property
    def question(self) -> str:
        """What the dialog asks."""
        return f"{self.name}-question"

    @property
    def everyone(self) -> str:
        """Whether it shall happen for the other person too."""
        return f"{self.name}-everyone"

    @property
    def cancel(self) -> str:
        """The button that closes the dialog and does nothing."""
        return f"{self.name}-cancel"

    @property
    def confirm(self) -> str:
        """The button that does what the dialog asks about."""
        return f"{self.name}-confirm"

    @property
    def done(self) -> str:
        """The store that changes when it was done."""
        return f"{self.name}-done"


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Ids of a page that a letter leads to, on which one click does what the letter is about."""

    name: str

    @property
    def location(self) -> str:
        """The address, whose fragment holds the token."""
        return f"{self.name}-location"

    @property
    def language(self) -> Choice:
        """The line of languages."""
        return Choice(f"{self.name}-language")

    @property
    def fields(self) -> str:
        """What gives way to the answer."""
        return f"{self.name}-fields"

    @property
    def submit(self) -> str:
        """The button."""
        return f"{self.name}-submit"

    @property
    def error(self) -> str:
        """Why it could not be done."""
        return f"{self.name}-error"


CONFIRM_EMAIL = LetterPage("confirm")
UNDO_EMAIL = LetterPage("undo")


class SignIn:
    """Ids of the sign-in page."""

    LOCATION = "sign-in-location"
    LANGUAGE = Choice("sign-in-language")
    LOGIN = "sign-in-login"
    PASSWORD = "sign-in-password"  # noqa: S105 - an id, no secret
    SUBMIT = "sign-in-submit"
    SENT = "sign-in-sent"
    WAIT = "sign-in-wait"
    WAIT_TEXT = "sign-in-wait-text"
    SECONDS = "sign-in-seconds"
    STEP = "sign-in-step"
    FIRST = "sign-in-first"
    SECOND = "sign-in-second"
    CODE = "sign-in-code"
    CODE_TEXTS = "sign-in-code-texts"
    OTHER_CODE = "sign-in-other-code"
    REMEMBER = "sign-in-remember"
    BACK = "sign-in-back"
    PASSKEY = "sign-in-passkey"
    PASSKEY_TEXTS = "sign-in-passkey-texts"
    PASSKEY_FAILURE = "sign-in-passkey-failure"
    PASSED = "sign-in-passed"


class Register:
    """Ids of the registration page."""

    LOCATION = "register-location"
    LANGUAGE = Choice("register-language")
    NAME = "register-name"
    NICK = Settled("register-nick")
    EMAIL = "register-email"
    PASSWORD = Settled("register-password")
    STRENGTH = "register-strength"
    SUBMIT = "register-submit"
    SENT = "register-sent"
    FIELDS = "register-fields"
    STEP = "register-step"
    STEP_TEXT = "register-step-text"
    CODE = "register-code"
    AGAIN = "register-again"
    BACK = "register-back"
    WAIT = "register-wait"
    WAIT_TEXT = "register-wait-text"
    SECONDS = "register-seconds"
    FORM = "register-form"
    INVITE = "register-invite"
    INVITE_FIELD = "register-invite-field"
    ANSWER = "register-answer"


class Recover:
    """Ids of the page for a forgotten password."""

    LOCATION = "recover-location"
    LANGUAGE = Choice("recover-language")
    LOGIN = "recover-login"
    SUBMIT = "recover-submit"
    SENT = "recover-sent"
    ANSWER = "recover-answer"


class Reset:
    """Ids of the page for a new password."""

    LOCATION = "reset-location"
    LANGUAGE = Choice("reset-language")
    FIELDS = "reset-fields"
    PASSWORD = Settled("reset-password")
    STRENGTH = "reset-strength"
    SUBMIT = "reset-submit"
    SENT = "reset-sent"


class Link:
    """Ids of the page that signs in by another device's code."""

    LOCATION = "link-location"
    LANGUAGE = Choice("link-language")
    FIELDS = "link-fields"
    QUESTION = "link-question"
    SUBMIT = "link-submit"
    ERROR = "link-error"


class ChangeEmail:
    """Ids of the form for another address."""

    FORM = "change-email-form"
    EMAIL = "change-email-email"
    PASSWORD = "change-email-password"  # noqa: S105 - an id, no secret
    SUBMIT = "change-email-submit"
    SENT = "change-email-sent"
    ANSWER = "change-email-answer"
    PRESENT = "change-email-present"
    SHOW = "change-email-show"


class Shell:
    """Ids of the messenger page."""

    DIALOG_EVENTS = "shell-dialog-events"
    NEW_GROUP = "shell-new-group"
    JOIN_GROUP = "shell-join-group"
    ADD_CONTACT = "shell-add-contact"
    SAVED = "shell-saved"
    SAVED_CHAT = "shell-saved-chat"
    SETTINGS = "shell-settings"
    SHORTCUTS = "shell-shortcuts"
    SCHEME = Choice("shell-scheme")
    LANGUAGE = Choice("shell-language")
    LANGUAGE_KEPT = "shell-language-kept"
    SIGN_OUT = "shell-sign-out"
    LEAVING = "shell-leaving"
    SIGNED_OUT = "shell-signed-out"


class AccountFrame:
    """Ids of what stands around each section of the account page."""

    NAVIGATION = "account-navigation"
    CHOSEN = "account-chosen"
    DRAWER = "account-drawer"


class Profile:
    """Ids of the section with one's name and nick."""

    NAME = "profile-name"
    NICK = Settled("profile-nick")
    BIO = "profile-bio"
    SUBMIT = "profile-submit"
    SENT = "profile-sent"


class ChangePassword:
    """Ids of the section that changes the password."""

    OLD = "change-password-old"
    NEW = Settled("change-password-new")
    STRENGTH = "change-password-strength"
    END_OTHERS = "change-password-end-others"
    SUBMIT = "change-password-submit"
    SENT = "change-password-sent"


class Devices:
    """Ids of the section with one's sessions."""

    LIST = "devices-list"
    END_OTHERS = "devices-end-others"
    END_ALL = {"type": "devices-end", "session": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def end(session_id: str) -> dict[str, str]:
        """Return the id of the button that ends a session."""
        return {"type": "devices-end", "session": session_id}


class LinkCode:
    """Ids of the code by which another device signs in."""

    SHOW = "link-code-show"
    SHOWN = "link-code-shown"
    QR = "link-code-qr"
    LINK = "link-code-link"
    TICKS = "link-code-ticks"
    STATE = "link-code-state"


class PrivacySection:
    """Ids of the section with the privacy rules."""

    RULES = Choice("privacy-rule")
    BLOCKED = "privacy-blocked"
    UNBLOCK_ALL = {"type": "privacy-unblock", "user": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def unblock(user_id: str) -> dict[str, str]:
        """Return the id of the button that unblocks a person."""
        return {"type": "privacy-unblock", "user": user_id}


class Exceptions:
    """Ids of the exceptions from these rules, and of the dialog that makes them."""

    OPEN = Choice("exceptions-open")
    DIALOG = "exceptions-dialog"
    TITLE = "exceptions-title"
    RULE = "exceptions-rule"
    CHIPS = "exceptions-chips"
    QUERY = Settled("exceptions-query")
    PEOPLE = "exceptions-people"
    LET_ALL = {"type": "exceptions-let", "user": ALL, "how": ALL}  # noqa: RUF012 - constant
    END_ALL = {"type": "exceptions-end", "user": ALL}  # noqa: RUF012

    @staticmethod
    def let(user_id: str, how: str) -> dict[str, str]:
        """Return the id of the button that lets a person always or never."""
        return {"type": "exceptions-let", "user": user_id, "how": how}

    @staticmethod
    def end(user_id: str) -> dict[str, str]:
        """Return the id of the button that ends an exception."""
        return {"type": "exceptions-end", "user": user_id}


class MyData:
    """Ids of the section with a copy of one's data and the end of one's account."""

    STATE = "my-data-state"
    START = "my-data-start"
    FETCH = "my-data-fetch"
    TICKS = "my-data-ticks"
    ADDRESS = "my-data-address"
    MESSAGES = "my-data-messages"
    DELETE = "my-data-delete"
    QUESTION = "my-data-question"
    CANCEL = "my-data-cancel"
    CONFIRM = "my-data-confirm"
    LEFT = "my-data-left"


class Storage:
    """Ids of the section about what one's files take."""

    SUMMARY = "storage-summary"
    CHOSEN = "storage-chosen"
    LIST = "storage-list"
    MORE = "storage-more"
    CURSOR = "storage-cursor"
    DELETE = "storage-delete"
    BAR = "storage-bar"
    SUBJECT = "storage-subject"
    QUESTION = "storage-question"
    WORDS = "storage-words"
    CANCEL = "storage-cancel"
    CONFIRM = "storage-confirm"
    ONE_ALL = {"type": "storage-one", "media": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def one(media_id: str) -> dict[str, str]:
        """Return the id of the button that deletes one file."""
        return {"type": "storage-one", "media": media_id}


class Leaving:
    """Ids of the page of an account that is to be deleted."""

    LOCATION = "leaving-location"
    LANGUAGE = Choice("leaving-language")
    KEEP = "leaving-keep"
    GO = "leaving-go"


class Looks:
    """Ids of the section with language and looks."""

    SCHEME = Choice("looks-scheme")
    LANGUAGE = Choice("looks-language")
    LANGUAGE_KEPT = "looks-language-kept"


class TwoFactor:
    """Ids of the section about two factors."""

    STAGE = "two-factor-stage"
    PASSWORD = "two-factor-password"  # noqa: S105 - an id, no secret
    START = "two-factor-start"
    STARTED = "two-factor-started"
    QR = "two-factor-qr"
    KEY = "two-factor-key"
    CODE = "two-factor-code"
    CONFIRM = "two-factor-confirm"
    CONFIRMED = "two-factor-confirmed"
    LEAVE = "two-factor-leave"
    LEFT = "two-factor-left"
    RENEW = "two-factor-renew"
    LAST_CODE = "two-factor-last-code"
    DISABLE = "two-factor-disable"
    DISABLED = "two-factor-disabled"
    CODES = "two-factor-codes"
    COPY = "two-factor-copy"
    DOWNLOAD = "two-factor-download"
    PRINT = "two-factor-print"
    KEPT = "two-factor-kept"


class Passkeys:
    """Ids of the passkeys in that section."""

    LIST = "passkeys-list"
    NAME = "passkeys-name"
    ADD = "passkeys-add"
    ADDED = "passkeys-added"
    TEXTS = "passkeys-texts"
    RENAMING = "passkeys-renaming"
    RENAME_DIALOG = "passkeys-rename-dialog"
    NEW_NAME = "passkeys-new-name"
    RENAME = "passkeys-rename"
    RENAMED = "passkeys-renamed"
    RENAME_ALL = {"type": "passkeys-rename", "passkey": ALL}  # noqa: RUF012 - constant
    REMOVE_ALL = {"type": "passkeys-remove", "passkey": ALL}  # noqa: RUF012

    @staticmethod
    def rename(passkey_id: str) -> dict[str, str]:
        """Return the id of the button that asks for another name."""
        return {"type": "passkeys-rename", "passkey": passkey_id}

    @staticmethod
    def remove(passkey_id: str) -> dict[str, str]:
        """Return the id of the button that forgets a passkey."""
        return {"type": "passkeys-remove", "passkey": passkey_id}


class Remembered:
    """Ids of the remembered devices in that section."""

    LIST = "remembered-list"
    FORGET_ALL = {"type": "remembered-forget", "device": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def forget(device_id: str) -> dict[str, str]:
        """Return the id of the button that forgets a device."""
        return {"type": "remembered-forget", "device": device_id}


class AdminPeople:
    """Ids of the section with all accounts."""

    QUERY = Settled("admin-people-query")
    LIST = "admin-people-list"
    MORE = "admin-people-more"
    CURSOR = "admin-people-cursor"
    SUBJECT = "admin-people-subject"
    DIALOG = "admin-people-dialog"
    QUESTION = "admin-people-question"
    CANCEL = "admin-people-cancel"
    CONFIRM = "admin-people-confirm"
    LINK_DIALOG = "admin-people-link-dialog"
    LINK = "admin-people-link"
    ACT_ALL = {"type": "admin-act", "act": ALL, "user": ALL, "nick": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def act(act: str, user_id: str, nick: str) -> dict[str, str]:
        """Return the id of the item that does something with an account."""
        return {"type": "admin-act", "act": act, "user": user_id, "nick": nick}


class AdminReports:
    """Ids of the section with what was reported."""

    LIST = "admin-reports-list"
    SUBJECT = "admin-reports-subject"
    DIALOG = "admin-reports-dialog"
    QUESTION = "admin-reports-question"
    CANCEL = "admin-reports-cancel"
    CONFIRM = "admin-reports-confirm"
    ACT_ALL = {"type": "admin-report", "act": ALL, "report": ALL, "user": ALL, "nick": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def act(act: str, report_id: str, user_id: str, nick: str) -> dict[str, str]:
        """Return the id of the button that does something about a report."""
        return {
            "type": "admin-report",
            "act": act,
            "report": report_id,
            "user": user_id,
            "nick": nick,
        }


class AdminRegistration:
    """Ids of the section about who may make an account."""

    MODE = "admin-registration-mode"
    DOMAINS = "admin-registration-domains"
    SUBMIT = "admin-registration-submit"
    SENT = "admin-registration-sent"


class Waiting:
    """Ids of the accounts that wait, in that section."""

    LIST = "waiting-list"
    APPROVE, REFUSE = "waiting-approve", "waiting-refuse"
    APPROVE_ALL = {"type": APPROVE, "user": ALL}  # noqa: RUF012 - constant
    REFUSE_ALL = {"type": REFUSE, "user": ALL}  # noqa: RUF012

    @classmethod
    def approve(cls, user_id: str) -> dict[str, str]:
        """Return the id of the button that lets a person in."""
        return {"type": cls.APPROVE, "user": user_id}

    @classmethod
    def refuse(cls, user_id: str) -> dict[str, str]:
        """Return the id of the button that does not."""
        return {"type": cls.REFUSE, "user": user_id}


class Invitations:
    """Ids of the invitations in that section."""

    USES = "invitations-uses"
    DAYS = "invitations-days"
    MAKE = "invitations-make"
    LIST = "invitations-list"
    REVOKE_ALL = {"type": "invitations-revoke", "invitation": ALL}  # noqa: RUF012 - constant

    @staticmethod
    def revoke(invitation_id: str) -> dict[str, str]:
        """Return the id of the button that withdraws an invitation."""
        return {"type": "invitations-revoke", "invitation": invitation_id}


class AdminSecurity:
    """Ids of the section about what the server asks of everybody."""

    TWO_FACTOR = "admin-security-two-factor"
    PREVIEWS = "admin-security-previews"
    SAVE = "admin-security-save"


class AdminJournal:
    """Ids of the section with what administrators have done."""

    LIST = "admin-journal-list"
    MORE = "admin-journal-more"
    CURSOR = "admin-journal-cursor"


class CopyLink:
    """Ids of the buttons that copy a link."""

    MATCH = {"type": "copy-link", "of": MATCH}  # noqa: RUF012 - constant

    @staticmethod
    def button(of: str) -> dict[str, str]:
        """Return the id of the button for one link."""
        return {"type": "copy-link", "of": of}


class Proof:
    """Ids of the dialog that asks once more who it is."""

    AGAIN = "proof-again"
    DIALOG = "proof-dialog"
    PASSWORD = "proof-password"  # noqa: S105 - an id, no secret
    SUBMIT = "proof-submit"
    SENT = "proof-sent"
    PROVED = "proof-proved"
    PASSKEY = "proof-passkey"
    PASSKEY_TEXTS = "proof-passkey-texts"
    PASSKEY_FAILURE = "proof-passkey-failure"


DELETE_CHAT = Dialog("delete-chat")
CLEAR_HISTORY = Dialog("clear-history")
FOLDER = Dialog("folder")
DELETE_MESSAGES = Dialog("delete-messages")
BLOCK = Dialog("block")
UNBLOCK = Dialog("unblock")
ADD_CONTACT = Dialog("add-contact")
SETTINGS = Dialog("settings")
SHORTCUTS = Dialog("shortcuts")
SIGN_OUT = Dialog("sign-out")


NEW_GROUP = Dialog("new-group")
ADD_MEMBERS = Dialog("add-members")
JOIN_GROUP = Dialog("join-group")
EDIT_GROUP = Dialog("edit-group")
INVITES = Dialog("invites")
REMOVE_MEMBER = Dialog("remove-member")
BAN_MEMBER = Dialog("ban-member")
HAND_OVER = Dialog("hand-over")
LEAVE_GROUP = Dialog("leave-group")
DELETE_GROUP = Dialog("delete-group")


class NewGroup:
    """Ids inside the dialog that makes a group."""

    TITLE = "new-group-title"
    DESCRIPTION = "new-group-description"
    ANNOUNCEMENT = "new-group-announcement"
    PEOPLE = Picker("new-group-people")
    CLIENT_ID = "new-group-client-id"
    PHOTO = "new-group-photo"


class AddMembers:
    """Ids inside the dialog that adds people to a group."""

    PEOPLE = Picker("add-members-people")


class JoinGroup:
    """Ids inside the dialog that joins a group by a code."""

    CODE = "join-group-code-field"
    LOOK = "join-group-look"
    SENT = "join-group-sent"
    PREVIEW = JoinPreview("join-group")


class Join:
    """Ids of the page of an invitation to a group."""

    LOCATION = "join-location"
    LANGUAGE = Choice("join-language")
    PREVIEW = JoinPreview("join")


class EditGroup:
    """Ids inside the dialog that changes a group."""

    MAY = "edit-group-may"
    CALLED = "edit-group-called"
    TITLE = "edit-group-title"
    DESCRIPTION = "edit-group-description"
    SETTINGS = "edit-group-settings"
    ANNOUNCEMENT = "edit-group-announcement"
    HISTORY = "edit-group-history"
    MEMBERS = "edit-group-members"
    ADMINISTRATORS = "edit-group-administrators"


class Invites:
    """Ids inside the dialog with the invitations to a group."""

    EXPIRY = "invites-expiry"
    USES = "invites-uses"
    APPROVAL = "invites-approval"
    MAKE = "invites-make"
    LIST = "invites-list"
    REVOKE_ALL = {"type": "invites-revoke", "code": ALL}  # noqa: RUF012 - constant
    QR_MATCH = {"type": "invites-qr", "code": MATCH}  # noqa: RUF012
    SHOWN_MATCH = {"type": "invites-shown", "code": MATCH}  # noqa: RUF012
    WHO_MATCH = {"type": "invites-who", "code": MATCH}  # noqa: RUF012
    NAMES_MATCH = {"type": "invites-names", "code": MATCH}  # noqa: RUF012

    @staticmethod
    def of(part: str, code: str) -> dict[str, str]:
        """Return the id of a part of the row of one code."""
        return {"type": f"invites-{part}", "code": code}


class AddContact:
    """Ids inside the dialog that finds people."""

    QUERY = Settled("add-contact-query")
    PEOPLE = "add-contact-people"
    CHOSEN = "add-contact-chosen"
    WRITE_ALL = {"type": "add-contact-write", "user": ALL}  # noqa: RUF012 - constant
    ADD_MATCH = {"type": "add-contact-add", "user": MATCH}  # noqa: RUF012

    @staticmethod
    def write(user_id: str) -> dict[str, str]:
        """Return the id of the button that opens a person's chat."""
        return {"type": "add-contact-write", "user": user_id}

    @staticmethod
    def add(user_id: str) -> dict[str, str]:
        """Return the id of the button that makes a person a contact."""
        return {"type": "add-contact-add", "user": user_id}
