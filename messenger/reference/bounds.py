"""Bounds and rules of fields which their types do not tell, from the constants that set them."""

from messenger import passwords
from messenger.actions import (
    chats,
    contacts,
    exceptions,
    group_invites,
    groups,
    help_desk,
    history,
    invitations,
    journal,
    members,
    messages,
    named,
    nicks,
    registry,
    sync,
    texts,
)

ONE_OF_TWO = "exactly one of the two"
PAGE = "1 to {}"

RULES: dict[tuple[str, str], str] = {
    ("auth.register", "username"): "3 to 32 of `a-z 0-9 _ .`, not reserved",
    ("auth.register", "email"): "an address; kept in lower case",
    ("auth.register", "password"): (
        f"{passwords.SHORTEST} to {passwords.LONGEST} characters of any kind, "
        f"zxcvbn score at least {passwords.LEAST_SCORE}"
    ),
    ("auth.register", "name"): f"at most {texts.LONGEST_NAME} characters; without it the nick",
    ("auth.register", "invite"): "as it was read out or copied; case and hyphens do not matter",
    ("auth.login", "login"): "nick or e-mail",
    ("account.update", "name"): f"1 to {texts.LONGEST_NAME} characters",
    ("account.update", "username"): (
        f"3 to 32 of `a-z 0-9 _ .`, not reserved; once in {nicks.HOURS_BETWEEN} hours"
    ),
    ("account.update", "bio"): f"at most {texts.LONGEST_BIO} characters",
    ("privacy.set_exception", "allow"): (
        f"null: by the rule; at most {exceptions.MOST_EXCEPTIONS} people a rule"
    ),
    ("users.search", "query"): f"at most {contacts.LONGEST_QUERY} characters; empty finds nobody",
    ("users.search", "limit"): PAGE.format(contacts.LONGEST_SEARCH),
    ("users.get", "id"): ONE_OF_TWO,
    ("users.get", "username"): ONE_OF_TWO,
    ("contacts.add", "user_id"): ONE_OF_TWO,
    ("contacts.add", "username"): ONE_OF_TWO,
    ("chats.list", "limit"): PAGE.format(chats.LONGEST_PAGE),
    ("chats.list", "cursor"): "from the page before",
    ("chats.open_direct", "user_id"): ONE_OF_TWO,
    ("chats.open_direct", "username"): ONE_OF_TWO,
    ("chats.create_group", "title"): f"1 to {groups.LONGEST_TITLE} characters",
    ("chats.create_group", "description"): f"at most {groups.LONGEST_DESCRIPTION} characters",
    ("chats.create_group", "member_ids"): f"at most {groups.MOST_ADDED}",
    ("chats.create_group", "avatar"): "the id of an upload of one's own",
    ("chats.update", "title"): f"1 to {groups.LONGEST_TITLE} characters",
    ("chats.update", "description"): f"at most {groups.LONGEST_DESCRIPTION} characters",
    ("chats.update", "avatar"): "the id of an upload of one's own; empty removes the photo",
    ("chats.update", "member_rights"): "of `add`, `edit`, `invite` and `pin`",
    ("chats.update", "admin_rights"): (
        "of `add`, `delete`, `edit`, `invite`, `pin`, `remove`, `roles` and `settings`; the owner's"
    ),
    ("members.get", "seqs"): f"at most {named.MOST_NAMED}",
    ("members.get", "user_ids"): f"at most {named.MOST_NAMED}; of those who are in the group",
    ("members.list", "query"): f"at most {members.LONGEST_QUERY} characters; empty finds all",
    ("members.list", "limit"): PAGE.format(members.LONGEST_PAGE),
    ("members.list", "cursor"): "from the page before",
    ("members.add", "user_ids"): PAGE.format(groups.MOST_ADDED),
    ("members.remove", "user_ids"): PAGE.format(groups.MOST_ADDED),
    ("invites.create", "expires_in"): f"seconds, at most {group_invites.LONGEST_LIFE}",
    ("invites.create", "max_uses"): f"at most {group_invites.MOST_USES}",
    ("invites.preview", "code"): "as it was read out or copied; case does not matter",
    ("invites.join", "code"): "as it was read out or copied; case does not matter",
    ("chats.mute", "until"): "RFC 3339 with an offset; null ends the silence",
    ("chats.set_draft", "text"): f"at most {texts.LONGEST_MESSAGE} characters; empty removes it",
    ("sync", "state"): "absent: everything",
    ("sync", "chats"): f"version by chat id, at most {sync.MOST_CHATS}",
    ("sync", "limit"): f"{PAGE.format(sync.LONGEST_PAGE)} messages a chat",
    ("messages.send", "client_id"): "made by the client, new for every message",
    ("messages.send", "text"): f"1 to {texts.LONGEST_MESSAGE} characters after trimming",
    ("messages.history", "before"): "at most one of the four",
    ("messages.history", "after"): "at most one of the four",
    ("messages.history", "around"): "at most one of the four",
    ("messages.history", "at"): "RFC 3339 with an offset; around the first message from then on",
    ("messages.history", "limit"): PAGE.format(history.LONGEST_HISTORY),
    ("messages.edit", "text"): f"1 to {texts.LONGEST_MESSAGE} characters after trimming",
    ("messages.delete", "seqs"): f"1 to {messages.MOST_DELETED} of them",
    ("tickets.open", "subject"): f"1 to {help_desk.LONGEST_SUBJECT} characters",
    ("tickets.open", "text"): f"1 to {texts.LONGEST_MESSAGE} characters after trimming",
    ("tickets.write", "text"): f"1 to {texts.LONGEST_MESSAGE} characters after trimming",
    ("tickets.rate", "text"): f"at most {help_desk.LONGEST_RATING} characters",
    ("messages.read", "seq"): "past the end counts as the end",
    ("admin.people", "query"): f"at most {registry.LONGEST_QUERY} characters; empty finds all",
    ("admin.people", "limit"): PAGE.format(registry.LONGEST_PAGE),
    ("admin.people", "cursor"): "from the page before",
    ("admin.create_invitation", "uses"): PAGE.format(invitations.MOST_USES),
    ("admin.create_invitation", "days"): PAGE.format(invitations.MOST_DAYS),
    ("admin.journal", "limit"): PAGE.format(journal.LONGEST_PAGE),
    ("admin.journal", "cursor"): "from the page before",
}
