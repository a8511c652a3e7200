// @ts-check
// A callback that gets no answer leaves Dash's buttons busy for ever and tells the person nothing.
// It is given an answer that changes nothing and brings a note.
(() => {
  const plainFetch = window.fetch;
  const { notes = "", away = "", close = "" } = document.documentElement.dataset;

  function answerInstead() {
    const note = {
      action: "show",
      id: String(performance.now()),
      message: away,
      color: "red",
      closeButtonProps: { "aria-label": close },
    };
    const sideUpdate = { [notes]: { sendNotifications: [note] } };
    return Response.json({ multi: true, response: {}, sideUpdate });
  }

  /** @param {Parameters<typeof fetch>} request */
  async function callBack(...request) {
    try {
      const answer = await plainFetch(...request);
      return answer.ok ? answer : answerInstead();
    } catch {
      return answerInstead();
    }
  }

  window.fetch = (...request) => {
    const isCallback = String(request[0]).includes("/_dash-update-component");
    return isCallback ? callBack(...request) : plainFetch(...request);
  };
})();
