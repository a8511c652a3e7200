// @ts-check
/**
 * The objects of the protocol, for the type checker; nothing here runs.
 *
 * @typedef {object} User
 * @property {string} id
 * @property {string} username
 * @property {string} name
 * @property {string | null} avatar
 * @property {string} bio
 * @property {boolean | null} online null where privacy hides it
 * @property {string | null} last_seen RFC 3339
 * @property {boolean} is_contact
 * @property {boolean} is_blocked
 * @property {string | null} email null where privacy hides it
 * @property {boolean} [deleted] the account is gone
 *
 * @typedef {object} Message
 * @property {string} chat_id
 * @property {number} seq
 * @property {string | null} client_id for its sender only
 * @property {string} sender_id
 * @property {string} kind
 * @property {string} text
 * @property {Format} [format] how it is written
 * @property {string} sent_at RFC 3339
 * @property {string | null} edited_at RFC 3339
 * @property {boolean} deleted
 * @property {number} version
 * @property {string[]} [mentions] ids of the people whom it names
 * @property {boolean} [mentions_all] whether it names everybody
 * @property {Service | null} [service] what is told, where nobody has written it
 * @property {Forwarded | null} [forwarded_from] whose words it repeats
 * @property {boolean} [pinned] for all who are in the chat
 * @property {ReplyTo | null} [reply_to] what it answers
 * @property {Reaction[]} [reactions] in the order of their coming
 * @property {Preview | null} [preview] what its first link leads to
 * @property {boolean} [silent] whether it makes no sound where it arrives
 * @property {Sticker | null} [sticker]
 * @property {readonly Media[]} [attachments]
 *
 * @typedef {object} Sticker A picture that says something by itself.
 * @property {string} id
 * @property {string} pack the code of its pack
 * @property {string} emoji what it says
 * @property {string} url
 * @property {string} mime
 * @property {number} width px, at most 512
 * @property {number} height
 *
 * @typedef {object} StickerPack
 * @property {string} code
 * @property {string} title
 * @property {string} url the link to it
 * @property {boolean} own whether the person has made it
 * @property {boolean} installed whether it is among theirs
 * @property {boolean} built_in whether it is everybody's
 * @property {Sticker[]} stickers in their order
 *
 * @typedef {object} Media A file that was uploaded, or one's own that is on its way.
 * @property {string} id
 * @property {"photo" | "video" | "voice" | "file" | "sticker"} kind
 * @property {string} name
 * @property {string} mime
 * @property {number} size bytes
 * @property {number | null} width px, upright
 * @property {number | null} height
 * @property {number | null} duration seconds
 * @property {string} url
 * @property {string | null} thumbnail_url
 * @property {string | null} preview a data: URL of a few pixels
 * @property {"processing" | "ready" | "failed" | "uploading"} status nothing is at `url` before it is ready
 * @property {readonly number[] | null} [waveform] loudnesses from 0 to 255
 * @property {number} [progress] from 0 to 1, of one on its way
 *
 * @typedef {object} ReplyTo What a reply shows of the message that it is to.
 * @property {number} seq
 * @property {string} sender_id "0" where this person may not see it
 * @property {string} excerpt
 * @property {boolean} deleted
 * @property {string} [kind] of the message; where that holds files there may be no words
 * @property {string | null} [thumbnail_url] of its first picture
 *
 * @typedef {object} Reaction
 * @property {string} emoji
 * @property {number} count
 * @property {boolean} mine
 *
 * @typedef {object} Preview
 * @property {string} url
 * @property {string} site
 * @property {string} title
 * @property {string} description
 * @property {{url: string, width: number, height: number} | null} image
 *
 * @typedef {object} Forwarded
 * @property {string} user_id
 * @property {string} name empty where the account is gone
 *
 * @typedef {object} Service
 * @property {string} type
 * @property {string[]} [users] ids of those to whom it was done
 * @property {string | null} [title]
 * @property {Role | null} [role]
 * @property {number | null} [seq] of the message that was pinned
 *
 * @typedef {"owner" | "admin" | "member" | "read_only"} Role
 *
 * @typedef {object} GroupSettings
 * @property {boolean} history_for_newcomers
 * @property {boolean} announcement
 * @property {string[]} member_rights
 * @property {string[]} admin_rights
 *
 * @typedef {object} Chat
 * @property {string} id
 * @property {"direct" | "group" | "saved"} kind
 * @property {string} title
 * @property {string | null} [avatar]
 * @property {User | null} peer
 * @property {number} [member_count] of a group
 * @property {string} [description] of a group
 * @property {GroupSettings | null} [settings] of a group
 * @property {string[]} [rights] what this person may do in a group
 * @property {string} role
 * @property {Message | null} last_message
 * @property {number} last_seq
 * @property {number} read_seq
 * @property {number} peer_read_seq
 * @property {number} unread
 * @property {number} [mentions] unread messages that name this person
 * @property {string | null} muted_until RFC 3339
 * @property {boolean} pinned
 * @property {number} pin_order of pinned chats the one with the highest stands first
 * @property {boolean} archived
 * @property {boolean} marked_unread
 * @property {string | null} draft
 * @property {number} version
 * @property {number} [scheduled] how much this person has scheduled there
 *
 * @typedef {object} Scheduled One's own message that is to be sent later.
 * @property {string} chat_id
 * @property {string} client_id
 * @property {string} text
 * @property {boolean} silent
 * @property {string} send_at RFC 3339
 * @property {string | null} failed why it was not sent: the code of a failure
 *
 * @typedef {"plain" | "markdown"} Format how a text is written
 *
 * @typedef {object} OutgoingMessage One's own message on its way to the server.
 * @property {string} client_id
 * @property {string} chat_id
 * @property {string} text
 * @property {Format} [format] how it is written; plain without
 * @property {string} created_at RFC 3339
 * @property {number} [edits] the seq of the message that gets this text; a new message without
 * @property {{chat_id: string, seq: number, hide_author: boolean}} [forwards] what it repeats
 * @property {ReplyTo | null} [reply_to] what it answers
 * @property {Forwarded | null} [forwarded_from] whose words that is
 * @property {boolean} [silent] whether it makes no sound where it arrives
 * @property {string} [send_at] when it is to be sent, RFC 3339; as soon as it can be without
 * @property {Sticker | null} [sticker] in place of a text
 * @property {OutgoingFile[]} [files] what goes with it
 * @property {readonly Media[]} [attachments] how that looks now
 * @property {"waiting" | "failed"} status
 * @property {string} [reason] the code of the failure
 *
 * @typedef {object} FilePlace Where a file of one's own message is.
 * @property {string} [upload] the address at which it goes on
 * @property {string} [media] the id that the server has given it, once it has all of it
 *
 * @typedef {Media & FilePlace} OutgoingFile A file of one's own message on its way; its `id` is
 *   ours, by which the browser keeps its content.
 *
 * @typedef {object} Desk What waits for the person at the help desk.
 * @property {number} answers questions of theirs with an unread answer
 * @property {number | null} questions new ones of everybody, for administrators
 * @property {number | null} accounts those that wait for approval, likewise
 * @property {number | null} [reports] those that are open, likewise
 *
 * @typedef {object} Folder
 * @property {string} id
 * @property {string} title
 * @property {string[]} chat_ids those in it whatever the rules say
 * @property {boolean} contacts
 * @property {boolean} non_contacts
 * @property {boolean} groups
 * @property {boolean} unread_only
 * @property {boolean} without_muted
 *
 * @typedef {object} Change What the person has changed in the list, on its way to the server.
 * @property {string} id
 * @property {string} key a later change of the same key takes the place of one that waits
 * @property {string} op
 * @property {any} data
 * @property {number} created_at epoch ms
 * @property {number} due_at epoch ms; it is not sent before
 * @property {Record<string, Partial<Chat>>} [facts] how chats look with it, by id
 * @property {string} [hides] the chat that it deletes
 * @property {{chat_id: string, seq: number}} [cuts] the chat that loses its history, and up to where
 *
 * @typedef {object} SyncedChat
 * @property {Chat} chat
 * @property {Message[]} messages ascending by version
 * @property {number} version the version reached
 * @property {boolean} more
 *
 * @typedef {object} SyncReply
 * @property {number} state
 * @property {SyncedChat[]} chats
 * @property {string[]} removed
 * @property {Record<string, number[]>} hidden
 * @property {User[]} contacts
 * @property {Folder[] | null} folders null where none has changed
 */

export {};
