"""The one table from operations to actions: what `/ws` may ask for, and how it is run."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from messenger.actions import (
    accounts,
    administration,
    administrators,
    applications,
    blocks,
    chats,
    contacts,
    devices,
    email_change,
    exceptions,
    exports,
    folders,
    forwarding,
    group_invites,
    group_reading,
    groups,
    help_desk,
    history,
    invitations,
    joining,
    journal,
    keeping,
    leaving,
    link_previews,
    media,
    media_usage,
    members,
    message_pins,
    message_search,
    messages,
    named,
    password,
    photos,
    pinning,
    reactions,
    reading,
    reauthentication,
    registry,
    remembered,
    reminders,
    reports,
    scheduled,
    scheduled_sending,
    sticker_packs,
    stickers,
    storage_overview,
    sync,
    two_factor,
    unread_mentions,
    wordings,
)
from messenger.events import commands
from messenger.events.commands import Command

Action = Callable[..., Awaitable[Any]]


class Order(Enum):
    """What a request must wait for on its connection."""

    FREE = auto()
    """Nothing: it reads."""
    CHAT = auto()
    """Earlier changes of the same chat."""
    TARGETS = auto()
    """Earlier changes of all the chats that it is for."""
    PERSON = auto()
    """Earlier changes of the person's own things."""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation: its command, its action, and the field of the reply for what it returns.

    The action takes services, the viewer and the command's fields by name.
    """

    command: type[Command]
    action: Action
    order: Order
    reply: str | None = None


ROUTES: dict[str, Route] = {
    route.command.op: route
    for route in (
        Route(commands.AccountGet, accounts.get_account, Order.FREE),
        Route(commands.AccountUpdate, accounts.update_account, Order.PERSON),
        Route(commands.AuthReauthenticate, reauthentication.reauthenticate, Order.PERSON),
        Route(commands.TwoFactorStatus, two_factor.get_status, Order.FREE),
        Route(commands.TwoFactorStart, two_factor.start, Order.PERSON),
        Route(commands.TwoFactorConfirm, two_factor.confirm, Order.PERSON),
        Route(commands.TwoFactorDisable, two_factor.disable, Order.PERSON),
        Route(commands.TwoFactorRegenerateCodes, two_factor.regenerate_codes, Order.PERSON),
        Route(commands.TwoFactorForgetDevice, remembered.forget_device, Order.PERSON),
        Route(commands.AccountSetAvatar, photos.set_avatar, Order.PERSON, "user"),
        Route(commands.AccountRemoveAvatar, photos.remove_avatar, Order.PERSON, "user"),
        Route(commands.AccountChangePassword, password.change_password, Order.PERSON),
        Route(commands.SessionsList, devices.list_sessions, Order.FREE, "sessions"),
        Route(commands.SessionsRevoke, devices.revoke_sessions, Order.PERSON),
        Route(commands.AccountChangeEmail, email_change.change_email, Order.PERSON),
        Route(commands.PrivacyListExceptions, exceptions.list_exceptions, Order.FREE, "exceptions"),
        Route(commands.PrivacySetException, exceptions.set_exception, Order.PERSON),
        Route(commands.AccountExport, exports.start_export, Order.PERSON, "export"),
        Route(commands.AccountExportStatus, exports.get_export, Order.FREE, "export"),
        Route(commands.AccountDelete, leaving.ask_deletion, Order.PERSON),
        Route(commands.AccountKeep, leaving.keep_account, Order.PERSON),
        Route(commands.UsersSearch, contacts.search_users, Order.FREE, "users"),
        Route(commands.UsersGet, contacts.get_user, Order.FREE, "user"),
        Route(commands.ContactsList, contacts.list_contacts, Order.FREE, "users"),
        Route(commands.ContactsAdd, contacts.add_contact, Order.PERSON, "user"),
        Route(commands.ContactsRemove, contacts.remove_contact, Order.PERSON),
        Route(commands.BlocksList, blocks.list_blocks, Order.FREE, "users"),
        Route(commands.BlocksAdd, blocks.add_block, Order.PERSON),
        Route(commands.BlocksRemove, blocks.remove_block, Order.PERSON),
        Route(commands.ChatsList, chats.list_chats, Order.FREE),
        Route(commands.ChatsGet, chats.get_chat, Order.FREE, "chat"),
        Route(commands.ChatsOpenDirect, chats.open_direct, Order.PERSON, "chat"),
        Route(commands.ChatsOpenSaved, chats.open_saved, Order.PERSON, "chat"),
        Route(commands.ChatsCreateGroup, groups.create_group, Order.PERSON),
        Route(commands.ChatsUpdate, groups.update_group, Order.CHAT, "chat"),
        Route(commands.ChatsLeave, groups.leave_group, Order.CHAT, "chat"),
        Route(commands.MembersList, members.list_members, Order.FREE),
        Route(commands.MembersGet, named.get_named, Order.FREE, "users"),
        Route(commands.MembersAdd, members.add_members, Order.CHAT),
        Route(commands.MembersRemove, members.remove_members, Order.CHAT, "chat"),
        Route(commands.MembersSetRole, members.set_role, Order.CHAT, "chat"),
        Route(commands.MembersBanned, members.list_banned, Order.FREE, "users"),
        Route(commands.MembersUnban, members.unban, Order.CHAT),
        Route(commands.InvitesCreate, group_invites.create_invite, Order.CHAT, "invite"),
        Route(commands.InvitesList, group_invites.list_invites, Order.FREE, "invites"),
        Route(commands.InvitesRevoke, group_invites.revoke_invite, Order.CHAT),
        Route(commands.InvitesPreview, joining.preview_invite, Order.FREE, "chat"),
        Route(commands.InvitesJoin, joining.join_by_invite, Order.PERSON),
        Route(commands.InvitesRequests, joining.list_requests, Order.FREE, "requests"),
        Route(commands.InvitesAnswer, joining.answer_request, Order.CHAT),
        Route(commands.ChatsDelete, chats.delete_chat, Order.CHAT),
        Route(commands.ChatsClear, chats.clear_chat, Order.CHAT),
        Route(commands.ChatsMute, keeping.mute_chat, Order.CHAT, "chat"),
        Route(commands.ChatsPin, pinning.pin_chat, Order.CHAT, "chat"),
        Route(commands.ChatsOrderPins, pinning.order_pins, Order.PERSON, "chat_ids"),
        Route(commands.ChatsArchive, keeping.archive_chat, Order.CHAT, "chat"),
        Route(commands.ChatsMarkUnread, keeping.mark_unread, Order.CHAT, "chat"),
        Route(commands.ChatsMentions, unread_mentions.list_unread, Order.FREE, "seqs"),
        Route(commands.ChatsReadMentions, unread_mentions.read_all, Order.CHAT, "chat"),
        Route(commands.ChatsSetDraft, keeping.set_draft, Order.CHAT, "chat"),
        Route(commands.FoldersList, folders.list_folders, Order.FREE, "folders"),
        Route(commands.FoldersSet, folders.set_folder, Order.PERSON, "folders"),
        Route(commands.FoldersKeepChat, folders.keep_chat, Order.PERSON, "folders"),
        Route(commands.FoldersOrder, folders.order_folders, Order.PERSON, "folders"),
        Route(commands.FoldersDelete, folders.delete_folder, Order.PERSON, "folders"),
        Route(commands.TypingSet, reading.set_typing, Order.CHAT),
        Route(commands.Sync, sync.sync, Order.FREE),
        Route(commands.MessagesHistory, history.list_history, Order.FREE),
        Route(commands.MessagesEdit, messages.edit_message, Order.CHAT, "message"),
        Route(commands.MessagesDelete, messages.delete_messages, Order.CHAT),
        Route(commands.MessagesForward, forwarding.forward_messages, Order.TARGETS, "messages"),
        Route(commands.MessagesReact, reactions.react, Order.CHAT, "message"),
        Route(commands.MessagesReactions, reactions.list_reactions, Order.FREE),
        Route(commands.MessagesEdits, wordings.list_wordings, Order.FREE, "wordings"),
        Route(commands.MessagesRemovePreview, link_previews.remove_preview, Order.CHAT, "message"),
        Route(commands.MessagesPin, message_pins.pin_message, Order.CHAT, "chat"),
        Route(commands.MessagesPinned, message_pins.list_pinned, Order.FREE, "messages"),
        Route(commands.MessagesUnpinAll, message_pins.unpin_all, Order.CHAT, "chat"),
        Route(commands.MessagesSearch, message_search.search_messages, Order.FREE),
        Route(commands.MessagesReaders, group_reading.list_readers, Order.FREE, "users"),
        Route(commands.MessagesRead, reading.read_messages, Order.CHAT),
        Route(commands.MessagesReport, reports.report_messages, Order.PERSON),
        Route(commands.MediaFind, media.find_media, Order.FREE, "media"),
        Route(commands.MediaUsage, media_usage.get_usage, Order.FREE, "usage"),
        Route(commands.MediaLargest, media_usage.list_largest, Order.FREE),
        Route(commands.RemindersAdd, reminders.add_reminder, Order.CHAT, "reminder"),
        Route(commands.RemindersList, reminders.list_reminders, Order.FREE, "reminders"),
        Route(commands.RemindersDelete, reminders.delete_reminder, Order.CHAT),
        Route(commands.ScheduledList, scheduled.list_scheduled, Order.FREE, "scheduled"),
        Route(commands.ScheduledAdd, scheduled.add_scheduled, Order.CHAT, "scheduled"),
        Route(commands.ScheduledEdit, scheduled.edit_scheduled, Order.CHAT, "scheduled"),
        Route(commands.ScheduledSendNow, scheduled_sending.send_now, Order.CHAT, "message"),
        Route(commands.ScheduledDelete, scheduled.delete_scheduled, Order.CHAT),
        Route(commands.StickersList, stickers.list_stickers, Order.FREE),
        Route(commands.StickersKeep, stickers.keep_sticker, Order.PERSON),
        Route(commands.StickersAdd, stickers.add_sticker, Order.PERSON, "pack"),
        Route(commands.StickersUpdate, stickers.update_sticker, Order.PERSON, "pack"),
        Route(commands.StickersRemove, stickers.remove_sticker, Order.PERSON, "pack"),
        Route(commands.StickersOrder, stickers.order_stickers, Order.PERSON, "pack"),
        Route(commands.StickerPacksGet, sticker_packs.get_pack, Order.FREE, "pack"),
        Route(commands.StickerPacksCreate, sticker_packs.create_pack, Order.PERSON, "pack"),
        Route(commands.StickerPacksRename, sticker_packs.rename_pack, Order.PERSON, "pack"),
        Route(commands.StickerPacksDelete, sticker_packs.delete_pack, Order.PERSON),
        Route(commands.StickerPacksInstall, sticker_packs.install_pack, Order.PERSON, "pack"),
        Route(commands.StickerPacksOrder, sticker_packs.order_packs, Order.PERSON, "packs"),
        Route(commands.AdminPeople, registry.list_people, Order.FREE),
        Route(commands.AdminSetAdmin, administrators.set_admin, Order.PERSON),
        Route(commands.AdminEndSessions, administration.end_all_sessions, Order.PERSON),
        Route(commands.AdminMakeResetLink, administration.make_reset_link, Order.PERSON),
        Route(commands.AdminResetTwoFactor, administration.reset_factors, Order.PERSON),
        Route(commands.AdminSetDisabled, administration.set_disabled, Order.PERSON),
        Route(commands.AdminSettings, administration.get_settings, Order.FREE),
        Route(commands.AdminUpdateSettings, administration.update_settings, Order.PERSON),
        Route(commands.AdminInvitations, invitations.list_invitations, Order.FREE, "invitations"),
        Route(
            commands.AdminCreateInvitation,
            invitations.create_invitation,
            Order.PERSON,
            "invitation",
        ),
        Route(commands.AdminRevokeInvitation, invitations.revoke_invitation, Order.PERSON),
        Route(commands.AdminWaiting, applications.list_waiting, Order.FREE, "people"),
        Route(commands.AdminApprove, applications.approve, Order.PERSON),
        Route(commands.AdminRefuse, applications.refuse, Order.PERSON),
        Route(commands.AdminReports, reports.list_reports, Order.FREE, "reports"),
        Route(commands.AdminDeleteReported, reports.delete_reported, Order.PERSON),
        Route(commands.AdminDismissReport, reports.dismiss_report, Order.PERSON),
        Route(commands.AdminStorage, storage_overview.get_overview, Order.FREE),
        Route(commands.AdminJournal, journal.list_journal, Order.FREE),
        Route(commands.TicketsOpen, help_desk.open_ticket, Order.PERSON, "ticket"),
        Route(commands.TicketsList, help_desk.list_tickets, Order.FREE, "tickets"),
        Route(commands.TicketsQueue, help_desk.list_queue, Order.FREE, "tickets"),
        Route(commands.TicketsGet, help_desk.get_ticket, Order.FREE),
        Route(commands.TicketsWrite, help_desk.write_ticket, Order.PERSON, "message"),
        Route(commands.TicketsRead, help_desk.read_ticket, Order.PERSON, "ticket"),
        Route(commands.TicketsSetState, help_desk.set_ticket_state, Order.PERSON, "ticket"),
        Route(commands.TicketsRate, help_desk.rate_ticket, Order.PERSON, "ticket"),
    )
}
