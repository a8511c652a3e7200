import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../../static/js/models/player.js";

/** The browser's edge: what plays a sound. */
class FakeAudio extends EventTarget {
  paused = true;
  currentTime = 0;
  duration = 10;
  playbackRate = 1;
  src = "";

  async play() {
    this.paused = false;
    this.dispatchEvent(new Event("play"));
  }

  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

const track = (id) => ({ id, url: `/media/${id}`, chatId: "10", seq: Number(id) });

function aPlayer(next = {}) {
  const audio = new FakeAudio();
  const player = new Player({
    makeAudio: () => audio,
    nextOf: ({ id }) => next[id] ?? null,
  });
  return { audio, player };
}

test("one thing is heard at a time, and goes on where it was stopped", () => {
  const { audio, player } = aPlayer();
  player.toggle(track("1"));
  assert.deepEqual([player.isPlaying("1"), audio.src], [true, "/media/1"]);
  audio.currentTime = 4;
  player.toggle(track("1"));
  assert.deepEqual([player.isPlaying("1"), player.timeOf("1")], [false, 4]);

  player.toggle(track("2"));
  assert.deepEqual([player.isPlaying("1"), player.isPlaying("2")], [false, true]);
  assert.equal(player.timeOf("1"), 0);
});

test("after a voice message the next one is heard, after the last one nothing", async () => {
  const { audio, player } = aPlayer({ 1: track("2") });
  await player.play(track("1"));
  audio.dispatchEvent(new Event("ended"));
  assert.ok(player.isPlaying("2"));
  audio.dispatchEvent(new Event("ended"));
  assert.equal(player.track, null);
});

test("it is heard faster by turns, and the next one as fast", async () => {
  const { audio, player } = aPlayer();
  await player.play(track("1"));
  const rates = [1, 2, 3].map(() => {
    player.turnRate();
    return audio.playbackRate;
  });
  assert.deepEqual(rates, [1.5, 2, 1]);
  player.turnRate();
  await player.play(track("2"));
  assert.equal(audio.playbackRate, 1.5);
});

test("one goes to a moment of it before it plays", async () => {
  const { audio, player } = aPlayer();
  player.seek(track("1"), 7);
  assert.deepEqual([audio.currentTime, player.isPlaying("1")], [7, false]);
  player.seek(track("1"), -3);
  assert.equal(audio.currentTime, 0);
});

test("a video that begins silences it, and the other way round", async () => {
  const { player } = aPlayer();
  const [first, second] = [new FakeAudio(), new FakeAudio()];
  await player.play(track("1"));
  await first.play();
  player.giveWay(first);
  assert.equal(player.isPlaying("1"), false);
  player.giveWay(second);
  assert.ok(first.paused);
  await second.play();
  await player.play(track("1"));
  assert.ok(second.paused);
});

test("before one speaks all of it is silent", async () => {
  const { player } = aPlayer();
  player.hush();
  const film = new FakeAudio();
  player.giveWay(film);
  await player.play(track("1"));
  await film.play();
  player.hush();
  assert.deepEqual([player.isPlaying("1"), film.paused], [false, true]);
});

test("what has moved is heard from where it is now", async () => {
  const { audio, player } = aPlayer();
  player.seek({ ...track("1"), url: "" }, 0);
  await player.play(track("1"));
  assert.equal(audio.src, "/media/1");
});

test("how long it is, is what the browser knows, where it knows it", async () => {
  const { audio, player } = aPlayer();
  await player.play(track("1"));
  assert.deepEqual([player.lengthOf("1"), player.lengthOf("2")], [10, 0]);
  audio.duration = Number.POSITIVE_INFINITY;
  assert.equal(player.lengthOf("1"), 0);
});
