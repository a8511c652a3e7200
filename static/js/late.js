// @ts-check
/** What is not needed to show chats and messages, and comes when it is first wished for. */

import { bring, dressed } from "./bring.js";
import { mediaParts } from "./elements/media-box.js";
import { leisure } from "./leisure.js";
import { markdown } from "./markdown.js";

/** The menus of chats, messages and folders, and the calendar. */
export const bringMenus = () => bring(menus());
/** The pane about the open chat. */
export const bringInfo = () => bring(info());
/** What a person wishes of this browser. */
export const bringSettings = () => bring(settings());
/** The way of messages to other chats. */
export const bringForward = () => bring(forward());
/** What is done later. */
export const bringLater = () => bring(later());
/** The bar of what is pinned; the person has not asked for it. */
export const bringPinnedBar = () => pinnedBar().catch(() => null);
/** Looking for words in the open chat. */
export const bringChatSearch = () => bring(chatSearch());
/** Messages among what the list finds; without them it finds chats and people. */
export const bringFoundMessages = () => foundMessages().catch(() => null);
/** What sends files. */
export const bringAttach = () => bring(attach());
/** It may soon be wished for: a pointer has come to its button. */
export const expectAttach = () => attach().catch(() => null);
/** What takes them to the server; it is wished for again with the next change of the outbox. */
export const bringUploading = () => uploading().catch(() => null);
/** What records voice messages. */
export const bringVoice = () => bring(voice());
/** What tells of messages by sounds and notifications; the next one asks again. */
export const bringNotifications = () => notifications().catch(() => null);
/** The photo of a group that is about to be made. */
export const bringNewGroupPhoto = () => bring(newGroupPhoto());
/** The word about what was deleted, with the way to take it back. */
export const bringUndoBar = () => bring(undoBar());

/** What a finger does with panes; it is wished for again with the next page. */
export const bringSwipes = () => import("./swipe-back.js").catch(() => null);
/** Replying by a swipe or a double click; the menu offers it too. */
export const bringReplyGestures = () => replyGestures().catch(() => null);
/** Whom a message may name; without it one writes a nick by heart. */
export const bringMentionList = () => mentionList().catch(() => null);
/** Emoji by their names; without them a name stays what it is. */
export const bringEmojiNames = () => emojiNames().catch(() => null);
/** The emoji to choose from. */
export const bringEmoji = () => bring(withLists(emoji()));
/** The same beside where one writes. */
export const bringComposerEmoji = () => bring(withLists(composerEmoji()));
/** Stickers by the emoji that is written; without them it goes out as it is. */
export const bringStickerStrip = () => stickerStrip().catch(() => null);
/** A pack of stickers. */
export const bringStickerPack = () => bring(stickerPack());
/** The packs that a person has. */
export const bringMyStickers = () => bring(myStickers());
/** They may soon be wished for: a pointer has come to their button. */
export const expectEmoji = () => withLists(composerEmoji()).catch(() => null);
/** What can be done with several messages. */
export const bringChosenBar = () => bring(chosenBar());
/** What edited messages said before. */
export const bringWordings = () => bring(wordings());
/** What is offered beside the message on which a mouse rests; the next rest asks again. */
export const bringQuickReaction = () => import("./elements/quick-reaction.js").catch(() => null);
/** What formats marked words; without it one writes the marks. */
export const bringFormatBar = () => formatBar().catch(() => null);
/** The way to the next mention; it is wished for again with the next change. */
export const bringMentionButton = () => mentionButton().catch(() => null);

/** Have everything here, for a time without a connection. */
export async function bringAll() {
  const first = [
    reading,
    notifications,
    attachments,
    formatBar,
    menus,
    mentionList,
    mentionButton,
    undoBar,
    pinnedBar,
  ];
  const words = [pinnedList, forward, composerEmoji, emojiNames, emojiLists, chosenBar, wordings];
  const others = [
    viewer,
    fileReader,
    sendFiles,
    voice,
    chatSearch,
    later,
    settings,
    info,
    folderEditor,
    newGroupPhoto,
  ];
  for (const part of [...first, ...words, ...others, ...stickerParts]) {
    await leisure(); // Each sheet that comes styles the whole page anew.
    await part().catch(() => {}); // Nobody has wished for it yet.
  }
}

const reading = () => markdown.bring();
const menus = () => dressed(import("./elements/menus.js"), "menus");
const info = () =>
  dressed(
    import("./elements/chat-info.js"),
    ...["chat-info", "photo-dialog", "menus", "media", "shared-media"],
  );
const attach = () => dressed(import("./attach.js"), "sheet", "menus", "attach");
const sendFiles = async () => (await attach()).loadDialog();
const uploading = () => import("./uploading.js");
const voice = () => dressed(import("./elements/voice-bar.js"), "voice", "media");
const notifications = () => import("./notifications.js");
const attachments = () => mediaParts.bring();
const viewer = () => dressed(import("./elements/media-viewer.js"), "media-viewer");
const fileReader = () => dressed(import("./elements/file-reader.js"), "sheet", "media-viewer");
const folderEditor = async () => (await menus()).loadEditor();
const settings = () => dressed(import("./elements/settings-form.js"), "settings-form");
const newGroupPhoto = () => dressed(import("./elements/new-group-photo.js"), "new-group-photo");
const undoBar = () => dressed(import("./elements/undo-bar.js"), "undo-bar");
const mentionList = () => dressed(import("./elements/mention-list.js"), "suggestions");
const emojiNames = () => dressed(import("./elements/emoji-names.js"), "suggestions");
/** What emoji are called; without it a name stays what it is. */
export const bringEmojiLists = () =>
  import("./emoji.js").then(({ loadEmoji }) => loadEmoji()).catch(() => null);
const emojiLists = async () => (await import("./emoji.js")).keepEmoji();
/**
 * What shows emoji, and what there is to be shown: neither waits for the other.
 * @template Module
 * @param {Promise<Module>} module
 */
async function withLists(module) {
  const lists = import("./emoji.js").then(({ loadEmoji }) => loadEmoji());
  const [here] = await Promise.all([module, lists, emojiParts()]);
  return here;
}

/** All at once: the browser would learn of each only from the one that needs it. */
const emojiParts = () =>
  Promise.all([
    import("./elements/emoji-picker.js"),
    import("./elements/emoji-panel.js"),
    import("./elements/emoji-grid.js"),
    import("./models/emoji/catalogue.js"),
    import("./models/emoji/plain.js"),
    import("./models/emoji/grid-steps.js"),
  ]);
const emoji = () => dressed(import("./elements/emoji-picker.js"), "emoji");
const composerEmoji = () => dressed(import("./elements/composer-emoji.js"), "emoji");
const stickerStrip = async () => {
  const late = await dressed(import("./elements/sticker-strip.js"), "stickers");
  const { stickers } = await import("./stickers.js");
  stickers.bring();
  return late;
};
const stickerPack = () => dressed(import("./elements/sticker-pack-sheet.js"), "sheet", "stickers");
const myStickers = () => dressed(import("./elements/my-stickers.js"), "sheet", "stickers", "menus");
/** Without the lists themselves, which only who uses stickers needs. */
const stickerParts = [() => import("./elements/sticker-panel.js"), stickerPack, myStickers];
const formatBar = () => dressed(import("./elements/format-bar.js"), "format-bar");
const mentionButton = () => dressed(import("./elements/mention-button.js"), "menus");
const foundMessages = () =>
  dressed(import("./elements/found-messages.js"), "chat-search", "sheet", "menus", "chat-info");
const chatSearch = () =>
  dressed(import("./elements/chat-search.js"), "chat-search", "sheet", "menus", "chat-info");
const chosenBar = () => dressed(import("./elements/chosen-bar.js"), "menus");
const wordings = () => dressed(import("./elements/wordings-sheet.js"), "sheet");
const replyGestures = () => dressed(import("./reply-gestures.js"), "reply-gestures");
const later = () => dressed(import("./elements/later.js"), "sheet", "menus", "later");
const forward = () => dressed(import("./elements/forward-dialog.js"), "sheet");
const pinnedBar = () => dressed(import("./elements/pinned-bar.js"), "pinned-bar");
const pinnedList = async () => (await pinnedBar()).loadList();
