// @ts-check

import { Conversation } from "./conversation.js";
import { LastUsed } from "./last-used.js";

/** Conversations that stay loaded after they were left. */
const KEPT = 20;

/**
 * The conversations in memory by their chats: those that were used last.
 * @extends {LastUsed<Conversation>}
 */
export class Conversations extends LastUsed {
  /**
   * @param {object} parts
   * @param {ConstructorParameters<typeof Conversation>[1]} parts.page gives a page of a chat
   * @param {(chatId: string) => void} parts.editLost called when the message that is being
   *   rewritten was deleted
   * @param {(chatId: string) => number} parts.cutOf up to which seq a chat is about to be cleared
   */
  constructor({ page, editLost, cutOf }) {
    super(KEPT, (chatId) => {
      const conversation = new Conversation(chatId, page, cutOf(chatId));
      conversation.addEventListener("edit-lost", () => editLost(chatId));
      return conversation;
    });
  }
}
