import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Recorder } from "../../../static/js/models/recorder.js";

/** The browser's edge: a microphone that hears what the test says. */
class FakeMicrophone {
  loudness = 0;
  said = [];

  level = () => this.loudness;
  pause = () => this.said.push("pause");
  resume = () => this.said.push("resume");
  stop = async () => {
    this.said.push("stop");
    return new Blob(["opus"]);
  };
}

/** @type {FakeMicrophone} */
let microphone;
/** @type {() => void} */
let lose;
let told;
let now;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
  [microphone, told, now] = [new FakeMicrophone(), [], 0];
});

function aRecorder(open = async () => microphone) {
  return new Recorder({
    open: (lost) => {
      lose = lost;
      return open();
    },
    told: (why, chatId) => told.push([why, chatId]),
    now: () => now,
  });
}

/** Time goes by, in steps of 0.08 s, and the microphone is heard. */
function pass(seconds, loudness = 100) {
  microphone.loudness = loudness;
  for (let step = 0; step < Math.round(seconds / 0.08); step += 1) {
    now += 80;
    mock.timers.tick(80);
  }
}

test("what is recorded has its length and its waveform, and the microphone is let go of", async () => {
  const recorder = aRecorder();
  const phases = [];
  recorder.watch(() => phases.push(recorder.phase));
  await recorder.begin("10");
  assert.ok(recorder.isFor("10") && !recorder.isFor("11"));
  pass(1.2, 200);
  pass(0.8, 20);
  const recording = await recorder.finish();

  assert.equal(recording.duration, 2);
  assert.equal(await recording.blob.text(), "opus");
  assert.deepEqual([recording.waveform[0], recording.waveform.at(-1)], [200, 20]);
  assert.equal(recording.waveform.length, 25);
  assert.deepEqual(phases, ["opening", "recording", "ending", "idle"]);
  assert.deepEqual(microphone.said, ["stop"]);
  assert.equal(recorder.keptIn("10"), null);
});

test("a pause takes no time", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(2);
  recorder.pause();
  pass(4);
  recorder.resume();
  pass(1.2);
  assert.deepEqual([recorder.time, recorder.levels.length], [3.2, 40]);
  assert.deepEqual(microphone.said, ["pause", "resume"]);
  recorder.pause();
  assert.equal((await recorder.finish()).duration, 3.2);
});

test("a page that was not looked at was seldom asked, and its waveform keeps its time", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(1.2, 40);
  now += 800;
  pass(0.08, 90);
  assert.equal(recorder.levels.length, 26);
  assert.deepEqual(recorder.levels.slice(14, 17), [40, 90, 90]);
});

test("less than a second is nothing, and what is cancelled is gone", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(0.8);
  assert.ok(recorder.isTooShort);
  assert.equal(await recorder.finish(), null);
  await recorder.begin("10");
  pass(3);
  await recorder.cancel();
  assert.deepEqual([recorder.phase, recorder.keptIn("10")], ["idle", null]);
  assert.deepEqual(microphone.said, ["stop", "stop"]);
});

test("what is kept waits in its chat until it is dropped, and may be had back", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(2);
  await recorder.keep();
  const kept = recorder.keptIn("10");
  assert.equal(kept.duration, 2);
  assert.ok(recorder.holdsAnything && !recorder.isFor("10"));
  assert.equal(recorder.keptIn("11"), null);
  recorder.drop("10");
  assert.ok(!recorder.holdsAnything);
  recorder.restore("10", kept);
  assert.equal(recorder.keptIn("10"), kept);
});

test("a microphone that goes leaves what it has heard", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(4);
  lose();
  await new Promise(setImmediate);
  assert.deepEqual(told, [["lost", "10"]]);
  assert.equal(recorder.keptIn("10").duration, 4);

  const before = lose;
  await recorder.begin("11");
  before(); // Of the one that is gone already.
  assert.equal(recorder.phase, "recording");
});

test("after a quarter of an hour it stops, and what it has is kept", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  pass(904);
  await new Promise(setImmediate);
  assert.deepEqual(told, [["full", "10"]]);
  const { duration, waveform } = recorder.keptIn("10");
  assert.ok(duration >= 898 && duration <= 900);
  assert.equal(waveform.length, 100);
});

test("where there is no microphone the reason is told, and one may try again", async () => {
  const refusal = new Error("NotAllowedError");
  let isAllowed = false;
  const recorder = aRecorder(async () => {
    if (!isAllowed) throw refusal;
    return microphone;
  });
  await assert.rejects(recorder.begin("10"), refusal);
  assert.equal(recorder.phase, "idle");
  isAllowed = true;
  await recorder.begin("10");
  assert.equal(recorder.phase, "recording");
});

test("cancelled while the browser still asks, it never begins", async () => {
  /** @type {(microphone: FakeMicrophone) => void} */
  let allow;
  /** @type {(error: Error) => void} */
  let refuse;
  const recorder = aRecorder(
    () =>
      new Promise((resolve, reject) => {
        [allow, refuse] = [resolve, reject];
      }),
  );
  const begun = recorder.begin("10");
  assert.equal(recorder.phase, "opening");
  assert.equal(await recorder.finish(), null);
  allow(microphone);
  await begun;
  assert.deepEqual([recorder.phase, microphone.said], ["idle", ["stop"]]);

  const again = recorder.begin("10");
  await recorder.cancel();
  refuse(new Error("nobody asks any more"));
  await again;
  assert.equal(recorder.phase, "idle");
});

test("one thing is recorded at a time, and a finger lets it go on alone", async () => {
  const recorder = aRecorder();
  await recorder.begin("10");
  await recorder.begin("11");
  assert.equal(recorder.chatId, "10");
  recorder.hold = {};
  recorder.lock();
  assert.deepEqual([recorder.hold, recorder.phase], [null, "recording"]);
});
