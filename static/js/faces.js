// @ts-check
// The React faces of our custom elements. Dash needs them when it draws the page, before any
// module has run; the elements themselves come to life when their modules arrive.
(() => {
  const page = /** @type {any} */ (window);

  /** @param {string} tag */
  function face(tag) {
    return (/** @type {{id?: string}} */ props) => page.React.createElement(tag, { id: props.id });
  }

  page.messenger = {
    ...page.messenger,
    ChatList: face("chat-list"),
    ConversationView: face("conversation-view"),
    MessageComposer: face("message-composer"),
    SettingsForm: face("settings-form"),
    ConnectionBar: face("connection-bar"),
  };
})();
