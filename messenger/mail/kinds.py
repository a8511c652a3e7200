"""Every kind of letter, and its words as the catalogues know them.

A text may name facts in braces, such as `{name}`; who queues the letter gives them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from messenger.errors import N_

NOT_YOU = N_("If it was not you, set a new password at once: {recover}")


@dataclass(frozen=True, slots=True)
class Kind:
    """The words of one kind of letter.

    `link` is what its button says and `path` where that leads: there the letter's token is handed
    in, after the `#`, which no server and no log ever sees. `code` says that it shows six digits.
    """

    subject: str
    says: tuple[str, ...]
    link: str = ""
    path: str = ""
    code: bool = False
    after: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "reset": Kind(
        subject=N_("Set a new password"),
        says=(
            N_("Hello {name},"),
            N_("Somebody, probably you, has forgotten the password of @{nick}."),
        ),
        link=N_("Set a new password"),
        path="/reset",
        after=(
            N_("The link works for one hour, and once."),
            N_("If it was not you, do nothing: your password stays as it is."),
        ),
    ),
    "register_code": Kind(
        subject=N_("Your code"),
        says=(N_("Type this code to finish your registration:"),),
        code=True,
        after=(
            N_("The code works for 15 minutes."),
            N_("If you did not register, do nothing: no account is made without the code."),
        ),
    ),
    "registration_approved": Kind(
        subject=N_("Your account was approved"),
        says=(
            N_("Hello {name},"),
            N_("An administrator has approved your account @{nick}. You can sign in now."),
        ),
    ),
    "registration_refused": Kind(
        subject=N_("Your account was not approved"),
        says=(
            N_("Hello {name},"),
            N_("An administrator has not approved your account @{nick}. It was deleted."),
        ),
    ),
    "account_exists": Kind(
        subject=N_("You have an account already"),
        says=(
            N_("Somebody, probably you, wanted to use this address for an account."),
            N_("It belongs to an account already, so nothing was changed."),
        ),
        after=(N_("If you have forgotten the password, set a new one: {recover}"),),
    ),
    "confirm_email": Kind(
        subject=N_("Confirm your new address"),
        says=(
            N_("Hello {name},"),
            N_("You want to use this address for your account @{nick}."),
        ),
        link=N_("Confirm the address"),
        path="/confirm",
        after=(
            N_("The link works for 24 hours, and once."),
            N_("If it was not you, do nothing: the account keeps its address."),
        ),
    ),
    "email_changed": Kind(
        subject=N_("Your address was changed"),
        says=(
            N_("Hello {name},"),
            N_("Letters for your account @{nick} go to {email} from now on."),
            N_("If it was not you, take this address back. It ends every session of the account."),
        ),
        link=N_("Take this address back"),
        path="/undo",
        after=(N_("The link works for 24 hours, and once."),),
    ),
    "password_changed": Kind(
        subject=N_("Your password was changed"),
        says=(
            N_("Hello {name},"),
            N_("The password of your account @{nick} was changed on {time}."),
        ),
        after=(NOT_YOU,),
    ),
    "new_device": Kind(
        subject=N_("A new sign-in"),
        says=(
            N_("Hello {name},"),
            N_("Somebody signed in to your account @{nick} on {time}."),
            N_("Device: {device}"),
            N_("Address: {address}"),
        ),
        after=(N_("If it was you, there is nothing to do."), NOT_YOU),
    ),
    "two_factor_on": Kind(
        subject=N_("Two-factor sign-in is on"),
        says=(
            N_("Hello {name},"),
            N_("Your account @{nick} asks for a code at every sign-in since {time}."),
        ),
        after=(NOT_YOU,),
    ),
    "two_factor_off": Kind(
        subject=N_("Two-factor sign-in is off"),
        says=(
            N_("Hello {name},"),
            N_("Your account @{nick} asks for no code at sign-in any more since {time}."),
        ),
        after=(NOT_YOU,),
    ),
    "recovery_codes": Kind(
        subject=N_("New recovery codes"),
        says=(
            N_("Hello {name},"),
            N_("The recovery codes of your account @{nick} were made anew on {time}."),
            N_("The old ones do not work any more."),
        ),
        after=(NOT_YOU,),
    ),
    "passkey_added": Kind(
        subject=N_("A new passkey"),
        says=(
            N_("Hello {name},"),
            N_("A passkey was added to your account @{nick} on {time}: {passkey}"),
            N_("It signs in without a password."),
        ),
        after=(NOT_YOU,),
    ),
    "passkey_removed": Kind(
        subject=N_("A passkey was removed"),
        says=(
            N_("Hello {name},"),
            N_("A passkey was removed from your account @{nick} on {time}: {passkey}"),
        ),
        after=(NOT_YOU,),
    ),
    "export_ready": Kind(
        subject=N_("The copy of your data is ready"),
        says=(
            N_("Hello {name},"),
            N_("The copy of the data of your account @{nick} is ready."),
            N_("You find it in your account, under «My data», for seven days."),
        ),
        after=(NOT_YOU,),
    ),
    "deletion_asked": Kind(
        subject=N_("Your account is to be deleted"),
        says=(
            N_("Hello {name},"),
            N_("Your account @{nick} will be deleted on {date}, as you have asked."),
            N_("Until then you can keep it: sign in, and everything is as it was."),
        ),
        after=(NOT_YOU,),
    ),
    "deletion_kept": Kind(
        subject=N_("Your account stays"),
        says=(
            N_("Hello {name},"),
            N_("Your account @{nick} will not be deleted. Everything is as it was."),
        ),
        after=(NOT_YOU,),
    ),
}
