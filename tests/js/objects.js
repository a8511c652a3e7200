/** Objects of the protocol for tests, whole but for what a test says of them. */

export const ADA = "1";
export const BOB = "2";

export function aMessage(seq, facts = {}) {
  return {
    chat_id: "10",
    seq,
    client_id: null,
    sender_id: BOB,
    kind: "text",
    text: `message ${seq}`,
    sent_at: new Date(Date.UTC(2026, 10, 22, 12, seq)).toISOString(),
    edited_at: null,
    deleted: false,
    version: seq,
    ...facts,
  };
}

export function aUser(facts = {}) {
  return {
    id: BOB,
    username: "bob",
    name: "Bob",
    avatar: null,
    bio: "",
    online: false,
    last_seen: null,
    is_contact: false,
    is_blocked: false,
    ...facts,
  };
}

export function aChat(facts = {}) {
  return {
    id: "10",
    kind: "direct",
    title: "Bob",
    peer: aUser(),
    role: "member",
    last_message: null,
    last_seq: 0,
    read_seq: 0,
    peer_read_seq: 0,
    unread: 0,
    muted_until: null,
    pinned: false,
    pin_order: 0,
    archived: false,
    marked_unread: false,
    draft: null,
    version: 0,
    ...facts,
  };
}

export function aSticker(id, facts = {}) {
  const url = `/media/${id}`;
  const mime = "image/webp";
  return { id, pack: "pack", emoji: "🙂", url, mime, width: 512, height: 512, ...facts };
}

/** A pack with a sticker for each emoji. */
export function aPack(code, emoji, facts = {}) {
  const stickers = emoji.map((each, at) => aSticker(`${code}-${at}`, { pack: code, emoji: each }));
  const [title, url] = [`Pack ${code}`, `/stickers/${code}`];
  return { code, title, url, own: false, installed: true, built_in: false, stickers, ...facts };
}

export function aMedia(facts = {}) {
  return {
    id: "7",
    kind: "photo",
    name: "photo.webp",
    mime: "image/webp",
    size: 1_000,
    width: 1600,
    height: 1067,
    duration: null,
    url: "/media/7",
    thumbnail_url: "/media/7?size=320",
    preview: null,
    status: "ready",
    waveform: null,
    ...facts,
  };
}
