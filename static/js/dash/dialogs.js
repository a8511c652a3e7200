// @ts-check
// Opening dialogs, and putting what they were opened for into their texts.
(() => {
  const page = /** @type {any} */ (window);
  /** What it may be that is asked about in words of its own. */
  const KINDS = /** @type {const} */ (["owns", "saved", "notices", "both"]);

  /**
   * @typedef {{dialog: string, title?: string, seqs?: number[], count?: number, saved?: boolean,
   *   notices?: boolean, mine?: boolean, group?: boolean, owns?: boolean, changes?: boolean,
   *   both?: boolean}} Subject
   * @typedef {string | Record<string, string>} Question in one form, or in those of plurals
   * @typedef {{question: Question, changes?: Question, saved?: string, notices?: string,
   *   single?: string, everyone?: string, group?: string, owns?: string, both?: string,
   *   in_group?: string}} Texts
   */

  /**
   * Open or close a dialog, and say whether it gives the focus back: not where it leads to a chat,
   * since it would take the focus from there, and the later the slower the machine is.
   * @param {{detail?: Subject, timeStamp: number} | null} event
   * @param {{chat_id?: string} | null | undefined} done
   * @param {...unknown} rest what closes the dialog, and last its name
   */
  function turn(event, done, ...rest) {
    const { callback_context: context, no_update: same } = page.dash_clientside;
    const isBy = (/** @type {string} */ prop) =>
      context.triggered.some((/** @type {any} */ cause) => cause.prop_id.endsWith(prop));
    if (!isBy(".event")) return [false, same, !(isBy(".data") && done?.chat_id)];
    if (event?.detail?.dialog !== rest.at(-1)) return [same, same, same];
    return [true, { ...event?.detail, at: event?.timeStamp }, true];
  }

  /** @param {Subject} subject */
  function isSaved(subject) {
    return Boolean(subject.saved);
  }

  /** @param {string} text @param {Subject} subject */
  function fill(text, subject) {
    const { title = "" } = subject;
    // As a function, since "$&" in a name would mean something in a replacement.
    return text.replaceAll("{n}", String(countOf(subject))).replaceAll("{name}", () => title);
  }

  /** @param {Subject} subject */
  function countOf({ seqs = [], count = seqs.length }) {
    return count;
  }

  /**
   * What is asked of one message, of a chat that is none with a person, or of a group of one's own.
   * @param {Subject} subject
   * @param {Texts} texts
   */
  function ownText(subject, texts) {
    const kind = KINDS.find((each) => subject[each] && texts[each]);
    if (kind) return texts[kind];
    if (subject.group && texts.in_group) return texts.in_group;
    return subject.seqs?.length === 1 ? texts.single : undefined;
  }

  /** @param {Subject} subject @param {Texts} texts */
  function ask(subject, texts) {
    const own = ownText(subject, texts);
    if (own) return fill(own, subject);
    const question = (subject.changes && texts.changes) || texts.question;
    if (typeof question === "string") return fill(question, subject);
    const rules = new Intl.PluralRules(document.documentElement.lang);
    const form = question[rules.select(countOf(subject))];
    return fill(form ?? Object.values(question).at(-1) ?? "", subject);
  }

  /**
   * @param {Subject} subject
   * @param {Texts} texts
   * @returns {[string, string | null, boolean]} the label, how it is displayed, and no tick
   */
  function offer(subject, texts) {
    const label = (subject.group ? texts.group : texts.everyone) ?? "";
    const own = isSaved(subject) || subject.notices;
    const offered = label && !own && subject.mine !== false;
    return [fill(label, subject), offered ? null : "none", false];
  }

  /** What was asked is done by the page itself. */
  function close() {
    return Date.now();
  }

  /** @param {number} _click @param {{chat_id: string}} chat @param {boolean} everyone */
  function deleteChat(_click, { chat_id: chatId }, everyone) {
    page.messengerApp?.deleteChat(chatId, Boolean(everyone));
    return close();
  }

  /** @param {number} _click @param {{chat_id: string}} chat @param {boolean} everyone */
  function clearHistory(_click, { chat_id: chatId }, everyone) {
    page.messengerApp?.clearHistory(chatId, Boolean(everyone));
    return close();
  }

  /** The dialog stays where something is missing. */
  function saveFolder() {
    const editor = /** @type {any} */ (document.querySelector("folder-editor"));
    return editor?.save() ? close() : page.dash_clientside.no_update;
  }

  page.dash_clientside = {
    ...page.dash_clientside,
    dialogs: { turn, ask, offer, close, deleteChat, clearHistory, saveFolder },
  };
})();
