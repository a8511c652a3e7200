/** The outside edge of the browser part: a socket whose other end is the test. */
export class FakeSocket {
  /** @type {FakeSocket[]} every socket made, the newest last */
  static made = [];

  static get newest() {
    return FakeSocket.made.at(-1);
  }

  onopen = null;
  onmessage = null;
  onclose = null;
  closed = false;
  /** @type {any[]} frames that the page has sent */
  sent = [];

  constructor(url) {
    this.url = url;
    FakeSocket.made.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  open() {
    this.onopen?.();
  }

  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  hello(facts = {}) {
    this.say({ event: "hello", data: { protocol: 1, user: { id: "1" }, state: 5, ...facts } });
  }

  end(code = 1006) {
    this.onclose?.({ code });
  }

  /** The requests for an operation, the oldest first. */
  asked(op) {
    return this.sent.filter((frame) => frame.op === op);
  }

  /** Answer the newest request for an operation. */
  answer(op, data) {
    this.say({ id: this.asked(op).at(-1).id, ok: true, data });
  }

  refuse(op, error) {
    this.say({ id: this.asked(op).at(-1).id, ok: false, error });
  }
}

/** Let everything that waits for a settled promise go on. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}
