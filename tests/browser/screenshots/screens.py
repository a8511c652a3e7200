"""Every screen: what it is called, the way to it, and in which looks it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.browser.screenshots import (
    both_ways,
    group_ways,
    later_ways,
    looks,
    media_ways,
    search_ways,
    ways,
    word_ways,
    writing_ways,
)
from tests.browser.screenshots.looks import Look


@dataclass(frozen=True)
class Screen:
    """One screen; `shows` describes it to those who do not see the picture.

    Of one that is of `both` the picture on a phone is the friend's, at the same moment.
    """

    name: str
    title: str
    shows: str
    way: ways.Way
    main: bool = False
    guest: bool = False
    both: bool = False


# A later one may find what an earlier one has written.
SCREENS = (
    Screen(
        "sign-in",
        "Sign in",
        "The form with a nick and a password, and the choice of the language",
        ways.page("/sign-in"),
        main=True,
        guest=True,
    ),
    Screen(
        "register",
        "Register",
        "The form for a new account",
        ways.page("/register"),
        main=True,
        guest=True,
    ),
    Screen(
        "chats",
        "The chats",
        "The list of chats; on a desk beside a pane in which none is open",
        ways.chats,
        main=True,
    ),
    Screen(
        "conversation",
        "A conversation",
        "Messages in bubbles under their day; on a desk beside the list of chats",
        ways.conversation,
        main=True,
    ),
    Screen(
        "wrong-password",
        "A wrong password",
        "The sign-in form says that the name or the password is wrong",
        ways.wrong_password,
        guest=True,
    ),
    Screen(
        "weak-password",
        "A taken nick",
        "The registration form names what is wrong under the field",
        ways.weak_password,
        guest=True,
    ),
    Screen(
        "recover",
        "A forgotten password",
        "A field for the nick or the address; here on a server that sends no mail",
        ways.page("/recover"),
        guest=True,
    ),
    Screen(
        "not-found",
        "No such page",
        "A page that says so, with a way back",
        ways.page("/nowhere"),
        guest=True,
    ),
    Screen(
        "newcomer",
        "The first visit",
        "An empty list that says how to find somebody",
        ways.newcomer,
        guest=True,
    ),
    Screen(
        "search",
        "Search",
        "The chats, people and messages that were found, with the letters that were typed marked",
        ways.search,
    ),
    Screen(
        "add-contact",
        "Add a contact",
        "A dialog with a field and the people that were found",
        ways.add_contact,
    ),
    Screen(
        "menu",
        "The menu",
        "Saved messages, theme, language, settings, shortcuts and signing out",
        ways.menu,
    ),
    Screen(
        "settings",
        "Settings",
        "A dialog with colours, wallpapers, keys, notifications and movement",
        ways.settings,
    ),
    Screen(
        "shortcuts",
        "Keyboard shortcuts",
        "A dialog with every key and what it does",
        ways.shortcuts,
    ),
    Screen(
        "row-menu",
        "The menu of a chat in the list",
        "Pin, mute and delete, beside the chat",
        ways.row_menu,
    ),
    Screen(
        "chat-menu",
        "The menu of the open chat",
        "Jump to a date, mute, contact, block and delete, under the three dots",
        ways.chat_menu,
    ),
    Screen(
        "message-menu",
        "The menu of a message",
        "A few reactions, and under them what can be done with one's own message",
        ways.message_menu,
    ),
    Screen(
        "calendar",
        "Jump to a date",
        "A month of which a day can be chosen",
        ways.from_chat_menu("Jump to date"),
    ),
    Screen(
        "edit",
        "Editing",
        "The old text in a bar over the field that holds it",
        ways.from_message_menu("Edit", ".edit-bar"),
    ),
    Screen(
        "delete-message",
        "Deleting a message",
        "A question, with the choice to delete it for the other person too",
        ways.from_message_menu("Delete", "[role=dialog]"),
    ),
    Screen(
        "delete-chat",
        "Deleting a chat",
        "A question, with the choice to delete it for the other person too",
        ways.from_chat_menu("Delete chat"),
    ),
    Screen(
        "block",
        "Blocking",
        "A question that says what blocking means",
        ways.from_chat_menu("Block"),
    ),
    Screen(
        "unread",
        "Unread messages",
        "A line over the first message that was not read",
        ways.unread,
    ),
    Screen(
        "jump",
        "Way down",
        "A round button with the number of messages that came in below",
        ways.jump,
    ),
    Screen(
        "emoji",
        "Emoji alone",
        "Messages of one, two and three emoji, larger the fewer they are",
        ways.emoji,
    ),
    Screen(
        "draft",
        "A draft",
        "A sentence that was left half written, in the list of chats",
        ways.draft,
    ),
    Screen(
        "long-text",
        "A text longer than a message",
        "A note over the field says in how many messages it goes out",
        ways.long_text,
    ),
    Screen(
        "blocked",
        "A blocked person",
        "Instead of the field a bar with the way to unblock",
        ways.blocked,
    ),
    Screen(
        "account",
        "The account",
        "Photo, name, nick and a few words of oneself, beside the other sections",
        ways.account("profile"),
    ),
    Screen(
        "photo",
        "A photo of oneself",
        "A dialog in which a picture is cut and turned",
        ways.photo,
    ),
    Screen(
        "account-email",
        "The e-mail address",
        "The address, masked until it is shown, and how to change it",
        ways.account("email"),
    ),
    Screen(
        "account-password",
        "The password",
        "The old one and the new one, with how long the new one would hold",
        ways.new_password,
    ),
    Screen(
        "account-two-factor",
        "Two factors",
        "What a second factor is and how to switch it on, and the passkeys",
        ways.account("two-factor"),
    ),
    Screen(
        "authenticator",
        "Setting up an authenticator",
        "A code to be read by the telephone, the same key in letters, and a field",
        ways.authenticator,
    ),
    Screen(
        "account-devices",
        "Devices",
        "Where one is signed in, with a way to end each",
        ways.account("devices"),
    ),
    Screen(
        "account-privacy",
        "Privacy",
        "Who may write, find and see",
        ways.account("privacy"),
    ),
    Screen(
        "account-looks",
        "Looks",
        "Language, theme, size of the text and the key that sends",
        ways.account("looks"),
    ),
    Screen(
        "service-notices",
        "Service notices",
        "What happened to the account, told by the server in a chat in which nobody answers",
        ways.service_notices,
    ),
    Screen(
        "sign-in-code",
        "Signing in on another device",
        "A code that another device reads, and how long it works",
        ways.sign_in_code,
    ),
    Screen(
        "exceptions",
        "Exceptions from privacy",
        "A dialog with the people who may always or never write",
        ways.exceptions,
    ),
    Screen(
        "admin-people",
        "Administration: people",
        "Everybody on this server, with a search and what an administrator can do for each",
        ways.administration("people"),
    ),
    Screen(
        "admin-registration",
        "Administration: registration",
        "Who may register, invitations, and those who wait",
        ways.administration("registration"),
    ),
    Screen(
        "admin-security",
        "Administration: security",
        "Whether everybody signs in with two factors",
        ways.administration("security"),
    ),
    Screen(
        "admin-journal",
        "Administration: journal",
        "What administrators did, and when",
        ways.administration("journal"),
    ),
    Screen(
        "offline",
        "No connection",
        "A bar with the next try, and a message that waits with a clock",
        ways.offline,
    ),
    Screen(
        "account-data",
        "My data",
        "A copy of everything to download, and how an account is deleted",
        ways.account("data"),
    ),
    Screen(
        "help",
        "The help centre",
        "A search over the articles, each of which is about one task",
        ways.help_page(""),
    ),
    Screen(
        "help-article",
        "An article of the help centre",
        "The steps on a computer and on a phone, with a picture of the screen",
        ways.help_page("/blocking"),
    ),
    Screen(
        "group",
        "A group",
        "What several people wrote, each with a face, and lines for what was done there",
        group_ways.group,
        main=True,
    ),
    Screen(
        "naming",
        "Naming somebody",
        "The people of the group over the field in which an @ was typed",
        group_ways.naming,
    ),
    Screen(
        "new-group",
        "A new group",
        "A dialog with a title and the people who were chosen",
        group_ways.new_group,
    ),
    Screen(
        "group-info",
        "About a group",
        "A pane with what can be done, and who is in the group",
        group_ways.group_info,
    ),
    Screen(
        "invitations",
        "Invitations into a group",
        "A dialog with a code, its link and its QR code, and how long it works",
        group_ways.invitations,
    ),
    Screen(
        "join-by-code",
        "Joining by a code",
        "A dialog that shows the group before one joins it",
        group_ways.join_by_code,
    ),
    Screen(
        "folders",
        "Folders",
        "Tabs over the list of chats, one for each folder",
        group_ways.folders,
    ),
    Screen(
        "folder",
        "A folder",
        "A dialog with its name, the kinds of chats in it, and single ones",
        group_ways.folder,
    ),
    Screen(
        "archive",
        "Archived chats",
        "The chats that were put out of sight, with the way back to the others",
        group_ways.archive,
    ),
    Screen(
        "question",
        "A question to the administrator",
        "The question under its subject, and the field for another word",
        group_ways.question,
    ),
    Screen(
        "pinned",
        "Pinned messages",
        "A bar under the head of a group with a pinned message, the older of two",
        word_ways.pinned,
    ),
    Screen(
        "pinned-list",
        "All pinned messages",
        "A dialog with who wrote each, when, and a way to unpin all",
        word_ways.pinned_list,
    ),
    Screen(
        "forward",
        "Forwarding",
        "A dialog with the chats to choose from, two of them chosen, and a comment",
        word_ways.forward,
    ),
    Screen(
        "forwarded",
        "Saved messages",
        "A message that was saved, under the name of its author",
        word_ways.forwarded,
    ),
    Screen(
        "chat-search",
        "Looking through a chat",
        "A field under the head of a group, and the messages with the word that was typed",
        search_ways.chat_search,
    ),
    Screen(
        "search-filters",
        "Narrowing a search",
        "Messages with a word, of one person alone; a cross takes that away",
        search_ways.narrowed,
    ),
    Screen(
        "admin-reports",
        "Administration: reports",
        "What was reported, by whom and why, with what can be done; what is settled comes last",
        ways.administration("reports"),
    ),
    Screen(
        "search-since",
        "From which day on to search",
        "A month of which a day can be chosen, over what was found in the group",
        search_ways.since,
    ),
    Screen(
        "answering",
        "Answering",
        "The message that is answered in a bar over the field, with a cross to leave it",
        word_ways.replying,
    ),
    Screen(
        "answer",
        "An answer",
        "A message with the one over it that it answers; a press leads there",
        both_ways.answered,
        both=True,
    ),
    Screen(
        "quick-reactions",
        "Reacting",
        "A few emoji over the menu of a message, and the way to all others",
        word_ways.quick_reactions,
    ),
    Screen(
        "reaction-panel",
        "Reacting with any emoji",
        "The panel of all emoji, for a reaction",
        word_ways.reaction_panel,
    ),
    Screen(
        "reactions",
        "Reactions",
        "Each emoji with how many have chosen it; one's own stand out",
        both_ways.reacted,
        both=True,
    ),
    Screen(
        "who-reacted",
        "Who has reacted",
        "Everybody with their emoji, the latest first",
        word_ways.who_reacted,
    ),
    Screen(
        "edited",
        "An edited message",
        "The word that tells of it, beside the time",
        both_ways.edited,
        both=True,
    ),
    Screen(
        "edit-history",
        "What a message said before",
        "A dialog with every wording and when it was written",
        word_ways.edit_history,
    ),
    Screen(
        "deleted",
        "A deleted message",
        "It is gone for both; what answered it says so",
        both_ways.deleted,
        both=True,
    ),
    Screen(
        "pinned-for-both",
        "Pinned by one of two",
        "The bar under the head, and the line that says who pinned what",
        both_ways.pinned_for_both,
        both=True,
    ),
    Screen(
        "chosen",
        "Choosing several messages",
        "A bar in place of the field: how many, copy, forward and delete",
        word_ways.chosen,
    ),
    Screen(
        "report",
        "Reporting a message",
        "A dialog with reasons and a comment, which says what administrators will see",
        later_ways.report,
    ),
    Screen(
        "remind",
        "Being reminded",
        "When to be told of a message once more",
        later_ways.remind,
    ),
    Screen(
        "reminders",
        "Reminders",
        "What one will be reminded of, and when",
        later_ways.reminders,
    ),
    Screen(
        "send-menu",
        "Other ways to send",
        "Without a sound, or later; from the button that sends",
        later_ways.send_menu,
    ),
    Screen(
        "silent",
        "Sent without a sound",
        "A message with a crossed bell beside its time",
        later_ways.silent,
    ),
    Screen(
        "schedule",
        "Sending later",
        "A dialog with times that people often mean, and any other",
        later_ways.schedule,
    ),
    Screen(
        "scheduled",
        "Scheduled messages",
        "A dialog with what will be sent and when, and what can be done with each",
        later_ways.scheduled,
    ),
    Screen(
        "emoji-panel",
        "All emoji",
        "A panel over the field; on a phone under it",
        writing_ways.emoji,
    ),
    Screen(
        "emoji-found",
        "Looking for emoji",
        "The panel with what a word has found",
        writing_ways.found_emoji,
    ),
    Screen(
        "emoji-by-name",
        "Emoji by name",
        "A list over the field of those that begin as what was typed after a colon",
        writing_ways.emoji_by_name,
    ),
    Screen(
        "format-bar",
        "Formatting",
        "A bar of buttons over the words that are marked",
        writing_ways.format_bar,
    ),
    Screen(
        "preview",
        "Looking at it before it is sent",
        "The message as it will be, over the field with its source",
        writing_ways.preview,
    ),
    Screen(
        "formatted",
        "A message with code",
        "Code in colours under its language, with a way to copy it, and bold words",
        writing_ways.formatted(".code-block"),
    ),
    Screen(
        "table",
        "A message with a table",
        "A table in a bubble, and the reactions to it",
        writing_ways.formatted("table"),
    ),
    Screen(
        "spoiler",
        "Hidden words",
        "Words under a pattern, which are shown when they are pressed",
        writing_ways.formatted(".spoiler"),
    ),
    Screen(
        "link-card",
        "What a link leads to",
        "A card under a message: the site, its title, a few words and a picture",
        writing_ways.link_card,
    ),
    Screen(
        "album",
        "Photos",
        "Several photos in one message, in a grid with words under it",
        media_ways.album,
    ),
    Screen(
        "viewer",
        "A photo over the page",
        "A photo with who sent it and when, and arrows to the one before and the one after",
        media_ways.viewer,
    ),
    Screen(
        "send-files",
        "Photos before they are sent",
        "A dialog with the photos in their order, a caption, and the choice to send them as files",
        media_ways.attach,
    ),
    Screen(
        "voice",
        "A voice message",
        "A voice message with its waveform, heard up to the middle, and how fast it is played",
        media_ways.voice,
    ),
    Screen(
        "files",
        "Files",
        "A file in a bubble: what it is called, how large it is, and a way to download it",
        media_ways.files,
    ),
    Screen(
        "reading",
        "Reading a file",
        "A text in a frame over the page, with a button to download it",
        media_ways.reading,
    ),
    Screen(
        "pdf",
        "Reading a PDF",
        "Its pages in a frame over the page, as the browser shows them",
        media_ways.paged,
    ),
    Screen(
        "shared-media",
        "What was sent in a chat",
        "The photos by months in the pane about the chat, beside tabs of what else was sent",
        media_ways.shared,
    ),
    Screen(
        "storage",
        "The room that files take",
        "How much of one's room is used, and the files by their size, to be chosen and deleted",
        media_ways.storage,
    ),
    Screen(
        "fitting-stickers",
        "Stickers for an emoji",
        "Over the field the stickers that say what was typed",
        media_ways.fitting,
    ),
    Screen(
        "stickers",
        "Stickers",
        "The panel with the stickers that one has; on a phone under the field",
        media_ways.stickers,
    ),
    Screen(
        "sticker-pack",
        "A pack of stickers",
        "All stickers of a pack, and a way to copy its link",
        media_ways.sticker_pack,
    ),
    Screen(
        "own-stickers",
        "Stickers of one's own",
        "A pack of one's own with what each sticker says, and ways to add more",
        media_ways.own_pack,
    ),
)


def looks_of(screen: Screen) -> tuple[Look, ...]:
    """Return all looks of a main screen; of another a desk's look and the opposite one.

    Of one that is of both two desks' looks, each before the friend's.
    """
    if screen.main:
        return looks.ALL
    desk = looks.ON_DESK[SCREENS.index(screen) % len(looks.ON_DESK)]
    if screen.both:
        other = replace(desk.opposite, phone=False)
        return (desk, desk.facing, other, other.facing)
    return (desk, desk.opposite)


def screens_in(look: Look, *, guest: bool) -> Iterator[Screen]:
    """Yield what is taken in a look, of those who are signed in or of those who are not."""
    for screen in SCREENS:
        is_friends = screen.both and look.phone
        if screen.guest == guest and look in looks_of(screen) and not is_friends:
            yield screen
